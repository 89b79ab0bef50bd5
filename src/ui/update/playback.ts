/** The playhead: playing, stepping, and stopping at a violation by itself. */
import {
  endOf,
  type Nanos,
  nextMoment,
  nextMomentOf,
  previousMoment,
  previousMomentOf,
  type Run,
} from '../../machine/index.ts'
import type { CommandId } from '../../text/ui-keys.ts'
import { words } from '../../text/ui-words.ts'
import { type Bench, flowOf, SPEEDS, TICK_MILLIS, tickNanos } from '../bench.ts'
import { size, time } from '../looks/format.ts'
import { type State, type Step, step } from '../state.ts'
import { followedAt, requestFollowed, requestSaid } from '../views/following.ts'
import { leapt } from './jumps.ts'
import { moved } from './moving.ts'
import { movesFreely, tryFlips, withBenchState } from './runs.ts'

export function playCommand(state: State, bench: Bench, command: CommandId): Step | undefined {
  const run = bench.ran?.run
  const at = (playhead: number | undefined): Step =>
    playhead === undefined ? step(state) : withBenchState(state, { ...bench, playhead, playing: false })
  const speed = (by: number): Step =>
    withBenchState(state, { ...bench, speed: moved(bench.speed, by, SPEEDS.length) })
  if (run === undefined) return undefined
  switch (command) {
    case 'play':
      return withBenchState(state, {
        ...bench,
        playing: !bench.playing,
        playhead: bench.playhead >= run.duration ? 0 : bench.playhead,
      })
    case 'step-on':
      return at(stepFrom(bench, run, 1))
    case 'step-back':
      return at(stepFrom(bench, run, -1))
    case 'slower':
      return speed(-1)
    case 'faster':
      return speed(1)
    case 'start':
      return at(0)
    case 'end':
      return at(run.duration)
    case 'next-violation':
      return jump(state, bench, run, 1)
    case 'violation-before':
      return jump(state, bench, run, -1)
    default: {
      const next = leapt(bench, run, command)
      return next === undefined ? undefined : withBenchState(state, next)
    }
  }
}

/** When something happens next, or happened last: to the request that is followed, else to any of the flow. */
function stepFrom(bench: Bench, run: Run, by: 1 | -1): Nanos | undefined {
  const { playhead } = bench
  const flow = flowOf(bench, run)
  const followed = requestFollowed(run, bench.follow)
  if (followed >= 0 && run.requests.flow[followed] === flow)
    return (by > 0 ? nextMomentOf : previousMomentOf)(run, followed, playhead)
  return (by > 0 ? nextMoment : previousMoment)(run, flow, playhead)
}

/** To the next or the last violation; the Violation panel opens. */
function jump(state: State, bench: Bench, run: Run, by: number): Step {
  const { violations } = run
  if (violations.length === 0) return toContained(state, bench, run, by)
  return looking(state, atViolation(bench, run, violationFrom(bench, run, by), false))
}

/** From the playhead on: the next one, or the one before; where several are at one time, all of them in turn. */
function violationFrom({ incident, playhead }: Bench, { violations }: Run, by: number): number {
  const on = incident !== undefined && violations[incident]?.at === playhead
  if (on) return moved(incident, by, violations.length)
  const last = violations.length - 1
  if (by < 0)
    return Math.max(
      0,
      violations.findLastIndex((one) => one.at < playhead),
    )
  const next = violations.findIndex((one) => one.at >= playhead)
  return next >= 0 ? next : incident === undefined ? 0 : last
}

/** Where nothing went astray: to what was stopped in time. */
function toContained(state: State, bench: Bench, run: Run, by: number): Step {
  const { contained } = run
  const { playhead } = bench
  if (contained.length === 0) return withBenchState(state, { ...bench, notice: words.bench.noViolation })
  const found =
    by > 0
      ? (contained.find((one) => one.at > playhead) ?? contained[0])
      : (contained.findLast((one) => one.at < playhead) ?? contained[contained.length - 1])
  const what = words.violation.what[found.kind]
  const notice = words.bench.containedAt(what, size(found.bytes))
  return withBenchState(state, {
    ...bench,
    playhead: found.at,
    playing: false,
    fault: contained.indexOf(found),
    notice,
  })
}

/** `stopped`: the playback came here by itself. */
function atViolation(bench: Bench, run: Run, incident: number, stopped: boolean): Bench {
  return {
    ...bench,
    incident,
    stopped,
    playhead: run.violations[incident].at,
    playing: false,
    focus: 'violation',
    tab: 'memory',
    notice: undefined,
  }
}

/** Looking at a violation has what would have helped simulated. */
function looking(state: State, bench: Bench): Step {
  return withBenchState(state, bench, { kind: 'forget-trials' }, ...tryFlips(bench))
}

/** The playhead to a time of the run, paused. */
export function seek(state: State, bench: Bench, at: Nanos): Step {
  const most = bench.ran?.run.duration ?? 0
  return withBenchState(state, { ...bench, playhead: Math.min(Math.max(0, at), most), playing: false })
}
/** With little motion the playhead moves once a second. */
const TICKS_WITH_LITTLE_MOTION = 1_000 / TICK_MILLIS

/** One tick of the clock. */
export function tick(state: State, bench: Bench): Step {
  const run = bench.ran?.run
  if (run === undefined || !bench.playing) return step(state)
  const every = movesFreely(state) ? 1 : TICKS_WITH_LITTLE_MOTION
  const ticks = (bench.ticks ?? 0) + 1
  if (ticks < every) return withBenchState(state, { ...bench, ticks })
  const playhead = Math.min(run.duration, bench.playhead + every * tickNanos(bench.speed))
  const hit = run.violations.findIndex((one) => one.at > bench.playhead && one.at <= playhead)
  const end = endFollowed(bench, run, playhead)
  if (hit >= 0 && (end === undefined || run.violations[hit].at <= end))
    return looking(state, atViolation(bench, run, hit, true))
  if (end !== undefined) return withBenchState(state, atEnd(bench, run, end))
  return withBenchState(state, { ...bench, ticks: 0, playhead, playing: playhead < run.duration })
}

/** When the followed request ends, if it does so up to this moment. */
function endFollowed(bench: Bench, run: Run, until: Nanos): Nanos | undefined {
  const request = requestFollowed(run, bench.follow)
  const end = request < 0 ? undefined : endOf(run, request)
  return end !== undefined && bench.playhead < end && end <= until ? end : undefined
}

/** The playback stops at the end of the request that it follows. */
function atEnd(bench: Bench, run: Run, end: Nanos): Bench {
  const ended = followedAt(run, bench.follow, end)
  const notice =
    ended && words.time.ended(requestSaid(run, ended.request), time(ended.elapsed), time(ended.waited))
  return { ...bench, playhead: end, playing: false, notice }
}
