/**
 * What `explore` measured before, so that it goes on where it was stopped: one file a level and model, one line a
 * configuration. A line that was cut off is measured again.
 */
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import {
  foreign,
  type Level,
  type Measured,
  measuredLine,
  measuredOf,
  parseMeasuredLine,
} from '../game/index.ts'
import { dataFolder } from './data-folder.ts'
import { MODEL } from './version.ts'

export class ExploreCache {
  readonly #level: Level
  readonly #file: string
  /** Why nothing can be kept, told once. */
  problem: string | undefined

  constructor(level: Level, folder = join(dataFolder(), 'explore')) {
    this.#level = level
    this.#file = join(folder, `${level.id}.${level.hash}.${MODEL}.ndjson`)
    this.#tryTo(() => {
      mkdirSync(folder, { recursive: true })
      // Another model's numbers are of no use any more.
      for (const name of readdirSync(folder))
        if (name.startsWith(`${level.id}.`) && join(folder, name) !== this.#file) rmSync(join(folder, name))
    })
  }

  /** What is known, by configuration. */
  read(): ReadonlyMap<number, readonly Measured[]> {
    const known = new Map<number, readonly Measured[]>()
    this.#tryTo(() => {
      if (!existsSync(this.#file)) return
      for (const text of readFileSync(this.#file, 'utf8').split('\n')) {
        const line = parseMeasuredLine(text)
        if (line === undefined || foreign(line, this.#level, MODEL) !== undefined) continue
        const measured = measuredOf(line, this.#level)
        if (measured !== undefined) known.set(line.configuration, measured)
      }
      // The next line begins on a line of its own.
      appendFileSync(this.#file, '\n')
    })
    return known
  }

  forget(): void {
    this.#tryTo(() => rmSync(this.#file, { force: true }))
  }

  add(index: number, measured: readonly Measured[]): void {
    const line = JSON.stringify(measuredLine(this.#level, MODEL, index, measured))
    this.#tryTo(() => appendFileSync(this.#file, `${line}\n`))
  }

  /** A folder that cannot be written to costs time, and nothing else. */
  #tryTo(act: () => void): void {
    if (this.problem !== undefined) return
    try {
      act()
    } catch (fault) {
      this.problem = (fault as Error).message
    }
  }
}
