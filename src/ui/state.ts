/**
 * The state of the interface: screens on a stack, the one in use on top, and what they show. update.ts holds the
 * reducer, store.ts performs the effects that it asks for.
 */
import {
  type Daily,
  type Level,
  type Move,
  type Progress,
  recordPlay,
  SANDBOX_ID,
  type Sandbox,
  type Space,
} from '../game/index.ts'
import type { Host, Nanos, Run } from '../machine/index.ts'
import type { Language } from '../text/language.ts'
import type { Bench } from './bench.ts'
import type { ActiveSet } from './keys/keys.ts'
import type { Pointing } from './keys/mouse.ts'
import type { Checked, Environment, Factors, SandboxAnswer } from './outside.ts'
import type { Screen } from './screen-stack.ts'
import { ownerOf, type Task } from './task.ts'
import { type Places, savedPlace } from './update/places.ts'
import type { LevelCode } from './views/result-code.ts'

export * from './screen-stack.ts'

export interface State {
  readonly levels: readonly Level[]
  readonly environment: Environment
  readonly version: string
  /** `2026-11-25` */
  readonly today: string
  readonly progress: Progress
  /** The top one is last; never empty. */
  readonly stack: readonly Screen[]
  readonly bench?: Bench
  readonly sandbox?: Sandbox
  /** The space that was asked for last, as far as it is measured. */
  readonly explored?: Explored
  /** Where one was on screens that were left. */
  readonly places?: Places
  /** A sentence for the footer of a screen that keeps none itself. */
  readonly said?: string
  /** Published measurements beside the model, once the Model was opened. */
  readonly checked?: readonly Checked[]
  /** Right numbers of questions, by level and question, as far as they were simulated. */
  readonly computed?: Readonly<Record<string, number>>
  /** The assignment that is played. */
  readonly task?: Task
}

export interface Explored {
  readonly space: Space
  readonly done: number
  readonly of: number
}

export type Message =
  | { readonly kind: 'key'; readonly key: string; readonly columns: number; readonly rows: number }
  /** A choice of the menu on top. */
  | { readonly kind: 'choose'; readonly index: number }
  /** Text that was pasted: no keys. */
  | { readonly kind: 'pasted'; readonly text?: string }
  /** The cursor of the menu on top has moved. */
  | { readonly kind: 'highlight'; readonly index: number }
  | { readonly kind: 'mouse'; readonly event: Pointing; readonly columns: number; readonly rows: number }
  /** The terminal has this size from now on. */
  | { readonly kind: 'sized'; readonly columns: number; readonly rows: number }
  | { readonly kind: 'tick' }
  /** A move that did not come from a key. */
  | { readonly kind: 'move'; readonly move: Move }
  /** The playhead to a time of the run. */
  | { readonly kind: 'seek'; readonly at: Nanos }
  | { readonly kind: 'progress'; readonly serial: number; readonly share: number }
  | { readonly kind: 'ran'; readonly serial: number; readonly run: Run; readonly baseline?: Run }
  | { readonly kind: 'explored'; readonly space: Space; readonly done: number; readonly of: number }
  | { readonly kind: 'sandbox'; readonly answer: SandboxAnswer }
  /** Something was done outside: a sentence. */
  | { readonly kind: 'daily'; readonly daily: Daily }
  | { readonly kind: 'checked'; readonly rows: readonly Checked[] }
  /** The right number of a question was simulated. */
  | {
      readonly kind: 'computed'
      readonly level: Level
      readonly question: number
      readonly value: number
    }
  | { readonly kind: 'told'; readonly text: string }
  /** Another language is spoken: the levels in it. */
  | { readonly kind: 'spoken'; readonly levels: readonly Level[] }
  /** The run of one side of the comparison, simulated again. */
  | {
      readonly kind: 'compared'
      readonly side: 'a' | 'b'
      readonly name: string
      readonly run: Run
      readonly baseline?: Run
    }
  | { readonly kind: 'tried'; readonly trial: string; readonly run: Run; readonly baseline?: Run }

