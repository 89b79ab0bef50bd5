/** A variant is the level with other numbers, in every text and in every language. */
import { describe, expect, test } from 'vitest'
import { noVariant, variantOf } from '../../src/classroom/variant.ts'
import { numberProblems } from '../../src/game/fair/numbers.ts'
import { translated } from '../../src/game/index.ts'
import { german, shippedLevel } from './levels.ts'

const storm = shippedLevel('storm-or-drizzle')
const straw = shippedLevel('straw')

describe('a variant of a level', () => {
  const made = variantOf(storm, {
    ...noVariant(storm),
    pace: { exits: 0.8 },
    goals: storm.goals.map(({ metric, target }) =>
      metric === 'interrupts' ? 64_000 : metric === 'latency-p99@trade.nic' ? 47_500 : target,
    ),
    guess: [500, 5000, 50_000],
  })

  test('is another machine, and has a hash of its own', () => {
    expect(made.host.pace).toEqual({ exits: 0.8 })
    expect(made.hash).not.toBe(storm.hash)
    expect(variantOf(storm, noVariant(storm)).hash).toBe(storm.hash)
  })

  test('says its own targets in goals and in the brief', () => {
    expect(made.goals[1].text).toBe('trade p99 ≤ 47.5 µs')
    expect(made.goals[3].text).toBe('interrupts ≤ 64,000 /s')
    expect(made.brief).toContain('47.5 µs is all it may take')
    expect(numberProblems(made)).toEqual([])
  })

  test('asks for a guess between its own choices', () => {
    expect(made.predict.choices.map(({ text }) => text)).toEqual([
      'about 100',
      'about 1,000',
      'about 10,000',
      'about 100,000',
    ])
    expect(made.predict.choices[1]).toMatchObject({ from: 500, to: 5000 })
  })

  test('has hints about its own targets', () => {
    expect(made.hints[2].when).toEqual({ metric: 'latency-p99@trade.nic', op: '>=', value: 47_500 })
  })

  test('counts what it counted', () => {
    expect(made.questions).toEqual(storm.questions)
    expect(made.debrief.facts).toEqual(storm.debrief.facts)
  })
})

test('a number of the brief follows though it says "a second" where the goal says "/s"', () => {
  const loop = shippedLevel('out-of-the-loop')
  const made = variantOf(loop, { ...noVariant(loop), goals: [1, 200_000, 90_000, 0.7, 0] })
  expect(made.brief).toContain('Get to 200,000 packets and 90,000 reads a second, with at most 70 %')
  expect(made.goals[1].text).toBe('packets ≥ 200,000 /s')
})

describe('numbers that follow from the model', () => {
  const variant = { ...noVariant(straw), numbers: [640, 28, 66, 224, 160, 650] }

  test('are written anew where the text has them', () => {
    const made = variantOf(straw, variant)
    expect(made.debrief.text.join(' ')).toContain('orders gets 160 reads a second, and with tags 650.')
    expect(made.numbers?.map(({ says }) => says)).toContain('gives 640 MB/s')
    expect(numberProblems(made)).toEqual([])
  })

  test('are written anew in German as well', () => {
    const texts = variantOf(translated(straw, german()), variant).debrief.text.join(' ')
    expect(texts).toContain('160')
    expect(texts).toContain('650')
    expect(texts).not.toMatch(/\b150\b/)
  })
})

test('a translated level keeps its style of numbers', () => {
  const made = variantOf(translated(storm, german()), {
    ...noVariant(storm),
    goals: [2, 47_500, 435e6, 64_000, 0],
    medals: [[41_250], [35_000]],
  })
  expect(made.goals.map(({ text }) => text).slice(1, 4)).toEqual([
    'trade p99 ≤ 47,5 µs',
    'backup ≥ 435 MB/s',
    'Unterbrechungen ≤ 64000 /s',
  ])
  expect(made.medals[0][0].text).toBe('trade p99 ≤ 41,25 µs')
  expect(made.brief).toContain('höchstens 47,5 µs')
})
