/**
 * Cores that threads share. A core runs the ready thread that has run least, gives way after a quantum, and drops
 * everything for its interrupt context.
 *
 * A thread that floats chooses its core when it wakes, and a core that falls idle takes one over that waits elsewhere.
 * A thread that spins keeps its core like one that works, and gives way like one: a lock whose holder waits for a core is
 * spun for until the holder has had its turn.
 *
 * Siblings (SMT) are cores of their own that slow each other down.
 *
 * Not modelled: a scheduler that prefers a core whose sibling is idle, caches that a move between cores leaves cold, priorities.
 */
import type { Kernel } from '../../sim/kernel.ts'
import type { Nanos } from '../units.ts'
import { type CoreLedger, EXIT_USE, GUEST_USE, HOST_USE, POLL_USE, QUANTUM, SPIN_USE } from './core-clock.ts'
import { CoreSwitches, type Traveller } from './core-switch.ts'
import { FOR_LOCK, FOR_WORK, GRANTED, IN_PAUSE, NOTHING, type Thread } from './thread.ts'

const NONE = -1
/** A pause-loop window does not grow past this. Nanoseconds. */
const LONGEST_WINDOW = 1_000_000_000
/** Whom a spinner yields to goes first unless it is ahead of another by more (Linux' sched_wakeup_granularity on 8 cores). Nanoseconds. */
const YIELD_AHEAD = 4_000_000

export class Cores extends CoreSwitches {
  private readonly next: Int32Array
  /** Interrupt work by token: its length. */
  private readonly interruptNanos: Uint32Array

  /**
   * @param next one link for each token: it stands in at most one queue
   * @param shared what 1,000 ns of work take while the sibling works; 0: cores have no siblings
   */
  constructor(
    kernel: Kernel,
    cores: number,
    next: Int32Array,
    traveller: Traveller,
    ledger: CoreLedger,
    switching: Nanos,
    shared: Nanos = 0,
  ) {
    super(kernel, cores, traveller, ledger, switching, shared)
    this.next = next
    this.interruptNanos = new Uint32Array(next.length)
  }

  /** Queues a token on a thread; an idle thread that nobody is waking starts at once. */
  enqueue(thread: Thread, token: number, urgent: boolean): void {
    thread.queue(token, urgent, this.next)
    if (thread.asleep) {
      this.wake(thread)
      return
    }
    if (thread.state !== 'running') return
    const index = thread.core
    if (this.cores[index].interrupt !== NONE) return
    if (thread.spin === FOR_WORK) {
      this.pause(index)
      this.serve(index, thread)
    } else if (urgent && this.timers.pending(index) && this.divert(index, thread)) this.serve(index, thread)
  }

  protected override divert(index: number, thread: Thread): boolean {
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

  /** The current token of a running thread works so long. */
  work(thread: Thread, nanos: Nanos): void {
    thread.remaining = nanos + thread.debt
    thread.debt = 0
    if (this.cores[thread.core].interrupt === NONE) this.slice(thread.core)
  }

  /** The current token of a running thread finds a lock taken: it burns the core until it is granted. No interrupt comes between. */
  spin(thread: Thread): void {
    thread.spin = FOR_LOCK
    thread.use = SPIN_USE
    thread.masked = true
    this.work(thread, thread.pleWindow > 0 ? thread.window : QUANTUM)
  }

  /** The lock that it spins for is its own now: it goes on at once, or as soon as it has a core. */
  granted(thread: Thread): void {
    const spins = thread.spin === FOR_LOCK
    const ticks = spins && thread.state === 'running' && this.timers.pending(thread.core)
    const inInterrupt = this.cores[thread.core].interrupt !== NONE
    if (ticks && !inInterrupt) this.pause(thread.core)
    thread.spin = GRANTED
    if (!spins) return
    thread.remaining = 0
    if (ticks && !inInterrupt) this.slice(thread.core)
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
    // What follows at once in the same context finds it stopped already.
    const ran = stopped !== undefined && this.ticks(index)
    if (ran) {
      this.pause(index)
      this.stops(stopped)
    } else if (stopped === undefined && core.poller !== undefined) this.poll(index)
    core.interrupt = token
    core.since = this.kernel.now
    const leaves = ran && stopped.guest
    this.timers.start(index, this.stretched(index, nanos + (leaves ? exit : 0)))
    if (stopped === undefined) this.tellSibling(index)
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
    if (thread.remaining > 0 || thread.spin === FOR_WORK) {
      this.switchFrom(index)
      return
    }
    if (thread.spin === FOR_LOCK || thread.spin === IN_PAUSE) {
      this.spinsOn(index, thread)
      return
    }
    thread.spin = NOTHING
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
      this.timers.start(index, this.stretched(index, this.interruptNanos[following]))
      this.traveller.served(following)
    } else if (core.current === undefined) this.tellSibling(index)
    this.traveller.advance(token)
    if (core.interrupt !== NONE) return
    if (core.current === undefined) {
      this.pick(index)
      return
    }
    // The advance may have started another thread here already; only a paused one needs its clock again.
    if (this.timers.pending(index)) return
    if (this.divert(index, core.current) || (core.current.spin === FOR_WORK && core.current.queued)) {
      this.serve(index, core.current)
      return
    }
    this.goesOn(core.current)
    this.slice(index)
    this.giveWay(index)
  }

