/** What a flow's driver had mapped at a moment, and what its unit may still have known. An index is made once a run. */
import type { Nanos } from '../units.ts'
import { ALL_FORGOTTEN, FORGOTTEN, MAPPED, TAKEN_BACK } from './mapping-log.ts'
import type { Run } from './run.ts'

/** So many entries of a flow from one state that is kept to the next. */
const STRIDE = 8192
/** Words of a piece: what it is, since when, its first page, how many. */
const STATE = 0
const SINCE = 1
const PAGE_AT = 2
const PAGES = 3
const WIDTH = 4
/** In place of a kind: never mapped. */
const UNUSED = FORGOTTEN

/** A piece of I/O address space that a device reaches, or may still reach. */
export interface Piece {
  readonly piece: number
  /** The driver has taken it back; the unit, or its table, still has it. */
  readonly stale: boolean
  readonly since: Nanos
  /** Guest page that it begins with, and how many pages there are. */
  readonly page: number
  readonly pages: number
}

export interface MappedNow {
  readonly pieces: readonly Piece[]
  /** How many pieces the driver has used in the run. */
  readonly known: number
  readonly mappedPages: number
  readonly stalePages: number
  /** Since when the oldest of those taken back waits; -1: none does. */
  readonly oldest: Nanos
  /** The longest that a piece of this flow could still be reached in the whole run, and when that ended; 0: never. */
  readonly longest: Nanos
  readonly longestUntil: Nanos
}

interface Index {
  /** Entries of this flow. */
  readonly entries: Int32Array
  readonly pieces: number
  /** All pieces before entries 0, STRIDE, … */
  readonly states: readonly Float64Array[]
  readonly longest: Nanos
  readonly longestUntil: Nanos
}

const indices = new WeakMap<Run, (Index | undefined)[]>()

function applies(run: Run, words: Float64Array, entry: number): void {
  const record = run.mappings as NonNullable<Run['mappings']>
  const kind = record.kind[entry]
  if (kind === ALL_FORGOTTEN) {
    for (let at = 0; at < words.length; at += WIDTH)
      if (words[at + STATE] === TAKEN_BACK) words[at + STATE] = FORGOTTEN
    return
  }
  const at = record.piece[entry] * WIDTH
  words[at + STATE] = kind
  words[at + SINCE] = record.nanos[entry]
  if (kind !== MAPPED) return
  words[at + PAGE_AT] = record.page[entry]
  words[at + PAGES] = record.pages[entry]
}

function indexOf(run: Run, flow: number): Index | undefined {
  const record = run.mappings
  if (record === undefined) return undefined
  const entries: number[] = []
  let pieces = 0
  for (let entry = 0; entry < record.count; entry++) {
    if (record.flow[entry] !== flow) continue
    entries.push(entry)
    pieces = Math.max(pieces, record.piece[entry] + 1)
  }
  if (entries.length === 0) return undefined
  const words = new Float64Array(pieces * WIDTH)
  for (let at = 0; at < words.length; at += WIDTH) words[at + STATE] = UNUSED
  const states: Float64Array[] = []
  let longest = 0
  let longestUntil = 0
  const ends = (since: Nanos, until: Nanos): void => {
    if (until - since <= longest) return
    longest = until - since
    longestUntil = until
  }
  for (const [index, entry] of entries.entries()) {
    if (index % STRIDE === 0) states.push(words.slice())
    const kind = record.kind[entry]
    const now = record.nanos[entry]
    if (kind === ALL_FORGOTTEN) {
      for (let at = 0; at < words.length; at += WIDTH)
        if (words[at + STATE] === TAKEN_BACK) ends(words[at + SINCE], now)
    } else if (words[record.piece[entry] * WIDTH + STATE] === TAKEN_BACK)
      ends(words[record.piece[entry] * WIDTH + SINCE], now)
    applies(run, words, entry)
  }
  if (entries.length % STRIDE === 0) states.push(words.slice())
  if (!record.cut)
    for (let at = 0; at < words.length; at += WIDTH)
      if (words[at + STATE] === TAKEN_BACK) ends(words[at + SINCE], run.duration)
  return { entries: Int32Array.from(entries), pieces, states, longest, longestUntil }
}

function indexed(run: Run, flow: number): Index | undefined {
  const known = indices.get(run) ?? []
  indices.set(run, known)
  if (!(flow in known)) known[flow] = indexOf(run, flow)
  return known[flow]
}

/** Entries of the index that are not after a moment. */
function countUntil({ entries }: Index, nanos: Uint32Array, at: Nanos): number {
  let low = 0
  let high = entries.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (nanos[entries[middle]] <= at) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * Undefined: this flow's driver maps nothing for a request, or the run is not recorded.
 * @param flow index into run.flows
 */
export function mappedAt(run: Run, flow: number, at: Nanos): MappedNow | undefined {
  const index = indexed(run, flow)
  if (index === undefined || run.mappings === undefined) return undefined
  const until = countUntil(index, run.mappings.nanos, at)
  const words = index.states[Math.floor(until / STRIDE)].slice()
  for (let entry = until - (until % STRIDE); entry < until; entry++) applies(run, words, index.entries[entry])
  const pieces: Piece[] = []
  const pages = [0, 0]
  let oldest = -1
  for (let from = 0; from < words.length; from += WIDTH) {
    if (words[from + STATE] >= FORGOTTEN) continue
    const stale = words[from + STATE] === TAKEN_BACK
    const since = words[from + SINCE]
    pieces.push({
      piece: from / WIDTH,
      stale,
      since,
      page: words[from + PAGE_AT],
      pages: words[from + PAGES],
    })
    pages[stale ? 1 : 0] += words[from + PAGES]
    if (stale && (oldest < 0 || since < oldest)) oldest = since
  }
  const { longest, longestUntil } = index
  return {
    pieces,
    known: index.pieces,
    mappedPages: pages[0],
    stalePages: pages[1],
    oldest,
    longest,
    longestUntil,
  }
}
