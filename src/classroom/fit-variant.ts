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
const TRIED = 10
/** … of so many that are looked at. */
const LOOKED = 1500

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
  const asked = [
    ...level.goals.map((goal) => fitTarget(level, goal, landscape, own, false)),
    ...level.medals.flat().map((goal) => fitTarget(level, goal, landscape, own, true)),
  ]
  const draw = new Draw(`${salt} ${level.id} guess`)
  const numbers = fitNumbers(level, landscape, own)
  const guess = fitGuess(level, own, Math.floor(draw.next() * 60) + taken.length)
  let reasons = hopeless(level, asked)
  for (const { picked } of choices(original, asked).slice(0, TRIED)) {
    const variant = variantWith(level, given, picked, { numbers, guess })
    if (taken.some((other) => sameTargets(other.variant, variant))) continue
    const { difficulty, problems } = variantProblems(original, variant, own)
    if (problems.length === 0) return { variant, difficulty }
    if (reasons.length === 0) reasons = problems
  }
  const message =
    'no round targets together let about as many configurations win, or others have them already'
  return { reasons: reasons.length > 0 ? reasons : [{ path: ['goals'], message }] }
}

/** Goals that no round target fits. */
function hopeless(level: Level, asked: readonly (readonly Fitted[])[]): readonly Problem[] {
  const goals = [...level.goals, ...level.medals.flat()]
  return asked.flatMap((options, place) =>
    options.length > 0
      ? []
      : [
          {
            path: ['goals'],
            message: `no round target of "${goals[place].text}" leaves each way of the author on its side`,
          },
        ],
  )
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
function choices({ difficulty }: Original, asked: readonly (readonly Fitted[])[]): readonly Choice[] {
  let all: readonly (readonly Fitted[])[] = [[]]
  for (const options of asked) {
    if (options.length === 0) return []
    all = all.flatMap((list) => options.map((one) => [...list, one]))
    if (all.length > LOOKED) all = byCost(all).slice(0, LOOKED / 4)
  }
  const { stars, level } = difficulty
  const before = countsOf(stars, level.medals.length)
  return byCost(all)
    .slice(0, LOOKED)
    .flatMap((picked): Choice[] => {
      const now = countsOf(starsWith(level, picked), level.medals.length)
      const off = now.map((many, place) => Math.abs(many - before[place]))
      if (off[0] > SHARE_TOLERANCE * before[0]) return []
      if (off.some((one, place) => one > Math.max(1, SHARE_TOLERANCE * before[place]))) return []
      if (now.at(-1) === 0) return []
      const far = off.reduce((sum, one, place) => sum + one / Math.max(1, before[place]), 0)
      return [{ picked, cost: costOf(picked) + 4 * far }]
    })
    .sort((one, other) => one.cost - other.cost)
}

/** How many configurations have one star or more, two or more, … */
function countsOf(stars: readonly number[], medals: number): readonly number[] {
  return Array.from({ length: 1 + medals }, (_, least) => stars.filter((many) => many > least).length)
}

/** Stars of each configuration with these targets. */
function starsWith(level: Level, picked: readonly Fitted[]): readonly number[] {
  const goals = picked.slice(0, level.goals.length)
  let from = goals.length
  const lists = level.medals.map((list) => {
    from += list.length
    return picked.slice(from - list.length, from)
  })
  const meets = (list: readonly Fitted[], index: number) => list.every(({ met }) => met[index])
  return (picked[0]?.met ?? []).map((_, index) =>
    meets(goals, index) ? 1 + lists.filter((list) => meets(list, index)).length : 0,
  )
}

function costOf(picked: readonly Fitted[]): number {
  return picked.reduce((sum, { cost }) => sum + cost, 0)
}

function byCost(all: readonly (readonly Fitted[])[]): readonly (readonly Fitted[])[] {
  return [...all].sort((one, other) => costOf(one) - costOf(other))
}
