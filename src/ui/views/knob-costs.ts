/** What a value of a knob brings into the path of a request, beside each other value: by the compiler's own rows. */
import { configured, hostOf, type Move, problemsAfter, settledMoves, valuesAfter } from '../../game/index.ts'
import { type CostId, type Host, pathAtRest } from '../../machine/index.ts'
import { type Bench, flowOf, flowOfKnob } from '../bench.ts'
import { remember } from '../looks/line.ts'

/** A cost of a request alone, here and with the other value. Nanoseconds and times of all its steps. */
export interface CostChange {
  readonly cost: CostId
  readonly times: number
  readonly otherTimes: number
  readonly nanos: number
  readonly otherNanos: number
}

export interface Beside {
  readonly value: string
  /** The largest difference in time first. */
  readonly changes: readonly CostChange[]
}

interface Sum {
  times: number
  nanos: number
}

function sums(host: Host, flow: string): ReadonlyMap<CostId, Sum> {
  const found = new Map<CostId, Sum>()
  for (const { cost, times, nanos } of pathAtRest(host, flow)) {
    if (cost === undefined || cost === 'none' || times === 0) continue
    const sum = found.get(cost) ?? { times: 0, nanos: 0 }
    found.set(cost, { times: sum.times + times, nanos: sum.nanos + nanos })
  }
  return found
}

const NOTHING: Sum = { times: 0, nanos: 0 }

function changesOf(here: ReadonlyMap<CostId, Sum>, other: ReadonlyMap<CostId, Sum>): CostChange[] {
  const size = ({ nanos, otherNanos }: CostChange) => Math.abs(nanos - otherNanos)
  return [...new Set([...here.keys(), ...other.keys()])]
    .map((cost) => {
      const now = here.get(cost) ?? NOTHING
      const then = other.get(cost) ?? NOTHING
      return { cost, times: now.times, nanos: now.nanos, otherTimes: then.times, otherNanos: then.nanos }
    })
    .filter((one) => one.times !== one.otherTimes || one.nanos !== one.otherNanos)
    .sort((one, more) => size(more) - size(one))
}

/** Flow whose path a knob is asked about: its own device's, else the one that is drawn. */
export function flowAsked(bench: Bench, key: string): string | undefined {
  const run = bench.ran?.run
  return run === undefined ? undefined : (flowOfKnob(key, run) ?? run.flows[flowOf(bench, run)]?.id)
}

const computed = remember((play: Bench['play'], key: string, flow: string): readonly Beside[] => {
  const { level, moves } = play
  const knob = level.knobs.find((one) => one.key === key)
  const now = valuesAfter(level, moves)[level.knobs.findIndex((one) => one.key === key)]
  const here = sums(hostOf(play), flow)
  return (knob?.values ?? []).flatMap((value): Beside[] => {
    if (value === now) return []
    const turned: readonly Move[] = settledMoves(level, [...moves, { key, value }])
    const answer = configured(level, turned)
    if ('problem' in answer || problemsAfter(level, turned).length > 0) return []
    return [{ value, changes: changesOf(here, sums(answer.host, flow)) }]
  })
})

/** Beside every other value that makes a host that can be. Empty before a run, and where the host on the bench cannot be. */
export function knobCosts(bench: Bench, key: string): readonly Beside[] {
  const flow = flowAsked(bench, key)
  return flow === undefined || bench.impossible !== undefined ? [] : computed(bench.play, key, flow)
}
