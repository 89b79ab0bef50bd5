/** Is a level fair? Measures its whole space and judges it. */
import { en } from '../text/index.ts'
import { LARGEST_SPACE, unfairness } from './fairness.ts'
import type { Level } from './level.ts'
import { type Landscape, meanAt, measureAll, type ReaderFor, readerAt, type SimulateOne } from './measure.ts'
import type { Move } from './moves.ts'
import { type FrontPoint, front, knobWeights, pars, winners } from './optimum.ts'
import type { Problem } from './problem.ts'
import { measuredMetrics, readerOf, scoreValues } from './score.ts'
import { countConfigurations, indexAfter } from './space.ts'
import { orderProblems, termProblems } from './terms.ts'

/** A reference or decoy with its means over the seeds. */
export interface MeasuredWay {
  readonly title: string
  readonly moves: readonly Move[]
  /** On every seed. */
  readonly passed: boolean
  /** The fewest of any seed. */
  readonly medals: number
  readonly values: Readonly<Record<string, number>>
}

/** What the whole space shows; explore prints it too. */
export interface Survey {
  readonly configurations: number
  readonly winning: number
  /** 0–1 */
  readonly winningShare: number
  readonly pars: Readonly<Record<string, number>>
  readonly front: readonly FrontPoint[]
  readonly knobs: readonly { readonly key: string; readonly weight: number }[]
  readonly references: readonly MeasuredWay[]
  readonly decoys: readonly MeasuredWay[]
}

export interface CheckResult {
  readonly fair: boolean
  readonly reasons: readonly Problem[]
  /** Absent where the space is too large to be measured. */
  readonly survey?: Survey
}

export function surveyOf(level: Level, landscape: Landscape): Survey {
  const wins = winners(level, landscape)
  const winning = wins.filter(Boolean).length
  const way = ({ title, moves }: { title: string; moves: readonly Move[] }) =>
    measuredWay(level, landscape, title, moves)
  return {
    configurations: wins.length,
    winning,
    winningShare: winning / wins.length,
    pars: pars(level, landscape, wins),
    front: front(level, landscape),
    knobs: knobWeights(level, wins),
    references: level.references.map(way),
    decoys: level.decoys.map(way),
  }
}

function measuredWay(level: Level, landscape: Landscape, title: string, moves: readonly Move[]): MeasuredWay {
  const index = indexAfter(level, moves)
  const medals = level.seeds.map((_, seed) => scoreValues(level, readerAt(landscape, index, seed)).medals)
  const values = measuredMetrics(level).map((metric) => [metric, meanAt(landscape, index, metric)])
  const fewest = Math.min(...medals)
  return { title, moves, passed: fewest > 0, medals: fewest, values: Object.fromEntries(values) }
}

/** What can be said without a simulation. `levels`: all levels in the order of play. */
export function checkTexts(level: Level, levels: readonly Level[]): readonly Problem[] {
  const count = countConfigurations(level)
  const large =
    count > LARGEST_SPACE ? [{ path: ['knobs'], message: en.check.tooMany(count, LARGEST_SPACE) }] : []
  return [...large, ...orderProblems(level, levels), ...termProblems(level, levels)]
}

/** The judgement over a space that was measured, perhaps by several workers. */
export function judgeLevel(level: Level, landscape: Landscape, levels: readonly Level[] = []): CheckResult {
  const survey = surveyOf(level, landscape)
  const evidence = { level, landscape, wins: winners(level, landscape), frontPoints: survey.front.length }
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
