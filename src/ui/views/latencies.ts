/** Latencies of one flow as data: how many requests took how long, on a scale of equal ratios. */
import type { Nanos, Run } from '../../machine/index.ts'

/** FLAG_ENDED, FLAG_DROPPED and FLAG_FLUSH of RequestTable.flags: what is dropped, and what only asks for safety, is no request. */
const ENDED = 1
const NO_REQUEST = 16 | 32

export interface Latencies {
  /** Nanoseconds, in the order of the requests' beginnings. */
  readonly nanos: Uint32Array
  /** Index into Run.requests of the one that took longest; -1: none ended. */
  readonly longest: number
}

const known = new WeakMap<Run, Latencies[]>()

/** Requests of a flow that ended: as many as its latencies count. @param flow index into run.flows */
export function latenciesOf(run: Run, flow: number): Latencies {
  const all = known.get(run) ?? []
  known.set(run, all)
  all[flow] ??= read(run, flow)
  return all[flow]
}

function read({ requests }: Run, flow: number): Latencies {
  const nanos = new Uint32Array(requests.count)
  let count = 0
  let longest = -1
  let most = -1
  for (let row = 0; row < requests.count; row++) {
    const flags = requests.flags[row]
    if (requests.flow[row] !== flow || (flags & ENDED) === 0 || (flags & NO_REQUEST) !== 0) continue
    const took = requests.end[row] - requests.begin[row]
    nanos[count++] = took
    if (took <= most) continue
    most = took
    longest = row
  }
  return { nanos: nanos.slice(0, count), longest }
}

/** Which request of its flow and kind a row is, from 1. */
export function ordinalOf({ requests }: Run, row: number): number {
  let ordinal = 0
  for (let other = 0; other <= row; other++)
    if (requests.flow[other] === requests.flow[row] && requests.kind[other] === requests.kind[row]) ordinal++
  return ordinal
}

/** Ends of the scale. Nanoseconds. */
export interface Scale {
  readonly low: Nanos
  readonly high: Nanos
}

/** The scale that all of both runs fits on, and what the level asks for. @param asked times, nanoseconds */
export function scaleOf(runs: readonly Latencies[], asked: readonly Nanos[] = []): Scale {
  let low = Number.POSITIVE_INFINITY
  let high = 1
  for (const nanos of [...runs.map((one) => one.nanos), asked])
    for (const took of nanos) {
      if (took < low) low = took
      if (took > high) high = took
    }
  low = Math.max(1, Math.min(low, high))
  // One latency alone, or nearly so, stands in the middle.
  const least = 1.25
  if (high < low * least * least) return { low: low / least, high: high * least }
  return { low, high }
}

/** Where a time stands on the scale, among so many bins. */
export function binOf({ low, high }: Scale, nanos: Nanos, bins: number): number {
  const share = Math.log(Math.max(nanos, 1) / low) / Math.log(high / low)
  return Math.min(bins - 1, Math.max(0, Math.floor(share * bins)))
}

/** How many requests stand in each bin. */
export function binned({ nanos }: Latencies, scale: Scale, bins: number): Uint32Array {
  const counts = new Uint32Array(bins)
  for (const took of nanos) counts[binOf(scale, took, bins)]++
  return counts
}
