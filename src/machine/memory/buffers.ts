/** Where a guest's I/O buffers lie in its memory: request after request, page after page. */
import type { Guest, Workload } from '../host/host.ts'
import { Kinds } from '../path/kinds.ts'
import { type Gpa, PAGE } from '../units.ts'
import { bufferBase } from './memory.ts'

/** Odd, so that it visits every page of a pool whose size is a power of two. */
const SCATTER = 2_654_435_761
/** Buffers of one flow move about in so many pages (a power of two, 4 MiB), or in as many as its requests need. */
const PAGES = 1024

export class Buffers {
  private readonly base: Gpa
  private readonly pages: number
  private readonly step: number
  private readonly perRequest: number

  constructor(guest: Guest, workload: Workload) {
    this.base = bufferBase(guest)
    this.perRequest = Math.ceil(new Kinds(workload).largest / PAGE)
    this.pages = powerOfTwo(Math.max(PAGES, this.perRequest * workload.depth))
    this.step = workload.contiguous ? 1 : SCATTER % this.pages
  }

  /** Guest-physical address of a page of a request's buffer, both counted from 0. */
  at(ordinal: number, page: number): Gpa {
    return (this.pageAt(ordinal, page) * PAGE) as Gpa
  }

  /** … and its number. */
  pageAt(ordinal: number, page: number): number {
    const index = (ordinal * this.perRequest + page) % this.pages
    return this.base / PAGE + ((index * this.step) % this.pages)
  }
}

function powerOfTwo(least: number): number {
  let size = 1
  while (size < least) size *= 2
  return size
}
