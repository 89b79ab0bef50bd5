/**
 * Timers that can be cancelled: one for each slot of their owner. A cancelled timer's event stays in the wheel and does nothing: each start
 * gets a number of its own (its generation), which is not used again before its event has come, and only a slot's latest number counts.
 */
import type { Actor, Kernel } from './kernel.ts'

const LARGEST_ARGUMENT = 0xffff

export class Timers implements Actor {
  private readonly kernel: Kernel
  private readonly number: number
  private readonly onFire: (slot: number) => void
  /** The number of each slot's latest start, or -1. */
  private readonly latest: Int32Array
  /** The slot of each number in use; of the others, the next free number. */
  private starts = new Int32Array(0)
  private free = -1

  constructor(kernel: Kernel, slots: number, onFire: (slot: number) => void) {
    this.kernel = kernel
    this.onFire = onFire
    this.latest = new Int32Array(slots).fill(-1)
    this.number = kernel.register(this)
  }

  /** Calls `onFire(slot)` in `delay` nanoseconds. A slot that is already pending starts anew. */
  start(slot: number, delay: number): void {
    this.check(slot)
    if (this.free < 0) this.grow()
    const start = this.free
    this.kernel.schedule(delay, this.number, start)
    this.free = this.starts[start]
    this.starts[start] = slot
    this.latest[slot] = start
  }

  /** No harm if nothing is pending. */
  cancel(slot: number): void {
    this.check(slot)
    this.latest[slot] = -1
  }

  pending(slot: number): boolean {
    this.check(slot)
    return this.latest[slot] >= 0
  }

  fire(start: number): void {
    const slot = this.starts[start]
    this.starts[start] = this.free
    this.free = start
    if (this.latest[slot] !== start) return
    this.latest[slot] = -1
    this.onFire(slot)
  }

  private check(slot: number): void {
    if ((slot | 0) !== slot || slot < 0 || slot >= this.latest.length)
      throw new RangeError(`no timer ${slot}`)
  }

  private grow(): void {
    const old = this.starts
    const size = Math.max(64, 2 * old.length)
    if (size > LARGEST_ARGUMENT + 1)
      throw new RangeError(`more than ${LARGEST_ARGUMENT + 1} timers, cancelled ones counted`)
    this.starts = new Int32Array(size)
    this.starts.set(old)
    for (let start = old.length; start < size; start++) this.starts[start] = start + 1
    this.starts[size - 1] = -1
    this.free = old.length
  }
}
