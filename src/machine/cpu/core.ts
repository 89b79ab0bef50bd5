/** One core: what runs, what is ready, interrupts that wait, its clock, and its books. */
import { CORE_KINDS } from '../record/run.ts'
import { type Nanos, NONE } from '../units.ts'
import type { Thread } from './thread.ts'

/** In place of a token in its interrupt context: the core is on its way out of an idle state. */
export const ROUSING = -2

export class Core {
  readonly index: number
  /** What it did so far, by CORE_KINDS, and how much of that its ledger knows. Nanoseconds. */
  readonly nanos = new Float64Array(CORE_KINDS.length)
  readonly told = new Float64Array(CORE_KINDS.length)
  /** The slice of the ledger that it is in, and when that ends. */
  slice = 0
  until: Nanos
  /** The event at which its clock runs out; 0: it stands still. */
  alarm = 0
  current: Thread | undefined
  /** The current one, or the one that ran here last. */
  last: Thread | undefined
  readonly ready: Thread[] = []
  /** In interrupt context: this token; the current thread is paused. ROUSING: nobody is, and it wakes. */
  interrupt = NONE
  interruptFirst = NONE
  interruptLast = NONE
  since: Nanos = 0
  /** Of the interrupt under way: how long its guest's exit takes first. */
  leaving: Nanos = 0
  /** Its sibling works: it has gone slower since then. */
  slow = false
  /** Nothing runs here: what the thread that ran here last had run by then, where newcomers begin. */
  ran = 0
  /** Threads that somebody is waking here. */
  awaited = 0
  /** Its halted vCPU is still polled for, and booked up to `since`. */
  poller: Thread | undefined

  /** @param slice how long a slice of its ledger is */
  constructor(index: number, slice: Nanos) {
    this.index = index
    this.until = slice
  }

  /** Its thread leaves it, with its clock at a standstill. */
  empties(): void {
    this.ran = (this.current as Thread).ran
    this.current = undefined
  }

  /** An interrupt waits until the one before it is over. @param next one link for each token */
  queueInterrupt(token: number, next: Int32Array): void {
    next[token] = NONE
    if (this.interruptFirst === NONE) this.interruptFirst = token
    else next[this.interruptLast] = token
    this.interruptLast = token
  }

  /** Takes out this ready thread. */
  take(thread: Thread): void {
    this.takeAt(this.ready.indexOf(thread))
  }

  /** Takes out the ready thread that has run least, the first of equals. @param floats only one that may use any core */
  takeLeast(floats = false): Thread | undefined {
    const { ready } = this
    let best = -1
    for (let index = 0; index < ready.length; index++)
      if ((!floats || ready[index].pin < 0) && (best < 0 || ready[index].ran < ready[best].ran)) best = index
    return best < 0 ? undefined : this.takeAt(best)
  }

  /** The others move up. Not by splice: that leaves a list behind each time. */
  private takeAt(index: number): Thread {
    const { ready } = this
    const thread = ready[index]
    for (let at = index + 1; at < ready.length; at++) ready[at - 1] = ready[at]
    ready.pop()
    return thread
  }
}
