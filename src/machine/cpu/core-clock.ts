/** The clocks of the cores: what runs since when, until when, and the books of what each core did. */
import { type Kernel, Timers } from '../../sim/kernel.ts'
import { CORE_KINDS, type CoreUse } from '../record/run.ts'
import type { Nanos } from '../units.ts'
import { Core } from './core.ts'
import { FOR_WORK, type Thread } from './thread.ts'

/** Linux' smallest slice for servers of some ten cores (sched_min_granularity). Nanoseconds. */
export const QUANTUM = 3_000_000

const NONE = -1
export const GUEST_USE = CORE_KINDS.indexOf('guest')
export const EXIT_USE = CORE_KINDS.indexOf('exit')
export const HOST_USE = CORE_KINDS.indexOf('host')
export const POLL_USE = CORE_KINDS.indexOf('poll')
export const SPIN_USE = CORE_KINDS.indexOf('spin')

export interface CoreLedger {
  /** So much time of a core went to a kind of work, up to now. */
  spend(core: number, use: number, from: Nanos, to: Nanos): void
}

export abstract class CoreClocks {
  readonly uses: CoreUse[]
  protected readonly cores: Core[]
  protected readonly kernel: Kernel
  protected readonly timers: Timers
  private readonly ledger: CoreLedger
  private readonly shared: Nanos
  protected readonly names: Set<string>[]

  /** @param shared what 1,000 ns of work take while the sibling works; 0: cores have no siblings */
  constructor(kernel: Kernel, cores: number, ledger: CoreLedger, shared: Nanos) {
    this.kernel = kernel
    this.shared = shared
    this.cores = Array.from({ length: cores }, () => new Core())
    this.names = this.cores.map(() => new Set<string>())
    this.uses = this.cores.map((_, index) => {
      const names = this.names[index]
      return {
        nanos: new Float64Array(CORE_KINDS.length),
        get threads() {
          return [...names]
        },
      }
    })
    this.ledger = ledger
    this.timers = new Timers(kernel, cores, (core) => this.over(core))
  }

  /** What a core did until now is over. */
  protected abstract over(index: number): void

  /** Whether nothing runs and nothing is ready anywhere, but for threads that never sleep. */
  get idle(): boolean {
    const nothing = (thread: Thread | undefined): boolean => thread === undefined || thread.spin === FOR_WORK
    return this.cores.every(
      (core) => nothing(core.current) && core.ready.every(nothing) && core.interrupt === NONE,
    )
  }

  /** The host still polls for this halted vCPU: it wakes at once. */
  polls(thread: Thread): boolean {
    return this.cores[thread.core].poller === thread && this.kernel.now - thread.idleSince <= thread.poll
  }

  /** Time under way is put into the books: at the end of a run. */
  settle(): void {
    for (const [index, core] of this.cores.entries()) {
      if (core.interrupt !== NONE) this.account(index, HOST_USE, core.since, this.kernel.now)
      else if (core.current !== undefined) this.pause(index)
      else if (core.poller !== undefined) this.poll(index)
      core.since = this.kernel.now
    }
  }

  protected account(core: number, use: number, from: Nanos, to: Nanos): void {
    if (to <= from) return
    this.uses[core].nanos[use] += to - from
    this.ledger.spend(core, use, from, to)
  }

  /** Books polling up to now, or to where it ended. */
  protected poll(index: number): void {
    const core = this.cores[index]
    const thread = core.poller as Thread
    const until = Math.min(this.kernel.now, thread.idleSince + thread.poll)
    this.account(index, POLL_USE, core.since, until)
    thread.spent += Math.max(0, until - core.since)
    core.since = this.kernel.now
  }

  /** A thread comes to a core: what it ran elsewhere, and what it missed, do not count for more than a quantum. */
  protected settles(thread: Thread, index: number): void {
    const ran = this.ranNow(index)
    thread.ran = Math.max(thread.ran, ran - QUANTUM)
    if (index !== thread.core) thread.ran = Math.min(thread.ran, ran + QUANTUM)
    thread.core = index
  }

  protected ranNow(index: number): number {
    const core = this.cores[index]
    const current = core.current
    if (current === undefined) return core.ran
    return current.ran + (core.interrupt === NONE ? this.kernel.now - core.since : 0)
  }

  protected slice(index: number): void {
    const core = this.cores[index]
    const thread = core.current as Thread
    core.since = this.kernel.now
    core.slow = this.siblingWorks(index)
    const endless = thread.spin === FOR_WORK
    // Mostly nobody else is there.
    if (core.ready.length === 0) {
      if (!endless) this.timers.start(index, this.stretched(index, thread.remaining))
      return
    }
    let length = endless ? Number.POSITIVE_INFINITY : this.stretched(index, thread.remaining)
    for (const other of core.ready) length = Math.min(length, Math.max(1, other.ran + QUANTUM - thread.ran))
    this.timers.start(index, length)
  }

  private siblingWorks(index: number): boolean {
    if (this.shared === 0) return false
    const sibling = this.cores[index ^ 1]
    return sibling.current !== undefined || sibling.interrupt !== NONE
  }

  /** How long so much work takes here, as things are. */
  protected stretched(index: number, nanos: Nanos): Nanos {
    return this.siblingWorks(index) ? Math.ceil((nanos * this.shared) / 1000) : nanos
  }

  /** A core began to work, or ceased: its sibling goes on at another speed. An interrupt there keeps the speed that it began with. */
  protected tellSibling(index: number): void {
    if (this.shared === 0) return
    const other = index ^ 1
    const core = this.cores[other]
    if (core.current === undefined || core.interrupt !== NONE || !this.timers.pending(other)) return
    if (core.slow === this.siblingWorks(other)) return
    this.pause(other)
    this.slice(other)
  }

  /** The clock of the current thread is running. */
  protected ticks(index: number): boolean {
    return this.timers.pending(index) || this.cores[index].current?.spin === FOR_WORK
  }

  /** Stops the clock of the current thread and books what it did. */
  protected pause(index: number): void {
    const core = this.cores[index]
    const thread = core.current as Thread
    const ran = this.kernel.now - core.since
    this.account(index, thread.use, core.since, this.kernel.now)
    if (thread.spin !== FOR_WORK) thread.remaining -= core.slow ? Math.floor((ran * 1000) / this.shared) : ran
    if (thread.use === SPIN_USE) thread.spun += ran
    thread.ran += ran
    thread.spent += ran
    core.ran = thread.ran
    core.since = this.kernel.now
    this.timers.cancel(index)
  }
}
