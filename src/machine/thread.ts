/**
 * Threads and the cores that they share. A thread serves one token at a time, urgent ones (interrupts) first; one that
 * comes while a guest runs its own code interrupts it there, not in an exit and not in another interrupt. A core runs the ready thread that has run least, gives way after a quantum, and drops
 * everything for its interrupt context.
 *
 * Not modelled: SMT siblings, caches that a move between cores leaves cold, priorities.
 */
import { type Kernel, Timers } from '../sim/kernel.ts'
import type { CoreUse } from './run.ts'
import type { Nanos } from './units.ts'

/** Linux' smallest slice for servers of some ten cores (sched_min_granularity). Nanoseconds. */
const QUANTUM = 3_000_000
/** A thread that wakes preempts one that is ahead of it by so much. Nanoseconds. */
const WAKE_PREEMPTS = 1_000_000

const NONE = -1
const GUEST_USE = 0
const HOST_USE = 4
const POLL_USE = 5

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
  /** Core it runs on, or last ran on. */
  core: number
  state: 'idle' | 'ready' | 'running' = 'idle'
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

  constructor(
    id: number,
    name: string,
    options: { guest: boolean; system: boolean; owner: string; pin: number; poll: Nanos; core: number },
  ) {
    this.id = id
    this.name = name
    this.guest = options.guest
    this.system = options.system
    this.owner = options.owner
    this.pin = options.pin
    this.poll = options.poll
    this.core = options.core
  }

  get queued(): boolean {
    return this.urgentFirst !== NONE || this.first !== NONE
  }

  /** Nobody is served, nobody waits, and nobody is waking it. */
  get asleep(): boolean {
    return this.state === 'idle' && !this.waking
  }
}

class Core {
  current: Thread | undefined
  readonly ready: Thread[] = []
  /** In interrupt context: this token; the current thread is paused. */
  interrupt = NONE
  interruptFirst = NONE
  interruptLast = NONE
  since = 0
}

/** What the cores need from the interpreter. */
export interface Traveller {
  /** The token goes on until it blocks. */
  advance(token: number): void
  /** A thread takes the token up. */
  arrives(token: number, thread: Thread): void
  /** A vCPU halts: an exit. */
  halted(thread: Thread): void
}

export interface CoreLedger {
  /** So much time of a core went to a kind of work, up to now. */
  spend(core: number, use: number, from: Nanos, to: Nanos): void
}

export class Cores {
  readonly uses: CoreUse[]
  private readonly cores: Core[]
  private readonly kernel: Kernel
  private readonly timers: Timers
  private readonly next: Int32Array
  private readonly traveller: Traveller
  private readonly ledger: CoreLedger
  private readonly switching: Nanos
  private readonly names: Set<string>[]
  /** Interrupt work by token: its length. */
  private readonly interruptNanos: Uint32Array

  /** @param next one link for each token: it stands in at most one queue */
  constructor(
    kernel: Kernel,
    cores: number,
    next: Int32Array,
    traveller: Traveller,
    ledger: CoreLedger,
    switching: Nanos,
  ) {
    this.kernel = kernel
    this.cores = Array.from({ length: cores }, () => new Core())
    this.names = this.cores.map(() => new Set<string>())
    this.uses = this.cores.map((_, index) => {
      const names = this.names[index]
      return {
        nanos: new Float64Array(6),
        get threads() {
          return [...names]
        },
      }
    })
    this.next = next
    this.traveller = traveller
    this.ledger = ledger
    this.switching = switching
    this.interruptNanos = new Uint32Array(next.length)
    this.timers = new Timers(kernel, cores, (core) => this.over(core))
  }

  /** Queues a token on a thread; an idle thread that nobody is waking starts at once. */
  enqueue(thread: Thread, token: number, urgent: boolean): void {
    this.next[token] = NONE
    if (urgent) {
      if (thread.urgentFirst === NONE) thread.urgentFirst = token
      else this.next[thread.urgentLast] = token
      thread.urgentLast = token
    } else {
      if (thread.first === NONE) thread.first = token
      else this.next[thread.last] = token
      thread.last = token
    }
    if (thread.asleep) this.wake(thread)
    else if (urgent && thread.state === 'running') {
      const core = this.cores[thread.core]
      if (core.interrupt === NONE && this.timers.pending(thread.core) && this.divert(thread.core, thread))
        this.serve(thread.core, thread)
    }
  }

