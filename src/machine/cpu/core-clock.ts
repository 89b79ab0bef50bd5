/** The clocks of the cores: what runs since when, until when, and the books of what each core did. */
import type { Actor, Kernel } from '../../sim/kernel.ts'
import type { CoreTrace } from '../record/core-trace.ts'
import type { CoreUse } from '../record/run.ts'
import { type Nanos, NONE } from '../units.ts'
import { Core } from './core.ts'
import type { Governor } from './governor.ts'
import { FOR_WORK, type Thread } from './thread.ts'
import { EXIT_USE, HOST_USE, POLL_USE, SPIN_USE } from './uses.ts'

/** Linux' smallest slice for servers of some ten cores (sched_min_granularity). Nanoseconds. */
export const QUANTUM = 3_000_000

/** Who keeps curves of what cores do. */
export interface CoreLedger {
  /** It counts by slices of time, each so long. */
  readonly width: Nanos
  /** So much of a core's time within a slice went to a kind of work. */
  spends(core: number, use: number, slice: number, nanos: Nanos): void
  /** … and in finer slices; undefined: nobody wants to know. */
  readonly trace?: CoreTrace | undefined
}

export abstract class CoreClocks implements Actor {
  readonly uses: CoreUse[]
  protected readonly cores: readonly Core[]
  protected readonly kernel: Kernel
  private readonly clock: number
  private readonly ledger: CoreLedger
  private readonly shared: Nanos
  /** How deep they sleep; undefined: never deeper than what every wake-up takes. */
  protected readonly governor: Governor | undefined
  protected readonly names: Set<string>[]

  /** @param shared what 1,000 ns of work take while the sibling works; 0: cores have no siblings */
  constructor(
    kernel: Kernel,
    cores: number,
    ledger: CoreLedger,
    shared: Nanos,
    governor: Governor | undefined,
  ) {
    this.kernel = kernel
    this.shared = shared
    this.governor = governor
    this.cores = Array.from({ length: cores }, (_, index) => new Core(index, ledger.width))
    this.names = this.cores.map(() => new Set<string>())
    this.uses = this.cores.map(({ nanos }, index) => {
      const names = this.names[index]
      return {
        nanos,
        get threads() {
          return [...names]
        },
      }
    })
    this.ledger = ledger
    this.clock = kernel.register(this)
  }

  /** The clock of a core runs out, unless it was stopped or set anew. */
  fire(index: number): void {
    const core = this.cores[index]
    if (core.alarm !== this.kernel.event) return
    core.alarm = 0
    this.over(core)
  }

  /** The clock of a core runs out in so long. */
  protected starts(core: Core, nanos: Nanos): void {
    core.alarm = this.kernel.schedule(nanos, this.clock, core.index)
  }

