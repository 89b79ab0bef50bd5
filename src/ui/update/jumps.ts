/** The playhead in leaps: to requests, faults and drops, by parts of the run; and following one request. */
import {
  dropsOf,
  endOf,
  FLAG_SOCKET,
  type Incident,
  longestAfter,
  momentAt,
  oldestAt,
  ordinalOf,
  type Run,
  requestAfter,
  requestBefore,
  requestCount,
  requestOf,
} from '../../machine/index.ts'
import type { CommandId } from '../../text/ui-keys.ts'
import { words } from '../../text/ui-words.ts'
import { type Bench, flowOf } from '../bench.ts'
import { grouped, time } from '../looks/format.ts'
import { followedAs, requestSaid } from '../views/following.ts'

/** Parts of the run that one key goes over. */
const SCRUB = 50
const LEAP = 10

/** The bench after a leap; undefined: the command is none. */
export function leapt(bench: Bench, run: Run, command: CommandId): Bench | undefined {
  switch (command) {
    case 'next-fault':
      return toFault(bench, run, 1)
    case 'fault-before':
      return toFault(bench, run, -1)
    case 'next-drop':
      return toDrop(bench, run, 1)
    case 'drop-before':
      return toDrop(bench, run, -1)
    case 'longest':
      return toLongest(bench, run)
    case 'request-before':
      return toRequest(bench, run, -1)
    case 'next-request':
      return toRequest(bench, run, 1)
    case 'scrub-back':
      return scrubbed(bench, run, -run.duration / SCRUB)
    case 'scrub-on':
      return scrubbed(bench, run, run.duration / SCRUB)
    case 'leap-back':
      return scrubbed(bench, run, -run.duration / LEAP)
    case 'leap-on':
      return scrubbed(bench, run, run.duration / LEAP)
    case 'follow':
      return following(bench, run)
    case 'keep-a':
      return keptAsA(bench)
    default:
      return undefined
  }
}

/** The run on the bench stays beside those that follow, until another takes its place. */
function keptAsA(bench: Bench): Bench {
  const { ran } = bench
  return ran === undefined ? bench : { ...bench, kept: ran, notice: words.time.keeps(ran.number) }
}

function scrubbed(bench: Bench, run: Run, by: number): Bench {
  const playhead = Math.round(Math.min(run.duration, Math.max(0, bench.playhead + by)))
  return { ...bench, playhead, playing: false }
}

/** At the beginning of a request, which is followed from here on. */
function at(bench: Bench, run: Run, request: number, notice: string): Bench {
  const follow = followedAs(run, request)
  return { ...bench, follow, playhead: run.requests.begin[request], playing: false, notice }
}

function following(bench: Bench, run: Run): Bench {
  if (bench.follow !== undefined) return { ...bench, follow: undefined, notice: words.time.letsGo }
  const flow = flowOf(bench, run)
  const shown = momentAt(run, flow, bench.playhead).request
  const request = shown < 0 ? oldestAt(run, flow, bench.playhead) : shown
  if (request < 0) return { ...bench, notice: words.time.nothingUnderWay }
  return {
    ...bench,
    follow: followedAs(run, request),
    notice: words.time.follows(requestSaid(run, request)),
  }
}

/** From the followed request to its neighbour; else to the one that begins next, or began last. */
function toRequest(bench: Bench, run: Run, by: 1 | -1): Bench {
  const flow = flowOf(bench, run)
  const count = requestCount(run, flow)
  if (count === 0) return { ...bench, notice: words.time.noRequests }
  const { follow, playhead } = bench
  const request =
    follow !== undefined
      ? requestOf(run, flow, follow.ordinal + by)
      : by < 0
        ? requestBefore(run, flow, playhead)
        : requestAfter(run, flow, playhead === 0 ? -1 : playhead)
  if (request >= 0) return at(bench, run, request, words.time.follows(requestSaid(run, request)))
  const said = words.time.request(grouped(by < 0 ? 1 : count), grouped(count))
  return { ...bench, notice: by < 0 ? words.time.firstRequest(said) : words.time.lastRequest(said) }
}

function toLongest(bench: Bench, run: Run): Bench {
  const flow = flowOf(bench, run)
  const { follow } = bench
  const again = follow !== undefined && follow === bench.longest
  const request = longestAfter(run, flow, again ? requestOf(run, flow, follow.ordinal) : -1)
  if (request < 0) return { ...bench, notice: again ? words.time.noLonger : words.time.noneEnded }
  const took = time((endOf(run, request) ?? run.duration) - run.requests.begin[request])
  const alone = time(run.flows[flow].kinds[run.requests.kind[request]]?.nanosAlone ?? 0)
  const say = again ? words.time.nextLongest : words.time.longest
  const next = at(bench, run, request, say(requestSaid(run, request), took, alone))
  return { ...next, longest: next.follow }
}

/** A list in the order of its times: the place of the first after the playhead, or of the last before it; -1: none. */
function placeFrom(times: readonly number[], playhead: number, by: 1 | -1): number {
  return by > 0 ? times.findIndex((one) => one > playhead) : times.findLastIndex((one) => one < playhead)
}

/** Somewhere on the timeline, looking at a flow: no request is followed any more. */
function lookingAt(bench: Bench, playhead: number, flow: string, notice: string): Bench {
  return { ...bench, playhead, playing: false, follow: undefined, flow, notice }
}

/** The setting that stopped it, where its kind says which. */
function stoppedBy({ host }: Run, { kind }: Incident): readonly string[] {
  return kind === 'blocked-by-iommu' ? [`(${words.why.because.iommu(host.iommu.mode)})`] : []
}

function toFault(bench: Bench, run: Run, by: 1 | -1): Bench {
  const { contained, containedCount } = run
  if (contained.length === 0) return { ...bench, notice: words.time.noFault }
  const place = placeFrom(
    contained.map((one) => one.at),
    bench.playhead,
    by,
  )
  const all = grouped(containedCount)
  const found = contained[place]
  if (found === undefined)
    return { ...bench, notice: by > 0 ? words.time.noLaterFault(all) : words.time.noEarlierFault(all) }
  const what = [words.violation.what[found.kind], ...stoppedBy(run, found)].join(' ')
  const asked = found.request >= 0
  const request = asked ? grouped(ordinalOf(run, found.request)) : ''
  const next = lookingAt(
    { ...bench, fault: place },
    found.at,
    found.flow,
    words.time.fault(grouped(place + 1), all, what, request),
  )
  return asked ? { ...next, follow: followedAs(run, found.request) } : next
}

function toDrop(bench: Bench, run: Run, by: 1 | -1): Bench {
  const drops = dropsOf(run)
  if (drops.length === 0) return { ...bench, notice: words.time.noDrop }
  const { end, flow, flags } = run.requests
  const place = placeFrom(
    Array.from(drops, (row) => end[row]),
    bench.playhead,
    by,
  )
  const all = grouped(drops.length)
  if (place < 0)
    return { ...bench, notice: by > 0 ? words.time.noLaterDrop(all) : words.time.noEarlierDrop(all) }
  const row = drops[place]
  const { id } = run.flows[flow[row]]
  const atSocket = (flags[row] & FLAG_SOCKET) !== 0
  const said = words.time.drop(grouped(place + 1), all, grouped(ordinalOf(run, row)), id, atSocket)
  return { ...lookingAt(bench, end[row], id, said), follow: followedAs(run, row) }
}
