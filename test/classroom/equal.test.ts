/** A variant is held against its level: the whole proof, and as difficult. Each way to break one turns its own line red. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { Variant } from '../../src/classroom/assignment.ts'
import { drawVariant, safeWork } from '../../src/classroom/draw.ts'
import { copiesPass, difficultyOf, overlap } from '../../src/classroom/equal.ts'
import { fitVariant, type Original, type Proved, variantProblems } from '../../src/classroom/fit-variant.ts'
import { noVariant, variantOf } from '../../src/classroom/variant.ts'
import { measureErrand } from '../../src/cli/measure-worker.ts'
import { casesOf, type Landscape, type Level, landscapeOf, printPath } from '../../src/game/index.ts'
import { shippedLevel, shippedLevels } from './levels.ts'

const dummy = shippedLevel('controller-everybody-knows')
const loop = shippedLevel('out-of-the-loop')

function measured(level: Level): Landscape {
  const cases = casesOf(level)
  const answers = measureErrand({ level, cases })
  const all: Landscape['measured'][] = []
  for (const [place, which] of cases.entries())
    for (const [at, index] of which.entries()) all[index] = answers[place][at]
  return landscapeOf(level, all)
}

function originalOf(level: Level): Original {
  const landscape = measured(level)
  return { level, landscape, difficulty: difficultyOf(level, landscape), among: shippedLevels() }
}

/** The first that is found. */
function searched(original: Original, salt: string, taken: readonly Proved[] = []) {
  const { level } = original
  for (let attempt = 0; attempt < 8; attempt++) {
    const given = drawVariant(level, salt, attempt)
    const own = measured(variantOf(level, { ...noVariant(level), ...given }))
    const answer = fitVariant(original, given, own, taken, salt)
    if (!('reasons' in answer)) return { ...answer, landscape: own }
  }
  throw new Error(`nothing found for ${level.id}`)
}

describe.each([
  ['the first level', dummy],
  ['a level of three goals', loop],
])('a variant of %s', (_, level) => {
  let original: Original
  let found: ReturnType<typeof searched>
  beforeAll(() => {
    original = originalOf(level)
    found = searched(original, 'salt')
  })
  const problemsOf = (variant: Variant) =>
    variantProblems(original, variant, found.landscape).problems.map(
      ({ path, message }) => `${printPath(path)}: ${message}`,
    )

  test('is proved, and asks other things than the level', () => {
    expect(problemsOf(found.variant)).toEqual([])
    expect([found.variant.goals, found.variant.medals]).not.toEqual([
      noVariant(level).goals,
      noVariant(level).medals,
    ])
  })

  test('is the same for the same salt, and another for another', () => {
    expect(searched(original, 'salt').variant).toEqual(found.variant)
    expect(searched(original, 'pepper').variant).not.toEqual(found.variant)
  })

  test('is not found twice', () => {
    const other = searched(original, 'salt', [found])
    expect([other.variant.goals, other.variant.medals]).not.toEqual([
      found.variant.goals,
      found.variant.medals,
    ])
    expect(overlap(found.difficulty, other.difficulty)).toBeGreaterThan(0)
    expect(copiesPass(found.difficulty, [other.difficulty])).toBeLessThanOrEqual(1)
  })

  test('with the targets of the level is told', () => {
    const { goals, medals } = noVariant(level)
    const own = measured(level)
    const told = variantProblems(original, { pace: {}, work: {}, goals, medals }, own).problems
    expect(told.map(({ message }) => message)).toEqual([
      'all targets are those of the level; a variant has goals of its own',
    ])
  })

  test('whose star nobody can win is told at the star', () => {
    const medals = found.variant.medals.map((list, place) =>
      place === 1 ? list.map((target) => nearImpossible(level, target)) : list,
    )
    expect(problemsOf({ ...found.variant, medals }).join('\n')).toMatch(/^medals/m)
  })
})

function nearImpossible(level: Level, target: number): number {
  return level.medals[1][0].op === '>=' ? target * 100 : target / 100
}

describe('a broken variant of a level of three goals', () => {
  let original: Original
  let found: ReturnType<typeof searched>
  beforeAll(() => {
    original = originalOf(loop)
    found = searched(original, 'salt')
  })
  const withGoal = (place: number, target: number) => ({
    ...found.variant,
    goals: found.variant.goals.map((was, at) => (at === place ? target : was)),
  })
  const told = (variant: Variant) =>
    variantProblems(original, variant, found.landscape).problems.map(
      ({ path, message }) => `${printPath(path)}: ${message}`,
    )

  test('asks more than a reference reaches', () => {
    const lines = told(withGoal(1, 5_000_000)).join('\n')
    expect(lines).toMatch(/goals: references\[0\]: does not pass: "packets ≥ 5,000,000 \/s"/)
    expect(lines).toMatch(/win, in the level 1?\d(\.\d+)? %/)
  })

  test('asks so little that a decoy passes', () => {
    const decoy = loop.decoys.find(({ fails }) => fails.startsWith('packets')) ?? loop.decoys[0]
    const place = loop.goals.findIndex(({ metric }) => metric === decoy.fails)
    const target = loop.goals[place].op === '>=' ? 1 : 1e12
    expect(told(withGoal(place, target)).join('\n')).toContain(`the decoy meets its goal on ${decoy.fails}`)
  })

  test('has a target on the heels of a reference', () => {
    const [reference] = found.difficulty.survey.references
    const near = reference.values['packets@box.net'] * 0.99
    expect(told(withGoal(1, near)).join('\n')).toMatch(/^goals\[1\]: a reference reaches/m)
  })

  test('lets more win than the level does', () => {
    const lines = told({
      ...withGoal(2, 1000),
      goals: found.variant.goals.map((was, at) => (at === 2 ? 1000 : at === 3 ? 1 : was)),
    })
    expect(lines.join('\n')).toMatch(/% of the configurations win, in the level/)
  })

  test('guesses at what no choice holds', () => {
    expect(told({ ...found.variant, guess: [1, 2] }).join('\n')).not.toContain('guess:')
    const start = found.difficulty.survey.start.values[loop.predict.metric]
    const seeds = told({ ...found.variant, guess: [start, start * 2] })
    expect(seeds.length).toBeGreaterThanOrEqual(0)
  })
})

test('what may be otherwise is in no text and is no knob', () => {
  const straw = shippedLevel('straw')
  expect(safeWork(straw)).toEqual([])
  expect(safeWork(shippedLevel('address-that-lied'))).toEqual(['web.disk.think'])
  // "a packet every 3 µs" stands in the brief.
  expect(safeWork(shippedLevel('faster-and-lossier'))).not.toContain('sink.net.every')
})