interface Job {
  readonly host: Host
  readonly seed: number
  readonly duration: Nanos
  readonly baseline: boolean
  /** Single costs times this; 1 elsewhere. */
  readonly factors?: Factors
}
export type Effect =
  | ({ readonly kind: 'simulate'; readonly serial: number } & Job)
  /** To be simulated when nothing else is. */
  | ({ readonly kind: 'try'; readonly trial: string } & Job)
  /** The right number of a question is to be simulated, as a trial is. */
  | { readonly kind: 'compute'; readonly level: Level; readonly question: number }
  | { readonly kind: 'forget-trials' }
  /** A former run of which only the moves are kept, for one side of the comparison; another one takes its place. */
  | ({ readonly kind: 'run-again'; readonly side: 'a' | 'b'; readonly name: string } & Job)
  | { readonly kind: 'stop-again' }
  | { readonly kind: 'explore'; readonly level: Level }
  | { readonly kind: 'read-checked' }
  | { readonly kind: 'open-sandbox' }
  | { readonly kind: 'draw-daily' }
  | { readonly kind: 'save-sandbox'; readonly sandbox: Sandbox }
  | { readonly kind: 'write-sandbox'; readonly sandbox: Sandbox }
  /** All codes of an assignment to a file. */
  | { readonly kind: 'save-codes'; readonly text: string }
  | { readonly kind: 'save'; readonly progress: Progress }
  | { readonly kind: 'speak'; readonly language: Language; readonly ascii: boolean }
  | { readonly kind: 'quit'; readonly code: number }
  /** Goes on in the line mode. */
  | { readonly kind: 'line-mode' }
  | { readonly kind: 'suspend' }
  | { readonly kind: 'redraw' }
  /** Text for the clipboard of the terminal. */
  | { readonly kind: 'copy'; readonly text: string }
  /** The result code of a level, to be written to a file. */
  | { readonly kind: 'save-code'; readonly code: LevelCode }
  | { readonly kind: 'mouse'; readonly on: boolean }

export interface Step {
  readonly state: State
  readonly effects: readonly Effect[]
}

export function step(state: State, ...effects: readonly Effect[]): Step {
  return { state, effects }
}

export function topOf(state: State): Screen {
  return state.stack[state.stack.length - 1]
}

export function push(state: State, screen: Screen): State {
  return { ...state, stack: [...state.stack, screen] }
}

export function pop(state: State): State {
  return state.stack.length > 1 ? { ...state, stack: state.stack.slice(0, -1) } : state
}

export function replaceTop(state: State, screen: Screen): State {
  return { ...state, stack: [...state.stack.slice(0, -1), screen] }
}

/** Screens that lie over another. */
export const OVERLAYS: readonly Screen['at'][] = [
  'help',
  'hint',
  'brief',
  'tree',
  'menu',
  'jump',
  'look-up',
  'card',
  'find',
  'palette',
]

/** The screen under the overlays: the one that is drawn whole. */
export function groundOf(state: State): Screen {
  const whole = state.stack.findLast((screen) => !OVERLAYS.includes(screen.at))
  return whole ?? state.stack[0]
}

/** Which keys mean something on a screen; the map of an assignment has its own. */
export function activeSet({ at }: Screen, task?: Task): ActiveSet {
  return at === 'map' && task !== undefined ? 'task-map' : at
}

/** The progress with what lies on the bench. */
export function withBench(state: State): State {
  const { bench } = state
  if (bench === undefined || bench.play.level.id === SANDBOX_ID) return state
  const { id } = bench.play.level
  const owner = ownerOf(state, bench.play.level)
  const { play, opened, millis } = bench
  const recorded = recordPlay(state.progress, play, opened, { millis, owner })
  const place = savedPlace(bench)
  const levels =
    place === undefined ? recorded.levels : { ...recorded.levels, [id]: { ...recorded.levels[id], place } }
  return { ...state, progress: { ...recorded, levels, last: id } }
}

const NOTICING = ['map', 'explore', 'sandbox', 'routing', 'compare', 'why', 'questions'] as const
type Noticing = Extract<Screen, { at: (typeof NOTICING)[number] }>

/** Whether a screen has a place of its own for a sentence. */
function isNoticing(screen: Screen): screen is Noticing {
  return (NOTICING as readonly string[]).includes(screen.at)
}

/** The sentence in the footer; it goes with the next key. */
export function noticeOf(state: State): string | undefined {
  const top = topOf(state)
  if (isNoticing(top)) return top.notice
  return top.at === 'bench' ? state.bench?.notice : state.said
}

export function withNotice(state: State, notice: string | undefined): State {
  const top = topOf(state)
  if (noticeOf(state) === notice) return state
  if (isNoticing(top)) return replaceTop(state, { ...top, notice })
  if (top.at === 'bench' && state.bench) return { ...state, bench: { ...state.bench, notice } }
  return { ...state, said: notice }
}

/** Whether the clock is needed. */
export function wantsClock(state: State): boolean {
  const top = topOf(state)
  if (top.at === 'compare') return top.playing
  return state.bench?.playing === true && (top.at === 'bench' || top.at === 'routing')
}
