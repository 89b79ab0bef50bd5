/**
 * What one file has in the page cache and not yet on its device: stretches in the order in which they became dirty. A
 * write-back takes the oldest, and what follows it on disk, up to 256 KiB.
 */
import { KIB, NONE } from '../units.ts'

/** Neighbours are written together up to so many bytes. */
const MERGED = 256 * KIB
const FIRST_ROOM = 64

export class Dirty {
  /** Stretches that ever became dirty. A stretch's number is its place in this row. */
  stretches = 0
  /** The oldest that no write-back has taken. */
  private first = 0
  private offsets = new Float64Array(FIRST_ROOM)
  private bytes = new Int32Array(FIRST_ROOM)
  private since = new Float64Array(FIRST_ROOM)
  /** By write-back under way: its place in the file, its bytes, its first stretch (-1: none is under way) and its last. */
  readonly offsetOf: Float64Array
  readonly bytesOf: Int32Array
  readonly firstOf: Int32Array
  readonly lastOf: Int32Array

  /** @param underway write-backs at once */
  constructor(underway: number) {
    this.offsetOf = new Float64Array(underway)
    this.bytesOf = new Int32Array(underway)
    this.firstOf = new Int32Array(underway).fill(NONE)
    this.lastOf = new Int32Array(underway)
  }

  get waiting(): boolean {
    return this.first < this.stretches
  }

  /** When the oldest stretch that waits became dirty; only where one does. */
  get oldest(): number {
    return this.since[this.first % this.since.length]
  }

  /** Whether this stretch still waits, begins there and is at least so long: then a write of the same place needs no other. */
  holds(stretch: number, offset: number, bytes: number): boolean {
    if (stretch < this.first || stretch >= this.stretches) return false
    const at = stretch % this.offsets.length
    return this.offsets[at] === offset && this.bytes[at] >= bytes
  }

  /** A stretch becomes dirty; its number. */
  add(offset: number, bytes: number, now: number): number {
    if (this.stretches - this.first === this.offsets.length) this.grow()
    const at = this.stretches % this.offsets.length
    this.offsets[at] = offset
    this.bytes[at] = bytes
    this.since[at] = now
    return this.stretches++
  }

  /** A write-back takes what is oldest, with its neighbours. Its slot; ask only where something waits and a slot is free. */
  take(): number {
    const slot = this.firstOf.indexOf(NONE)
    const room = this.bytes.length
    let bytes = 0
    let end = this.offsets[this.first % room]
    this.offsetOf[slot] = end
    this.firstOf[slot] = this.first
    while (this.first < this.stretches) {
      const at = this.first % room
      if (bytes > 0 && (this.offsets[at] !== end || bytes + this.bytes[at] > MERGED)) break
      bytes += this.bytes[at]
      end = this.offsets[at] + this.bytes[at]
      this.first++
    }
    this.lastOf[slot] = this.first - 1
    this.bytesOf[slot] = bytes
    return slot
  }

  written(slot: number): void {
    this.firstOf[slot] = NONE
  }

  /** Whether every stretch before this one has been written back. */
  isWritten(stretch: number): boolean {
    if (this.first < stretch) return false
    for (const first of this.firstOf) if (first >= 0 && first < stretch) return false
    return true
  }

  /** Whether a stretch before this one waits to be taken. */
  isWaiting(stretch: number): boolean {
    return this.first < stretch
  }

  private grow(): void {
    const old = { offsets: this.offsets, bytes: this.bytes, since: this.since }
    const room = old.bytes.length
    this.offsets = new Float64Array(2 * room)
    this.bytes = new Int32Array(2 * room)
    this.since = new Float64Array(2 * room)
    for (let stretch = this.first; stretch < this.stretches; stretch++) {
      const [from, to] = [stretch % room, stretch % (2 * room)]
      this.offsets[to] = old.offsets[from]
      this.bytes[to] = old.bytes[from]
      this.since[to] = old.since[from]
    }
  }
}
