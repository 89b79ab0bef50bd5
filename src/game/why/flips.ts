/** What one knob would change: the configuration with one knob at another value, the rest as it is. */
import type { Host, Run } from '../../machine/index.ts'
import { metricCard, readMetric, splitMetric } from '../../metrics/index.ts'
import type { Knob, Level } from '../level.ts'
import type { Move } from '../play/moves.ts'
import { problemsAfter } from '../play/play.ts'
import { compare, scoreValues } from '../play/score.ts'
import { hostAfter, settledMoves, valuesAfter } from '../space/space.ts'

/** The configuration with one knob turned; `from` is what it is now. */
export interface Flip {
  readonly key: string
  readonly from: string
  readonly value: string
  readonly moves: readonly Move[]
}

/** Every other value of every knob that makes a host that can be, one at a time; the host's own knobs first, since they hold for every guest. */
export function everyFlip(
  level: Level,
  moves: readonly Move[],
  knobs: readonly Knob[] = level.knobs,
): readonly Flip[] {
  const values = valuesAfter(level, moves)
  const now = new Map(level.knobs.map((knob, index) => [knob.key, values[index]]))
  const ofHost = ({ key }: Knob) => key.startsWith('host.')
  return [...knobs.filter(ofHost), ...knobs.filter((knob) => !ofHost(knob))].flatMap(
    ({ key, values: offered }) =>
      offered.flatMap((value): Flip[] => {
        const from = now.get(key) ?? ''
        if (value === from) return []
        const flipped = settledMoves(level, [...moves, { key, value }])
        return problemsAfter(level, flipped).length > 0 ? [] : [{ key, from, value, moves: flipped }]
      }),
  )
}

export function flippedHost(level: Level, flip: Flip): Host {
  return hostAfter(level, flip.moves)
}

/** What a flip comes to, beside what is now. */
export interface FlipResult {
  /** The number that was asked after; NaN: the host has none. */
  readonly value: number
  readonly exits: number
  readonly violations: number
  readonly goalsMet: number
  readonly passed: boolean
  /** Texts of goals that are met now and no longer then, and the other way round. */
  readonly lost: readonly string[]
  readonly gained: readonly string[]
}

/** Which goals of a level are met, in their order. */
export function goalsMet(level: Level, read: (metric: string) => number): readonly boolean[] {
  return level.goals.map((goal) => compare(read(goal.metric), goal.op, goal.target))
}

/** @param met goals met now */
export function resultOf(
  level: Level,
  metric: string,
  read: (metric: string) => number,
  met: readonly boolean[],
): FlipResult {
  const after = goalsMet(level, read)
  const texts = (wanted: (index: number) => boolean) =>
    level.goals.filter((_, index) => wanted(index)).map((goal) => goal.text)
  return {
    value: read(metric),
    exits: read(exitsFor(metric, level)),
    violations: read('violations'),
    goalsMet: after.filter(Boolean).length,
    passed: scoreValues(level, read).passed,
    lost: texts((index) => met[index] && !after[index]),
    gained: texts((index) => !met[index] && after[index]),
  }
}

/** Exits of whom the number is of. */
export function exitsFor(metric: string, level: Level): string {
  const { name, selector } = splitMetric(metric)
  const ofFlow = metricCard(name)?.selector === 'flow' && selector !== undefined
  return `exits-per-request@${ofFlow ? selector : level.focus}`
}

/** Reads a number off a run, or NaN where there is nothing of that name. */
export function readSafely(run: Run, baseline?: Run): (metric: string) => number {
  return (metric) => {
    const value = readMetric(run, metric, baseline)
    return typeof value === 'number' ? value : Number.NaN
  }
}

/** The flip that makes a number better than any other, and better than it is, and loses no goal: who does not boot has no exits either. */
export function bestFlip<One extends { readonly result: Pick<FlipResult, 'value' | 'lost'> }>(
  metric: string,
  now: number,
  flips: readonly One[],
): One | undefined {
  const better = metricCard(splitMetric(metric).name)?.better ?? 'neither'
  if (better === 'neither') return undefined
  const sign = better === 'higher' ? 1 : -1
  const best = flips
    .filter((one) => Number.isFinite(one.result.value) && one.result.lost.length === 0)
    .reduce<One | undefined>(
      (top, one) => (top === undefined || (one.result.value - top.result.value) * sign > 0 ? one : top),
      undefined,
    )
  return best !== undefined && (best.result.value - now) * sign > 0 ? best : undefined
}

/** `+36 %`, `−4 %`, `=`; a sign alone where there was nothing before. */
export function changeText(value: number, now: number): string {
  if (value === now) return '='
  if (now === 0) return value > 0 ? '+' : '−'
  const share = Math.round((value / now - 1) * 100)
  if (share === 0) return '='
  return share >= 1000 ? `× ${Math.round(value / now)}` : `${share < 0 ? '−' : '+'}${Math.abs(share)} %`
}
