/**
 * The state of the interface: screens on a stack, the one in use on top, and what they show. update.ts holds the
 * reducer, store.ts performs the effects that it asks for.
 */
import {
  type Daily,
  type Level,
  type Progress,
  recordPlay,
  SANDBOX_ID,
  type Sandbox,
  type ScatterFilter,
  type Settings,
  type Space,
} from '../game/index.ts'
import type { Host, Nanos, Run } from '../machine/index.ts'
import type { Bench } from './bench.ts'
import type { DebriefTab } from './debrief-run.ts'
import type { ActiveSet } from './keys.ts'
import type { Environment, SandboxAnswer } from './outside.ts'

/** A list of choices that takes its own keys. */
export type Menu =
  /** `at`: the choice that the cursor is on, once it has moved. */
  | { readonly of: 'values'; readonly key: string; readonly at?: number }
  | { readonly of: 'guess'; readonly at?: number }
  /** Values of a row of the sandbox; what can be added to it. */
  | { readonly of: 'field'; readonly id: string }
  | { readonly of: 'addition' }
  | { readonly of: 'setting'; readonly name: keyof Settings }

export type Screen =
  | { readonly at: 'orientation' }
  /** `cursor`: index into the levels. */
  | { readonly at: 'map'; readonly cursor: number; readonly notice?: string }
  /** Typing a number or words of a title; the map's cursor follows. */
  | { readonly at: 'jump'; readonly text: string }
  | { readonly at: 'bench' }
  /** Without a tab it is the first, or where all is in sight what one reads. */
  | { readonly at: 'debrief'; readonly scroll: number; readonly tab?: DebriefTab }
  /** The axes are metrics; `cursor`: number of a configuration, once it has moved. */
  | {
      readonly at: 'explore'
      readonly x: string
      readonly y: string
      readonly filter: ScatterFilter
      readonly cursor?: number
      readonly notice?: string
    }
  | { readonly at: 'predictions' }
  /** Former runs; `cursor`: index, the newest first. */
  | { readonly at: 'runs'; readonly cursor: number }
  /** `cursor`: index into the rows. */
  | { readonly at: 'sandbox'; readonly cursor: number; readonly notice?: string }
  | { readonly at: 'settings'; readonly cursor: number }
  | { readonly at: 'help'; readonly scroll: number }
  /** `shown`: index of the hint that was opened here; another one may be there to be opened next. */
  | { readonly at: 'hint'; readonly shown?: number }
  | { readonly at: 'brief' }
  | { readonly at: 'tree'; readonly scroll: number }
  | { readonly at: 'menu'; readonly menu: Menu }
  | WhyScreen

/** What is asked after, and where its two cursors are; `turned`: causes that are not folded as they are at first. */
export interface WhyScreen {
  readonly at: 'why'
  readonly asked:
    | { readonly of: 'metric'; readonly metric: string }
    /** Index into the requests of the run, or into its violations. */
    | { readonly of: 'request'; readonly index: number }
    | { readonly of: 'violation'; readonly index: number }
  readonly panel: 'causes' | 'flips'
  readonly cursor: number
  readonly flip: number
  readonly turned: readonly string[]
  readonly notice?: string
}

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
  | { readonly kind: 'pasted' }
  /** The cursor of the menu on top has moved. */
  | { readonly kind: 'highlight'; readonly index: number }
  | { readonly kind: 'tick' }
  | { readonly kind: 'progress'; readonly serial: number; readonly share: number }
  | { readonly kind: 'ran'; readonly serial: number; readonly run: Run; readonly baseline?: Run }
  | { readonly kind: 'explored'; readonly space: Space; readonly done: number; readonly of: number }
  | { readonly kind: 'sandbox'; readonly answer: SandboxAnswer }
  /** Something was done outside: a sentence. */
  | { readonly kind: 'daily'; readonly daily: Daily }
  | { readonly kind: 'told'; readonly text: string }
  | { readonly kind: 'tried'; readonly trial: string; readonly run: Run; readonly baseline?: Run }

interface Job {
  readonly host: Host
  readonly seed: number
  readonly duration: Nanos
  readonly baseline: boolean
}
export type Effect =
  | ({ readonly kind: 'simulate'; readonly serial: number } & Job)
  /** To be simulated when nothing else is. */
  | ({ readonly kind: 'try'; readonly trial: string } & Job)
  | { readonly kind: 'forget-trials' }
  | { readonly kind: 'explore'; readonly level: Level }
  | { readonly kind: 'open-sandbox' }
  | { readonly kind: 'draw-daily' }
  | { readonly kind: 'save-sandbox'; readonly sandbox: Sandbox }
  | { readonly kind: 'write-sandbox'; readonly sandbox: Sandbox }
  | { readonly kind: 'save'; readonly progress: Progress }
  | { readonly kind: 'quit'; readonly code: number }
  | { readonly kind: 'suspend' }
  | { readonly kind: 'redraw' }

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
export const OVERLAYS: readonly Screen['at'][] = ['help', 'hint', 'brief', 'tree', 'menu', 'jump']

/** The screen under the overlays: the one that is drawn whole. */
export function groundOf(state: State): Screen {
  const whole = state.stack.findLast((screen) => !OVERLAYS.includes(screen.at))
  return whole ?? state.stack[0]
}

export function activeSet(screen: Screen): ActiveSet {
  return screen.at
}

/** The progress with what lies on the bench. */
export function withBench(state: State): State {
  const { bench } = state
  if (bench === undefined || bench.play.level.id === SANDBOX_ID) return state
  const recorded = recordPlay(state.progress, bench.play, bench.opened)
  return { ...state, progress: { ...recorded, last: bench.play.level.id } }
}

/** The sentence in the footer; it goes with the next key. */
export function noticeOf(state: State): string | undefined {
  const top = topOf(state)
  if (top.at === 'map' || top.at === 'explore' || top.at === 'sandbox' || top.at === 'why') return top.notice
  return top.at === 'bench' ? state.bench?.notice : undefined
}

export function withNotice(state: State, notice: string | undefined): State {
  const top = topOf(state)
  if (noticeOf(state) === notice) return state
  if (top.at === 'map' || top.at === 'explore' || top.at === 'sandbox' || top.at === 'why')
    return replaceTop(state, { ...top, notice })
  return top.at === 'bench' && state.bench ? { ...state, bench: { ...state.bench, notice } } : state
}

/** Whether the clock is needed. */
export function wantsClock(state: State): boolean {
  return state.bench?.playing === true && groundOf(state).at === 'bench' && topOf(state).at === 'bench'
}