  /** An interrupt waits and the guest may be interrupted: its work is put aside. */
  private divert(index: number, thread: Thread): boolean {
    if (
      thread.urgentFirst === NONE ||
      thread.token === NONE ||
      thread.masked ||
      !thread.system ||
      thread.use !== GUEST_USE
    )
      return false
    if (this.timers.pending(index)) this.pause(index)
    if (thread.aside !== NONE) throw new Error(`${thread.name} is interrupted twice`)
    thread.aside = thread.token
    thread.asideRemaining = thread.remaining
    thread.token = NONE
    thread.remaining = 0
    return true
  }

  /** Puts a token before all others of a thread. */
  enqueueFirst(thread: Thread, token: number): void {
    this.next[token] = thread.urgentFirst
    if (thread.urgentFirst === NONE) thread.urgentLast = token
    thread.urgentFirst = token
  }

  /** The thread has something to do: it asks for a core. */
  wake(thread: Thread): void {
    const now = this.kernel.now
    if (thread.poll > 0 && now > thread.idleSince) {
      const polled = Math.min(thread.poll, now - thread.idleSince)
      this.account(thread.core, POLL_USE, thread.idleSince, thread.idleSince + polled)
    }
    const index = thread.pin >= 0 ? thread.pin : this.freest(thread.core)
    const core = this.cores[index]
    thread.core = index
    thread.state = 'ready'
    if (core.current === undefined && core.interrupt === NONE) {
      this.run(index, thread)
      return
    }
    if (core.current !== undefined) thread.ran = Math.max(thread.ran, this.ranNow(index) - QUANTUM)
    core.ready.push(thread)
    if (core.interrupt === NONE && core.current !== undefined) this.giveWay(index)
  }

  /** The current token of a running thread works so long. */
  work(thread: Thread, nanos: Nanos): void {
    thread.remaining = nanos + thread.debt
    thread.debt = 0
    if (this.cores[thread.core].interrupt === NONE) this.slice(thread.core)
  }

  /** A token's work in the interrupt context of a core. Returns the vCPU thread that it stopped, if any. */
  interrupt(index: number, token: number, nanos: Nanos, exit: Nanos): Thread | undefined {
    const core = this.cores[index]
    this.interruptNanos[token] = nanos
    if (core.interrupt !== NONE) {
      this.next[token] = NONE
      if (core.interruptFirst === NONE) core.interruptFirst = token
      else this.next[core.interruptLast] = token
      core.interruptLast = token
      return undefined
    }
    const stopped = core.current
    if (stopped !== undefined) this.pause(index)
    core.interrupt = token
    core.since = this.kernel.now
    const leaves = stopped?.guest === true
    this.timers.start(index, nanos + (leaves ? exit : 0))
    return leaves ? stopped : undefined
  }

  /** Whether nothing runs and nothing is ready anywhere. */
  get idle(): boolean {
    return this.cores.every(
      (core) => core.current === undefined && core.ready.length === 0 && core.interrupt === NONE,
    )
  }

  /** Time under way is put into the books: at the end of a run. */
  settle(): void {
    for (const [index, core] of this.cores.entries()) {
      if (core.interrupt !== NONE) this.account(index, HOST_USE, core.since, this.kernel.now)
      else if (core.current !== undefined) this.pause(index)
      core.since = this.kernel.now
    }
  }

  private account(core: number, use: number, from: Nanos, to: Nanos): void {
    if (to <= from) return
    this.uses[core].nanos[use] += to - from
    this.ledger.spend(core, use, from, to)
  }

  private ranNow(index: number): number {
    const core = this.cores[index]
    const current = core.current
    if (current === undefined) return 0
    return current.ran + (core.interrupt === NONE ? this.kernel.now - core.since : 0)
  }

  private freest(last: number): number {
    const own = this.cores[last]
    if (own.current === undefined && own.interrupt === NONE) return last
    let best = last
    let load = own.ready.length + 1
    for (const [index, core] of this.cores.entries()) {
      const here = core.ready.length + (core.current === undefined && core.interrupt === NONE ? 0 : 1)
      if (here < load) {
        best = index
        load = here
      }
    }
    return best
  }

  private slice(index: number): void {
    const core = this.cores[index]
    const thread = core.current as Thread
    core.since = this.kernel.now
    let length = thread.remaining
    for (const other of core.ready) length = Math.min(length, Math.max(1, other.ran + QUANTUM - thread.ran))
    this.timers.start(index, length)
  }

  /** Stops the clock of the current thread and books what it did. */
  private pause(index: number): void {
    const core = this.cores[index]
    const thread = core.current as Thread
    const ran = this.kernel.now - core.since
    this.account(index, thread.use, core.since, this.kernel.now)
    thread.remaining -= ran
    thread.ran += ran
    thread.spent += ran
    core.since = this.kernel.now
    this.timers.cancel(index)
  }

