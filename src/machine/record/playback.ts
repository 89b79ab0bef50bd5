/** Looking at a run at a moment: which request of a flow is where, and what happens next or before. Pure readers of Run. */

import type { Nanos } from '../units.ts'
import type { Run } from './run.ts'

export interface Moment {
  /** Index into Run.requests of the request that is followed; -1: none under way. */
  readonly request: number
  /** Which request of its flow this is, from 1. */
  readonly ordinal: number
  /** Index into the flow's path; -1: none. */
  readonly row: number
  readonly waiting: boolean
}

/** The last index whose time is not after `at`, or -1. */
function lastNotAfter(nanos: Uint32Array, count: number, at: Nanos): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >>> 1
    if (nanos[middle] <= at) low = middle + 1
    else high = middle
  }
  return low - 1
}

/**
 * Where the flow's oldest unfinished request stands at a moment. Needs a recorded run.
 * @param flow index into run.flows
 */
export function momentAt(run: Run, flow: number, at: Nanos): Moment {
  const { requests, log } = run
  const none: Moment = { request: -1, ordinal: 0, row: -1, waiting: false }
  if (log === undefined) return none
  const last = lastNotAfter(requests.begin, requests.count, at)
  let followed = -1
  let ordinal = 0
  for (let index = 0; index <= last; index++) {
    // The drawing shows the first kind.
    if (requests.flow[index] !== flow || requests.kind[index] !== 0) continue
    ordinal++
    const end = requests.end[index]
    if (end === 0 || end > at) {
      followed = index
      break
    }
  }
  if (followed < 0) return none
  for (let entry = lastNotAfter(log.nanos, log.count, at); entry >= 0; entry--) {
    if (log.nanos[entry] < requests.begin[followed]) break
    if (log.request[entry] !== followed) continue
    return { request: followed, ordinal, row: log.row[entry], waiting: log.kind[entry] === 0 }
  }
  return { request: followed, ordinal, row: 0, waiting: false }
}

/** Time of the flow's next transition after `at`; undefined: there is none. */
export function nextMoment(run: Run, flow: number, at: Nanos): Nanos | undefined {
  const { requests, log } = run
  if (log === undefined) return undefined
  for (let entry = lastNotAfter(log.nanos, log.count, at) + 1; entry < log.count; entry++)
    if (requests.flow[log.request[entry]] === flow) return log.nanos[entry]
  return undefined
}

/** Time of the flow's last transition before `at`; undefined: there is none. */
export function previousMoment(run: Run, flow: number, at: Nanos): Nanos | undefined {
  const { requests, log } = run
  if (log === undefined || at <= 0) return undefined
  for (let entry = lastNotAfter(log.nanos, log.count, at - 1); entry >= 0; entry--)
    if (requests.flow[log.request[entry]] === flow) return log.nanos[entry]
  return undefined
}

/** Times of all violations, then of all contained faults, each ascending. */
export function incidentTimes(run: Run): { violations: Nanos[]; contained: Nanos[] } {
  return { violations: run.violations.map((one) => one.at), contained: run.contained.map((one) => one.at) }
}
