/**
 * Mappings that a driver makes for each request and takes back after it (the kernel's DMA API): a piece of I/O address
 * space for each command under way, an entry of the page table for each of its pages, and what becomes of the IOTLB when
 * they are taken back.
 *
 * strict: the unit forgets the pages before the driver goes on. lazy: the entries are gone from the table, and the unit
 * may remember them until one invalidation of the whole domain; until then their addresses are not used again.
 * optimistic (Amit et al., USENIX ATC 2011): what is taken back stays mapped for a while; a driver that asks for the same buffer
 * again finds it mapped. Only what nobody asked for within 10 ms is taken out of the table, all of it by one invalidation.
 * bounce: the pieces stay mapped, each to a buffer of its own, and the data are copied.
 */
import { ALL_FORGOTTEN, FORGOTTEN, MAPPED, type MappingLog, TAKEN_BACK } from '../record/mapping-log.ts'
import { PAGE } from '../units.ts'
import type { Iotlb } from './iotlb.ts'

const NOTHING = -1
/** An optimistic driver leaves a mapping for so long. Nanoseconds. */
const LEFT_FOR = 10_000_000

export interface MappingPlan {
  readonly mode: 'strict' | 'lazy' | 'caching' | 'optimistic'
  readonly bounce: boolean
  /** Pages of the largest command. */
  readonly pages: number
  /** Commands under way at most. */
  readonly commands: number
  /** Mappings that may wait on one CPU; then everything is invalidated. */
  readonly most: number
  /** CPUs that count their waiting mappings each by itself; 1: together. */
  readonly queues: number
  /** optimistic: mappings that are left at most. Default 0. */
  readonly left?: number
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
  /** optimistic: the piece that is left mapped for each buffer, by its first page, the oldest first; and since when. */
  private readonly kept = new Map<number, number>()
  private readonly keptSince: Float64Array
  private readonly keptPages: Int32Array
  private lastKept = NOTHING
  /** Whether the piece that was taken last was not mapped yet. */
  fresh = true
  private readonly counts: Int32Array
  /** Where it is written down, and for which flow; undefined: nowhere. */
  private log: MappingLog | undefined
  private flow = 0

  constructor(plan: MappingPlan, iotlb: Iotlb, domain: number, own?: Iotlb) {
    this.plan = plan
    this.iotlb = iotlb
    this.domain = domain
    this.own = own
    const more = plan.mode === 'lazy' ? plan.most * plan.queues : (plan.left ?? 0)
    const pieces = plan.commands + more + 1
    this.table = new Int32Array(pieces * plan.pages)
    this.last = new Int32Array(pieces * plan.pages)
    this.free = Int32Array.from({ length: pieces }, (_, index) => pieces - 1 - index)
    this.left = pieces
    this.deferred = new Int32Array(pieces)
    const left = plan.mode === 'optimistic' ? pieces : 0
    this.keptSince = new Float64Array(left)
    this.keptPages = new Int32Array(left)
    this.counts = new Int32Array(plan.queues)
  }

  writesTo(log: MappingLog | undefined, flow: number): void {
    this.log = log
    this.flow = flow
  }

  /** All pages of a piece are entered: it is written down. */
  entered(piece: number, guestPage: number, pages: number): void {
    this.log?.add(this.flow, MAPPED, piece, guestPage, pages)
  }

  /** Who has to be told to forget a mapping: the unit, and a device that remembers it itself. */
  get told(): 1 | 2 {
    return this.own === undefined ? 1 : 2
  }

  /**
   * A piece of I/O address space for one command; its pages are entered with `enter`.
   * @param first optimistic: the first page of its buffer, which may be mapped still
   */
  take(first = NOTHING): number {
    const kept = this.kept.get(first)
    this.fresh = kept === undefined
    if (kept !== undefined) {
      this.kept.delete(first)
      this.waiting = this.kept.size
      this.taken = kept
      return kept
    }
    if (this.left === 0 && this.kept.size > 0) this.tearsDown(this.kept.keys().next().value as number)
    if (this.left === 0) throw new Error('more mappings than there is room for')
    this.taken = this.free[--this.left]
    return this.taken
  }

