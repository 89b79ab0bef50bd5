/** Each mistake in an assignment's file is told at its place, with the nearest valid choice. */
import { describe, expect, test } from 'vitest'
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
