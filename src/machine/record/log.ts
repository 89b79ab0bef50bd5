/**
 * The log of transitions while a run goes on: three integers an entry, in pieces that are never copied, since fresh memory costs
 * more than what is written there. The lists that its readers want are made when somebody looks for the first time.
 */
import type { Nanos } from '../units.ts'
import { TAKEN_AWAY, TAKEN_BY_HOST } from './marks.ts'
import type { LogReader, RunLog } from './run.ts'

/**
 * An entry: when; then the low bits of its request, its row and its kind; then who it is and what it waits for (whoIs). A note in
 * place of an entry: the high bits of the requests that follow, or what becomes of a traveller (marks.ts).
 */
const WIDTH = 3
const KIND_BITS = 3
const ROW_BITS = 13
const LOW_BITS = 15
const ROW_AT = KIND_BITS
const LOW_AT = KIND_BITS + ROW_BITS
/** Rows that it can tell apart. */
export const LOGGED_ROWS = 1 << ROW_BITS
const NOTE = -1
/** Notes of travellers are this and less: by four, what and who. */
const NOTE_OF = -2
const WORDS = 3 << 15
/** Two million entries, 25 MB; those that come later are not kept. */
const PIECES = 64
const BATCH_AT = 16
const WHY_AT = 17
const GATE_AT = 21

/** @param gate of a batch, or where it waits for company; -1: neither */
export function whoIs(traveller: number, batch: boolean, why: number, gate: number): number {
  return traveller | (batch ? 1 << BATCH_AT : 0) | (why << WHY_AT) | ((gate + 1) << GATE_AT)
}

export class Log {
  private readonly full: Int32Array[] = []
  private piece = new Int32Array(WORDS)
  private at = 0
  private high = 0
  private notes = 0

  /** @param who as whoIs writes it */
  add(now: Nanos, request: number, row: number, kind: number, who: number): void {
    if (request >>> LOW_BITS !== this.high) this.notesDown(request >>> LOW_BITS)
    if (this.at === WORDS) this.turns()
    const { piece, at } = this
    piece[at] = now
    piece[at + 1] = ((request & ((1 << LOW_BITS) - 1)) << LOW_AT) | (row << ROW_AT) | kind
    piece[at + 2] = who
    this.at = at + WIDTH
  }

  /** What becomes of a traveller. @param of its request, another traveller or a gate */
  note(now: Nanos, what: number, traveller: number, of: number): void {
    if (this.at === WORDS) this.turns()
    const { piece, at } = this
    piece[at] = now
    piece[at + 1] = NOTE_OF - what - 4 * traveller
    piece[at + 2] = of
    this.at = at + WIDTH
    if (this.full.length < PIECES) this.notes++
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

type Lists = Pick<RunLog, 'nanos' | 'request' | 'row' | 'kind'>

class WrittenLog implements RunLog {
  readonly count: number
  private readonly pieces: readonly Int32Array[]
  private known: Lists | undefined

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

  read(reader: LogReader): void {
    let high = 0
    for (const piece of this.pieces)
      for (let at = 0; at < piece.length; at += WIDTH) {
        const nanos = piece[at] >>> 0
        const word = piece[at + 1]
        const who = piece[at + 2]
        if (word === NOTE) high = piece[at]
        else if (word < 0) {
          const noted = NOTE_OF - word
          reader.note(nanos, noted & 3, noted >> 2, who)
        } else {
          const batch = ((who >>> BATCH_AT) & 1) === 1
          const why = (who >>> WHY_AT) & 15
          const gate = (who >>> GATE_AT) - 1
          const taken = why === TAKEN_AWAY && !batch && gate >= 0
          reader.entry(
            nanos,
            (high << LOW_BITS) | (word >>> LOW_AT),
            (word >>> ROW_AT) & (LOGGED_ROWS - 1),
            word & ((1 << KIND_BITS) - 1),
            who & 0xffff,
            batch,
            taken ? TAKEN_BY_HOST + gate : why,
            taken ? -1 : gate,
          )
        }
      }
  }

  private lists(): Lists {
    this.known ??= this.spread()
    return this.known
  }

  private spread(): Lists {
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
        if (word === NOTE) high = piece[at]
        if (word < 0) continue
        nanos[entry] = piece[at]
        request[entry] = (high << LOW_BITS) | (word >>> LOW_AT)
        row[entry] = (word >>> ROW_AT) & (LOGGED_ROWS - 1)
        kind[entry] = word & ((1 << KIND_BITS) - 1)
        entry++
      }
    return { nanos, request, row, kind }
  }
}
