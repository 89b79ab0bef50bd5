/** Looking at a run at a moment: which request of a flow is where, and what happens next or before. Pure readers of Run. */
import type { Nanos } from '../units.ts'
import { FLAG_DROPPED, FLAG_FLUSH, SERVED, WAITS } from './marks.ts'
import { batchAt, batchMoments, placesOf } from './places.ts'
import {
  countUntil,
  dropsByTime,
  entriesByRequest,
  firstKindByFlow,
  momentsByFlow,
  ownEntriesUntil,
  type RequestList,
  requestsByFlow,
} from './playback-index.ts'
import type { Run } from './run.ts'

export interface Moment {
  /** Index into Run.requests of the request that is looked at; -1: none under way. */
  readonly request: number
  /** Which request of its flow this is, of all kinds, from 1. */
  readonly ordinal: number
  /** Index into the path of its kind; -1: none. */
  readonly row: number
  readonly waiting: boolean
}

const NOTHING: Moment = { request: -1, ordinal: 0, row: -1, waiting: false }

/** Which request of its flow a request is, from 1. */
export function ordinalOf(run: Run, request: number): number {
  const { rows } = requestsByFlow(run)[run.requests.flow[request]]
  return countUntil(rows.length, (place) => rows[place] >= request) + 1
}

/** Index into Run.requests of a flow's n-th request, from 1; -1: it has not so many. */
export function requestOf(run: Run, flow: number, ordinal: number): number {
  return requestsByFlow(run)[flow]?.rows[ordinal - 1] ?? -1
}

/** Requests of a flow, of all kinds, also those that did not end or were dropped. */
export function requestCount(run: Run, flow: number): number {
  return requestsByFlow(run)[flow]?.rows.length ?? 0
}

function oldestOf({ requests }: Run, { rows, latest }: RequestList, at: Nanos): number {
  const place = countUntil(rows.length, (index) => latest[index] > at)
  return place < rows.length && requests.begin[rows[place]] <= at ? rows[place] : -1
}

/** The row of its kind's path where a request stands at a moment, and whether it waits there. */
export function standing(run: Run, request: number, at: Nanos): { row: number; waiting: boolean } {
  const { log } = run
  const { starts, entries } = entriesByRequest(run)
  const last = starts[request] + ownEntriesUntil(run, request, at + 1)
  for (let own = last - 1; log !== undefined && own >= starts[request]; own--) {
    const entry = entries[own]
    // What went astray or was stopped is logged beside the steps, without a row.
    if (log.kind[entry] > SERVED) continue
    return placeAt(run, request, entry, at)
  }
  return { row: 0, waiting: false }
}

/** Where a request stands at a moment whose last entry is this one: among the rows of its kind. */
function placeAt(run: Run, request: number, entry: number, at: Nanos): { row: number; waiting: boolean } {
  const places = placesOf(run)
  const first = firstRow(run, request)
  const batch = batchAt(places, places.gate[entry] ?? -1, at)
  const within = (batch?.row ?? -1) - first
  const rows = run.flows[run.requests.flow[request]].kinds[run.requests.kind[request]].path.length
  // A batch of requests of another kind is on the path of that.
  if (batch !== undefined && within >= 0 && within < rows) return { row: within, waiting: batch.waiting }
  return { row: (places.row[entry] ?? 0) - first, waiting: run.log?.kind[entry] === WAITS }
}

/** A request's way: from when it stood where, from its first entry on, until a moment. */
function wayOf(run: Run, request: number, until: Nanos): { from: Nanos; row: number; waiting: boolean }[] {
  const { log } = run
  const { starts, entries } = entriesByRequest(run)
  const places = placesOf(run)
  const own = entries
    .subarray(starts[request], starts[request + 1])
    .filter((entry) => log !== undefined && log.kind[entry] <= SERVED && log.nanos[entry] <= until)
  return [...own].flatMap((entry, index) => {
    const from = log?.nanos[entry] ?? 0
    const to = Math.min(until, log?.nanos[own[index + 1] ?? -1] ?? until)
    const gate = places.gate[entry]
    const moments = gate < 0 ? [] : batchMoments(places, gate, from, to)
    return [from, ...moments].map((moment) => ({
      from: moment,
      ...placeAt(run, request, entry, moment),
    }))
  })
}

/** Rows of the log count through the paths of all kinds of a flow. */
function firstRow({ flows, requests }: Run, request: number): number {
  const { kinds } = flows[requests.flow[request]]
  let first = 0
  for (let kind = 0; kind < requests.kind[request]; kind++) first += kinds[kind].path.length
  return first
}

/**
 * Where the flow's oldest unfinished request of its first kind stands at a moment: that kind's path is the one that is
 * drawn. Needs a recorded run.
 * @param flow index into run.flows
 */
export function momentAt(run: Run, flow: number, at: Nanos): Moment {
  const list = firstKindByFlow(run)[flow]
  if (run.log === undefined || list === undefined) return NOTHING
  const request = oldestOf(run, list, at)
  if (request < 0) return NOTHING
  return { request, ordinal: ordinalOf(run, request), ...standing(run, request, at) }
}

/** The flow's oldest unfinished request of any kind at a moment; -1: none is under way. */
export function oldestAt(run: Run, flow: number, at: Nanos): number {
  const list = requestsByFlow(run)[flow]
  return list === undefined ? -1 : oldestOf(run, list, at)
}

/** One request at a moment. */
export interface Standing {
  /** ahead: it begins later. */
  readonly phase: 'ahead' | 'under-way' | 'ended'
  /** Index into the path of its kind; -1: it is nowhere. */
  readonly row: number
  readonly waiting: boolean
  /** Since it began; once it has ended, what it took. Nanoseconds. */
  readonly elapsed: Nanos
  /** Of that, the time during which the step that it came to last had not begun. */
  readonly waited: Nanos
  /** The row at which it waited longest, and how long; row -1: it never did. */
  readonly most: { readonly row: number; readonly nanos: Nanos }
}

