/**
 * A thread serves one token at a time, urgent ones (interrupts) first; one that comes while a guest runs its own code
 * interrupts it there, not in an exit and not in another interrupt.
 *
 * A thread may burn its core without getting anywhere: for work that does not come (a polling thread), or for a lock that
 * another one holds.
 */
import type { Nanos } from '../units.ts'

const NONE = -1

/** What a thread burns its core for. */
export const NOTHING = 0
export const FOR_WORK = 1
export const FOR_LOCK = 2
/** It has spun for a lock so long that the processor called the host (pause-loop exit). */
export const IN_PAUSE = 3
/** It has the lock that it spun for, and has not gone on yet. */
export const GRANTED = 4
export type Spin = typeof NOTHING | typeof FOR_WORK | typeof FOR_LOCK | typeof IN_PAUSE | typeof GRANTED

/** What a thread looks at each time before it sleeps; it may find work. */
export interface Watch {
  looks(): void
  sleeps?(): void
}

export interface ThreadOptions {
  readonly guest: boolean
  readonly system: boolean
  readonly owner: string
  readonly pin: number
  readonly poll: Nanos
  readonly core: number
  /** First core of the node where its guest's memory is; absent: 0. */
  readonly home?: number
  /** It never sleeps: with nothing to do it polls, and burns its core. */
  readonly spins?: boolean
  /** The processor stops it when it has spun so long (pause-loop exiting); 0 or absent: never. */
  readonly pleWindow?: Nanos
}

export class Thread {
  readonly id: number
  readonly name: string
  /** Runs a guest: leaving it is an exit. */
  readonly guest: boolean
  /** Runs an operating system, in a guest or on the bare host: interrupts come between its own work. */
  readonly system: boolean
  /** Whose work it is: a guest's name. */
  readonly owner: string
  /** The only core it may use; -1: any. */
  readonly pin: number
  /** The host polls so long before it really sleeps. */
  readonly poll: Nanos
  /** Of cores with as little to do, the first from here on is taken. */
  readonly home: number
  readonly spins: boolean
  readonly pleWindow: Nanos
  /** Core it runs on, or last ran on. */
  core: number
  /** parked: its guest is stopped, and whatever comes for it waits. */
  state: 'idle' | 'ready' | 'running' | 'parked' = 'idle'
  /** Somebody wakes it already. */
  waking = false
  idleSince = 0
  /** Served now; -1: none. */
  token = NONE
  remaining = 0
  /** CORE_KINDS of what it does now. */
  use = 0
  /** In an interrupt: no other comes between. */
  masked = false
  /** Interrupted in the middle of its work; -1: none. Interrupts are masked in an interrupt, so there is one at most. */
  aside = NONE
  asideRemaining = 0
  readonly timers: Watch[] = []
  /** Doorbells that it has not rung yet. */
  readonly plugged: Watch[] = []
  spin: Spin = NOTHING
  /** Time that it spins before the processor calls the host: grows with each such exit, and shrinks when it gets a core. */
  window = 0
  /** Time that it has spun for locks. Nanoseconds. */
  spun = 0
  /** Time that it has run, for fairness: a sleeper is not paid for all it missed. */
  ran = 0
  /** Time that it has really run. Nanoseconds. */
  spent = 0
  /** Switching costs that its next work pays. */
  debt = 0
  urgentFirst = NONE
  urgentLast = NONE
  first = NONE
  last = NONE

  constructor(id: number, name: string, options: ThreadOptions) {
    this.id = id
    this.name = name
    this.guest = options.guest
    this.system = options.system
    this.owner = options.owner
    this.pin = options.pin
    this.poll = options.poll
    this.home = options.home ?? 0
    this.spins = options.spins === true
    this.pleWindow = options.pleWindow ?? 0
    this.core = options.core
  }

  get queued(): boolean {
    return this.urgentFirst !== NONE || this.first !== NONE
  }

  /** Nobody is served, nobody waits, and nobody is waking it. */
  get asleep(): boolean {
    return this.state === 'idle' && !this.waking
  }

  /** Behind its equals. @param next one link for each token */
  queue(token: number, urgent: boolean, next: Int32Array): void {
    next[token] = NONE
    if (urgent) {
      if (this.urgentFirst === NONE) this.urgentFirst = token
      else next[this.urgentLast] = token
      this.urgentLast = token
      return
    }
    if (this.first === NONE) this.first = token
    else next[this.last] = token
    this.last = token
  }

  /** Before all others. */
  queueFirst(token: number, next: Int32Array): void {
    next[token] = this.urgentFirst
    if (this.urgentFirst === NONE) this.urgentLast = token
    this.urgentFirst = token
  }

  /** The token that is served next, or -1; what was interrupted comes before ordinary work. */
  take(next: Int32Array): number {
    const urgent = this.urgentFirst
    if (urgent !== NONE) {
      this.urgentFirst = next[urgent]
      return urgent
    }
    if (this.aside !== NONE) return NONE
    const token = this.first
    if (token !== NONE) this.first = next[token]
    return token
  }
}
