/** What lies outside of the game: the clock, the simulation in slices, the save file, the shell. */
import type { Level, Progress } from '../game/index.ts'
import type { Checked, Environment, Outside } from '../ui/outside.ts'
import type { Task } from '../ui/task.ts'
import { drawInSlices, today } from './daily-search.ts'
import { dataFolder } from './data-folder.ts'
import { exploreLevel } from './exploring.ts'
import type { Saver } from './save-file.ts'
import { simulateInSlices } from './slices.ts'
import type { Terminal } from './terminal.ts'
import { VERSION } from './version.ts'

export interface Given {
  readonly levels: readonly Level[]
  readonly task?: Task
  readonly progress: Progress
  readonly environment: Environment
  readonly saver: Saver
  readonly terminal: Pick<Terminal, 'leave' | 'stop' | 'goOnByLines' | 'copy' | 'mouse'>
  /** The levels in a language that is spoken from now on. */
  readonly speak: Outside['speak']
}

export function makeOutside({ levels, task, progress, environment, saver, terminal, speak }: Given): Outside {
  return {
    levels,
    ...(task === undefined ? {} : { task }),
    progress,
    environment: { ...environment, saves: dataFolder() },
    speak,
    version: VERSION,
    simulate: simulateInSlices,
    explore: exploreLevel,
    // What reads and writes the file of a level is loaded where it is wanted.
    today: today(),
    drawDaily: (onProgress, onDone) => drawInSlices(today(), onProgress, onDone),
    openSandbox: (onAnswer) =>
      void import('./sandbox-file.ts').then(({ keptSandbox }) => onAnswer(keptSandbox())),
    saveSandbox: (sandbox) =>
      void import('./sandbox-file.ts').then(({ keepSandbox }) => keepSandbox(sandbox)),
    writeSandbox: (sandbox, onTold) =>
      void import('./sandbox-file.ts').then(({ writeSandbox }) => onTold(writeSandbox(sandbox))),
    saveCodes: (text, onTold) =>
      void import('./code-file.ts').then(({ writeCodes }) => onTold(writeCodes(task?.id ?? 'codes', text))),
    readChecked: (onRows) =>
      void import('./shipped-data.ts').then(({ shippedData }) => onRows(shippedData('checked') as Checked[])),
    every(millis, call) {
      const timer = setInterval(call, millis)
      return () => clearInterval(timer)
    },
    save: (changed) => saver.save(changed),
    copy: (text) => terminal.copy(text),
    mouse: (on) => terminal.mouse(on),
    saveCode: (code, onTold) =>
      void import('./code-file.ts').then(({ writeCode }) => onTold(writeCode(code))),
    now: () => performance.now(),
    quit: (code) => terminal.leave(code),
    lineMode: () => terminal.goOnByLines(),
    // The interface gives the terminal away, and waits for this.
    suspend: () => terminal.stop(),
  }
}
