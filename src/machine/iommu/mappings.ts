/**
 * Mappings that a driver makes for each request and takes back after it (the kernel's DMA API): a piece of I/O address
 * space for each command under way, an entry of the page table for each of its pages, and what becomes of the IOTLB when
 * they are taken back.
 *
 * strict: the unit forgets the pages before the driver goes on. lazy: the entries are gone from the table, and the unit
 * may remember them until one invalidation of the whole domain; until then their addresses are not used again.
 * bounce: the pieces stay mapped, each to a buffer of its own, and the data are copied.
 */
import { PAGE } from '../units.ts'
import type { Iotlb } from './iotlb.ts'

const NOTHING = -1

export interface MappingPlan {
  readonly mode: 'strict' | 'lazy' | 'caching'
  readonly bounce: boolean
  /** Pages of the largest command. */
  readonly pages: number
  /** Commands under way at most. */
  readonly commands: number
  /** Mappings that may wait on one CPU; then everything is invalidated. */
  readonly most: number
  /** CPUs that count their waiting mappings each by itself; 1: together. */
  readonly queues: number
}

export class Mappings {
  readonly plan: MappingPlan
  /** Pages that were mapped at most at once: they could not move. Those that wait for an invalidation count. */
  mappedAtMost = 0
  private mapped = 0
  private deferredPages = 0
  /** Mappings that wait for an invalidation. */
  waiting = 0
  private readonly iotlb: Iotlb
  readonly domain: number
  /** What the device remembers itself, and has to be told to forget as well. */
  private readonly own: Iotlb | undefined
  /** The page table: guest page number + 1 of each page of I/O address space; 0: not mapped. */
  private readonly table: Int32Array
  /** What each page was mapped to last: what a unit that was told nothing still remembers. */
  private readonly last: Int32Array
  /** Free pieces, the last given back is the next to be used. */
  private readonly free: Int32Array
  private left: number
  /** Pieces whose addresses wait for the invalidation. */
  private readonly deferred: Int32Array
  private deferredCount = 0
  private taken = NOTHING
  private readonly counts: Int32Array

  constructor(plan: MappingPlan, iotlb: Iotlb, domain: number, own?: Iotlb) {
    this.plan = plan
    this.iotlb = iotlb
    this.domain = domain
    this.own = own
    const pieces = plan.commands + (plan.mode === 'lazy' ? plan.most * plan.queues : 0) + 1
    this.table = new Int32Array(pieces * plan.pages)
    this.last = new Int32Array(pieces * plan.pages)
    this.free = Int32Array.from({ length: pieces }, (_, index) => pieces - 1 - index)
    this.left = pieces
    this.deferred = new Int32Array(pieces)
    this.counts = new Int32Array(plan.queues)
  }

  /** Who has to be told to forget a mapping: the unit, and a device that remembers it itself. */
  get told(): 1 | 2 {
    return this.own === undefined ? 1 : 2
  }

  /** A piece of I/O address space for one command; its pages are entered with `enter`. */
  take(): number {
    if (this.left === 0) throw new Error('more mappings than there is room for')
    this.taken = this.free[--this.left]
    return this.taken
  }

  /** Maps one page of a piece. */
  enter(piece: number, page: number, guestPage: number): void {
    const at = piece * this.plan.pages + page
    if (this.table[at] === 0 && ++this.mapped > this.mappedAtMost) this.mappedAtMost = this.mapped
    this.table[at] = guestPage + 1
    this.last[at] = guestPage + 1
  }

  /** I/O address of a page of a piece. */
  iova(piece: number, page: number): number {
    return this.number(piece, page) * PAGE
  }

  /** … and the number of that page. */
  number(piece: number, page: number): number {
    return piece * this.plan.pages + page
  }

  /** Guest page behind a page of I/O address space; -1: none. */
  behind(number: number): number {
    const entry = this.table[number]
    return entry === undefined || entry === 0 ? NOTHING : entry - 1
  }

  /** Guest page behind an I/O address; -1: none. */
  pageAt(iova: number): number {
    return this.behind(Math.floor(iova / PAGE))
  }

  /** Guest page that the unit, or the device, still remembers behind an I/O address, though the table has it no more; -1: none. */
  staleAt(iova: number): number {
    const number = Math.floor(iova / PAGE)
    const entry = this.last[number]
    if (entry === undefined || entry === 0 || this.table[number] !== 0) return NOTHING
    return this.iotlb.holds(this.domain, number) || this.own?.holds(this.domain, number) === true
      ? entry - 1
      : NOTHING
  }

  /**
   * Takes a piece back. 1: everything has to be invalidated now; 0: nothing more is to be done.
   * @param mappings how many entries of the queue it takes, `queue` the CPU that does it
   */
  giveBack(piece: number, pages: number, mappings: number, queue: number): 0 | 1 {
    const first = piece * this.plan.pages
    if (!this.plan.bounce) this.table.fill(0, first, first + pages)
    if (this.plan.bounce || this.plan.mode !== 'lazy') {
      if (!this.plan.bounce) {
        this.mapped -= pages
        for (let page = first; page < first + pages; page++) {
          this.iotlb.forget(this.domain, page)
          this.own?.forget(this.domain, page)
        }
      }
      this.free[this.left++] = piece
      return 0
    }
    this.deferred[this.deferredCount++] = piece
    this.deferredPages += pages
    this.waiting += mappings
    const count = queue % this.counts.length
    this.counts[count] += mappings
    if (this.counts[count] < this.plan.most) return 0
    this.flush()
    return 1
  }

  /** The piece that was given back last and that nobody has taken since; -1: none. */
  lastGivenBack(): number {
    const piece = this.deferredCount > 0 ? this.deferred[this.deferredCount - 1] : this.free[this.left - 1]
    return this.left === 0 || this.last[piece * this.plan.pages] === 0 ? NOTHING : piece
  }

  /** The piece that was taken last, while it is in use; -1: it is not. */
  lastTaken(): number {
    const piece = this.taken
    return piece >= 0 && this.inUse(piece) ? piece : NOTHING
  }

  private inUse(piece: number): boolean {
    for (let index = 0; index < this.left; index++) if (this.free[index] === piece) return false
    for (let index = 0; index < this.deferredCount; index++) if (this.deferred[index] === piece) return false
    return true
  }

  /** The unit forgets the whole domain; waiting addresses may be used again. */
  flush(): void {
    this.iotlb.forgetDomain(this.domain)
    this.own?.forgetDomain(this.domain)
    for (let index = 0; index < this.deferredCount; index++) this.free[this.left++] = this.deferred[index]
    this.deferredCount = 0
    this.mapped -= this.deferredPages
    this.deferredPages = 0
    this.waiting = 0
    this.counts.fill(0)
  }
}
