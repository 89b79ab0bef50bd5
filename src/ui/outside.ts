/** What the interface is given: everything beyond the screen. It starts no timer, opens no file and reads no clock itself. */
import type { Daily, Level, Progress, Sandbox, Settings, Space } from '../game/index.ts'
import type { CostId, Host, Nanos, Run } from '../machine/index.ts'
import type { Language } from '../text/language.ts'
import type { Task } from './task.ts'
import type { LevelCode } from './views/result-code.ts'

export interface Environment {
  /** What the terminal can show. */
  readonly color: 'none' | '16' | 'full'
  readonly ascii: boolean
  /** Its ground is light, as far as it says. */
  readonly light?: boolean
  readonly screenReader: boolean
  readonly reducedMotion: boolean
  /** What `auto` is: of the command line, the environment or the system. Without one, English. */
  readonly language?: Language
  /** Colours of this start alone, whatever the settings say. */
  readonly palette?: Settings['palette']
  /** Folder of the save file, where it is known. */
  readonly saves?: string
}

/** What single costs are multiplied with, to ask what if. */
export type Factors = Partial<Record<CostId, number>>

/** A published measurement beside the model, and the costs that it leans on. */
export interface Checked {
  readonly id: string
  readonly metric: string
  /** Both values are shares of this configuration's. */
  readonly of?: string
  readonly measured: number
  readonly simulated: number
  /** simulated / measured */
  readonly ratio: number
  /** 0 to 1: how much of the row hangs on it. */
  readonly costs: readonly (readonly [CostId, share: number])[]
}

export interface SimulateOptions {
  readonly seed: number
  readonly duration: Nanos
  /** Simulate bare metal too; a goal compares with it. */
  readonly baseline: boolean
  readonly factors?: Factors
}

export interface Outside {
  readonly levels: readonly Level[]
  readonly progress: Progress
  /** The assignment that is played. */
  readonly task?: Task
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
  /** Writes the codes of the assignment to a file; calls back with a sentence that says where, or why not. */
  saveCodes(text: string, onTold: (text: string) => void): void
  /** The day on which the game was begun, `2026-11-25`. */
  readonly today: string
  /** Draws today's task in slices; calls back with a share 0 to 1, at last with the task. */
  drawDaily(onProgress: (share: number) => void, onDone: (daily: Daily) => void): void
  /** The rows of `validate` that lean on a cost, as they were when this was built; later. */
  readChecked(onRows: (rows: readonly Checked[]) => void): void
  /** Calls back every so many milliseconds until stopped. The only clock. */
  every(millis: number, call: () => void): () => void
  /** Keeps the progress; atomic, and not at once. */
  save(progress: Progress): void
  /** Speaks a language from now on, in letters of ASCII where there are no others; answers with the levels in it. */
  speak(language: Language, ascii: boolean): readonly Level[]
  /** Puts text on the clipboard of the terminal, where the terminal takes it (OSC 52). */
  copy(text: string): void
  /** Writes a result code to a new file where one plays; calls back with a sentence that says where, or why not. */
  saveCode?(code: LevelCode, onTold: (text: string) => void): void
  /** Milliseconds, from any time on: only what went by counts. */
  now?(): number
  /** Asks the terminal to report the mouse, or not to any more. */
  mouse(on: boolean): void
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
  | { readonly screen: 'bench' | 'lecture'; readonly level: string }
