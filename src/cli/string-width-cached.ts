/**
 * Stands in for the `string-width` package in the bundle: the same answers, with a fast path for the characters that
 * the screens are made of and a cache for the rest. Measuring text is the dearest part of a frame.
 * A property test holds it against the package.
 */
import type { Options } from 'string-width'
import { oneCell } from './one-cell.ts'
import { realWidth } from './string-width-real.ts'

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
