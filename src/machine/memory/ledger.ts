/**
 * Where the writes of one disk lie, kept only where the power will be cut: each command of each write is in the page cache,
 * or in the device and safe from a time on. What a power cut takes follows from that, and from nothing else.
 *
 * A write is lost that had been answered and that a later reader would not find. One that a later answered write of the same
 * place replaced is not looked for. A lost write had been promised where a flush that began after its answer had ended, or
 * where every write is safe when it is answered.
 */
import { FLAG_DROPPED, FLAG_FAILED, FLAG_FLUSH } from '../record/recorder.ts'
import type { RequestTable } from '../record/run.ts'
import type { Nanos } from '../units.ts'

const FIRST_ROOM = 64
const IN_DEVICE = -1

/** Answered writes that a power cut took. */
export interface Lost {
  readonly writes: number
  /** Those of them that had been promised to be safe. */
  readonly promised: number
}

interface Answered {
  readonly end: Nanos
  readonly bytes: number
  readonly safe: boolean
}

export class Ledger {
  private count = 0
  private rows = new Int32Array(FIRST_ROOM)
  private places = new Float64Array(FIRST_ROOM)
  /** Stretch of the page cache where it lies, or -1. */
  private stretches = new Int32Array(FIRST_ROOM)
  private safe = new Float64Array(FIRST_ROOM)
  /** By stretch: when it is safe. */
  private stretchSafe = new Float64Array(FIRST_ROOM).fill(Number.POSITIVE_INFINITY)

  /** A command of a write lies in the page cache. @param place byte of the disk where its request begins */
  lies(row: number, place: number, stretch: number): void {
    this.add(row, place, stretch, Number.POSITIVE_INFINITY)
    if (stretch < this.stretchSafe.length) return
    const wider = new Float64Array(2 * this.stretchSafe.length).fill(Number.POSITIVE_INFINITY)
    wider.set(this.stretchSafe)
    this.stretchSafe = wider
  }

  /** A command of a write is in the device, and safe from a time on. */
  lands(row: number, place: number, safeAt: number): void {
    this.add(row, place, IN_DEVICE, safeAt)
  }

  /** Stretches have been written back. */
  moved(first: number, last: number, safeAt: number): void {
    this.stretchSafe.fill(safeAt, first, last + 1)
  }

  /** @param promises every write is promised as it is answered */
  lost(
    requests: RequestTable,
    flow: number,
    bytesOf: (kind: number) => number,
    cut: Nanos,
    promises: boolean,
  ): Lost {
    let flushed = promises ? cut : -1
    for (let row = 0; row < requests.count; row++)
      if (requests.flow[row] === flow && requests.end[row] > 0 && (requests.flags[row] & FLAG_FLUSH) !== 0)
        flushed = Math.max(flushed, requests.begin[row])
    let [writes, promised] = [0, 0]
    for (const answered of this.newest(requests, bytesOf, cut)) {
      if (answered.safe) continue
      writes++
      if (answered.end <= flushed) promised++
    }
    return { writes, promised }
  }

  /** Answered writes that no later one has replaced. */
  private newest(requests: RequestTable, bytesOf: (kind: number) => number, cut: Nanos): readonly Answered[] {
    const safe = new Map<number, boolean>()
    const places = new Map<number, number>()
    for (let piece = 0; piece < this.count; piece++) {
      const row = this.rows[piece]
      const stretch = this.stretches[piece]
      const at = stretch === IN_DEVICE ? this.safe[piece] : this.stretchSafe[stretch]
      safe.set(row, (safe.get(row) ?? true) && at <= cut)
      places.set(row, this.places[piece])
    }
    const byPlace = new Map<number, Answered[]>()
    for (const [row, isSafe] of safe) {
      const bad = (requests.flags[row] & (FLAG_FAILED | FLAG_DROPPED)) !== 0
      if (requests.end[row] === 0 || bad) continue
      const place = places.get(row) as number
      const one = { end: requests.end[row], bytes: bytesOf(requests.kind[row]), safe: isSafe }
      byPlace.set(place, [...(byPlace.get(place) ?? []).filter((old) => !replaces(one, old)), one])
    }
    return [...byPlace.values()].flat()
  }

  private add(row: number, place: number, stretch: number, safeAt: number): void {
    if (this.count === this.rows.length) this.grow()
    this.rows[this.count] = row
    this.places[this.count] = place
    this.stretches[this.count] = stretch
    this.safe[this.count++] = safeAt
  }

  private grow(): void {
    const room = 2 * this.count
    const { rows, places, stretches, safe } = this
    this.rows = new Int32Array(room)
    this.rows.set(rows)
    this.places = new Float64Array(room)
    this.places.set(places)
    this.stretches = new Int32Array(room)
    this.stretches.set(stretches)
    this.safe = new Float64Array(room)
    this.safe.set(safe)
  }
}

/** Whether a reader would look for the first and no longer for the second. */
function replaces(later: Answered, earlier: Answered): boolean {
  return later.end >= earlier.end && later.bytes >= earlier.bytes
}
