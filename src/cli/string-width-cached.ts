/**
 * Stands in for the `string-width` package in the bundle: the same answers, with a fast path for the characters that
 * the screens are made of (each one cell wide) and a cache for the rest. Measuring text is the dearest part of a frame.
 * A property test holds it against the package.
 */
import realWidth, { type Options } from 'string-width'

/** Inclusive ranges of code units that are one cell wide wherever they stand among themselves. */
const ONE_CELL: readonly (readonly [number, number])[] = [
  [0x20, 0x7e], // ASCII
  [0xa0, 0xac], // Latin-1, without the soft hyphen
  [0xae, 0x17f],
  [0x391, 0x3a1], // Greek letters
  [0x3a3, 0x3c9],
  [0x2010, 0x2027], // dashes, quotes, ellipsis
  [0x2030, 0x205e],
  [0x2190, 0x22ff], // arrows, operators
  [0x2500, 0x25fc], // boxes, blocks, shapes (the next two are emoji)
  [0x2605, 0x2606], // stars
  [0x2713, 0x2718], // ticks and crosses
  [0x271a, 0x271a],
  [0x2800, 0x28ff], // braille
]

const oneCell = new Uint8Array(0x10000)
for (const [from, to] of ONE_CELL) oneCell.fill(1, from, to + 1)

const ESCAPE = 0x1b
const BRACKET = 0x5b
const LETTER_M = 0x6d

/** Index after a colour sequence (`ESC [ digits ; … m`) that begins at `start`, or -1. */
function afterColour(text: string, start: number): number {
  if (text.charCodeAt(start + 1) !== BRACKET) return -1
  for (let index = start + 2; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (unit === LETTER_M) return index + 1
    const digitOrSemicolon = (unit >= 0x30 && unit <= 0x39) || unit === 0x3b
    if (!digitOrSemicolon) return -1
  }
  return -1
}

/** Cells of a text of one-cell characters and colour sequences only, or -1. */
function simpleWidth(text: string): number {
  let cells = 0
  for (let index = 0; index < text.length; ) {
    const unit = text.charCodeAt(index)
    if (oneCell[unit] === 1) {
      cells++
      index++
      continue
    }
    if (unit !== ESCAPE) return -1
    index = afterColour(text, index)
    if (index < 0) return -1
  }
  return cells
}

const CACHED_TEXTS = 4096
const cache = new Map<string, number>()

/** Cells that the text takes in a terminal. */
export default function stringWidth(text: string, options?: Options): number {
  if (typeof text !== 'string' || text.length === 0) return 0
  if (options !== undefined) return realWidth(text, options)
  const simple = simpleWidth(text)
  if (simple >= 0) return simple
  const known = cache.get(text)
  if (known !== undefined) return known
  const width = realWidth(text)
  if (cache.size >= CACHED_TEXTS) cache.clear()
  cache.set(text, width)
  return width
}
