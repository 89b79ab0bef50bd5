/** A level's whole space, measured on several threads. */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { countTasks, type Landscape, type Level, landscapeOf, type Measured } from '../game/index.ts'
import { type Errand, measureErrand } from './measure-worker.ts'

/** Tasks of one errand: a fraction of a second. */
const ERRAND = 12

interface Job {
  readonly errand: Errand
  readonly done: (measured: readonly Measured[]) => void
  readonly failed: (fault: Error) => void
}

/** Threads that measure. With one, everything is done on this thread. Close it in the end. */
export class MeasuringThreads {
  readonly #workers: Worker[] = []
  readonly #idle: Worker[] = []
  readonly #jobs: Job[] = []

  constructor(threads = availableParallelism()) {
    if (threads < 2) return
    for (let thread = 0; thread < threads; thread++) {
      const worker = new Worker(new URL('./measure-worker.mjs', import.meta.url))
      this.#workers.push(worker)
      this.#idle.push(worker)
    }
  }

  /** Measures every configuration on every seed. `onDone` hears how many tasks were done since. */
  async measure(level: Level, onDone: (tasks: number) => void): Promise<Landscape> {
    const tasks = countTasks(level)
    const errands: Promise<readonly Measured[]>[] = []
    for (let from = 0; from < tasks; from += ERRAND) {
      const errand = { level, from, to: Math.min(tasks, from + ERRAND) }
      errands.push(
        this.#perform(errand).then((measured) => {
          onDone(measured.length)
          return measured
        }),
      )
    }
    return landscapeOf(level, (await Promise.all(errands)).flat())
  }

  #perform(errand: Errand): Promise<readonly Measured[]> {
    if (this.#workers.length === 0)
      return new Promise((resolve, reject) => {
        setImmediate(() => {
          try {
            resolve(measureErrand(errand))
          } catch (fault) {
            reject(fault)
          }
        })
      })
    return new Promise((done, failed) => {
      this.#jobs.push({ errand, done, failed })
      this.#handOut()
    })
  }

  #handOut(): void {
    while (this.#idle.length > 0 && this.#jobs.length > 0) {
      const worker = this.#idle.pop()!
      const { errand, done, failed } = this.#jobs.shift()!
      const answered = (measured: readonly Measured[]) => {
        worker.off('error', failed)
        this.#idle.push(worker)
        done(measured)
        this.#handOut()
      }
      worker.once('message', answered)
      worker.once('error', failed)
      worker.postMessage(errand)
    }
  }

  close(): void {
    for (const worker of this.#workers) void worker.terminate()
  }
}
