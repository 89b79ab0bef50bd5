/**
 * Where a guest's I/O buffers lie in its memory: request after request, page after page. A network card that its guest drives
 * itself receives into buffers that were posted before, one for each place in its rings: it goes round through all of them.
 */
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
  /** A power of two, about the root of `pages`; 0: one stride will do. */
  private readonly fold: number

  /**
   * @param posted buffers that wait in the rings of a card for what it receives; 0: a driver takes one for each request
   * @param named where the memory begins, by the addresses that its driver uses
   */
  constructor(guest: Guest, workload: Workload, posted = 0, named = 0) {
    this.base = (bufferBase(guest) + named) as Gpa
    this.perRequest = Math.ceil(new Kinds(workload).largest / PAGE)
    const used = powerOfTwo(Math.max(PAGES, this.perRequest * workload.depth))
    const waiting = Math.min(powerOfTwo(this.perRequest * posted), roomAbove(guest, bufferBase(guest)))
    this.pages = Math.max(used, waiting)
    this.step = workload.contiguous ? 1 : SCATTER % this.pages
    this.fold = waiting > used && !workload.contiguous ? rootOf(waiting) : 0
  }

  /** Guest-physical address of a page of a request's buffer, both counted from 0. */
  at(ordinal: number, page: number): Gpa {
    return (this.pageAt(ordinal, page) * PAGE) as Gpa
  }

  /** … and its number. */
  pageAt(ordinal: number, page: number): number {
    const index = (ordinal * this.perRequest + page) % this.pages
    return this.base / PAGE + this.scattered(index)
  }

  /**
   * Another place for each index, as pages of a system lie that has run for a while. Over much memory one stride would come
   * back to the same large page too soon: between two of them the upper half of the bits is folded into the lower.
   */
  private scattered(index: number): number {
    const once = (index * this.step) % this.pages
    if (this.fold === 0) return once
    const folded = once ^ Math.floor(once / this.fold)
    return (folded * this.step) % this.pages
  }
}

/** Pages of memory above the first buffer: the largest power of two of them. */
function roomAbove({ memory, balloon }: Guest, base: Gpa): number {
  return powerOfTwo((memory - balloon - base) / PAGE / 2 + 1)
}

function powerOfTwo(least: number): number {
  let size = 1
  while (size < least) size *= 2
  return size
}

/** Of a power of two; of an odd one the next larger power. */
function rootOf(pages: number): number {
  let root = 1
  while (root * root < pages) root *= 2
  return root
}
