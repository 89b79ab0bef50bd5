/** Is a level fair? Measures its whole space and judges it. */
import { en } from '../../text/index.ts'
import type { Level } from '../level.ts'
import { readerOf } from '../play/score.ts'
import type { Problem } from '../problem.ts'
import { type Landscape, measureAll, type ReaderFor, type SimulateOne } from '../space/measure.ts'
import { starsOf } from '../space/optimum.ts'
import { countConfigurations } from '../space/space.ts'
import { type Survey, surveyOf } from '../space/survey.ts'
import { type Evidence, FAIRNESS, LARGEST_SPACE, type Rule } from './fairness.ts'
import { claimProblems, numberProblems } from './numbers.ts'
import {
  firstLevelIsOneStep,
  guessHasAnAnswer,
  hintsCanHold,
  starsAskForMore,
  starsCanBeWon,
  starsKeepDistance,
} from './reach.ts'
import { orderProblems, termProblems } from './terms.ts'

export interface CheckResult {
  readonly fair: boolean
  readonly reasons: readonly Problem[]
  /** Absent where the space is too large to be measured. */
  readonly survey?: Survey
}

const RULES: readonly Rule[] = [
  ...FAIRNESS,
  starsCanBeWon,
  starsAskForMore,
  starsKeepDistance,
  hintsCanHold,
  guessHasAnAnswer,
  firstLevelIsOneStep,
  ({ level, landscape }) => claimProblems(level, landscape),
]

/** All reasons why a measured level is not fair; none: it is. */
export function unfairness(evidence: Evidence): readonly Problem[] {
  return RULES.flatMap((rule) => rule(evidence))
}

/** What can be said without a simulation. `levels`: all levels in the order of play. */
export function checkTexts(level: Level, levels: readonly Level[]): readonly Problem[] {
  const count = countConfigurations(level)
  const large =
    count > LARGEST_SPACE ? [{ path: ['knobs'], message: en.check.tooMany(count, LARGEST_SPACE) }] : []
  return [
    ...large,
    ...missingTexts(level),
    ...orderProblems(level, levels),
    ...termProblems(level, levels),
    ...numberProblems(level),
  ]
}

/** What a schema lets be empty, and a level should have. */
function missingTexts({ hints, questions, objectives }: Level): readonly Problem[] {
  const empty = (name: string, list: readonly unknown[], message: string) =>
    list.length > 0 ? [] : [{ path: [name], message }]
  return [
    ...empty('hints', hints, en.check.noHints),
    ...empty('questions', questions, en.check.noQuestions),
    ...empty('objectives', objectives, en.check.noObjectives),
  ]
}

/** The judgement over a space that was measured, perhaps by several workers. */
export function judgeLevel(level: Level, landscape: Landscape, levels: readonly Level[] = []): CheckResult {
  const stars = starsOf(level, landscape)
  const survey = surveyOf(level, landscape, stars)
  const evidence = { level, landscape, stars, frontPoints: survey.front.length }
  const reasons = [...checkTexts(level, levels), ...unfairness(evidence)]
  return { fair: reasons.length === 0, reasons, survey }
}

/** Measures and judges; gives way after every run, so that the caller can show progress and stop. */
export function* checkLevel(
  level: Level,
  simulateOne: SimulateOne,
  levels: readonly Level[] = [],
  readerFor: ReaderFor = readerOf,
): Generator<{ readonly done: number; readonly of: number }, CheckResult> {
  if (countConfigurations(level) > LARGEST_SPACE) {
    const reasons = checkTexts(level, levels)
    return { fair: false, reasons }
  }
  const landscape = yield* measureAll(level, simulateOne, readerFor)
  return judgeLevel(level, landscape, levels)
}
