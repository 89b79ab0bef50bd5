/** Are a level and its variant equally difficult? What is compared, within which tolerance, and in words why they are not. */
import {
  type Landscape,
  type Level,
  type Problem,
  regions,
  type Survey,
  starsOf,
  surveyOf,
  winsOf,
} from '../game/index.ts'

/** Relative: the share of winners, and of those with more stars, may be so much larger or smaller. */
export const SHARE_TOLERANCE = 0.25
/** Absolute: what one knob alone tells of who wins may be so much more or less. */
export const WEIGHT_TOLERANCE = 0.15

export interface Difficulty {
  readonly level: Level
  readonly survey: Survey
  /** By configuration: its stars, the fewest of any seed. */
  readonly stars: readonly number[]
  readonly wins: readonly boolean[]
  /** Groups of winners that single steps do not join. */
  readonly regions: number
}

export function difficultyOf(level: Level, landscape: Landscape): Difficulty {
  const stars = starsOf(level, landscape)
  const wins = winsOf(stars)
  const region = regions(level, wins)
  return {
    level,
    survey: surveyOf(level, landscape, stars),
    stars,
    wins,
    regions: 1 + region.reduce((most, one) => Math.max(most, one), -1),
  }
}

function shareText(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`
}

/** How many configurations have at least so many stars. */
function countOf({ stars }: Difficulty, least: number): number {
  return stars.filter((many) => many >= least).length
}

/** Counts are alike where they differ by the tolerance, or by one. */
function alike(one: number, other: number): boolean {
  return Math.abs(one - other) <= Math.max(1, SHARE_TOLERANCE * one)
}

/** Is the share of winners that of the level? */
export function sharesAlike(original: number, own: number): boolean {
  return Math.abs(own - original) <= SHARE_TOLERANCE * original
}

function shareProblems(original: Difficulty, own: Difficulty): readonly Problem[] {
  const [one, other] = [original.survey.winningShare, own.survey.winningShare]
  const most = SHARE_TOLERANCE * 100
  const wins = sharesAlike(one, other)
    ? []
    : [
        {
          path: ['goals'],
          message: `${shareText(other)} of the configurations win, in the level ${shareText(one)}: more than ${most} % apart; move a goal's target, or find another variant`,
        },
      ]
  const stars = own.level.medals.flatMap((_, medal) => {
    const counts = [countOf(original, medal + 2), countOf(own, medal + 2)] as const
    return alike(...counts)
      ? []
      : [
          {
            path: ['medals'],
            message: `${counts[1]} configurations have ${medal + 2} stars or more, in the level ${counts[0]}; move the target of a star`,
          },
        ]
  })
  return [...wins, ...stars]
}

function wayProblems(original: Difficulty, own: Difficulty): readonly Problem[] {
  return original.survey.references.flatMap(({ title, medals }, place) => {
    const here = own.survey.references[place]?.medals
    return here === medals
      ? []
      : [
          {
            path: ['goals'],
            message: `the reference "${title}" has ${here} stars, in the level ${medals}; move the target that it ${(here ?? 0) < medals ? 'misses' : 'meets by chance'}`,
          },
        ]
  })
}

function weightProblems(original: Difficulty, own: Difficulty): readonly Problem[] {
  return original.survey.knobs.flatMap(({ key, weight }, place) => {
    const here = own.survey.knobs[place].weight
    return Math.abs(here - weight) <= WEIGHT_TOLERANCE
      ? []
      : [
          {
            path: ['goals'],
            message: `${key} alone tells ${shareText(here)} of who wins, in the level ${shareText(weight)}: the idea has moved to another knob; find another variant`,
          },
        ]
  })
}

/** A variant with the level's own targets would be the level. */
function sameGoals(original: Difficulty, own: Difficulty): readonly Problem[] {
  const targets = ({ level }: Difficulty) =>
    JSON.stringify([level.goals, level.medals].map((one) => one.flat().map(({ target }) => target)))
  return targets(original) === targets(own)
    ? [{ path: ['goals'], message: 'all targets are those of the level; a variant has goals of its own' }]
    : []
}

/** Why a variant is not as difficult as its level; none: it is. Paths are those of the variant in its assignment. */
export function unequal(original: Difficulty, own: Difficulty): readonly Problem[] {
  const apart =
    original.regions === own.regions
      ? []
      : [
          {
            path: ['goals'],
            message: `the winners lie in ${own.regions} regions, in the level in ${original.regions}: other ways lead there; find another variant`,
          },
        ]
  return [
    ...shareProblems(original, own),
    ...apart,
    ...wayProblems(original, own),
    ...weightProblems(original, own),
    ...sameGoals(original, own),
  ]
}

/** Of all that win here or there, the share that wins in both. 0–1 */
export function overlap(one: Difficulty, other: Difficulty): number {
  const either = one.wins.filter((won, index) => won || other.wins[index]).length
  const both = one.wins.filter((won, index) => won && other.wins[index]).length
  return either === 0 ? 1 : both / either
}

/** Of the other variants, in how many a configuration that wins in this one wins too, on average. */
export function copiesPass(own: Difficulty, others: readonly Difficulty[]): number {
  const winning = own.wins.flatMap((won, index) => (won ? [index] : []))
  if (winning.length === 0) return 0
  const passes = winning.map((index) => others.filter(({ wins }) => wins[index]).length)
  return passes.reduce((sum, many) => sum + many, 0) / winning.length
}
