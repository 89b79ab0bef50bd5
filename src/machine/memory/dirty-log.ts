/**
 * Which pages of a guest were written since they were last sent: KVM's dirty log of a guest that moves. While it is kept, pages
 * that are clean are write-protected: the guest's first write of each faults. What a device's model writes for it is marked
 * by the model itself.
 *
 * Not modelled: lists that the processor keeps (page-modification logging), huge pages that are broken up for it.
 */
import { PAGE } from '../units.ts'

export class DirtyLog {
  private readonly pages: Uint8Array
  private kept = false
  /** Pages that are dirty. */
  count = 0

  /** @param bytes of the guest's memory */
  constructor(bytes: number) {
    this.pages = new Uint8Array(Math.ceil(bytes / PAGE))
  }

  /** From now on, or from now on no more; all pages are clean then. */
  keep(kept: boolean): void {
    this.kept = kept
    this.sweep()
  }

  /** The page of this address is written. 1: it was clean until now. */
  touch(address: number): 0 | 1 {
    const page = Math.floor(address / PAGE)
    if (!this.kept || page >= this.pages.length || this.pages[page] === 1) return 0
    this.pages[page] = 1
    this.count++
    return 1
  }

  /** All pages are clean again. How many were not. */
  sweep(): number {
    const { count } = this
    if (count > 0) this.pages.fill(0)
    this.count = 0
    return count
  }
}
