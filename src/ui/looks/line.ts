/**
 * Lines of cells: spans of text with a meaning each. Every panel is a block of lines of one exact width, so that the
 * layout engine has nothing to measure. Only text that is one cell a character may be cut by position; the rest is
 * cut character by character.
 */
import stringWidth from 'string-width'
import { languageEpoch } from '../../text/language.ts'
import type { Style } from './theme.ts'

/** What a click does: it presses a key, or takes an item of the list into the hand. */
export type Target = { readonly key: string } | { readonly item: number }

export interface Span {
  readonly text: string
  readonly style: Style
  readonly target?: Target
}
export type Line = readonly Span[]
export type Block = readonly Line[]
type Part = string | Span | Line

const PRINTABLE = /^[\x20-\x7e]*$/
const WIDTHS_KEPT = 4_096
const widths = new Map<string, number>()

/** Cells that a text takes. */
export function widthOf(text: string): number {
  if (PRINTABLE.test(text)) return text.length
  const known = widths.get(text)
  if (known !== undefined) return known
  const width = stringWidth(text)
  if (widths.size >= WIDTHS_KEPT) widths.clear()
  widths.set(text, width)
  return width
}

/** The part of a text that fits into so many cells. */
function take(text: string, cells: number): string {
  if (cells <= 0) return ''
  if (widthOf(text) <= cells) return text
  if (PRINTABLE.test(text)) return text.slice(0, cells)
  let taken = ''
  let used = 0
  for (const character of text) {
    used += widthOf(character)
    if (used > cells) break
    taken += character
  }
  return taken
}

/** A text in exactly so many cells; one that is too long ends with an ellipsis. */
export function left(text: string, cells: number): string {
  const width = widthOf(text)
  if (width <= cells) return text + ' '.repeat(cells - width)
  if (cells <= 0) return ''
  const cut = `${take(text, cells - 1)}…`
  return cut + ' '.repeat(Math.max(0, cells - widthOf(cut)))
}

/** The same, with the text at the right. */
export function right(text: string, cells: number): string {
  const width = widthOf(text)
  return width <= cells ? ' '.repeat(cells - width) + text : left(text, cells)
}

export function span(text: string, style: Style = 'plain'): Span {
  return { text, style }
}

export function line(...parts: readonly Part[]): Line {
  const spans: Span[] = []
  for (const part of parts) {
    if (typeof part === 'string') spans.push({ text: part, style: 'plain' })
    else if ('text' in part) spans.push(part)
    else spans.push(...part)
  }
  return spans
}

export function lineWidth(parts: Line): number {
  let width = 0
  for (const part of parts) width += widthOf(part.text)
  return width
}

/** A line in exactly so many cells. */
export function exact(parts: Line, cells: number): Line {
  const width = lineWidth(parts)
  if (width === cells) return parts
  if (width < cells) return [...parts, span(' '.repeat(cells - width))]
  return slice(parts, 0, cells)
}

/** A line in exactly so many cells; one that is too long ends with an ellipsis. */
export function fitted(parts: Line, cells: number): Line {
  const isBlank = (rest: Line) => rest.every((part) => part.text.trim() === '')
  const width = lineWidth(parts)
  if (width <= cells || cells <= 0 || isBlank(slice(parts, cells, width))) return exact(parts, cells)
  return [...exact(slice(parts, 0, cells - 1), cells - 1), span('…', parts[parts.length - 1].style)]
}

/** Cells `from` to `to` of a line; half a wide character becomes a space. */
export function slice(parts: Line, from: number, to: number): Line {
  const kept: Span[] = []
  let at = 0
  for (const part of parts) {
    const width = widthOf(part.text)
    const first = Math.max(from - at, 0)
    const last = Math.min(to - at, width)
    if (last > first) {
      const text = cellsOf(part.text, first, last)
      kept.push(part.target === undefined ? { text, style: part.style } : { ...part, text })
    }
    at += width
    if (at >= to) break
  }
  return kept
}

function cellsOf(text: string, from: number, to: number): string {
  if (PRINTABLE.test(text)) return text.slice(from, to)
  let cells = ''
  let at = 0
  for (const character of text) {
    const width = widthOf(character)
    if (at >= from && at + width <= to) cells += character
    else if (at < to && at + width > from) cells += ' '.repeat(Math.min(at + width, to) - Math.max(at, from))
    at += width
  }
  return cells
}

