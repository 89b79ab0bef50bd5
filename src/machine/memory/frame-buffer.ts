/** Which pages of a frame buffer changed since the screen was last drawn: KVM's dirty log of one slot. */
import { PAGE } from '../units.ts'

export class FrameBuffer {
  private readonly dirty: Uint8Array

  /** @param bytes of the part that is drawn into */
  constructor(bytes: number) {
    this.dirty = new Uint8Array(Math.max(1, Math.ceil(bytes / PAGE)))
  }

  /** These bytes are written. Pages that were clean until now. */
  touch(offset: number, bytes: number): number {
    const pages = this.dirty.length
    const first = Math.floor(offset / PAGE)
    const last = Math.floor((offset + bytes - 1) / PAGE)
    let fresh = 0
    for (let page = first; page <= last; page++) {
      if (this.dirty[page % pages] === 1) continue
      this.dirty[page % pages] = 1
      fresh++
    }
    return fresh
  }

  /** The screen is drawn anew: all pages are clean. How many were not. */
  sweep(): number {
    let count = 0
    for (const page of this.dirty) count += page
    this.dirty.fill(0)
    return count
  }
}
