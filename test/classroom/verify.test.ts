/** A code is run again: what it claims, what its run shows, and what is wrong with it. */
import { expect, test } from 'vitest'
import { findLevel, ownerProblem, rosterOf, shortHash } from '../../src/classroom/find-level.ts'
import { currentModel, MODELS } from '../../src/classroom/models.ts'
import { studentTag } from '../../src/classroom/student.ts'
import { answerTo, verifyCode } from '../../src/classroom/verify.ts'
import { countConfigurations, MODEL_VERSION, possibleHost } from '../../src/game/index.ts'
import { levels } from '../levels/shipped.ts'
import { played } from './played.ts'

const level = levels.find(({ number }) => number === '1.3')!
const longer = played(level, level.references[0].moves)
const start = played(level, [])

const problemsOf = (code: Parameters<typeof verifyCode>[0], of = level) =>
  verifyCode(code, of).problems.map(({ kind, text }) => `${kind}: ${text}`)

test('a reference of a level verifies, and its run shows the stars that it claims', () => {
  const { valid, claimed, actual, problems } = verifyCode(longer, level)
  expect({ valid, problems }).toEqual({ valid: true, problems: [] })
  expect(actual).toMatchObject({ passed: true, medals: longer.medals, met: longer.met })
  expect(claimed).toMatchObject({ passed: true, medals: longer.medals, met: longer.met, values: {} })
  expect(actual?.values['requests@orders.disk']).toBeGreaterThan(450)
  expect(actual?.guess).toEqual({ choice: 1, right: true })
})

test('who claims stars and goals that the run does not show is told which, and what it shows', () => {
  const met = start.met.map(() => true)
  const all = problemsOf({ ...start, medals: 3, met })
  expect(all[0]).toBe('claims-more: claims 3 stars, and its run does not pass')
  expect(all[1]).toMatch(/^claims-more: claims "backup ≥ 360 MB\/s", and its run shows \d+ MB\/s$/)
  expect(all).toHaveLength(1 + start.met.filter((is) => !is).length)
  expect(verifyCode({ ...longer, medals: longer.medals - 1 }, level).actual?.medals).toBe(longer.medals)
})

test('who claims less than the run shows is believed, and the run counts', () => {
  const modest = { ...longer, medals: 0, met: longer.met.map(() => false) }
  const { valid, claimed, actual } = verifyCode(modest, level)
  expect({ valid, claimed: claimed.medals, actual: actual?.medals }).toEqual({
    valid: true,
    claimed: 0,
    actual: longer.medals,
  })
})

test('what the level does not have is named, each by its own kind', () => {
  const count = countConfigurations(level)
  expect(problemsOf({ ...longer, configuration: count })).toEqual([
    `configuration: names configuration ${count}, and the level has ${count}, from 0 to ${count - 1}`,
  ])
  expect(
    problemsOf({
      ...longer,
      guess: 9,
      hints: [0, 7],
      tried: [5],
      answers: [
        { question: 0, value: 8 },
        { question: 3, value: 1 },
      ],
    }),
  ).toEqual([
    'guess: names choice 10, and the level has 4',
    'question: answers question 1, which asks for no number',
    'question: names question 4, and the level has 3',
    'hint: names hint 8, and the level has 5',
    'knob: names knob 6, and the level has 5',
  ])
  expect(problemsOf({ ...longer, met: [true] })).toEqual([
    `goals: speaks of 1 goals, and the level has ${longer.met.length}`,
  ])
})

test('a host that cannot be is not run', () => {
  const found = levels
    .map((one) => ({ one, index: firstImpossible(one) }))
    .find(({ index }) => index !== undefined)!
  const code = { ...played(found.one, []), configuration: found.index! }
  const { valid, actual, problems } = verifyCode(code, found.one)
  expect({ valid, actual, kinds: problems.map(({ kind }) => kind) }).toEqual({
    valid: false,
    actual: undefined,
    kinds: ['impossible-host'],
  })
})

function firstImpossible(one: (typeof levels)[number]): number | undefined {
  const count = Math.min(300, countConfigurations(one))
  return Array.from({ length: count }, (_, index) => index).find(
    (index) => possibleHost(one, index) === undefined,
  )
}

test('answers and the guess are judged by the simulation, to two hundredths', () => {
  const right = answerTo(level, 1)!
  const judged = (value: number) =>
    verifyCode({ ...longer, answers: [{ question: 1, value }] }, level).actual?.answers[0].right
  expect([right, right * 1.015, right * 1.05, Number(right.toPrecision(2))].map(judged)).toEqual([
    true,
    true,
    false,
    true,
  ])
  expect(verifyCode({ ...longer, guess: 3 }, level).actual?.guess).toEqual({ choice: 3, right: false })
})

test('a code of another model says which package carries it, or that it is newer', () => {
  const newer = verifyCode({ ...longer, model: MODEL_VERSION + 1 }, level)
  expect(newer).toMatchObject({ valid: false, problems: [{ kind: 'other-model' }] })
  expect(newer.actual).toBeUndefined()
  expect(newer.problems[0].text).toContain(
    `written with model ${MODEL_VERSION + 1}, and this package has model ${MODEL_VERSION}: it is newer`,
  )
  const later = new Map([[7, currentModel]])
  expect(verifyCode(longer, level, later).problems[0].text).toBe(
    'written with model 1, and this package has model 7; npx exitless@0.1.0 verify … carries it',
  )
})

test('a package that carries two models runs each code with the one that it names', () => {
  const generous = new Map([...MODELS, [2, () => () => 0]])
  const two = verifyCode({ ...longer, model: 2 }, level, generous)
  expect(two.actual?.values['requests@orders.disk']).toBe(0)
  expect(two.problems[0].text).toContain('claims 2 stars')
  expect(verifyCode(longer, level, generous).valid).toBe(true)
})

test('a level is found by its hash; one with another text is named beside the one that is here', () => {
  expect(findLevel(longer, levels)).toEqual({ level })
  const other = findLevel({ level: '01234567', number: '1.3' }, levels)
  expect(other).toMatchObject({ would: { id: 'straw' }, problem: { kind: 'other-text' } })
  expect('problem' in other && other.problem.text).toBe(
    `written for another text of level 1.3: its hash is 01234567, and ${level.title} here has ${shortHash(level)}`,
  )
  expect(findLevel({ level: '01234567', number: '9.9' }, levels)).toMatchObject({
    problem: { kind: 'unknown-level' },
  })
  expect(findLevel({ level: '01234567', number: '' }, levels)).toMatchObject({
    problem: { kind: 'unknown-level' },
  })
})

test('a code of another assignment, of another student, and of nobody are told apart', () => {
  const salt = '0011223344556677'
  const tag = studentTag(salt, 'ada')
  const assignment = { id: 'week-1', hash: 'abcdef01' }
  const kind = (owner: Parameters<typeof ownerProblem>[0]) => ownerProblem(owner, assignment, tag)?.kind
  expect(kind(undefined)).toBe('foreign-assignment')
  expect(kind({ assignment: '00000000', student: tag })).toBe('foreign-assignment')
  expect(kind({ assignment: 'abcdef01', student: studentTag(salt, 'bob') })).toBe('foreign-student')
  expect(kind({ assignment: 'abcdef01', student: studentTag(salt, ' ADA ') })).toBeUndefined()
  expect(rosterOf(salt, [' ada ', 'bob']).get(tag)).toBe('ada')
})
