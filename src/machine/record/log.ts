/**
 * The log of transitions while a run goes on: two integers an entry, in pieces that are never copied, since fresh memory costs
 * more than what is written there. The lists that its readers want are made when somebody looks for the first time.
 */
import type { Nanos } from '../units.ts'
import type { RunLog } from './run.ts'

/** An entry: when; then the low bits of its request, its row and its kind. A note in place of an entry: the high bits of the requests that follow. */
const WIDTH = 2
const KIND_BITS = 3
const ROW_BITS = 13
const LOW_BITS = 15
const ROW_AT = KIND_BITS
const LOW_AT = KIND_BITS + ROW_BITS
/** Rows that it can tell apart. */
export const LOGGED_ROWS = 1 << ROW_BITS
const NOTE = -1
const WORDS = 1 << 16
/** Two million entries, 16 MB; those that come later are not kept. */
const PIECES = 64

export class Log {
  private readonly full: Int32Array[] = []
  private piece = new Int32Array(WORDS)
  private at = 0
  private high = 0
  private notes = 0

  add(now: Nanos, request: number, row: number, kind: number): void {
    if (request >>> LOW_BITS !== this.high) this.notesDown(request >>> LOW_BITS)
    if (this.at === WORDS) this.turns()
    const { piece, at } = this
    piece[at] = now
    piece[at + 1] = ((request & ((1 << LOW_BITS) - 1)) << LOW_AT) | (row << ROW_AT) | kind
    this.at = at + WIDTH
  }

  private notesDown(high: number): void {
    if (this.at === WORDS) this.turns()
    this.high = high
    this.piece[this.at] = high
    this.piece[this.at + 1] = NOTE
    this.at += WIDTH
    if (this.full.length < PIECES) this.notes++
  }

  /** The piece is full. The one after the last is written over again and again. */
  private turns(): void {
    this.at = 0
    if (this.full.length === PIECES) return
    this.full.push(this.piece)
    this.piece = new Int32Array(WORDS)
  }

  read(): RunLog {
    const more = this.full.length === PIECES ? [] : [this.piece.subarray(0, this.at)]
    return new WrittenLog([...this.full, ...more], this.notes)
  }
}

class WrittenLog implements RunLog {
  readonly count: number
  private readonly pieces: readonly Int32Array[]
  private known: Omit<RunLog, 'count'> | undefined

  constructor(pieces: readonly Int32Array[], notes: number) {
    this.pieces = pieces
    this.count = pieces.reduce((sum, piece) => sum + piece.length / WIDTH, -notes)
  }

  get nanos(): Uint32Array {
    return this.lists().nanos
  }

  get request(): Int32Array {
    return this.lists().request
  }

  get row(): Uint16Array {
    return this.lists().row
  }

  get kind(): Uint8Array {
    return this.lists().kind
  }

  private lists(): Omit<RunLog, 'count'> {
    this.known ??= this.spread()
    return this.known
  }

  private spread(): Omit<RunLog, 'count'> {
    const { count } = this
    const nanos = new Uint32Array(count)
    const request = new Int32Array(count)
    const row = new Uint16Array(count)
    const kind = new Uint8Array(count)
    let entry = 0
    let high = 0
    for (const piece of this.pieces)
      for (let at = 0; at < piece.length; at += WIDTH) {
        const word = piece[at + 1]
        if (word === NOTE) {
          high = piece[at]
          continue
        }
        nanos[entry] = piece[at]
        request[entry] = (high << LOW_BITS) | (word >>> LOW_AT)
        row[entry] = (word >>> ROW_AT) & (LOGGED_ROWS - 1)
        kind[entry] = word & ((1 << KIND_BITS) - 1)
        entry++
      }
    return { nanos, request, row, kind }
  }
}