export function standingOf(run: Run, request: number, at: Nanos): Standing {
  const begin = run.requests.begin[request]
  const end = endOf(run, request)
  const never = { waited: 0, most: { row: -1, nanos: 0 } }
  if (at < begin) return { phase: 'ahead', row: -1, waiting: false, elapsed: 0, ...never }
  const until = Math.min(at, end ?? at)
  const waits = waitsUntil(run, request, until)
  if (end !== undefined && at >= end)
    return { phase: 'ended', row: -1, waiting: false, elapsed: end - begin, ...waits }
  return { phase: 'under-way', ...standing(run, request, at), elapsed: until - begin, ...waits }
}

/**
 * How a request's time is spread over the rows of its kind's path: from when it came to a row until it came to another one,
 * its waits among it. Nanoseconds; together what it took, or took up to the end of the run where it did not end.
 */
export function nanosByRow(run: Run, request: number): Float64Array {
  const { requests, flows } = run
  const rows = flows[requests.flow[request]].kinds[requests.kind[request]].path.length
  const nanos = new Float64Array(rows)
  const end = endOf(run, request) ?? run.duration
  let [since, row] = [requests.begin[request], 0]
  for (const one of wayOf(run, request, end)) {
    if (row < rows) nanos[row] += one.from - since
    since = one.from
    row = one.row
  }
  if (row < rows) nanos[row] += end - since
  return nanos
}

/** When a request ended; undefined: it did not. */
export function endOf({ requests }: Run, request: number): Nanos | undefined {
  return requests.end[request] === 0 ? undefined : requests.end[request]
}

function waitsUntil(run: Run, request: number, until: Nanos): Pick<Standing, 'waited' | 'most'> {
  const byRow = new Map<number, Nanos>()
  const way = wayOf(run, request, until)
  for (const [index, { from, row, waiting }] of way.entries()) {
    const to = way[index + 1]?.from ?? until
    if (waiting && to > from) byRow.set(row, (byRow.get(row) ?? 0) + to - from)
  }
  let waited = 0
  let most = { row: -1, nanos: 0 }
  for (const [row, nanos] of byRow) {
    waited += nanos
    if (nanos > most.nanos) most = { row, nanos }
  }
  return { waited, most }
}

/** Time of the flow's next transition after `at`; undefined: there is none. */
export function nextMoment(run: Run, flow: number, at: Nanos): Nanos | undefined {
  const times = momentsByFlow(run)[flow]
  return times?.[countUntil(times.length, (index) => times[index] > at)]
}

/** Time of the flow's last transition before `at`; undefined: there is none. */
export function previousMoment(run: Run, flow: number, at: Nanos): Nanos | undefined {
  const times = momentsByFlow(run)[flow]
  return times?.[countUntil(times.length, (index) => times[index] >= at) - 1]
}

/** The same of one request. */
export function nextMomentOf(run: Run, request: number, at: Nanos): Nanos | undefined {
  return ownMoment(run, request, ownEntriesUntil(run, request, at + 1))
}

export function previousMomentOf(run: Run, request: number, at: Nanos): Nanos | undefined {
  return ownMoment(run, request, ownEntriesUntil(run, request, at) - 1)
}

function ownMoment(run: Run, request: number, own: number): Nanos | undefined {
  const { starts, entries } = entriesByRequest(run)
  if (own < 0 || own >= starts[request + 1] - starts[request]) return undefined
  return run.log?.nanos[entries[starts[request] + own]]
}

/** The flow's first request that begins after `at`, or its last one that begins before; -1: none. */
export function requestAfter(run: Run, flow: number, at: Nanos): number {
  const { begin } = run.requests
  const rows = requestsByFlow(run)[flow]?.rows ?? []
  return rows[countUntil(rows.length, (place) => begin[rows[place]] > at)] ?? -1
}

export function requestBefore(run: Run, flow: number, at: Nanos): number {
  const { begin } = run.requests
  const rows = requestsByFlow(run)[flow]?.rows ?? []
  return rows[countUntil(rows.length, (place) => begin[rows[place]] >= at) - 1] ?? -1
}

/** Drops of all flows in the order of their times: indices into Run.requests. */
export function dropsOf(run: Run): Int32Array {
  return dropsByTime(run)
}

/**
 * The flow's longest request that ended and was neither dropped nor a flush, as metrics count them; or, of those that are
 * shorter than a given one, the longest. Of two as long, the earlier comes first.
 * @param after index into Run.requests; -1: none, the longest of all
 * @returns -1: there is none
 */
export function longestAfter(run: Run, flow: number, after: number): number {
  const { requests } = run
  const took = (row: number) => requests.end[row] - requests.begin[row]
  const most = after < 0 ? Number.POSITIVE_INFINITY : took(after)
  let longest = -1
  for (const row of requestsByFlow(run)[flow]?.rows ?? []) {
    if (requests.end[row] === 0 || (requests.flags[row] & (FLAG_DROPPED | FLAG_FLUSH)) !== 0) continue
    const nanos = took(row)
    const isLater = nanos < most || (nanos === most && row > after)
    if (isLater && (longest < 0 || nanos > took(longest))) longest = row
  }
  return longest
}

/** Times of all violations, then of all contained faults, each ascending. */
export function incidentTimes(run: Run): { violations: Nanos[]; contained: Nanos[] } {
  return { violations: run.violations.map((one) => one.at), contained: run.contained.map((one) => one.at) }
}
