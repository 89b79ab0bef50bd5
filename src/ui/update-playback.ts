/** The playhead: playing, stepping, and stopping at a violation by itself. */
import { nextMoment, previousMoment, type Run } from '../machine/index.ts'
import type { CommandId } from '../text/ui-keys.ts'
import { words } from '../text/ui-words.ts'
import { type Bench, flowOf, SPEEDS, TICK_MILLIS, tickNanos } from './bench.ts'
import { size } from './format.ts'
import { moved } from './moving.ts'
import { type State, type Step, step } from './state.ts'
import { movesFreely, tryFlips, withBenchState } from './update-runs.ts'

export function playCommand(state: State, bench: Bench, command: CommandId): Step | undefined {
  const run = bench.ran?.run
  const at = (playhead: number | undefined): Step =>
    playhead === undefined ? step(state) : withBenchState(state, { ...bench, playhead, playing: false })
  const speed = (by: number): Step =>
    withBenchState(state, { ...bench, speed: moved(bench.speed, by, SPEEDS.length) })
  if (run === undefined) return undefined
  const flow = flowOf(bench, run)
  switch (command) {
    case 'play':
      return withBenchState(state, {
        ...bench,
        playing: !bench.playing,
        playhead: bench.playhead >= run.duration ? 0 : bench.playhead,
      })
    case 'step-on':
      return at(nextMoment(run, flow, bench.playhead))
    case 'step-back':
      return at(previousMoment(run, flow, bench.playhead))
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
    default:
      return undefined
  }
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
  return withBenchState(state, { ...bench, playhead: found.at, playing: false, notice })
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
  if (hit >= 0) return looking(state, atViolation(bench, run, hit, true))
  return withBenchState(state, { ...bench, ticks: 0, playhead, playing: playhead < run.duration })
}
