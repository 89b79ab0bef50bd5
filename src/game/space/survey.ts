/** What the whole space of a level shows: who wins, what is best, which knob tells how much, and where the author's ways lie. */
import type { Level } from '../level.ts'
import type { Move } from '../play/moves.ts'
import { measuredMetrics } from '../play/score.ts'
import { IMPOSSIBLE, type Landscape, meanAt } from './measure.ts'
import { type FrontPoint, front, knobWeights, optima, pars, starsOf, winsOf } from './optimum.ts'
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

/** @param stars as starsOf counts them */
export function surveyOf(level: Level, landscape: Landscape, stars = starsOf(level, landscape)): Survey {
  const wins = winsOf(stars)
  const winning = wins.filter(Boolean).length
  const way = ({ title, moves }: { title: string; moves: readonly Move[] }): MeasuredWay => {
    const index = indexAfter(level, moves)
    const values = measuredMetrics(level).map((metric) => [metric, meanAt(landscape, index, metric)])
    return { title, moves, passed: wins[index], medals: stars[index], values: Object.fromEntries(values) }
  }
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