  protected override serve(index: number, thread: Thread): void {
    const core = this.cores[index]
    if (thread.spin === FOR_WORK) thread.spin = NOTHING
    while (thread.token === NONE || thread.remaining === 0) {
      if (thread.token !== NONE) throw new Error(`${thread.name} keeps a token that does nothing`)
      const token = thread.take(this.next)
      if (token === NONE) {
        if (thread.aside === NONE) {
          this.looksAround(thread)
          if (thread.queued) continue
          if (!thread.spins) {
            this.rest(index, thread)
            return
          }
          this.waitsForWork(index, thread)
        } else this.resume(index, thread)
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

  /** Before it sleeps: is there something left to do that nobody queued? */
  private looksAround(thread: Thread): void {
    if (thread.plugged.length > 0) {
      for (const gate of thread.plugged) gate.looks()
      thread.plugged.length = 0
      return
    }
    for (const timer of thread.timers) timer.looks()
  }

  private rest(index: number, thread: Thread): void {
    thread.state = 'idle'
    thread.idleSince = this.kernel.now
    const core = this.cores[index]
    core.current = undefined
    this.tellSibling(index)
    if (thread.poll > 0 && core.ready.length === 0) {
      core.poller = thread
      core.since = this.kernel.now
    }
    for (const timer of thread.timers) timer.sleeps?.()
    if (thread.guest) this.traveller.halted(thread)
    this.pick(index)
  }

  private waitsForWork(index: number, thread: Thread): void {
    thread.spin = FOR_WORK
    thread.use = POLL_USE
    if (this.cores[index].interrupt === NONE) this.slice(index)
  }

  /** A piece of spinning is over, and the lock is still another's. */
  private spinsOn(index: number, thread: Thread): void {
    if (thread.spin === FOR_LOCK && thread.pleWindow > 0) {
      thread.spin = IN_PAUSE
      thread.use = EXIT_USE
      thread.remaining = this.traveller.pauses(thread)
      this.slice(index)
      return
    }
    const paused = thread.spin === IN_PAUSE
    thread.spin = FOR_LOCK
    thread.use = SPIN_USE
    if (paused) thread.window = Math.min(2 * thread.window, LONGEST_WINDOW)
    thread.remaining = thread.pleWindow > 0 ? thread.window : QUANTUM
    const heldUp = paused ? this.heldUp(thread) : undefined
    if (heldUp === undefined) this.slice(index)
    else this.yieldsTo(index, heldUp)
  }

  /**
   * The host looks for a vCPU of the same guest that waits for a core and does not spin itself, as KVM does: one of them may
   * hold the lock. It does not go before one that has run less by more than a little.
   */
  private heldUp(spinner: Thread): Thread | undefined {
    for (const core of this.cores) {
      if (core.interrupt !== NONE || core.current === undefined) continue
      for (const thread of core.ready) {
        if (!thread.guest || thread.owner !== spinner.owner) continue
        if (thread.spin === FOR_LOCK || thread.spin === IN_PAUSE) continue
        let least = core.current === spinner ? thread.ran : core.current.ran
        for (const other of core.ready) least = Math.min(least, other.ran)
        if (thread.ran - least <= YIELD_AHEAD) return thread
      }
    }
    return undefined
  }

  /** The spinner makes room on its own core, and the other one gets the core that it waits for. */
  private yieldsTo(index: number, thread: Thread): void {
    const there = thread.core
    const other = this.cores[there]
    other.take(thread)
    if (there !== index) this.pause(there)
    this.replace(there, thread)
    if (there !== index) this.switchFrom(index)
  }
}
