/**
 * The host's page cache: which pages of which file are in memory, least recently used goes first. A file that is read in
 * order is read ahead: whoever misses a page fetches the whole stretch of 64 KiB that it lies in.
 *
 * Not modelled: read-ahead that grows, separate active and inactive lists, dirty limits that stop a writer.
 */
import type { Workload } from '../host/host.ts'
import { KIB, PAGE } from '../units.ts'
import { Recent } from './recent.ts'

const READ_AHEAD = 64 * KIB

/** Bytes that a miss of this workload fetches at least, and whose multiples it begins and ends at. */
export function readAhead(workload: Pick<Workload, 'op' | 'pattern'>): number {
  return workload.op === 'read' && workload.pattern === 'sequential' ? READ_AHEAD : PAGE
}

export class PageCache {
  private readonly pages: Recent

  /** @param bytes room for file pages */
  constructor(bytes: number) {
    this.pages = new Recent(Math.floor(bytes / PAGE))
  }

  /**
   * Asks for a range of one file and keeps it. 0: all of it was there; 1: a piece has to be fetched, and comes with the
   * whole stretches of `ahead` bytes that it lies in.
   */
  touch(file: number, offset: number, bytes: number, ahead: number): 0 | 1 {
    const first = Math.floor(offset / PAGE)
    const last = Math.floor((offset + bytes - 1) / PAGE)
    let missing: 0 | 1 = 0
    for (let page = first; page <= last; page++) if (!this.pages.touch(file * 2 ** 40 + page)) missing = 1
    if (missing === 0 || ahead === PAGE) return missing
    const stretch = ahead / PAGE
    const end = (Math.floor(last / stretch) + 1) * stretch
    for (let page = Math.floor(first / stretch) * stretch; page < end; page++)
      if (page < first || page > last) this.pages.touch(file * 2 ** 40 + page)
    return 1
  }
}
