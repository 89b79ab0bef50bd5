/**
 * The host's page cache: which pages of which file are in memory, least recently used goes first. A file that is read in
 * order is read ahead: whoever misses a page fetches the whole stretch of 64 KiB that it lies in. What is written lies here
 * dirty until it is written back: once more than a share of the cache is dirty, once it is old, or once somebody asks
 * (fsync); beyond a larger share writers wait. A dirty page does not leave.
 *
 * Not modelled: read-ahead that grows, separate active and inactive lists, limits by device, reading the rest of a page of
 * which a part is written.
 */
import type { Host } from '../host/host.ts'
import { KIB, NONE, PAGE } from '../units.ts'
import type { Dirty } from './dirty.ts'
import { Recent } from './recent.ts'

const READ_AHEAD = 64 * KIB

/** Bytes that a read that misses fetches at least, and whose multiples it begins and ends at. */
export function readAhead(sequential: boolean): number {
  return sequential ? READ_AHEAD : PAGE
}

export class PageCache {
  private readonly pages: Recent
  /** Dirty bytes beyond which write-backs begin, and beyond which writers wait. */
  readonly background: number
  readonly limit: number
  /** Nanoseconds after which what is dirty is written back. */
  readonly expire: number
  /** Bytes that are dirty, being written back, or about to become dirty. */
  dirty = 0
  /** Bytes of those that no write-back has taken. */
  queued = 0
  /** Writers that wait for room; the first and the last of them. */
  private first = NONE
  private last = NONE

  constructor(host: Pick<Host, 'pageCache' | 'dirty'>) {
    this.pages = new Recent(Math.floor(host.pageCache / PAGE))
    this.background = Math.floor((host.pageCache * host.dirty.background) / 100)
    this.limit = Math.floor((host.pageCache * host.dirty.limit) / 100)
    this.expire = host.dirty.expire
  }

  /**
   * Asks for a range of one file and keeps it. 0: all of it was there; 1: a piece has to be fetched, and comes with the
   * whole stretches of `ahead` bytes that it lies in.
   */
  touch(file: number, offset: number, bytes: number, ahead: number): 0 | 1 {
    const first = Math.floor(offset / PAGE)
    const last = Math.floor((offset + bytes - 1) / PAGE)
    let missing: 0 | 1 = 0
    for (let page = first; page <= last; page++) if (!this.pages.touch(page, file)) missing = 1
    if (missing === 0 || ahead === PAGE) return missing
    const stretch = ahead / PAGE
    const end = (Math.floor(last / stretch) + 1) * stretch
    for (let page = Math.floor(first / stretch) * stretch; page < end; page++)
      if (page < first || page > last) this.pages.touch(page, file)
    return 1
  }

  get throttled(): boolean {
    return this.first !== NONE
  }

  /** Room for bytes that become dirty, which are counted from now on. One writer has it in any case: else none ever would. */
  admits(bytes: number): boolean {
    if (this.first !== NONE || (this.dirty > 0 && this.dirty + bytes > this.limit)) return false
    this.dirty += bytes
    return true
  }

  /** @param next one link for each token: it stands in at most one queue */
  throttle(token: number, next: Int32Array): void {
    next[token] = NONE
    if (this.first === NONE) this.first = token
    else next[this.last] = token
    this.last = token
  }

  /** The writer that has waited longest, if there is room for its bytes by now; -1: none. */
  admitsFirst(next: Int32Array, bytesOf: (token: number) => number): number {
    const token = this.first
    if (token === NONE) return NONE
    const bytes = bytesOf(token)
    if (this.dirty > 0 && this.dirty + bytes > this.limit) return NONE
    this.first = next[token]
    this.dirty += bytes
    return token
  }

  /** Bytes that were admitted are dirty. The number of their stretch: a new one, or one that waits there already. */
  soil(file: number, stretches: Dirty, offset: number, bytes: number, now: number): number {
    const first = Math.floor(offset / PAGE)
    const known = this.pages.markOf(first, file) - 1
    if (known >= 0 && stretches.holds(known, offset, bytes)) {
      this.dirty -= bytes
      return known
    }
    const stretch = stretches.add(offset, bytes, now)
    this.queued += bytes
    const last = Math.floor((offset + bytes - 1) / PAGE)
    for (let page = first; page <= last; page++) this.pages.mark(page, stretch + 1, file)
    return stretch
  }

  /** Whether a file's dirty pages are to be written now. @param sync stretches that somebody waits for */
  writes(stretches: Dirty, sync: number, now: number): boolean {
    if (!stretches.waiting) return false
    return (
      this.queued > this.background ||
      this.throttled ||
      stretches.isWaiting(sync) ||
      now - stretches.oldest >= this.expire
    )
  }

  /** A write-back begins; its slot. */
  takes(stretches: Dirty): number {
    const slot = stretches.take()
    this.queued -= stretches.bytesOf[slot]
    return slot
  }

  /** A write-back has ended: its pages are clean, but for what was written there meanwhile. */
  clean(file: number, stretches: Dirty, slot: number): void {
    const bytes = stretches.bytesOf[slot]
    const offset = stretches.offsetOf[slot]
    const last = Math.floor((offset + bytes - 1) / PAGE)
    for (let page = Math.floor(offset / PAGE); page <= last; page++) {
      const stretch = this.pages.markOf(page, file) - 1
      if (stretch >= stretches.firstOf[slot] && stretch <= stretches.lastOf[slot])
        this.pages.mark(page, 0, file)
    }
    this.dirty -= bytes
    stretches.written(slot)
  }
}
