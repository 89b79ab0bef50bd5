/** Which thread a core runs: who wakes where, who gives way, and who takes over. */
import type { Kernel } from '../../sim/kernel.ts'
import { TAKEN_AWAY } from '../record/marks.ts'
import { type Nanos, NONE } from '../units.ts'
import { type Core, ROUSING } from './core.ts'
import { CoreClocks, type CoreLedger } from './core-clock.ts'
import type { Governor } from './governor.ts'
import { freest, fullest } from './placement.ts'
import { FOR_LOCK, FOR_WORK, NOTHING, type Thread } from './thread.ts'

/** A thread that wakes preempts one that is ahead of it by so much. Nanoseconds. */
export const WAKE_PREEMPTS = 1_000_000

/** What the cores need from the interpreter. */
export interface Traveller {
  /** The token goes on until it blocks. */
  advance(token: number): void
  /** What served the token is taken away, or given back. @param by TAKEN_AWAY: another thread; or as in marks.ts */
  paused(token: number, by: number): void
  served(token: number): void
  /** A thread takes the token up. */
  arrives(token: number, thread: Thread): void
  /** A vCPU halts: an exit. */
  halted(thread: Thread): void
  /** A vCPU has spun for too long: an exit, of so many nanoseconds. */
  pauses(thread: Thread): Nanos
}

export abstract class CoreSwitches extends CoreClocks {
  protected readonly traveller: Traveller
  private readonly switching: Nanos

  constructor(
    kernel: Kernel,
    cores: number,
    traveller: Traveller,
    ledger: CoreLedger,
    switching: Nanos,
    shared: Nanos,
    governor: Governor | undefined,
  ) {
    super(kernel, cores, ledger, shared, governor)
    this.traveller = traveller
    this.switching = switching
  }

  /** Goes on with the thread's tokens until one works, or none is left. */
  protected abstract serve(core: Core, thread: Thread): void

  /** An interrupt waits and the guest may be interrupted: its work is put aside. */
  protected abstract divert(core: Core, thread: Thread): boolean

  /** Somebody is waking it: its core does not go to sleep meanwhile. */
  expects(thread: Thread): void {
    thread.waking = true
    this.cores[thread.core].awaited++
  }

  /** It is awake, with something to do before all else. @param next one link for each token */
  comes(thread: Thread, token: number, next: Int32Array): void {
    thread.waking = false
    this.cores[thread.core].awaited--
    thread.queueFirst(token, next)
    this.wake(thread)
  }

  /** The thread has something to do: it asks for a core. */
  wake(thread: Thread): void {
    if (thread.state === 'parked') return
    const last = this.cores[thread.core]
    if (last.poller === thread) {
      if (last.interrupt === NONE) this.poll(last)
      last.poller = undefined
    }
    const core = thread.pin >= 0 ? this.cores[thread.pin] : freest(this.cores, thread.core, thread.home)
    this.settles(thread, core)
    thread.state = 'ready'
    if (core.current === undefined && core.interrupt === NONE && !this.rouses(core)) {
      this.run(core, thread)
      return
    }
    core.ready.push(thread)
    if (core.interrupt === NONE && core.current !== undefined) this.giveWay(core)
  }

  /** A vCPU of a guest that is stopped: it has no core until it goes on, whatever comes for it. */
  parks(thread: Thread): void {
    const core = this.cores[thread.core]
    const { state } = thread
    thread.state = 'parked'
    if (state === 'ready') core.ready.splice(core.ready.indexOf(thread), 1)
    if (core.poller === thread) {
      if (core.interrupt === NONE) this.poll(core)
      core.poller = undefined
    }
    if (state !== 'running') return
    if (core.interrupt === NONE) {
      this.pause(core)
      this.stops(thread)
    }
    core.empties()
    this.tellSibling(core)
    if (core.interrupt === NONE) this.pick(core)
  }

  /** … and it goes on. */
  unparks(thread: Thread): void {
    thread.state = 'idle'
    thread.idleSince = this.kernel.now
    if (thread.token !== NONE || thread.aside !== NONE || thread.queued) this.wake(thread)
  }

  /** Who spins gets nowhere, with a core or without. */
  protected stops(thread: Thread, by: number = TAKEN_AWAY): void {
    if (thread.spin === NOTHING) this.traveller.paused(thread.token, by)
  }

  protected goesOn(thread: Thread): void {
    if (thread.spin === NOTHING) this.traveller.served(thread.token)
  }

  protected pick(core: Core): void {
    const next = core.takeLeast() ?? this.takeOver(core)
    if (next !== undefined) this.run(core, next)
    else if (this.governor !== undefined) this.rests(core, this.governor)
  }

  /** Nothing to do: it goes to sleep, when polling has ended. */
  private rests({ index, awaited, poller }: Core, governor: Governor): void {
    const { now } = this.kernel
    if (awaited > 0) governor.stays(index)
    else governor.rests(index, poller === undefined ? now : Math.max(now, poller.idleSince + poller.poll))
  }

  /** Something comes for a core that has nothing to do. True: it has to wake first. */
  protected rouses(core: Core): boolean {
    const nanos = this.sleeps(core)
    if (nanos === 0) return false
    if (core.poller !== undefined) this.poll(core)
    core.interrupt = ROUSING
    core.since = this.kernel.now
    this.starts(core, nanos)
    return true
  }

  /** A core falls idle: a thread that may use any core waits elsewhere. */
  private takeOver(core: Core): Thread | undefined {
    // A halted vCPU that is polled for keeps its core.
    if (core.poller !== undefined) return undefined
    const thread = fullest(this.cores)?.takeLeast(true)
    if (thread !== undefined) this.settles(thread, core)
    return thread
  }

  private run(core: Core, thread: Thread): void {
    // Polling ends where somebody else wants the core.
    if (core.poller !== undefined) {
      this.poll(core)
      core.poller = undefined
    }
    core.current = thread
    core.since = this.kernel.now
    this.tellSibling(core)
    thread.state = 'running'
    thread.core = core.index
    if (core.last !== thread) {
      core.last = thread
      this.names[core.index].add(thread.name)
    }
    if (thread.pleWindow > 0) {
      thread.window = thread.pleWindow
      if (thread.spin === FOR_LOCK) thread.remaining = thread.pleWindow
    }
    if (thread.token !== NONE && !this.divert(core, thread)) {
      thread.remaining += thread.debt
      thread.debt = 0
      this.goesOn(thread)
      this.slice(core)
      return
    }
    thread.remaining = 0
    this.serve(core, thread)
  }

  /** Another thread is ready: does the current one go on? */
  protected giveWay(core: Core): void {
    const thread = core.current
    if (thread === undefined || core.interrupt !== NONE || !this.ticks(core)) return
    const ran = this.ranNow(core)
    let least = Number.POSITIVE_INFINITY
    for (const other of core.ready) least = Math.min(least, other.ran)
    this.pause(core)
    const goesOn = thread.remaining > 0 || thread.spin === FOR_WORK
    if (goesOn && ran - least > WAKE_PREEMPTS) this.switchFrom(core)
    else this.slice(core)
  }

  /** The thread that has run least gets the core; its clock stands still. */
  protected switchFrom(core: Core): void {
    const best = core.takeLeast()
    if (best === undefined) this.slice(core)
    else this.replace(core, best)
  }

  /** One that was ready gets the core; its clock stands still. */
  protected replace(core: Core, by: Thread): void {
    const thread = core.current as Thread
    thread.state = 'ready'
    this.stops(thread)
    core.empties()
    core.ready.push(thread)
    by.debt += this.switching
    this.run(core, by)
  }
}
