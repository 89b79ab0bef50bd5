import { TAKEN_BY_GUEST } from '../record/marks.ts'
import { type Nanos, NONE } from '../units.ts'
import type { Core } from './core.ts'
import { QUANTUM } from './core-clock.ts'
import { CoreInterrupts } from './core-interrupts.ts'
import { FOR_LOCK, FOR_WORK, GRANTED, IN_PAUSE, NOTHING, type Thread } from './thread.ts'
import { EXIT_USE, GUEST_USE, POLL_USE, SPIN_USE } from './uses.ts'

/** A pause-loop window does not grow past this. Nanoseconds. */
const LONGEST_WINDOW = 1_000_000_000
/** Whom a spinner yields to goes first unless it is ahead of another by more (Linux' sched_wakeup_granularity on 8 cores). Nanoseconds. */
const YIELD_AHEAD = 4_000_000

export class Cores extends CoreInterrupts {
  /** Queues a token on a thread; an idle thread that nobody is waking starts at once. */
  enqueue(thread: Thread, token: number, urgent: boolean): void {
    thread.queue(token, urgent, this.next)
    if (thread.asleep) {
      this.wake(thread)
      return
    }
    if (thread.state !== 'running') return
    const core = this.cores[thread.core]
    if (core.interrupt !== NONE) return
    if (thread.spin === FOR_WORK) {
      this.pause(core)
      this.serve(core, thread)
    } else if (urgent && core.alarm !== 0 && this.divert(core, thread)) this.serve(core, thread)
  }

  protected override divert(core: Core, thread: Thread): boolean {
    if (
      thread.urgentFirst === NONE ||
      thread.token === NONE ||
      thread.masked ||
      !thread.system ||
      thread.use !== GUEST_USE
    )
      return false
    if (core.alarm !== 0) this.pause(core)
    if (thread.aside !== NONE) throw new Error(`${thread.name} is interrupted twice`)
    this.stops(thread, TAKEN_BY_GUEST)
    thread.aside = thread.token
    thread.asideRemaining = thread.remaining
    thread.token = NONE
    thread.remaining = 0
    return true
  }

  /** It is in an interrupt, or will be in one without doing anything else before. */
  interrupted(thread: Thread): boolean {
    return (
      thread.urgentFirst !== NONE || (thread.state === 'running' && thread.masked && thread.token !== NONE)
    )
  }

  /** The current token of a running thread works so long. */
  work(thread: Thread, nanos: Nanos): void {
    thread.remaining = nanos + thread.debt
    thread.debt = 0
    const core = this.cores[thread.core]
    if (core.interrupt === NONE) this.slice(core)
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
    const core = this.cores[thread.core]
    const ticks = spins && thread.state === 'running' && core.alarm !== 0
    const inInterrupt = core.interrupt !== NONE
    if (ticks && !inInterrupt) this.pause(core)
    thread.spin = GRANTED
    if (!spins) return
    thread.remaining = 0
    if (ticks && !inInterrupt) this.slice(core)
  }

  protected override over(core: Core): void {
    if (core.interrupt !== NONE) {
      this.interruptOver(core)
      return
    }
    const thread = core.current as Thread
    this.pause(core)
    if (thread.remaining > 0 || thread.spin === FOR_WORK) {
      this.switchFrom(core)
      return
    }
    if (thread.spin === FOR_LOCK || thread.spin === IN_PAUSE) {
      this.spinsOn(core, thread)
      return
    }
    thread.spin = NOTHING
    this.traveller.advance(thread.token)
    this.serve(core, thread)
  }

  protected override serve(core: Core, thread: Thread): void {
    if (thread.spin === FOR_WORK) thread.spin = NOTHING
    while (thread.token === NONE || thread.remaining === 0) {
      if (thread.token !== NONE) throw new Error(`${thread.name} keeps a token that does nothing`)
      const token = thread.take(this.next)
      if (token === NONE) {
        if (thread.aside === NONE) {
          this.looksAround(thread)
          if (thread.queued) continue
          if (!thread.spins) {
            this.rest(core, thread)
            return
          }
          this.waitsForWork(core, thread)
        } else this.resume(core, thread)
        break
      }
      thread.token = token
      this.traveller.arrives(token, thread)
    }
    if (core.current === thread && core.ready.length > 0) this.giveWay(core)
  }

  /** What was interrupted goes on. */
  private resume(core: Core, thread: Thread): void {
    thread.token = thread.aside
    thread.remaining = thread.asideRemaining
    thread.use = GUEST_USE
    thread.masked = false
    thread.aside = NONE
    if (core.interrupt !== NONE) return
    this.traveller.served(thread.token)
    this.slice(core)
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

  private rest(core: Core, thread: Thread): void {
    thread.state = 'idle'
    thread.idleSince = this.kernel.now
    core.empties()
    this.tellSibling(core)
    if (thread.poll > 0 && core.ready.length === 0) {
      core.poller = thread
      core.since = this.kernel.now
    }
    for (const timer of thread.timers) timer.sleeps?.()
    if (thread.guest) this.traveller.halted(thread)
    this.pick(core)
  }

  private waitsForWork(core: Core, thread: Thread): void {
    thread.spin = FOR_WORK
    thread.use = POLL_USE
    if (core.interrupt === NONE) this.slice(core)
  }

  /** A piece of spinning is over, and the lock is still another's. */
  private spinsOn(core: Core, thread: Thread): void {
    if (thread.spin === FOR_LOCK && thread.pleWindow > 0) {
      thread.spin = IN_PAUSE
      thread.use = EXIT_USE
      thread.remaining = this.traveller.pauses(thread)
      this.slice(core)
      return
    }
    const paused = thread.spin === IN_PAUSE
    thread.spin = FOR_LOCK
    thread.use = SPIN_USE
    if (paused) thread.window = Math.min(2 * thread.window, LONGEST_WINDOW)
    thread.remaining = thread.pleWindow > 0 ? thread.window : QUANTUM
    const heldUp = paused ? this.heldUp(thread) : undefined
    if (heldUp === undefined) this.slice(core)
    else this.yieldsTo(core, heldUp)
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
  private yieldsTo(core: Core, thread: Thread): void {
    const there = this.cores[thread.core]
    there.take(thread)
    if (there !== core) this.pause(there)
    this.replace(there, thread)
    if (there !== core) this.switchFrom(core)
  }
}
