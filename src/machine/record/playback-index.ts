/** Where things stand in the record of one run: lists that are made once a run, so that no frame and no key goes through its log. */
import type { Nanos } from '../units.ts'
import { FLAG_DROPPED } from './marks.ts'
import type { Run } from './run.ts'

/** Requests in the order of their beginnings. */
export interface RequestList {
  /** Indices into Run.requests. */
  readonly rows: Int32Array
  /** For each, the latest end of all up to it; infinite while one of them is unfinished. */
  readonly latest: Float64Array
}

function oncePerRun<Answer>(make: (run: Run) => Answer): (run: Run) => Answer {
  const known = new WeakMap<Run, { answer: Answer }>()
  return (run) => {
    const found = known.get(run) ?? { answer: make(run) }
    known.set(run, found)
    return found.answer
  }
}

/** Number of items in a list that ascends for which this does not hold yet. */
export function countUntil(count: number, holds: (index: number) => boolean): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

function listOf({ requests }: Run, rows: Int32Array): RequestList {
  const latest = new Float64Array(rows.length)
  let most = 0
  for (const [place, row] of rows.entries()) {
    const end = requests.end[row]
    most = Math.max(most, end === 0 ? Number.POSITIVE_INFINITY : end)
    latest[place] = most
  }
  return { rows, latest }
}

function listsWhere(run: Run, holds: (row: number) => boolean): readonly RequestList[] {
  const rows: number[][] = run.flows.map(() => [])
  for (let row = 0; row < run.requests.count; row++) if (holds(row)) rows[run.requests.flow[row]].push(row)
  return rows.map((one) => listOf(run, Int32Array.from(one)))
}

/** By flow: all of its requests, and those of its first kind. */
export const requestsByFlow = oncePerRun((run) => listsWhere(run, () => true))
export const firstKindByFlow = oncePerRun((run) => listsWhere(run, (row) => run.requests.kind[row] === 0))

/** Entries of the log by request: those of request r are `entries[starts[r]]` to before `entries[starts[r + 1]]`, in time order. */
export const entriesByRequest = oncePerRun(({ requests, log }) => {
  const starts = new Int32Array(requests.count + 1)
  if (log === undefined) return { starts, entries: new Int32Array(0) }
  const { count, request } = log
  for (let entry = 0; entry < count; entry++) starts[request[entry] + 1]++
  for (let row = 0; row < requests.count; row++) starts[row + 1] += starts[row]
  const next = starts.slice()
  const entries = new Int32Array(count)
  for (let entry = 0; entry < count; entry++) entries[next[request[entry]]++] = entry
  return { starts, entries }
})

/** By flow: the times at which something of it happens, each once. */
export const momentsByFlow = oncePerRun(({ flows, requests, log }): readonly Uint32Array[] => {
  const times = flows.map(() => new Uint32Array(64))
  const counts = flows.map(() => 0)
  for (let entry = 0; log !== undefined && entry < log.count; entry++) {
    const flow = requests.flow[log.request[entry]]
    const at = log.nanos[entry]
    const count = counts[flow]
    if (count > 0 && times[flow][count - 1] === at) continue
    if (count === times[flow].length) {
      const longer = new Uint32Array(4 * count)
      longer.set(times[flow])
      times[flow] = longer
    }
    times[flow][count] = at
    counts[flow]++
  }
  return times.map((one, flow) => one.slice(0, counts[flow]))
})

/** Dropped requests of all flows, by the time at which they were dropped. */
export const dropsByTime = oncePerRun(({ requests }): Int32Array => {
  const dropped: number[] = []
  for (let row = 0; row < requests.count; row++)
    if ((requests.flags[row] & FLAG_DROPPED) !== 0) dropped.push(row)
  return Int32Array.from(dropped.sort((one, other) => requests.end[one] - requests.end[other] || one - other))
})

/** A request's first entry at or after `at`, counted within its own entries. */
export function ownEntriesUntil(run: Run, request: number, at: Nanos): number {
  const { starts, entries } = entriesByRequest(run)
  const { log } = run
  if (log === undefined) return 0
  const from = starts[request]
  return countUntil(starts[request + 1] - from, (own) => log.nanos[entries[from + own]] >= at)
}
