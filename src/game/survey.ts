/** What the whole space of a level shows: who wins, what is best, which knob tells how much, and where the author's ways lie. */
import type { Level } from './level.ts'
import { IMPOSSIBLE, type Landscape, meanAt, readerAt } from './measure.ts'
import type { Move } from './moves.ts'
import { type FrontPoint, front, knobWeights, optima, pars, winners } from './optimum.ts'
import { measuredMetrics, scoreValues } from './score.ts'
import { indexAfter } from './space.ts'

/** A way of the author with its means over the seeds. */
export interface MeasuredWay {
  readonly title: string
  readonly moves: readonly Move[]
  /** On every seed. */
  readonly passed: boolean
  /** The fewest of any seed. */
  readonly medals: number
  readonly values: Readonly<Record<string, number>>
}

export interface Survey {
  readonly configurations: number
  /** Of them, how many cannot exist. */
  readonly impossible: number
  readonly winning: number
  /** 0–1 */
  readonly winningShare: number
  /** Configurations by their stars: 0 … 3. */
  readonly medals: readonly number[]
  /** The best of each asked metric among the winners. */
  readonly pars: Readonly<Record<string, number>>
  /** … and among all that keep the gates. */
  readonly optima: Readonly<Record<string, number>>
  readonly front: readonly (FrontPoint & { readonly wins: boolean })[]
  readonly knobs: readonly { readonly key: string; readonly weight: number }[]
  readonly start: MeasuredWay
  readonly references: readonly MeasuredWay[]
  readonly decoys: readonly MeasuredWay[]
}

/** For each configuration its stars: the fewest of any seed. */
export function starsOf(level: Level, landscape: Landscape): readonly number[] {
  return Array.from({ length: landscape.measured.length / landscape.seeds }, (_, index) =>
    starsAt(level, landscape, index),
  )
}

function starsAt(level: Level, landscape: Landscape, index: number): number {
  return Math.min(
    ...level.seeds.map((_, seed) => scoreValues(level, readerAt(landscape, index, seed)).medals),
  )
}

export function surveyOf(level: Level, landscape: Landscape): Survey {
  const wins = winners(level, landscape)
  const winning = wins.filter(Boolean).length
  const stars = starsOf(level, landscape)
  const way = ({ title, moves }: { title: string; moves: readonly Move[] }) =>
    measuredWay(level, landscape, title, moves)
  return {
    configurations: wins.length,
    impossible: wins.filter((_, index) => landscape.measured[index * landscape.seeds].paths === IMPOSSIBLE)
      .length,
    winning,
    winningShare: winning / wins.length,
    medals: Array.from(
      { length: 2 + level.medals.length },
      (_, many) => stars.filter((n) => n === many).length,
    ),
    pars: pars(level, landscape, wins),
    optima: optima(level, landscape),
    front: front(level, landscape).map((point) => ({ ...point, wins: wins[point.index] })),
    knobs: knobWeights(level, wins),
    start: way({ title: '', moves: [] }),
    references: level.references.map(way),
    decoys: level.decoys.map(way),
  }
}

function measuredWay(level: Level, landscape: Landscape, title: string, moves: readonly Move[]): MeasuredWay {
  const index = indexAfter(level, moves)
  const values = measuredMetrics(level).map((metric) => [metric, meanAt(landscape, index, metric)])
  const fewest = starsAt(level, landscape, index)
  return { title, moves, passed: fewest > 0, medals: fewest, values: Object.fromEntries(values) }
}
