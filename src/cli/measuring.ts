/**
 * A level's whole space, measured on several threads. This thread begins alone; others are started where it pays: a thread
 * takes a while until its simulation is compiled.
 */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { type Case, casesOf, type Landscape, type Level, landscapeOf, type Measured } from '../game/index.ts'
import { numberOf } from './arguments.ts'
import type { Input } from './command.ts'
import { type Answers, measureErrand } from './measure-worker.ts'

/** What one errand is to take. Milliseconds. */
const ERRAND = 60
/** Most cases of one errand. */
const MOST = 32
/** Another thread is started where so much is left for each that there is. Milliseconds. */
const WORTH = 600
/** Errands that wait at a thread, so that it is never idle while this one simulates. */
const AHEAD = 2

/** Threads that a command may be asked to use. */
const MOST_THREADS = 256

/** Threads that `--workers` asks for; without it, one for each core. */
export function threadsOf(input: Input): number {
  return numberOf(input, 'workers', 1, MOST_THREADS) ?? availableParallelism()
}

interface Job {
  readonly level: Level
  readonly which: Case
  done(measured: Answers[number]): void
  failed(fault: unknown): void
}

/** Hears what was measured of some configurations as soon as it is known. */
export type OnMeasured = (index: number, measured: readonly Measured[]) => void

/** Threads that measure. Close them in the end. */
export class MeasuringThreads {
  readonly #most: number
  readonly #workers: Worker[] = []
  /** Errands on their way, by thread. */
  readonly #under = new Map<Worker, Job[][]>()
  #jobs: Job[] = []
  #busy = false
  /** What one case took here, so far. Milliseconds. */
  #each = 0
  #cases = 0

  constructor(threads = availableParallelism()) {
    this.#most = threads
  }

  /** Measures these configurations on every seed; without `wanted`, all. */
  async measure(level: Level, onMeasured: OnMeasured, wanted?: readonly number[]): Promise<void> {
    await Promise.all(
      casesOf(level, wanted).map(
        (which) =>
          new Promise<void>((resolve, failed) => {
            const done = (measured: Answers[number]) => {
              for (const [place, index] of which.entries()) onMeasured(index, measured[place])
              resolve()
            }
            this.#jobs.push({ level, which, done, failed })
            this.#begin()
          }),
      ),
    )
  }

  /** The whole space of a level. */
  async landscape(level: Level, onMeasured: OnMeasured = () => {}): Promise<Landscape> {
    const all: (readonly Measured[])[] = []
    await this.measure(level, (index, measured) => {
      all[index] = measured
      onMeasured(index, measured)
    })
    return landscapeOf(level, all)
  }

  #begin(): void {
    if (this.#busy) return
    this.#busy = true
    setImmediate(() => this.#goOn())
  }

  /** One errand here; the others get theirs before. */
  #goOn(): void {
    this.#handOut()
    const jobs = this.#take()
    if (jobs.length === 0) {
      this.#busy = false
      return
    }
    const began = performance.now()
    this.#perform(jobs)
    this.#cases += jobs.length
    this.#each += (performance.now() - began - this.#each * jobs.length) / this.#cases
    setImmediate(() => this.#goOn())
  }

  #perform(jobs: readonly Job[]): void {
    try {
      const cases = jobs.map((job) => job.which)
      settle(jobs, measureErrand({ level: jobs[0].level, cases }))
    } catch (fault) {
      for (const job of jobs) job.failed(fault)
    }
  }

  /** The next cases of one level; the first errand is one case, since nobody knows yet how long it takes. */
  #take(): Job[] {
    const [first] = this.#jobs
    if (first === undefined) return []
    const many = this.#cases === 0 ? 1 : Math.ceil(ERRAND / Math.max(0.1, this.#each))
    const other = this.#jobs.findIndex((job) => job.level !== first.level)
    const own = other < 0 ? this.#jobs.length : other
    // The last ones are shared out evenly.
    const fair = Math.ceil(this.#jobs.length / (2 * this.#most))
    return this.#jobs.splice(0, Math.min(own, MOST, many, fair))
  }

  #handOut(): void {
    const left = (this.#jobs.length * this.#each) / (this.#workers.length + 1)
    if (this.#workers.length + 1 < this.#most && left > WORTH) this.#start()
    for (const worker of this.#workers) this.#feed(worker)
  }

  #start(): void {
    // From the sources (scripts, tests) a worker is the source as well.
    const file = import.meta.url.endsWith('.ts') ? './measure-worker.ts' : './measure-worker.mjs'
    const worker = new Worker(new URL(file, import.meta.url))
    this.#workers.push(worker)
    this.#under.set(worker, [])
    worker.on('message', (answers: Answers) => {
      settle(this.#under.get(worker)!.shift()!, answers)
      this.#feed(worker)
    })
    worker.on('error', (fault) => {
      for (const job of this.#under.get(worker)!.flat()) job.failed(fault)
    })
  }

  #feed(worker: Worker): void {
    const under = this.#under.get(worker)!
    while (under.length < AHEAD) {
      const jobs = this.#take()
      if (jobs.length === 0) return
      under.push(jobs)
      worker.postMessage({ level: jobs[0].level, cases: jobs.map((job) => job.which) })
    }
  }

  close(): void {
    for (const worker of this.#workers) void worker.terminate()
  }
}

function settle(jobs: readonly Job[], answers: Answers): void {
  for (const [place, job] of jobs.entries()) job.done(answers[place])
}
