/**
 * Cores that threads share. A core runs the ready thread that has run least, gives way after a quantum, and drops
 * everything for its interrupt context.
 *
 * A thread that floats chooses its core when it wakes, and a core that falls idle takes one over that waits elsewhere.
 *
 * Not modelled: SMT siblings, caches that a move between cores leaves cold, priorities.
 */
import type { Kernel } from '../../sim/kernel.ts'
import type { Nanos } from '../units.ts'
import { CoreClocks, type CoreLedger, GUEST_USE, HOST_USE } from './core-clock.ts'
import { freest, fullest } from './placement.ts'
import type { Thread } from './thread.ts'

/** A thread that wakes preempts one that is ahead of it by so much. Nanoseconds. */
const WAKE_PREEMPTS = 1_000_000

const NONE = -1

/** What the cores need from the interpreter. */
export interface Traveller {
  /** The token goes on until it blocks. */
  advance(token: number): void
  /** What served the token is taken away, or given back. */
  paused(token: number): void
  served(token: number): void
  /** A thread takes the token up. */
  arrives(token: number, thread: Thread): void
  /** A vCPU halts: an exit. */
  halted(thread: Thread): void
}

export class Cores extends CoreClocks {
  private readonly next: Int32Array
  private readonly traveller: Traveller
  private readonly switching: Nanos
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
    super(kernel, cores, ledger)
    this.next = next
    this.traveller = traveller
    this.switching = switching
    this.interruptNanos = new Uint32Array(next.length)
  }

  /** Queues a token on a thread; an idle thread that nobody is waking starts at once. */
  enqueue(thread: Thread, token: number, urgent: boolean): void {
    thread.queue(token, urgent, this.next)
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
    if (this.timers.pending(index)) {
      this.pause(index)
      this.traveller.paused(thread.token)
    }
    if (thread.aside !== NONE) throw new Error(`${thread.name} is interrupted twice`)
    thread.aside = thread.token
    thread.asideRemaining = thread.remaining
    thread.token = NONE
    thread.remaining = 0
    return true
  }

  /** The thread has something to do: it asks for a core. */
  wake(thread: Thread): void {
    const last = this.cores[thread.core]
    if (last.poller === thread) {
      if (last.interrupt === NONE) this.poll(thread.core)
      last.poller = undefined
    }
    const index = thread.pin >= 0 ? thread.pin : freest(this.cores, thread.core)
    const core = this.cores[index]
    this.settles(thread, index)
    thread.state = 'ready'
    if (core.current === undefined && core.interrupt === NONE) {
      this.run(index, thread)
      return
    }
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
      core.queueInterrupt(token, this.next)
      this.traveller.paused(token)
      return undefined
    }
    const stopped = core.current
    if (stopped !== undefined) {
      this.pause(index)
      this.traveller.paused(stopped.token)
    } else if (core.poller !== undefined) this.poll(index)
    core.interrupt = token
    core.since = this.kernel.now
    const leaves = stopped?.guest === true
    this.timers.start(index, nanos + (leaves ? exit : 0))
    return leaves ? stopped : undefined
  }

  protected override over(index: number): void {
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
    core.since = this.kernel.now
    const following = core.interruptFirst
    if (following !== NONE) {
      core.interruptFirst = this.next[following]
      core.interrupt = following
      this.timers.start(index, this.interruptNanos[following])
      this.traveller.served(following)
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
    this.traveller.served(core.current.token)
    this.slice(index)
    this.giveWay(index)
  }

  /** Goes on with the thread's tokens until one works, or none is left. */
  private serve(index: number, thread: Thread): void {
    const core = this.cores[index]
    while (thread.token === NONE || thread.remaining === 0) {
      if (thread.token !== NONE) throw new Error(`${thread.name} keeps a token that does nothing`)
      const token = thread.take(this.next)
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
    if (this.cores[index].interrupt !== NONE) return
    this.traveller.served(thread.token)
    this.slice(index)
  }

  private rest(index: number, thread: Thread): void {
    thread.state = 'idle'
    thread.idleSince = this.kernel.now
    const core = this.cores[index]
    core.current = undefined
    if (thread.poll > 0 && core.ready.length === 0) {
      core.poller = thread
      core.since = this.kernel.now
    }
    if (thread.guest) this.traveller.halted(thread)
    this.pick(index)
  }

  private pick(index: number): void {
    const next = this.cores[index].takeLeast() ?? this.takeOver(index)
    if (next !== undefined) this.run(index, next)
  }

  /** A core falls idle: a thread that may use any core waits elsewhere. */
  private takeOver(index: number): Thread | undefined {
    // A halted vCPU that is polled for keeps its core.
    if (this.cores[index].poller !== undefined) return undefined
    const thread = fullest(this.cores)?.takeLeast(true)
    if (thread !== undefined) this.settles(thread, index)
    return thread
  }

  private run(index: number, thread: Thread): void {
    const core = this.cores[index]
    // Polling ends where somebody else wants the core.
    if (core.poller !== undefined) {
      this.poll(index)
      core.poller = undefined
    }
    core.current = thread
    core.since = this.kernel.now
    thread.state = 'running'
    thread.core = index
    this.names[index].add(thread.name)
    if (thread.token !== NONE && !this.divert(index, thread)) {
      thread.remaining += thread.debt
      thread.debt = 0
      this.traveller.served(thread.token)
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
    this.traveller.paused(thread.token)
    core.current = undefined
    const best = core.takeLeast() as Thread
    core.ready.push(thread)
    best.debt += this.switching
    this.run(index, best)
  }
}
