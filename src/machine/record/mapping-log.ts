/**
 * What drivers mapped for their devices and took back, while a recorded run goes on: four integers an entry, in pieces that are
 * never copied. The lists that its readers want are made when somebody looks for the first time.
 */
import type { Kernel } from '../../sim/kernel.ts'

/** Kinds of entries. A piece of I/O address space is mapped to a buffer; */
export const MAPPED = 0
/** it is taken back, and the unit may still know it; */
export const TAKEN_BACK = 1
/** it is taken back, or was before, and the unit has forgotten it; */
export const FORGOTTEN = 2
/** all that waited is forgotten. */
export const ALL_FORGOTTEN = 3

const WIDTH = 4
const KIND_BITS = 2
const FLOW_BITS = 8
const PAGES_AT = KIND_BITS + FLOW_BITS
const WORDS = 1 << 16
/** Half a million entries, 8 MB; those that come later are not kept. */
const PIECES = 32

/** In the order of their times. */
export interface MappingRecord {
  readonly count: number
  readonly nanos: Uint32Array
  readonly kind: Uint8Array
  /** Index into Run.flows. */
  readonly flow: Uint8Array
  /** Which piece of its flow's I/O address space. */
  readonly piece: Int32Array
  /** Guest page that the piece begins with, and how many there are. */
  readonly page: Int32Array
  readonly pages: Int32Array
  /** More came than there was room for. */
  readonly cut: boolean
}

export class MappingLog {
  private readonly full: Int32Array[] = []
  private piece: Int32Array | undefined
  private at = 0
  private cut = false
  private readonly clock: Pick<Kernel, 'now'>

  constructor(clock: Pick<Kernel, 'now'>) {
    this.clock = clock
  }

  add(flow: number, kind: number, piece: number, page: number, pages: number): void {
    if (this.piece === undefined || this.at === WORDS) {
      if (this.full.length === PIECES) {
        this.cut = true
        return
      }
      this.piece = new Int32Array(WORDS)
      this.full.push(this.piece)
      this.at = 0
    }
    const words = this.piece
    words[this.at] = this.clock.now
    words[this.at + 1] = kind | (flow << KIND_BITS) | (pages << PAGES_AT)
    words[this.at + 2] = piece
    words[this.at + 3] = page
    this.at += WIDTH
  }

  /** Undefined: nobody mapped anything for a request. */
  read(): MappingRecord | undefined {
    if (this.full.length === 0) return undefined
    const count = ((this.full.length - 1) * WORDS + this.at) / WIDTH
    const record = {
      count,
      cut: this.cut,
      nanos: new Uint32Array(count),
      kind: new Uint8Array(count),
      flow: new Uint8Array(count),
      piece: new Int32Array(count),
      page: new Int32Array(count),
      pages: new Int32Array(count),
    }
    for (let entry = 0; entry < count; entry++) {
      const words = this.full[Math.floor((entry * WIDTH) / WORDS)]
      const at = (entry * WIDTH) % WORDS
      const word = words[at + 1]
      record.nanos[entry] = words[at]
      record.kind[entry] = word & ((1 << KIND_BITS) - 1)
      record.flow[entry] = (word >>> KIND_BITS) & ((1 << FLOW_BITS) - 1)
      record.pages[entry] = word >>> PAGES_AT
      record.piece[entry] = words[at + 2]
      record.page[entry] = words[at + 3]
    }
    return record
  }
}
