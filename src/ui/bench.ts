/** One level on the bench: what is played, what was measured, and where the playhead stands. */
import type { LevelProgress, Move, Play, RunNote, Score } from '../game/index.ts'
import type { Incident, Nanos, Run } from '../machine/index.ts'
import type { Rules } from './task.ts'

/** A finished run with what was read off it. */
export interface Ran {
  readonly number: number
  readonly run: Run
  readonly note: RunNote
  readonly score: Score
  /** Metric ids to values: those of the panels, the goals and the headline. */
  readonly values: Readonly<Record<string, number>>
}

export const PANELS = [
  'goals',
  'bench',
  'path',
  'measured',
  'cores',
  'log',
  'violation',
  'memory',
  'queues',
  'host',
  'latency',
] as const
export type PanelId = (typeof PANELS)[number]

/** A configuration tried beside the one on the bench: a reference in the debrief, or one knob changed. */
export interface Trial {
  readonly values?: Readonly<Record<string, number>>
  readonly passed?: boolean
  /** Text of the first goal that it misses. */
  readonly failed?: string
  /** By the level's goals. */
  readonly met?: readonly boolean[]
}

/** A request that the path follows: whose it is, and which one, from 1; so that another run's twin of it can be found. */
export interface Followed {
  /** Id of the flow. */
  readonly flow: string
  readonly ordinal: number
}

export interface Bench {
  readonly play: Play
  /** The progress of this level when the bench was opened. */
  readonly opened: LevelProgress
  /** What an assignment forbids. */
  readonly rules?: Rules
  /** Milliseconds spent here since then. */
  readonly millis?: number
  readonly ran?: Ran
  readonly before?: Ran
  /** The run that is kept by hand to be compared with: A. */
  readonly kept?: Ran
  readonly follow?: Followed
  /** Found as the longest request, or the next longest. */
  readonly longest?: Followed
  /** A simulation under way. */
  readonly pending?: { readonly serial: number; readonly share: number }
  readonly serial: number
  /** The knob in hand: index into orderedKnobs. */
  readonly knob: number
  /** Knobs that the typed text leaves, while one is looked for: indices into orderedKnobs. */
  readonly found?: readonly number[]
  /** Flow that the knobs led to; without one the path is that of the level's own. */
  readonly flow?: string
  readonly focus: PanelId
  /** Panel that the right half shows where there is no room for all. */
  readonly tab: PanelId
  /** The picture that stands in the place of the path where all is on screen. */
  readonly picture?: PanelId
  readonly scroll: Readonly<Partial<Record<PanelId, number>>>
  readonly playhead: Nanos
  readonly playing: boolean
  /** Moves that one key made together, and how many there were once it had: one key takes them back. */
  readonly together?: readonly { readonly end: number; readonly moves: readonly Move[] }[]
  /** Ticks since the playhead moved, where it moves less often than the clock ticks. */
  readonly ticks?: number
  /** Index into SPEEDS. */
  readonly speed: number
  /** Index into the violations of the run: the Violation panel is open. */
  readonly incident?: number
  /** Index into the contained faults of the run: the one gone to last; in hand while the playhead stands there. */
  readonly fault?: number
  /** Everything was undone: there is no change to mark. */
  readonly atStart?: boolean
  /** The playback stopped at it by itself. */
  readonly stopped?: boolean
  /** Why the host on the bench cannot be: it is not run, and the numbers are those of the run before. */
  readonly impossible?: string
  /** A sentence for the player: a refusal, or what has just been reached. */
  readonly notice?: string
  /** Trials by their moves as text. */
  readonly trials: Readonly<Record<string, Trial>>
}

/** A play on the bench before its first run. */
export function newBench(play: Play, opened: LevelProgress, rules?: Rules): Bench {
  return {
    play,
    opened,
    ...(rules === undefined ? {} : { rules }),
    serial: 0,
    knob: 0,
    focus: 'bench',
    tab: 'path',
    scroll: {},
    playhead: 0,
    playing: false,
    speed: 3,
    trials: {},
  }
}

/** One second of playback takes this many times a second of the run. */
export const SPEEDS = [1_000_000, 100_000, 10_000, 1_000, 100, 10, 1] as const
export const TICK_MILLIS = 100

/** The flow that is drawn and followed: of the violation that is looked at, of the request that is followed, of the knob last chosen, or the level's. */
export function flowOf(bench: Bench, run: Run): number {
  const wanted = [incidentOf(bench)?.flow, bench.follow?.flow, bench.flow, bench.play.level.focus]
  const known = wanted.find((id) => run.flows.some((flow) => flow.id === id))
  return Math.max(
    0,
    run.flows.findIndex((flow) => flow.id === known),
  )
}

/** The flow of the device that a knob belongs to; undefined: a knob of a guest or the host, or a device without one. */
export function flowOfKnob(key: string, run: Run | undefined): string | undefined {
  return run?.flows.find((flow) => key.startsWith(`${flow.id}.`))?.id
}

/** Simulated time of one tick. */
export function tickNanos(speed: number): Nanos {
  return Math.round((TICK_MILLIS * 1_000_000) / SPEEDS[speed])
}

/** A speed at which one request takes a few seconds. */
export function fittingSpeed(nanosAlone: Nanos): number {
  const wanted = 4e9 / Math.max(1, nanosAlone)
  return SPEEDS.reduce(
    (best, speed, index) =>
      Math.abs(Math.log10(speed / wanted)) < Math.abs(Math.log10(SPEEDS[best] / wanted)) ? index : best,
    3,
  )
}

/** The violation that is looked at. */
export function incidentOf(bench: Bench): Incident | undefined {
  return bench.incident === undefined ? undefined : bench.ran?.run.violations[bench.incident]
}

/** Has the playhead reached the violation that is looked at? */
export function hasHappened(bench: Bench): boolean {
  const incident = incidentOf(bench)
  return incident !== undefined && bench.playhead >= incident.at
}
