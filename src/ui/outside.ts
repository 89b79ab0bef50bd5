/** What the interface is given: everything beyond the screen. It starts no timer, opens no file and reads no clock itself. */
import type { Daily, Level, Progress, Sandbox, Space } from '../game/index.ts'
import type { Host, Nanos, Run } from '../machine/index.ts'

export interface Environment {
  /** What the terminal can show. */
  readonly color: 'none' | '16' | 'full'
  readonly ascii: boolean
  readonly screenReader: boolean
  readonly reducedMotion: boolean
}

export interface SimulateOptions {
  readonly seed: number
  readonly duration: Nanos
  /** Simulate bare metal too; a goal compares with it. */
  readonly baseline: boolean
}

export interface Outside {
  readonly levels: readonly Level[]
  readonly progress: Progress
  readonly version: string
  readonly environment: Environment
  /** Simulates in slices. Calls back with a share 0 to 1, at last with the recorded run. Returns how to cancel. */
  simulate(
    host: Host,
    options: SimulateOptions,
    onProgress: (share: number) => void,
    onDone: (run: Run, baseline?: Run) => void,
  ): () => void
  /**
   * The space of a level: at once where it was measured before, else bit by bit beside everything else. `done` of `of`
   * simulations are behind; it is whole when both are equal. Returns how to cancel.
   */
  explore(level: Level, onSpace: (space: Space, done: number, of: number) => void): () => void
  /** The sandbox as it was kept, or a new one; later, and with a sentence where it could not be read. */
  openSandbox(onAnswer: (answer: SandboxAnswer) => void): void
  /** Keeps the sandbox for the next visit. */
  saveSandbox(sandbox: Sandbox): void
  /** Writes it as the file of a level; calls back with a sentence that says where, or why not. */
  writeSandbox(sandbox: Sandbox, onTold: (text: string) => void): void
  /** The day on which the game was begun, `2026-11-25`. */
  readonly today: string
  /** Draws today's task in slices; calls back with a share 0 to 1, at last with the task. */
  drawDaily(onProgress: (share: number) => void, onDone: (daily: Daily) => void): void
  /** Calls back every so many milliseconds until stopped. The only clock. */
  every(millis: number, call: () => void): () => void
  /** Keeps the progress; atomic, and not at once. */
  save(progress: Progress): void
  quit(code: number): void
  /** Ends the screen, and goes on by lines with what is on it. */
  lineMode?(): void
  /** Goes to the shell; comes back with `fg`. */
  suspend(): void
}

/** A sandbox, or why there is none. */
export type SandboxAnswer = { readonly sandbox: Sandbox } | { readonly problem: string }

export type Start =
  | { readonly screen: 'map' }
  | { readonly screen: 'daily'; readonly daily: Daily }
  | { readonly screen: 'sandbox'; readonly sandbox: Sandbox }
  | { readonly screen: 'bench'; readonly level: string }
