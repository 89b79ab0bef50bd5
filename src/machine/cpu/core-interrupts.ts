/** The interrupt context of cores: interrupts of the host stop whatever a core does, or wake it where it does nothing. */
import type { Kernel } from '../../sim/kernel.ts'
import { TAKEN_BY_HOST } from '../record/marks.ts'
import { type Nanos, NONE } from '../units.ts'
import { type Core, ROUSING } from './core.ts'
import type { CoreLedger } from './core-clock.ts'
import { CoreSwitches, type Traveller } from './core-switch.ts'
import type { Governor } from './governor.ts'
import { FOR_WORK, type Thread } from './thread.ts'

export abstract class CoreInterrupts extends CoreSwitches {
  protected readonly next: Int32Array
  /** Interrupt work by token: its length. */
  private readonly interruptNanos: Uint32Array

  /**
   * @param next one link for each token: it stands in at most one queue
   * @param shared what 1,000 ns of work take while the sibling works; 0: cores have no siblings
   * @param governor how deep they sleep; left out: no deeper than what every wake-up takes
   */
  constructor(
    kernel: Kernel,
    cores: number,
    next: Int32Array,
    traveller: Traveller,
    ledger: CoreLedger,
    switching: Nanos,
    shared: Nanos = 0,
    governor?: Governor,
  ) {
    super(kernel, cores, traveller, ledger, switching, shared, governor)
    this.next = next
    this.interruptNanos = new Uint32Array(next.length)
  }

  /** A token's work in the interrupt context of a core. Returns the vCPU thread that it stopped, if any. */
  interrupt(index: number, token: number, nanos: Nanos, exit: Nanos): Thread | undefined {
    const core = this.cores[index]
    this.interruptNanos[token] = nanos
    if (core.interrupt !== NONE || (core.current === undefined && this.rouses(core))) {
      core.queueInterrupt(token, this.next)
      this.traveller.paused(token, TAKEN_BY_HOST)
      return undefined
    }
    const stopped = core.current
    // What follows at once in the same context finds it stopped already.
    const ran = stopped !== undefined && this.ticks(core)
    if (ran) {
      this.pause(core)
      this.stops(stopped, TAKEN_BY_HOST)
    } else if (stopped === undefined && core.poller !== undefined) this.poll(core)
    core.interrupt = token
    core.since = this.kernel.now
    const leaves = ran && stopped.guest
    core.leaving = leaves ? this.stretched(core, exit) : 0
    this.starts(core, this.stretched(core, nanos + (leaves ? exit : 0)))
    if (stopped === undefined) this.tellSibling(core)
    return leaves ? stopped : undefined
  }

  /** A core is awake: it takes the interrupts that woke it, or runs who did. */
  private awake(core: Core): void {
    core.interrupt = NONE
    core.since = this.kernel.now
    if (!this.nextInterrupt(core)) this.pick(core)
    else this.tellSibling(core)
  }

  /** The one that waits longest begins; false: none waits. */
  private nextInterrupt(core: Core): boolean {
    const following = core.interruptFirst
    if (following === NONE) return false
    core.interruptFirst = this.next[following]
    core.interrupt = following
    this.starts(core, this.stretched(core, this.interruptNanos[following]))
    this.traveller.served(following)
    return true
  }

  protected interruptOver(core: Core): void {
    if (core.interrupt === ROUSING) {
      this.awake(core)
      return
    }
    const token = core.interrupt
    this.booksInterrupt(core)
    core.interrupt = NONE
    core.since = this.kernel.now
    if (!this.nextInterrupt(core) && core.current === undefined) this.tellSibling(core)
    this.traveller.advance(token)
    if (core.interrupt !== NONE) return
    if (core.current === undefined) {
      this.pick(core)
      return
    }
    // The advance may have started another thread here already; only a paused one needs its clock again.
    if (core.alarm !== 0) return
    if (this.divert(core, core.current) || (core.current.spin === FOR_WORK && core.current.queued)) {
      this.serve(core, core.current)
      return
    }
    this.goesOn(core.current)
    this.slice(core)
    this.giveWay(core)
  }
}
