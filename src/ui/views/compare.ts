/** Two runs side by side: which ones there are to choose from, and what differs between them. */
import {
  configured,
  type Goal,
  isMeaningless,
  isRefusal,
  type Level,
  type Move,
  metricCard,
  parseMove,
  settledMoves,
  valuesAfter,
} from '../../game/index.ts'
import type { Nanos } from '../../machine/index.ts'
import { formatMetric } from '../../metrics/index.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench, Ran } from '../bench.ts'
import { remember } from '../looks/line.ts'
import { besideRun } from './following.ts'
import { formerRuns } from './former-runs.ts'
import { orderedKnobs } from './knob-order.ts'
import { trialName } from './trials.ts'

export interface Side {
  /** The configuration as text. */
  readonly name: string
  /** The fewest that lead to it from the start. */
  readonly moves: readonly Move[]
  /** Of a run of this visit. */
  readonly number?: number
  /** Absent while it is simulated again. */
  readonly ran?: Ran
}

export interface Compared {
  readonly a: Side
  readonly b: Side
  readonly focus: 'measured' | 'path'
  readonly scroll: { readonly measured: number; readonly path: number }
  /** The same simulated time in both. */
  readonly playhead: Nanos
  readonly playing: boolean
  readonly notice?: string
}

export type CompareAt = { readonly at: 'compare' } & Compared

/** A run as a side; what its configuration is called is found out once. */
const known = new WeakMap<Ran, Side>()

export function sideOf(level: Level, ran: Ran): Side {
  const found = known.get(ran)
  if (found !== undefined) return found
  const moves = settledMoves(level, ran.note.moves)
  const side: Side = { name: trialName(moves), moves, number: ran.number, ran }
  known.set(ran, side)
  return side
}

/** Runs whose record is at hand. */
function atHand({ ran, before, kept }: Bench): readonly Ran[] {
  return [ran, before, kept].filter((one) => one !== undefined)
}

/** Every configuration that was run here, in this visit and before, the oldest first. */
export function sidesOf(bench: Bench): readonly Side[] {
  const { level, runs } = bench.play
  const ready = atHand(bench).map((ran) => sideOf(level, ran))
  const numbers = new Map(
    runs.map((note) => [trialName(settledMoves(level, note.moves)), bench.opened.runs + note.number]),
  )
  const noted = formerRuns(bench)
    .toReversed()
    .flatMap((record): Side[] => {
      const moves = record.moves.map(parseMove).flatMap((move) => (isRefusal(move) ? [] : [move]))
      if (moves.length < record.moves.length || isRefusal(configured(level, moves))) return []
      const name = trialName(moves)
      const number = numbers.get(name)
      return [ready.find((side) => side.name === name) ?? { name, moves, ...(number && { number }) }]
    })
  return [...ready.filter(({ name }) => !noted.some((side) => side.name === name)).toReversed(), ...noted]
}

/** A as it is first shown: the run kept by hand, the one before, or the newest former one of another configuration. */
export function firstA(bench: Bench): Side | undefined {
  const { level } = bench.play
  const beside = besideRun(bench)
  if (beside !== undefined) return sideOf(level, beside)
  const here = bench.ran && sideOf(level, bench.ran).name
  return sidesOf(bench).findLast(({ name }) => name !== here)
}

/** `run 7`; one of an earlier visit has no number. */
export function sideName({ number }: Side): string {
  return number === undefined ? words.compare.former : words.bench.first(number)
}

/** Where a side comes from, if it is more than a run among others. */
export function originOf(bench: Bench, { name, ran }: Side): string {
  const { level } = bench.play
  const is = (one: Ran | undefined) => one !== undefined && sideOf(level, one).name === name
  if (is(bench.ran)) return words.compare.here
  if (is(bench.kept)) return words.compare.kept
  if (is(bench.before)) return words.compare.before
  return ran === undefined ? words.compare.again : ''
}

export interface KnobChange {
  readonly key: string
  readonly a: string
  readonly b: string
}

/** Knobs that differ, in the order of the bench. */
export const changesBetween = remember((level: Level, a: Side, b: Side): readonly KnobChange[] => {
  const valuesOf = (side: Side) => {
    const values = valuesAfter(level, side.moves)
    return new Map(level.knobs.map(({ key }, index) => [key, values[index]]))
  }
  const inA = valuesOf(a)
  const inB = valuesOf(b)
  return orderedKnobs(level).flatMap(({ key }) =>
    inA.get(key) === inB.get(key) ? [] : [{ key, a: inA.get(key) ?? '', b: inB.get(key) ?? '' }],
  )
})

export interface Demand {
  readonly goal: Goal
  readonly isStar: boolean
}

/** Every metric of the level, those of its panel first, each with what the level asks of it. */
export function metricsCompared(
  level: Level,
): readonly { readonly metric: string; readonly demands: readonly Demand[] }[] {
  const demands: readonly Demand[] = [
    ...level.goals.map((goal) => ({ goal, isStar: false })),
    ...level.medals.flat().map((goal) => ({ goal, isStar: true })),
  ]
  const all = [...level.show, ...demands.map(({ goal }) => goal.metric), ...level.headline]
  return [...new Set(all)].map((metric) => ({
    metric,
    demands: demands.filter(({ goal }) => goal.metric === metric),
  }))
}

/** A side's number; undefined: it has none, since its guest does not boot or it is still simulated. */
export function numberOf({ ran }: Side, metric: string): number | undefined {
  if (ran === undefined || isMeaningless({ metric }, ran.run)) return undefined
  const value = ran.values[metric]
  return value === undefined || Number.isNaN(value) ? undefined : value
}

/** +1: B is better, −1: worse, 0: as good, as far as one can see; undefined: neither is good, or one has no number. */
export function betterOf(metric: string, a: Side, b: Side): number | undefined {
  const inA = numberOf(a, metric)
  const inB = numberOf(b, metric)
  const better = metricCard(metric)?.better ?? 'neither'
  if (inA === undefined || inB === undefined || better === 'neither') return undefined
  if (inA === inB || formatMetric(metric, inA) === formatMetric(metric, inB)) return 0
  return inB > inA === (better === 'higher') ? 1 : -1
}

/** Does it reach its goal? */
export function reaches(side: Side, { goal }: Demand): boolean {
  const value = numberOf(side, goal.metric)
  if (value === undefined) return false
  return goal.op === '>='
    ? value >= goal.target
    : goal.op === '<='
      ? value <= goal.target
      : value === goal.target
}
