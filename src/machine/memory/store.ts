/**
 * Where a real device keeps what it has taken: in its medium, or in a buffer of its own memory that it empties one write
 * after the other. A buffer answers sooner; with the power it loses what is not in the medium yet, unless a battery or
 * capacitors keep it. A flush waits until the medium has all that came before.
 *
 * When each write will be in the medium follows from those before it, so it is known as soon as it is taken: no events.
 *
 * Not modelled: reordering by the device (a disk sorts what waits; its time for one is that of a deep queue), wear.
 */
import { type DeviceCard, type StoreCard, settleNanos, storeOf, writeCacheOf } from '../hardware/devices.ts'
import type { Device, WriteCache } from '../host/host.ts'
import { PAGE } from '../units.ts'
import { Recent } from './recent.ts'

const FIRST_ROOM = 64

export class Store {
  readonly cache: WriteCache
  private readonly card: StoreCard
  /** When all that was taken so far is in the medium. */
  private settledAt = 0
  /** The last writes that were taken, as a ring: those whose bytes fill the buffer. */
  private bytes = new Int32Array(FIRST_ROOM)
  private times = new Float64Array(FIRST_ROOM)
  private first = 0
  private end = 0
  private buffered = 0
  private readonly blocks: Recent
  /** When the write that was taken last is safe from a power cut. */
  safeAt = 0

  constructor(device: Device, card: DeviceCard) {
    this.card = storeOf(card)
    this.cache = writeCacheOf(device, card)
    this.blocks = new Recent(Math.floor(this.card.blocks / PAGE))
  }

  /** It has a cache of its own. */
  get remembers(): boolean {
    return this.card.blocks > 0
  }

  /** 1 where the device's own cache lacks some of a range of one file, which it then has. */
  lacks(file: number, offset: number, bytes: number): 0 | 1 {
    let missing: 0 | 1 = 0
    const last = Math.floor((offset + bytes - 1) / PAGE)
    for (let page = Math.floor(offset / PAGE); page <= last; page++)
      if (!this.blocks.touch(page, file)) missing = 1
    return missing
  }

  /** A write has been taken. Nanoseconds that it still waits for room in the buffer. */
  takes(bytes: number, sequential: boolean, now: number): number {
    if (this.cache === 'none') {
      this.safeAt = now
      return 0
    }
    if (this.end - this.first === this.bytes.length) this.grow()
    const at = this.end++ % this.bytes.length
    this.bytes[at] = bytes
    this.buffered += bytes
    let room = now
    while (this.buffered > this.card.buffer && this.end - this.first > 1) {
      const oldest = this.first++ % this.bytes.length
      this.buffered -= this.bytes[oldest]
      room = Math.max(room, this.times[oldest])
    }
    this.settledAt = Math.max(this.settledAt, room) + settleNanos(this.card, bytes, sequential)
    this.times[at] = this.settledAt
    this.safeAt = this.cache === 'protected' ? room : this.settledAt + this.card.program
    return Math.ceil(room - now)
  }

  /** Nanoseconds until a flush may be answered: all that was taken is in the medium. Who need not keep it, or lies, answers at once. */
  settles(now: number): number {
    return this.cache === 'volatile'
      ? Math.max(0, Math.ceil(this.settledAt + (this.settledAt > 0 ? this.card.program : 0) - now))
      : 0
  }

  private grow(): void {
    const { bytes, times } = this
    const room = bytes.length
    this.bytes = new Int32Array(2 * room)
    this.times = new Float64Array(2 * room)
    for (let entry = this.first; entry < this.end; entry++) {
      this.bytes[entry % (2 * room)] = bytes[entry % room]
      this.times[entry % (2 * room)] = times[entry % room]
    }
  }
}
