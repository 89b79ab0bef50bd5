/** Comma-separated values (RFC 4180), read and written. What is written cannot become a formula in a spreadsheet. */
import { plain } from '../text/index.ts'

/** A cell that a spreadsheet would take for a formula; the wide forms count as well. A dash alone, as platforms write it, is none. */
const FORMULA = /^\s*[=+\-@＝＋－＠]/

/** More rows or cells than these are no list of a class. */
const MOST_ROWS = 100_000
const MOST_CELLS = 1000

/**
 * One cell as it is written. Control characters are shown; what could begin a formula gets an apostrophe before it; quotes
 * stand where a comma, a quote or a line needs them.
 */
export function csvCell(text: string): string {
  const seen = plain(text)
  const safe = (FORMULA.test(seen) && seen !== '-') || /^[\t\r]/.test(text) ? `'${seen}` : seen
  return /[",\n;]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Lines end as the RFC has it. A byte order mark before the text tells Excel that it is UTF-8. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')
}

/** The separator that the first line has most of. */
function separatorOf(text: string): string {
  const first = text.slice(0, 10_000).split(/\r\n|\n|\r/, 1)[0]
  const counted = [',', ';', '\t'].map((sign) => ({ sign, count: first.split(sign).length }))
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).sign
}

/** Rows of cells; empty lines are left out. Separated by commas, semicolons or tabs. A quote that is never closed ends with the text. */
export function readCsv(text: string): readonly (readonly string[])[] {
  const body = text.startsWith('\ufeff') ? text.slice(1) : text
  const separator = separatorOf(body)
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  while (at <= body.length && rows.length < MOST_ROWS) {
    const { cell, end } = body[at] === '"' ? quoted(body, at + 1) : bare(body, at, separator)
    if (row.length < MOST_CELLS) row.push(cell)
    at = end
    if (body[at] === separator) {
      at++
      continue
    }
    if (row.some((one) => one.trim() !== '')) rows.push(row)
    row = []
    if (at >= body.length) break
    at += body.startsWith('\r\n', at) ? 2 : 1
  }
  return rows
}

interface Cell {
  readonly cell: string
  /** Where the separator, the end of the line or of the text is. */
  readonly end: number
}

function bare(text: string, from: number, separator: string): Cell {
  let end = from
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++
  return { cell: text.slice(from, end).trim(), end }
}

function quoted(text: string, from: number): Cell {
  const parts: string[] = []
  let at = from
  for (;;) {
    const close = text.indexOf('"', at)
    if (close < 0) return { cell: parts.join('') + text.slice(at), end: text.length }
    parts.push(text.slice(at, close))
    if (text[close + 1] !== '"') return afterQuote(text, close + 1, parts.join(''))
    parts.push('"')
    at = close + 2
  }
}

/** What stands between the quote and the separator is no part of the cell. */
function afterQuote(text: string, from: number, cell: string): Cell {
  let end = from
  while (end < text.length && !/[,;\t\r\n]/.test(text[end])) end++
  return { cell, end }
}