  private over(index: number): void {
    const core = this.cores[index]
    if (core.interrupt !== NONE) {
      this.interruptOver(index)
      return
    }
    const thread = core.current as Thread
    this.pause(index)
    if (thread.remaining > 0) {
      this.switchFrom(index, thread)
      return
    }
    this.traveller.advance(thread.token)
    this.serve(index, thread)
  }

  private interruptOver(index: number): void {
    const core = this.cores[index]
    const token = core.interrupt
    this.account(index, HOST_USE, core.since, this.kernel.now)
    core.interrupt = NONE
    const following = core.interruptFirst
    if (following !== NONE) {
      core.interruptFirst = this.next[following]
      core.interrupt = following
      core.since = this.kernel.now
      this.timers.start(index, this.interruptNanos[following])
    }
    this.traveller.advance(token)
    if (core.interrupt !== NONE) return
    if (core.current === undefined) {
      this.pick(index)
      return
    }
    // The advance may have started another thread here already; only a paused one needs its clock again.
    if (this.timers.pending(index)) return
    if (this.divert(index, core.current)) {
      this.serve(index, core.current)
      return
    }
    this.slice(index)
    this.giveWay(index)
  }

  /** Goes on with the thread's tokens until one works, or none is left. */
  private serve(index: number, thread: Thread): void {
    const core = this.cores[index]
    while (thread.token === NONE || thread.remaining === 0) {
      if (thread.token !== NONE) throw new Error(`${thread.name} keeps a token that does nothing`)
      const token = this.take(thread)
      if (token === NONE) {
        if (thread.aside === NONE) {
          this.rest(index, thread)
          return
        }
        this.resume(index, thread)
        break
      }
      thread.token = token
      this.traveller.arrives(token, thread)
    }
    if (core.current === thread && core.ready.length > 0) this.giveWay(index)
  }

  /** What was interrupted goes on. */
  private resume(index: number, thread: Thread): void {
    thread.token = thread.aside
    thread.remaining = thread.asideRemaining
    thread.use = GUEST_USE
    thread.masked = false
    thread.aside = NONE
    if (this.cores[index].interrupt === NONE) this.slice(index)
  }

  private take(thread: Thread): number {
    const urgent = thread.urgentFirst
    if (urgent !== NONE) {
      thread.urgentFirst = this.next[urgent]
      return urgent
    }
    if (thread.aside !== NONE) return NONE
    const token = thread.first
    if (token !== NONE) thread.first = this.next[token]
    return token
  }

  private rest(index: number, thread: Thread): void {
    thread.state = 'idle'
    thread.idleSince = this.kernel.now
    this.cores[index].current = undefined
    if (thread.guest) this.traveller.halted(thread)
    this.pick(index)
  }

  private pick(index: number): void {
    const core = this.cores[index]
    let best: Thread | undefined
    for (const thread of core.ready) if (best === undefined || thread.ran < best.ran) best = thread
    if (best === undefined) return
    core.ready.splice(core.ready.indexOf(best), 1)
    this.run(index, best)
  }

  private run(index: number, thread: Thread): void {
    const core = this.cores[index]
    core.current = thread
    core.since = this.kernel.now
    thread.state = 'running'
    thread.core = index
    this.names[index].add(thread.name)
    if (thread.token !== NONE && !this.divert(index, thread)) {
      thread.remaining += thread.debt
      thread.debt = 0
      this.slice(index)
      return
    }
    thread.remaining = 0
    this.serve(index, thread)
  }

  /** Another thread is ready: does the current one go on? */
  private giveWay(index: number): void {
    const core = this.cores[index]
    const thread = core.current
    if (thread === undefined || core.interrupt !== NONE || !this.timers.pending(index)) return
    const ran = this.ranNow(index)
    let least = Number.POSITIVE_INFINITY
    for (const other of core.ready) least = Math.min(least, other.ran)
    this.pause(index)
    if (thread.remaining > 0 && ran - least > WAKE_PREEMPTS) this.switchFrom(index, thread)
    else this.slice(index)
  }

  private switchFrom(index: number, thread: Thread): void {
    const core = this.cores[index]
    if (core.ready.length === 0) {
      this.slice(index)
      return
    }
    thread.state = 'ready'
    core.current = undefined
    const waiting = core.ready
    let best = waiting[0]
    for (const other of waiting) if (other.ran < best.ran) best = other
    waiting.splice(waiting.indexOf(best), 1)
    waiting.push(thread)
    best.debt += this.switching
    this.run(index, best)
  }
}
