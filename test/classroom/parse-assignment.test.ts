/** Each mistake in an assignment's file is told at its place, with the nearest valid choice. */
import { describe, expect, it, test } from 'vitest'
import { levelsFor, withKnobs } from '../../src/classroom/levels-for.ts'
import { parseAssignment } from '../../src/classroom/parse-assignment.ts'
import { noVariant } from '../../src/classroom/variant.ts'
import { printPath } from '../../src/game/index.ts'
import { shippedLevel, shippedLevels } from './levels.ts'

const storm = shippedLevel('storm-or-drizzle')
const plain = {
  format: 1,
  id: 'week-3',
  title: 'Week 3',
  salt: '0123456789abcdef',
  levels: [{ level: 'storm-or-drizzle' }, { level: 1.3, weight: 2, hints: 0 }],
}
const read = (more: object) => parseAssignment({ ...plain, ...more }, shippedLevels())
const told = (more: object) =>
  (read(more).problems ?? []).map(({ path, message }) => `${printPath(path)}: ${message}`)
const inLevel = (more: object) => told({ levels: [{ level: '4.2', ...more }] })
function given(more: object = {}) {
  const answer = read(more)
  if (answer.problems !== undefined) throw new Error(told(more).join('\n'))
  return answer.assignment
}

test('levels are named by id or number, and what is not said is filled in', () => {
  const { levels, exam, hash } = given()
  expect(levels.map(({ level, weight }) => [level, weight])).toEqual([
    ['storm-or-drizzle', 1],
    ['straw', 2],
  ])
  expect(levels[0].rubric.pass).toBeGreaterThan(0)
  expect(levels[0].hints).toBeUndefined()
  expect(exam).toBe(false)
  expect(hash).toMatch(/^[0-9a-f]{8}$/)
})

describe('a mistake', () => {
  const mistakes: readonly (readonly [string, () => readonly string[], string])[] = [
    ['a field that is none', () => told({ exams: true }), 'exams: there is no field "exams"; try exam'],
    [
      'no salt',
      () => told({ salt: '0123' }),
      'salt: a salt is 16 to 64 hexadecimal digits (0 to 9, a to f) in quotes',
    ],
    [
      'an id of the class that YAML takes for a number',
      () => told({ students: ['s0001', 12] }),
      'students[1]: write ids in quotes, as "0012": without them YAML takes one for a number',
    ],
    ['a day that is none', () => told({ due: '2027-02-29' }), 'due: there is no such day'],
    [
      'a level that is none',
      () => told({ levels: [{ level: 'strow' }] }),
      'levels[0].level: no level "strow"; try straw',
    ],
    [
      'a level twice',
      () => told({ levels: [{ level: 'straw' }, { level: '1.3' }] }),
      'levels[1].level: straw stands here twice, see levels[0]',
    ],
    [
      'a knob that is none',
      () => inLevel({ knobs: ['trade.haltpoll'] }),
      'levels[0].knobs[0]: storm-or-drizzle has no knob "trade.haltpoll"; try trade.haltPoll',
    ],
    [
      'too few goals',
      () => inLevel({ variants: [{ goals: [2], medals: [[1], [1]] }] }),
      'levels[0].variants[0].goals: storm-or-drizzle has 5 goals, and here are 1 numbers',
    ],
    [
      'a gate that moved',
      () => inLevel({ variants: [{ ...noVariant(storm), goals: [1, 51000, 420e6, 59000, 0] }] }),
      'levels[0].variants[0].goals[0]: "both guests boot" is a gate, and stays at 2',
    ],
    [
      'work that is none',
      () => inLevel({ variants: [{ ...noVariant(storm), work: { 'trade.nic.thinks': 5 } }] }),
      'levels[0].variants[0].work["trade.nic.thinks"]: storm-or-drizzle has no work "trade.nic.thinks"; try trade.nic.think',
    ],
    [
      'a pace that is none',
      () => inLevel({ variants: [{ ...noVariant(storm), pace: { exit: 0.8 } }] }),
      'levels[0].variants[0].pace.exit',
    ],
  ]
  test.each(mistakes)('%s is told', (_, look, wanted) => {
    expect(look().join('\n')).toContain(wanted)
  })
})