  /** Maps one page of a piece. */
  enter(piece: number, page: number, guestPage: number): void {
    const at = piece * this.plan.pages + page
    // Another buffer that begins with the same page lay here.
    if (!this.plan.bounce && this.table[at] !== 0 && this.table[at] !== guestPage + 1) this.forget(at)
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
  giveBack(piece: number, pages: number, mappings: number, queue: number, now = 0): 0 | 1 {
    const first = piece * this.plan.pages
    if (this.plan.mode === 'optimistic' && !this.plan.bounce) {
      this.leaves(piece, pages, now)
      return 0
    }
    if (!this.plan.bounce) this.table.fill(0, first, first + pages)
    if (this.plan.bounce || this.plan.mode !== 'lazy') {
      if (!this.plan.bounce) {
        this.mapped -= pages
        for (let page = first; page < first + pages; page++) this.forget(page)
      }
      this.free[this.left++] = piece
      this.log?.add(this.flow, FORGOTTEN, piece, 0, pages)
      return 0
    }
    this.log?.add(this.flow, TAKEN_BACK, piece, 0, pages)
    this.deferred[this.deferredCount++] = piece
    this.deferredPages += pages
    this.waiting += mappings
    const count = queue % this.counts.length
    this.counts[count] += mappings
    if (this.counts[count] < this.plan.most) return 0
    this.flush()
    return 1
  }

  /** Unit and device forget one page. */
  private forget(page: number): void {
    this.iotlb.forget(this.domain, page)
    this.own?.forget(this.domain, page)
  }

  /** The driver takes it back, and the table keeps it. */
  private leaves(piece: number, pages: number, now: number): void {
    const buffer = this.table[piece * this.plan.pages] - 1
    const before = this.kept.get(buffer)
    if (before !== undefined) this.tearsDown(buffer)
    this.kept.set(buffer, piece)
    this.keptSince[piece] = now
    this.keptPages[piece] = Math.max(pages, this.keptPages[piece])
    this.waiting = this.kept.size
    this.lastKept = piece
    this.log?.add(this.flow, TAKEN_BACK, piece, 0, pages)
  }

  /** What was left for this buffer is taken out of the table, and the unit forgets it. */
  private tearsDown(buffer: number): void {
    const piece = this.kept.get(buffer) as number
    const first = piece * this.plan.pages
    for (let page = first; page < first + this.keptPages[piece]; page++) {
      this.table[page] = 0
      this.forget(page)
    }
    this.mapped -= this.keptPages[piece]
    this.keptPages[piece] = 0
    this.kept.delete(buffer)
    this.waiting = this.kept.size
    this.free[this.left++] = piece
    this.log?.add(this.flow, FORGOTTEN, piece, 0, 0)
  }

  /** The timer comes by: all that waits goes, or what was left for too long. True: something did. */
  forgets(now: number): boolean {
    if (this.plan.mode !== 'optimistic') {
      this.flush()
      return true
    }
    const before = this.kept.size
    for (const [buffer, piece] of this.kept)
      if (this.keptSince[piece] + LEFT_FOR <= now) this.tearsDown(buffer)
    return this.kept.size < before
  }

  /** The piece that was given back last and that nobody has taken since; -1: none. */
  lastGivenBack(): number {
    if (this.plan.mode === 'optimistic' && !this.plan.bounce)
      return this.kept.size > 0 ? this.newest() : NOTHING
    const piece = this.deferredCount > 0 ? this.deferred[this.deferredCount - 1] : this.free[this.left - 1]
    return this.left === 0 || this.last[piece * this.plan.pages] === 0 ? NOTHING : piece
  }

  private newest(): number {
    if (this.lastKept >= 0 && [...this.kept.values()].includes(this.lastKept)) return this.lastKept
    return [...this.kept.values()].at(-1) ?? NOTHING
  }

  /** The piece that was taken last, while it is in use; -1: it is not. */
  lastTaken(): number {
    const piece = this.taken
    return piece >= 0 && this.inUse(piece) ? piece : NOTHING
  }

  private inUse(piece: number): boolean {
    for (let index = 0; index < this.left; index++) if (this.free[index] === piece) return false
    for (const kept of this.kept.values()) if (kept === piece) return false
    for (let index = 0; index < this.deferredCount; index++) if (this.deferred[index] === piece) return false
    return true
  }

  /** The unit forgets the whole domain; waiting addresses may be used again. */
  flush(): void {
    this.iotlb.forgetDomain(this.domain)
    this.own?.forgetDomain(this.domain)
    if (this.deferredCount > 0) this.log?.add(this.flow, ALL_FORGOTTEN, 0, 0, 0)
    for (let index = 0; index < this.deferredCount; index++) this.free[this.left++] = this.deferred[index]
    this.deferredCount = 0
    this.mapped -= this.deferredPages
    this.deferredPages = 0
    this.waiting = 0
    this.counts.fill(0)
  }
}
