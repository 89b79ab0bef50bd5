/** One request that is followed through the path, and the run that stands beside the one on the bench. */
import {
  endOf,
  momentAt,
  type Nanos,
  ordinalOf,
  type Run,
  requestCount,
  requestOf,
  type Standing,
  standingOf,
} from '../../machine/index.ts'
import { words } from '../../text/ui-words.ts'
import { type Bench, type Followed, flowOf, type Ran } from '../bench.ts'
import { grouped } from '../looks/format.ts'

/** Index into Run.requests of the request that is followed; -1: none, or this run has it not. */
export function requestFollowed(run: Run, follow: Followed | undefined): number {
  if (follow === undefined) return -1
  return requestOf(
    run,
    run.flows.findIndex((flow) => flow.id === follow.flow),
    follow.ordinal,
  )
}

export function followedAs(run: Run, request: number): Followed {
  return { flow: run.flows[run.requests.flow[request]].id, ordinal: ordinalOf(run, request) }
}

/** `request 41 of 340` */
export function requestSaid(run: Run, request: number): string {
  return words.time.request(
    grouped(ordinalOf(run, request)),
    grouped(requestCount(run, run.requests.flow[request])),
  )
}

/** Where the followed request stands; undefined: none is followed. */
export function followedAt(
  run: Run | undefined,
  follow: Followed | undefined,
  at: Nanos,
): (Standing & { readonly request: number }) | undefined {
  const request = run === undefined ? -1 : requestFollowed(run, follow)
  return run === undefined || request < 0 ? undefined : { request, ...standingOf(run, request, at) }
}

/** From a request's beginning to its end, or to that of the run where it did not end. */
export function spanOf(run: Run, follow: Followed | undefined): readonly [Nanos, Nanos] | undefined {
  const request = requestFollowed(run, follow)
  return request < 0 ? undefined : [run.requests.begin[request], endOf(run, request) ?? run.duration]
}

/** What the path shows of a run at a moment. */
export interface Here {
  /** Index into the path of its kind; -1: none. */
  readonly row: number
  /** Which request of its flow, from 1; 0: none. */
  readonly ordinal: number
  readonly kind: number
}

export const NOWHERE: Here = { row: -1, ordinal: 0, kind: 0 }

export function hereIn(run: Run, flow: number, follow: Followed | undefined, at: Nanos): Here {
  const followed = run.flows[flow]?.id === follow?.flow ? followedAt(run, follow, at) : undefined
  if (followed !== undefined && follow !== undefined)
    return { row: followed.row, ordinal: follow.ordinal, kind: run.requests.kind[followed.request] }
  const { row, ordinal } = momentAt(run, flow, at)
  return { row, ordinal, kind: 0 }
}

export function hereOn(bench: Bench, run: Run): Here {
  return hereIn(run, flowOf(bench, run), bench.follow, bench.playhead)
}

/** The run that stands beside the one on the bench: the one kept by hand, else the one before. */
export function besideRun({ kept, before, ran }: Bench): Ran | undefined {
  return kept !== undefined && kept.run !== ran?.run ? kept : before
}