/** One part at the left, one at the right, blanks between; the left one gives way. */
export function spread(start: Line, end: Line, cells: number): Line {
  const room = Math.max(0, cells - lineWidth(end))
  return exact([...exact(start, room), ...end], cells)
}

/** A line that a click anywhere on does this, but where a part of it does something else. */
export function aimed(parts: Line, target: Target): Line {
  return parts.map((part) => (part.target === undefined ? { ...part, target } : part))
}

/** What a click on a cell of a line does. */
export function targetAt(parts: Line, x: number): Target | undefined {
  let end = 0
  for (const part of parts) {
    end += widthOf(part.text)
    if (x < end) return part.target
  }
  return undefined
}

/** All of a line in one meaning; what could be clicked cannot any more. */
export function restyle(parts: Line, style: Style): Line {
  return [{ text: parts.map((part) => part.text).join(''), style }]
}

/** A block of exactly this size: cut, or filled with blanks. */
export function sized(block: Block, cells: number, rows: number): Block {
  const blank: Line = [span(' '.repeat(cells))]
  return Array.from({ length: Math.max(0, rows) }, (_, row) =>
    row < block.length ? exact(block[row], cells) : blank,
  )
}

/** Blocks of the same height, side by side. */
export function beside(...blocks: readonly Block[]): Block {
  const rows = Math.max(0, ...blocks.map((block) => block.length))
  return Array.from({ length: rows }, (_, row) => blocks.flatMap((block) => block[row] ?? []))
}

/** One block laid over another. */
export function overlay(base: Block, top: Block, x: number, y: number): Block {
  return base.map((under, row) => {
    const over = top[row - y]
    if (over === undefined) return under
    const width = lineWidth(over)
    return [...exact(slice(under, 0, x), x), ...over, ...slice(under, x + width, lineWidth(under))]
  })
}

/** Words folded into lines of at most so many cells. */
export function wrap(text: string, cells: number): string[] {
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let current = ''
    for (const word of paragraph.split(' ')) {
      const longer = current === '' ? word : `${current} ${word}`
      if (widthOf(longer) <= cells) {
        current = longer
        continue
      }
      if (current !== '') lines.push(current)
      current = word
      while (widthOf(current) > cells && cells > 0) {
        const piece = take(current, cells)
        if (piece === '') break
        lines.push(piece)
        current = current.slice(piece.length)
      }
    }
    lines.push(current)
  }
  return lines
}

/** The same in at most so many lines; where that leaves something out, the last one ends with an ellipsis. */
export function wrapTo(text: string, cells: number, rows: number): string[] {
  const lines = wrap(text, cells)
  if (lines.length <= rows) return lines
  const last = lines[rows - 1] ?? ''
  const whole =
    widthOf(last) < cells - 1 ? `${last} …` : widthOf(last) < cells ? `${last}…` : left(`${last}…`, cells)
  return [...lines.slice(0, Math.max(0, rows - 1)), ...(rows > 0 ? [whole] : [])]
}

/** Keeps the last answer of a function for the same arguments in the same language: what did not change is not drawn again. */
export function remember<Arguments extends readonly unknown[], Answer>(
  make: (...given: Arguments) => Answer,
): (...given: Arguments) => Answer {
  let last: { epoch: number; given: Arguments; answer: Answer } | undefined
  return (...given) => {
    const epoch = languageEpoch()
    if (last?.epoch === epoch && last.given.every((one, index) => Object.is(one, given[index])))
      return last.answer
    last = { epoch, given, answer: make(...given) }
    return last.answer
  }
}

/** The same for what is given by name. */
export function rememberNamed<Given extends object, Answer>(
  make: (given: Given) => Answer,
): (given: Given) => Answer {
  let last: { given: Given } | undefined
  const answer = remember((given: Given) => make(given))
  return (given) => {
    const names = Object.keys(given) as (keyof Given)[]
    if (last === undefined || !names.every((name) => Object.is(given[name], last?.given[name])))
      last = { given }
    return answer(last.given)
  }
}
