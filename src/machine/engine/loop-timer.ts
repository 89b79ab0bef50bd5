/**
 * Timers of a VMM's main loop, as QEMU's: the loop looks at them whenever it has run, whatever woke it. Several that are due
 * by then go on together. Where nothing else wakes it, it sleeps too long: for whole milliseconds (timers of its block
 * layer), or until the kernel's slack is over (timers of its own).
 *
 * Not modelled: the moment that the loop is awake when a new timer becomes its first.
 */
import { type Kernel, Timers } from '../../sim/kernel.ts'
import type { Thread } from '../cpu/thread.ts'
import { type Nanos, NONE } from '../units.ts'

export class LoopTimer {
  private readonly kernel: Kernel
  private readonly thread: Thread
  /** So long does it really sleep for a timer that is due in so long. */
  private readonly sleep: (nanos: Nanos) => Nanos
  private readonly advance: (token: number) => void
  private readonly next: Int32Array
  private readonly due: Float64Array
  private readonly alarm: Timers
  private first = NONE

  /** @param next one link for each token: it stands in at most one queue */
  constructor(
    kernel: Kernel,
    thread: Thread,
    sleep: (nanos: Nanos) => Nanos,
    next: Int32Array,
    advance: (token: number) => void,
  ) {
    this.kernel = kernel
    this.thread = thread
    this.sleep = sleep
    this.next = next
    this.due = new Float64Array(next.length)
    this.advance = advance
    this.alarm = new Timers(kernel, 1, () => this.looks())
    thread.timers.push(this)
  }

  get idle(): boolean {
    return this.first === NONE
  }

  /** The token goes on when the loop looks for the first time after so long. It never waits for others. */
  accept(token: number, nanos: Nanos): boolean {
    const due = this.kernel.now + nanos
    this.due[token] = due
    let before = NONE
    let after = this.first
    while (after !== NONE && this.due[after] <= due) {
      before = after
      after = this.next[after]
    }
    this.next[token] = after
    if (before === NONE) this.first = token
    else this.next[before] = token
    // A loop that runs looks before it sleeps.
    if (before === NONE && this.thread.asleep) this.sleeps()
    return false
  }

  /** The loop falls asleep: until when, at the latest? */
  sleeps(): void {
    if (this.first === NONE) return
    const left = this.due[this.first] - this.kernel.now
    this.alarm.start(0, left <= 0 ? 0 : this.sleep(left))
  }

  /** All that is due goes on. */
  looks(): void {
    this.alarm.cancel(0)
    while (this.first !== NONE && this.due[this.first] <= this.kernel.now) {
      const token = this.first
      this.first = this.next[token]
      this.advance(token)
    }
    if (this.first !== NONE && this.thread.asleep) this.sleeps()
  }
}