  /** What a core did until now is over. */
  protected abstract over(core: Core): void

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
    for (const core of this.cores) {
      if (core.interrupt >= 0) this.booksInterrupt(core)
      else if (core.current !== undefined) this.pause(core)
      else if (core.poller !== undefined) this.poll(core)
      core.since = this.kernel.now
      this.tells(core)
    }
  }

  /** An interrupt, up to now: the guest leaves first, then the host works. */
  protected booksInterrupt(core: Core): void {
    const { now } = this.kernel
    const left = Math.min(now, core.since + core.leaving)
    core.leaving = 0
    this.account(core, EXIT_USE, core.since, left)
    this.account(core, HOST_USE, left, now)
  }

  protected account(core: Core, use: number, from: Nanos, to: Nanos): void {
    if (to <= from) return
    this.ledger.trace?.did(core.index, use, from, to)
    if (to <= core.until) core.nanos[use] += to - from
    else this.turns(core, use, from, to)
  }

  /** Books what goes on past the end of a slice: each slice has its own part. */
  private turns(core: Core, use: number, from: Nanos, to: Nanos): void {
    let at = from
    while (to > core.until) {
      const end = Math.max(at, core.until)
      core.nanos[use] += end - at
      at = end
      this.tells(core)
      core.slice++
      core.until += this.ledger.width
    }
    core.nanos[use] += to - at
  }

  /** The ledger hears what a core did since it was told last. */
  private tells(core: Core): void {
    const { nanos, told, index, slice } = core
    for (let use = 0; use < nanos.length; use++) {
      if (nanos[use] === told[use]) continue
      this.ledger.spends(index, use, slice, nanos[use] - told[use])
      told[use] = nanos[use]
    }
  }

  /** Books polling up to now, or to where it ended. */
  protected poll(core: Core): void {
    const thread = core.poller as Thread
    const until = Math.min(this.kernel.now, thread.idleSince + thread.poll)
    this.account(core, POLL_USE, core.since, until)
    thread.spent += Math.max(0, until - core.since)
    core.since = this.kernel.now
  }

  /** A thread comes to a core: what it ran elsewhere, and what it missed, do not count for more than a quantum. */
  protected settles(thread: Thread, core: Core): void {
    const ran = this.ranNow(core)
    if (thread.ran < ran - QUANTUM) thread.ran = ran - QUANTUM
    if (core.index !== thread.core) thread.ran = Math.min(thread.ran, ran + QUANTUM)
    thread.core = core.index
  }

  protected ranNow(core: Core): number {
    const current = core.current
    if (current === undefined) return core.ran
    return current.ran + (core.interrupt === NONE ? this.kernel.now - core.since : 0)
  }

  protected slice(core: Core): void {
    const thread = core.current as Thread
    core.since = this.kernel.now
    if (this.shared !== 0) core.slow = this.siblingWorks(core)
    const endless = thread.spin === FOR_WORK
    // Mostly nobody else is there.
    if (core.ready.length === 0) {
      if (!endless) this.starts(core, this.stretched(core, thread.remaining))
      return
    }
    let length = endless ? Number.POSITIVE_INFINITY : this.stretched(core, thread.remaining)
    for (const other of core.ready) length = Math.min(length, Math.max(1, other.ran + QUANTUM - thread.ran))
    this.starts(core, length)
  }

  /** Only where cores have siblings. */
  private siblingWorks(core: Core): boolean {
    return this.works(this.cores[core.index ^ 1])
  }

  protected works(core: Core): boolean {
    return core.current !== undefined || core.interrupt >= 0
  }

  /** How long until a core without work is awake, beyond what a wake-up takes anyway. Siblings sleep as deep as the one that is less tired. */
  protected sleeps(core: Core): Nanos {
    const { governor } = this
    if (governor === undefined) return 0
    const { now } = this.kernel
    const depth = governor.depth(core.index, now)
    governor.wakes(core.index, now)
    if (this.shared === 0 || depth === 0) return depth
    const sibling = this.cores[core.index ^ 1]
    return this.works(sibling) ? 0 : Math.min(depth, governor.depth(sibling.index, now))
  }

  /** How long so much work takes here, as things are. */
  protected stretched(core: Core, nanos: Nanos): Nanos {
    return this.shared !== 0 && this.siblingWorks(core) ? Math.ceil((nanos * this.shared) / 1000) : nanos
  }

  /** A core began to work, or ceased: its sibling goes on at another speed. An interrupt there keeps the speed that it began with. */
  protected tellSibling(core: Core): void {
    if (this.shared === 0) return
    const other = this.cores[core.index ^ 1]
    if (other.current === undefined || other.interrupt !== NONE || other.alarm === 0) return
    if (other.slow === this.siblingWorks(other)) return
    this.pause(other)
    this.slice(other)
  }

  /** The clock of the current thread is running. */
  protected ticks(core: Core): boolean {
    return core.alarm !== 0 || core.current?.spin === FOR_WORK
  }

  /** Stops the clock of the current thread and books what it did. */
  protected pause(core: Core): void {
    const thread = core.current as Thread
    const { use } = thread
    const { now } = this.kernel
    const ran = now - core.since
    this.account(core, use, core.since, now)
    if (thread.spin !== FOR_WORK) thread.remaining -= core.slow ? Math.floor((ran * 1000) / this.shared) : ran
    if (use === SPIN_USE) thread.spun += ran
    thread.ran += ran
    thread.spent += ran
    core.since = now
    core.alarm = 0
  }
}
