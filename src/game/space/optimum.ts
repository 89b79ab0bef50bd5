/** What is best in a level's space: who wins, the pars, the front of the two headline metrics, the weight of each knob. */
import { metricCard } from '../../metrics/index.ts'
import type { Comparison, Level } from '../level.ts'
import { isBetter } from '../metric.ts'
import type { Move } from '../play/moves.ts'
import { compare, scoreValues } from '../play/score.ts'
import { type Landscape, meanAt, readerAt } from './measure.ts'
import { countConfigurations, digitsAt, movesAt, neighboursOf } from './space.ts'

export interface FrontPoint {
  readonly index: number
  readonly moves: readonly Move[]
  readonly metrics: Readonly<Record<string, number>>
}

/** For each configuration its stars: the fewest of any seed; 0: it does not pass on each. */
export function starsOf(level: Level, landscape: Landscape): readonly number[] {
  return Array.from({ length: countConfigurations(level) }, (_, index) =>
    Math.min(...level.seeds.map((_, seed) => scoreValues(level, readerAt(landscape, index, seed)).medals)),
  )
}

/** Which of them win. */
export function winsOf(stars: readonly number[]): readonly boolean[] {
  return stars.map((many) => many > 0)
}

/** For each configuration, whether every gate (a goal with ==) holds on every seed. */
function gated(level: Level, landscape: Landscape): readonly number[] {
  const gates = level.goals.filter((goal) => goal.op === '==')
  const all = Array.from({ length: countConfigurations(level) }, (_, index) => index)
  return all.filter((index) =>
    level.seeds.every((_, seed) => {
      const read = readerAt(landscape, index, seed)
      return gates.every((gate) => compare(read(gate.metric), gate.op, gate.target))
    }),
  )
}

/** Better by the metric itself; where that has no direction, by the goal. */
export function betterFor(
  metric: string,
  op: Comparison | undefined,
): (value: number, other: number) => boolean {
  const card = metricCard(metric)
  if (card !== undefined && card.better !== 'neither') return (value, other) => isBetter(metric, value, other)
  return op === '>=' ? (value, other) => value > other : (value, other) => value < other
}

/** The best mean of each goal and headline metric among these configurations. */
function bestOf(
  level: Level,
  landscape: Landscape,
  among: readonly number[],
): Readonly<Record<string, number>> {
  const asked = [...level.goals, ...level.medals.flat()].filter((goal) => goal.op !== '==')
  const metrics = [...new Set([...asked.map((goal) => goal.metric), ...level.headline])]
  return Object.fromEntries(
    metrics.flatMap((metric) => {
      const better = betterFor(metric, asked.find((goal) => goal.metric === metric)?.op)
      const values = among.map((index) => meanAt(landscape, index, metric)).filter(Number.isFinite)
      return values.length === 0
        ? []
        : [[metric, values.reduce((best, value) => (better(value, best) ? value : best))] as const]
    }),
  )
}

/** The best of each goal and headline metric among the configurations that win. */
export function pars(
  level: Level,
  landscape: Landscape,
  wins: readonly boolean[],
): Readonly<Record<string, number>> {
  const winning = wins.flatMap((won, index) => (won ? [index] : []))
  return bestOf(level, landscape, winning)
}

/** … and among all that keep the gates. */
export function optima(level: Level, landscape: Landscape): Readonly<Record<string, number>> {
  return bestOf(level, landscape, gated(level, landscape))
}

/** Two numbers that agree in three digits are one point to a player. */
function rounded(value: number): number {
  return Number(value.toPrecision(3))
}

/** The configurations that no other one beats in both headline metrics, gates kept; one for each different pair of numbers. */
export function front(level: Level, landscape: Landscape): readonly FrontPoint[] {
  const [across, up] = level.headline
  const points = gated(level, landscape)
    .map((index) => ({
      index,
      across: rounded(meanAt(landscape, index, across)),
      up: rounded(meanAt(landscape, index, up)),
    }))
    .filter((point) => Number.isFinite(point.across) && Number.isFinite(point.up))
  const atLeast = (metric: string, value: number, other: number) =>
    value === other || isBetter(metric, value, other)
  const beaten = (one: (typeof points)[number]) =>
    points.some(
      (other) =>
        (other.across !== one.across || other.up !== one.up) &&
        atLeast(across, other.across, one.across) &&
        atLeast(up, other.up, one.up),
    )
  const first = (one: (typeof points)[number]) =>
    points.find((other) => other.across === one.across && other.up === one.up) === one
  return points
    .filter((point) => first(point) && !beaten(point))
    .map(({ index }) => ({
      index,
      moves: movesAt(level, index),
      metrics: { [across]: meanAt(landscape, index, across), [up]: meanAt(landscape, index, up) },
    }))
}

/** For each configuration the number of its region: winners joined by steps of one knob that all win; -1: does not win. */
export function regions(level: Level, wins: readonly boolean[]): readonly number[] {
  const region = wins.map(() => -1)
  let count = 0
  for (const [start, won] of wins.entries()) {
    if (!won || region[start] >= 0) continue
    const waiting = [start]
    region[start] = count
    for (let index = waiting.pop(); index !== undefined; index = waiting.pop())
      for (const next of neighboursOf(level, index)) {
        if (!wins[next] || region[next] >= 0) continue
        region[next] = count
        waiting.push(next)
      }
    count++
  }
  return region
}

function entropy(share: number): number {
  if (share <= 0 || share >= 1) return 0
  return -share * Math.log2(share) - (1 - share) * Math.log2(1 - share)
}

/** Share of the information "does it win?" that each knob alone gives, 0–1, in the order of the knobs. */
export function knobWeights(
  level: Level,
  wins: readonly boolean[],
): readonly { readonly key: string; readonly weight: number }[] {
  const whole = entropy(wins.filter(Boolean).length / wins.length)
  return level.knobs.map(({ key, values }, place) => {
    const within = values.map((_, digit) => {
      const part = wins.filter((_, index) => digitsAt(level, index)[place] === digit)
      return (part.length / wins.length) * entropy(part.filter(Boolean).length / part.length)
    })
    const rest = within.reduce((sum, part) => sum + part, 0)
    return { key, weight: whole === 0 ? 0 : Math.max(0, 1 - rest / whole) }
  })
}
