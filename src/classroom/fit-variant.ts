/** From what was measured of another machine to a proved variant, or why there is none. */

import { judgeLevel, type Landscape, type Level, type Problem, printPath } from '../game/index.ts'
import type { Variant } from './assignment.ts'
import { Draw } from './draw.ts'
import { type Difficulty, difficultyOf, SHARE_TOLERANCE, unequal } from './equal.ts'
import { type Fitted, fitTarget } from './fit-target.ts'
import { fitGuess, fitNumbers } from './fit-texts.ts'
import { changesOf, unsure } from './follow-texts.ts'
import { variantOf } from './variant.ts'

export interface Proved {
  readonly variant: Variant
  readonly difficulty: Difficulty
}

/** A level with what was measured of it. */
export interface Original {
  readonly level: Level
  readonly landscape: Landscape
  readonly difficulty: Difficulty
  /** All levels that it is played among. */
  readonly among: readonly Level[]
}

/** So many ways to put targets together are proved. */
const TRIED = 6
/** … of so many that are looked at. */
const LOOKED = 4000

/** Why a variant is not one: the whole proof of a level, and the comparison with the original. Paths are those of the variant. */
export function variantProblems(
  original: Original,
  variant: Variant,
  landscape: Landscape,
): { readonly difficulty: Difficulty; readonly problems: readonly Problem[] } {
  const { level } = original
  const own = variantOf(level, variant)
  const difficulty = difficultyOf(own, landscape)
  const among = original.among.map((one) => (one.id === level.id ? own : one))
  const proof = judgeLevel(own, landscape, among).reasons.map(inVariant)
  return {
    difficulty,
    problems: [...proof, ...sureTexts(level, variant), ...unequal(original.difficulty, difficulty)],
  }
}

/** A reason of the level's proof, at the place of the variant that an author can change. */
function inVariant({ path, message }: Problem): Problem {
  const [section, ...rest] = path
  if (section === 'goals') return { path: ['goals', ...rest.slice(0, 1)], message }
  if (section === 'medals') return { path: ['medals', ...rest.slice(0, 2)], message }
  if (section === 'numbers') return { path: ['numbers', ...rest.slice(0, 1)], message }
  if (section === 'predict') return { path: ['guess'], message }
  return { path: ['goals'], message: `${printPath(path)}: ${message}` }
}

/** A text with a number of which nobody knows what it becomes. */
function sureTexts(level: Level, variant: Variant): readonly Problem[] {
  const targets = [...variant.goals, ...variant.medals.flat()]
  return unsure(level, changesOf(level, targets, variant.numbers)).map(({ path, number }) => ({
    path: ['numbers'],
    message: `${printPath(path)} has ${number}, which is two different numbers of the level; nobody can say which follows`,
  }))
}

/** Every goal and goal of a star with its best targets. */
interface Asked {
  readonly options: readonly Fitted[]
  readonly star: boolean
}

interface Choice {
  readonly picked: readonly Fitted[]
  readonly cost: number
}

/**
 * A proved variant for this machine and this work, as unlike those taken before as its targets allow.
 * @param own what was measured of the level with them
 */
export function fitVariant(
  original: Original,
  given: Pick<Variant, 'pace' | 'work'>,
  own: Landscape,
  taken: readonly Proved[],
  salt: string,
): Proved | { readonly reasons: readonly Problem[] } {
  const { level, landscape } = original
  const asked: readonly Asked[] = [
    ...level.goals.map((goal) => ({ options: fitTarget(level, goal, landscape, own, false), star: false })),
    ...level.medals
      .flat()
      .map((goal) => ({ options: fitTarget(level, goal, landscape, own, true), star: true })),
  ]
  const draw = new Draw(`${salt} ${level.id} ${JSON.stringify(given)} guess`)
  const numbers = fitNumbers(level, landscape, own)
  const guess = fitGuess(level, own, draw)
  let reasons: readonly Problem[] = []
  for (const { picked } of choices(original, asked).slice(0, TRIED)) {
    const variant = variantWith(level, given, picked, { numbers, guess })
    if (taken.some((other) => sameTargets(other.variant, variant))) continue
    const { difficulty, problems } = variantProblems(original, variant, own)
    if (problems.length === 0) return { variant, difficulty }
    if (reasons.length === 0) reasons = problems
  }
  return { reasons }
}

function sameTargets(one: Variant, other: Variant): boolean {
  return JSON.stringify([one.goals, one.medals]) === JSON.stringify([other.goals, other.medals])
}

function variantWith(
  level: Level,
  { pace, work }: Pick<Variant, 'pace' | 'work'>,
  picked: readonly Fitted[],
  { numbers, guess }: Pick<Variant, 'numbers' | 'guess'>,
): Variant {
  const targets = picked.map(({ target }) => target)
  let from = level.goals.length
  const medals = level.medals.map((list) => {
    const own = targets.slice(from, from + list.length)
    from += list.length
    return own
  })
  return {
    pace,
    work,
    goals: targets.slice(0, level.goals.length),
    medals,
    ...(numbers === undefined ? {} : { numbers }),
    ...(guess === undefined ? {} : { guess }),
  }
}

/** Ways to put targets together by which about as many configurations win, the best first. */
function choices({ difficulty }: Original, asked: readonly Asked[]): readonly Choice[] {
  let all: readonly (readonly Fitted[])[] = [[]]
  for (const { options } of asked) {
    if (options.length === 0) return []
    all = all.flatMap((list) => options.map((one) => [...list, one]))
    if (all.length > LOOKED) all = byCost(all).slice(0, LOOKED / 10)
  }
  const winning = difficulty.survey.winning
  const goals = asked.filter(({ star }) => !star).length
  return byCost(all)
    .slice(0, LOOKED)
    .flatMap((picked): Choice[] => {
      const wins = countMet(picked.slice(0, goals))
      const off = Math.abs(wins - winning)
      if (off > SHARE_TOLERANCE * winning) return []
      return [{ picked, cost: costOf(picked) + (4 * off) / winning }]
    })
    .sort((one, other) => one.cost - other.cost)
}

function costOf(picked: readonly Fitted[]): number {
  return picked.reduce((sum, { cost }) => sum + cost, 0)
}

function byCost(all: readonly (readonly Fitted[])[]): readonly (readonly Fitted[])[] {
  return [...all].sort((one, other) => costOf(one) - costOf(other))
}

function countMet(picked: readonly Fitted[]): number {
  return (picked[0]?.met ?? []).filter((_, index) => picked.every(({ met }) => met[index])).length
}
