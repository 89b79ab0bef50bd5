/**
 * A place that serves so many jobs at a time; the others wait behind, first come, first served. A job is a small whole number: its owner keeps
 * everything else about it.
 */
import type { Actor, Kernel } from './kernel.ts'

/** In place of a next job: nobody is behind; the job itself does not wait. */
const NONE = -1
const AWAY = -2

export class Station implements Actor {
  /** Jobs being served; never more than `servers`. While `onDone` runs, the job that has just ended still counts. */
  busy = 0
  /** Jobs that wait. */
  waiting = 0
  readonly servers: number

  private readonly kernel: Kernel
  private readonly number: number
  private readonly onDone: (job: number) => void
  private readonly longer: ((job: number) => number) | undefined
  private readonly next: Int32Array
  private readonly nanos: Uint32Array
  private first = NONE
  private last = NONE

  /**
   * Jobs are numbered 0 … jobs - 1, at most 65 536; each waits here at most once at a time.
   * @param longer asked when a job's service begins: how many nanoseconds more it takes
   */
  constructor(
    kernel: Kernel,
    servers: number,
    jobs: number,
    onDone: (job: number) => void,
    longer?: (job: number) => number,
  ) {
    if (!(servers >= 1 && Number.isInteger(servers)))
      throw new RangeError(`a station has one or more servers, not ${servers}`)
    if (!(jobs >= 1 && jobs <= 65536 && Number.isInteger(jobs)))
      throw new RangeError(`a station has room for 1 to 65536 jobs, not ${jobs}`)
    this.kernel = kernel
    this.servers = servers
    this.onDone = onDone
    this.longer = longer
    this.next = new Int32Array(jobs).fill(AWAY)
    this.nanos = new Uint32Array(jobs)
    this.number = kernel.register(this)
  }

  /** Nobody is served, nobody waits. */
  get idle(): boolean {
    return this.busy === 0 && this.waiting === 0
  }

  /** Serves the job for so many nanoseconds, as soon as a server is free; then calls `onDone(job)`. */
  accept(job: number, nanos: number): void {
    if ((job | 0) !== job || job < 0 || job >= this.next.length)
      throw new RangeError(`no job ${job} at this station`)
    if (this.busy < this.servers) {
      this.serve(job, nanos)
      this.busy++
      return
    }
    if (nanos >>> 0 !== nanos) throw new RangeError(`a job takes a whole number of nanoseconds, not ${nanos}`)
    if (this.next[job] !== AWAY) throw new RangeError(`job ${job} waits here already`)
    this.nanos[job] = nanos
    this.next[job] = NONE
    if (this.first === NONE) this.first = job
    else this.next[this.last] = job
    this.last = job
    this.waiting++
  }

  /** First the job goes on, then the next is taken: a job that comes straight back waits behind those already here. */
  fire(job: number): void {
    this.onDone(job)
    const following = this.first
    if (following === NONE) {
      this.busy--
      return
    }
    this.first = this.next[following]
    this.next[following] = AWAY
    this.waiting--
    this.serve(following, this.nanos[following])
  }

  private serve(job: number, nanos: number): void {
    this.kernel.schedule(this.longer === undefined ? nanos : nanos + this.longer(job), this.number, job)
  }
}
