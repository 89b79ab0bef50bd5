/** How far a player is: by chapter, what is next, and which kind of prediction is the strongest and which the weakest. */
import { splitMetric } from '../../metrics/index.ts'
import type { Level } from '../level.ts'
import { medalCount, nextLevel, resumeAt } from './campaign.ts'
import { hintPoints } from './hints.ts'
import { guessesOf } from './prediction-stats.ts'
import { type LevelProgress, levelProgress, type Progress } from './progress.ts'

/** Kinds of predictions, and the metrics that each is about. */
const KINDS = {
  speed: ['throughput', 'requests', 'packets', 'bare-metal-share', 'finished', 'fairness'],
  time: ['latency-p50', 'latency-p99', 'latency-p999', 'downtime'],
  exits: ['exits-per-request', 'exits', 'interrupts', 'unwanted-interrupts', 'lines-given-up'],
  memory: ['copies-per-byte', 'pinned', 'iotlb-hits', 'device-tlb-hits'],
  cores: ['cpu', 'core-ms-per-gb', 'spinning', 'lock-held', 'budget'],
  losses: ['drops', 'ring-drops', 'socket-drops', 'lost-writes', 'lost-promised'],
  safety: ['violations', 'contained', 'guests-booted', 'migrated'],
} as const satisfies Readonly<Record<string, readonly string[]>>
export type PredictionKind = keyof typeof KINDS

/** A kind is judged from so many guesses on. */
const LEAST = 2

export interface Tally {
  readonly right: number
  readonly of: number
}

export interface ChapterReport {
  readonly id: string
  readonly number: number
  readonly title: string
  readonly levels: number
  readonly passed: number
  readonly stars: number
  readonly starsOf: number
  readonly guesses: Tally
  readonly hints: number
  readonly hintPoints: number
  /** On the bench. */
  readonly minutes: number
  readonly runs: number
}

export interface ProgressReport {
  readonly chapters: readonly ChapterReport[]
  readonly all: Omit<ChapterReport, 'id' | 'number' | 'title'>
  readonly next?: Level
  readonly predictions: readonly (Tally & { readonly kind: PredictionKind })[]
  /** The kind with the largest share of right guesses, and that with the least; absent where too few are there to say. */
  readonly strongest?: PredictionKind
  readonly weakest?: PredictionKind
}

function kindOf(metric: string): PredictionKind | undefined {
  const { name } = splitMetric(metric)
  const kinds = Object.entries(KINDS) as [PredictionKind, readonly string[]][]
  return kinds.find(([, metrics]) => metrics.includes(name))?.[0]
}

function totals(
  levels: readonly Level[],
  progress: Progress,
): Omit<ChapterReport, 'id' | 'number' | 'title'> {
  const entries = levels.map((level) => ({ level, entry: levelProgress(progress, level.id) }))
  const sum = (of: (one: (typeof entries)[number]) => number) =>
    entries.reduce((total, one) => total + of(one), 0)
  const { won, of } = medalCount(levels, progress)
  const { right, of: guesses } = guessesOf(levels, progress).all
  return {
    levels: levels.length,
    passed: sum(({ entry }) => (entry.medals > 0 ? 1 : 0)),
    stars: won,
    starsOf: of,
    guesses: { right, of: guesses },
    hints: sum(({ entry }) => entry.hints.length),
    hintPoints: sum(({ level, entry }) => hintPoints(level, entry.hints)),
    minutes: sum(({ entry }) => minutesOf(entry)),
    runs: sum(({ entry }) => entry.runs),
  }
}

function minutesOf({ millis = 0 }: LevelProgress): number {
  return Math.round(millis / 60_000)
}

function predictionsOf(levels: readonly Level[], progress: Progress): ProgressReport['predictions'] {
  return (Object.keys(KINDS) as PredictionKind[]).flatMap((kind) => {
    const own = levels.filter(({ predict }) => kindOf(predict.metric) === kind)
    const { right, of } = guessesOf(own, progress).all
    return of === 0 ? [] : [{ kind, right, of }]
  })
}

/** The extremes of the kinds that were guessed often enough; none where all are alike. */
function extremes(tallies: ProgressReport['predictions']): Pick<ProgressReport, 'strongest' | 'weakest'> {
  const judged = tallies
    .filter(({ of }) => of >= LEAST)
    .toSorted((one, other) => other.right / other.of - one.right / one.of || other.of - one.of)
  const [best, worst] = [judged[0], judged.at(-1)]
  if (best === undefined || worst === undefined) return {}
  return best.right / best.of === worst.right / worst.of ? {} : { strongest: best.kind, weakest: worst.kind }
}

export function progressReport(levels: readonly Level[], progress: Progress): ProgressReport {
  const chapters = [...new Map(levels.map(({ chapter }) => [chapter.id, chapter])).values()]
  const current = resumeAt(levels, progress)
  const passed = current !== undefined && levelProgress(progress, current.id).medals > 0
  const next = passed ? nextLevel(current, levels, progress) : current
  const predictions = predictionsOf(levels, progress)
  return {
    chapters: chapters.map((chapter) => ({
      ...chapter,
      ...totals(
        levels.filter((level) => level.chapter.id === chapter.id),
        progress,
      ),
    })),
    all: totals(levels, progress),
    ...(next === undefined ? {} : { next }),
    predictions,
    ...extremes(predictions),
  }
}