test('the hash is over what decides results, and over nothing else', () => {
  const { hash } = given()
  expect(given({ title: 'Another', due: '2027-03-01', class: 'A' }).hash).toBe(hash)
  expect(given({ levels: plain.levels.map((one) => ({ ...one, weight: 7 })) }).hash).toBe(hash)
  expect(given({ salt: 'fedcba9876543210' }).hash).not.toBe(hash)
  expect(given({ levels: plain.levels.slice(1) }).hash).not.toBe(hash)
  expect(given({ levels: [{ level: '4.2', variants: [noVariant(storm)] }] }).hash).not.toBe(
    given({ levels: [{ level: '4.2' }] }).hash,
  )
})

describe('the levels of a student', () => {
  const variant = (target: number) => ({ ...noVariant(storm), goals: [2, target, 420e6, 59000, 0] })
  const assignment = given({
    levels: [{ level: '4.2', variants: [variant(52e3), variant(53e3), variant(54e3)] }],
  })
  const target = (tag: string) => levelsFor(assignment, tag, shippedLevels())[0].goals[1].target

  test('are the same each time, and of all variants over a class', () => {
    const tags = Array.from({ length: 60 }, (_, one) => (one * 7919 + 1e9).toString(16).padStart(10, '0'))
    expect(tags.map(target)).toEqual(tags.map(target))
    expect([...new Set(tags.map(target))].sort()).toEqual([52e3, 53e3, 54e3])
  })

  test('turn only the knobs of the assignment', () => {
    const level = withKnobs(storm, ['trade.haltPoll', 'backup.nic.coalesceUs'])
    expect(level.knobs.map(({ values }) => values.length)).toEqual([1, 4, 1, 2, 1])
    expect(level.references.map(({ title }) => title)).toEqual(['backup waits, trade stays awake'])
    expect(level.hash).not.toBe(storm.hash)
  })
})

describe('codes that were handed in', () => {
  const [storm, straw] = plain.levels
  const variant = { ...noVariant(shippedLevel('storm-or-drizzle')), pace: { exits: 1.1 } }
  const other = { goals: variant.goals, medals: variant.medals, pace: variant.pace }
  const { hash } = given()
  const hashWith = (more: object) => given(more).hash

  it.each([
    ['title', { title: 'Other' }],
    ['id', { id: 'other' }],
    ['class', { class: 'OS' }],
    ['due', { due: '2027-03-01' }],
    ['exam', { exam: true }],
    ['names', { names: true }],
    ['students', { students: ['s0001'] }],
    ['rubric', { rubric: { pass: 9 } }],
    ['weight', { levels: [{ ...storm, weight: 0 }, straw] }],
    ['hints', { levels: [{ ...storm, hints: 3 }, straw] }],
    ['rubric of a level', { levels: [{ ...storm, rubric: { pass: 9 } }, straw] }],
    ['name of a level', { levels: [{ level: '4.2' }, straw] }],
  ])('still count after another %s', (_, more) => {
    expect(hashWith(more)).toBe(hash)
  })

  it.each([
    ['salt', { salt: 'fedcba9876543210' }],
    ['a level more', { levels: [storm, straw, { level: '1.1' }] }],
    ['a level less', { levels: [storm] }],
    ['another order', { levels: [straw, storm] }],
    ['knobs', { levels: [{ ...storm, knobs: [shippedLevel('storm-or-drizzle').knobs[0].key] }, straw] }],
    ['a variant', { levels: [{ ...storm, variants: [other] }, straw] }],
  ])('no longer count after another %s', (_, more) => {
    expect(hashWith(more)).not.toBe(hash)
  })

  it('no longer count after another target of a variant', () => {
    const { goals } = shippedLevel('storm-or-drizzle')
    const place = goals.findIndex(({ op }, index) => op !== '==' && other.goals[index] > 0)
    const moved = { ...other, goals: other.goals.with(place, other.goals[place] * 1.1) }
    const withOne = (one: object) => hashWith({ levels: [{ ...storm, variants: [one] }, straw] })
    expect(withOne(moved)).not.toBe(withOne(other))
  })
})
