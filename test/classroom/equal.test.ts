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

describe('a variant of a level', () => {
  const level = dummy
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

describe('a broken variant', () => {
  let original: Original
  let found: ReturnType<typeof searched>
  beforeAll(() => {
    original = originalOf(dummy)
    found = searched(original, 'salt')
  })
  const told = (goal: number, more: Partial<Variant> = {}) =>
    variantProblems(
      original,
      { ...found.variant, goals: [1, goal, 0], ...more },
      found.landscape,
    ).problems.map(({ path, message }) => `${printPath(path)}: ${message}`)

  test('asks more than a reference reaches', () => {
    expect(told(5).join('\n')).toContain(
      'goals: references[0]: does not pass: "exits per write ≤ 5" is not met, 28.0 with seed',
    )
  })

  test('asks so little that a decoy passes, and what should fail', () => {
    const lines = told(2000)
    expect(lines).toContain(
      'goals: decoys[2].fails: the decoy meets its goal on exits-per-request@old.disk; it must fail it on every seed',
    )
    expect(lines).toContain('goals: start: the start passes already; it must fail on every seed')
    expect(lines.join()).toContain('60 % of the configurations win, in the level 40 %')
  })

  test('has a target on the heels of a reference', () => {
    expect(told(28.5).join('\n')).toMatch(/^goals\[1\]: a reference reaches 28.0, only 1.7 % away/m)
  })

  test('lets fewer win than the level does, by one way', () => {
    const lines = told(20).join('\n')
    expect(lines).toContain('20 % of the configurations win, in the level 40 %')
    expect(lines).toContain('has 0 stars, in the level 1; move the target that it misses')
  })

  test('is none for where its choices part: one of them is right', () => {
    const start = found.difficulty.survey.start.values[dummy.predict.metric]
    expect(told(100, { guess: [1, 2, start] })).toEqual([])
    expect(told(100, { guess: [1, 2, 3] })).toEqual([])
  })
})

test('what may be otherwise is in no text and is no knob', () => {
  const straw = shippedLevel('straw')
  expect(safeWork(straw)).toEqual([])
  expect(safeWork(shippedLevel('no-guest-at-all'))).toEqual(['web.nic.think', 'web.nic.compute'])
  // "a packet every 3 µs" stands in the brief.
  expect(safeWork(shippedLevel('faster-and-lossier'))).not.toContain('sink.net.every')
})
