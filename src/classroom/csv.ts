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
  return /[",\n;\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Lines end as the RFC has it. A byte order mark before the text tells Excel that it is UTF-8. */
export function csvText(rows: readonly (readonly string[])[], separator = ','): string {
  return rows.map((row) => `${row.map(csvCell).join(separator)}\r\n`).join('')
}

/** The separator that the first line has most of. */
function separatorOf(text: string): string {
  const first = text.slice(0, 10_000).split(/\r\n|\n|\r/, 1)[0]
  const counted = [',', ';', '\t'].map((sign) => ({ sign, count: first.split(sign).length }))
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).sign
}

export interface CsvRow {
  readonly cells: readonly string[]
  /** Where it begins; from 1. */
  readonly line: number
}

export interface CsvTable {
  readonly rows: readonly CsvRow[]
  /** A comma, a semicolon or a tab; or what a line `sep=…`, as Excel writes it, names. */
  readonly separator: string
  /** The line of a quote that is never closed; the cell ends with the text then. */
  readonly unclosed?: number
}

/** Rows of cells; empty lines are left out. */
export function readTable(text: string): CsvTable {
  const body = text.startsWith('\ufeff') ? text.slice(1) : text
  const named = /^"?sep=([^\r\n"])"?(?:\r\n|\n|\r|$)/i.exec(body)
  const separator = named?.[1] ?? separatorOf(body)
  const rows: CsvRow[] = []
  let row: string[] = []
  let unclosed: number | undefined
  let at = named?.[0].length ?? 0
  let [line, counted] = [1, 0]
  let begins = at
  while (at <= body.length && rows.length < MOST_ROWS) {
    const isQuoted = body[at] === '"'
    const cell = isQuoted ? quoted(body, at + 1, separator) : bare(body, at, separator)
    if (row.length < MOST_CELLS) row.push(cell.cell)
    if (cell.unclosed === true) unclosed = lineAt(body, at, counted, line)
    at = cell.end
    if (body[at] === separator) {
      at++
      continue
    }
    line = lineAt(body, begins, counted, line)
    counted = begins
    if (row.some((one) => one.trim() !== '')) rows.push({ cells: row, line })
    row = []
    if (at >= body.length) break
    at += body.startsWith('\r\n', at) ? 2 : 1
    begins = at
  }
  return { rows, separator, ...(unclosed === undefined ? {} : { unclosed }) }
}

/** @param line of the place `from` before it */
function lineAt(text: string, at: number, from: number, line: number): number {
  return line + (text.slice(from, at).match(/\r\n|\n|\r/g)?.length ?? 0)
}

/** The cells alone. */
export function readCsv(text: string): readonly (readonly string[])[] {
  return readTable(text).rows.map(({ cells }) => cells)
}

interface Cell {
  readonly cell: string
  /** Where the separator, the end of the line or of the text is. */
  readonly end: number
  readonly unclosed?: boolean
}

function bare(text: string, from: number, separator: string): Cell {
  const end = endOfCell(text, from, separator)
  return { cell: text.slice(from, end).trim(), end }
}

function endOfCell(text: string, from: number, separator: string): number {
  let end = from
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++
  return end
}

/** What stands between the closing quote and the separator is no part of the cell. */
function quoted(text: string, from: number, separator: string): Cell {
  const parts: string[] = []
  let at = from
  for (;;) {
    const close = text.indexOf('"', at)
    if (close < 0) return { cell: parts.join('') + text.slice(at), end: text.length, unclosed: true }
    parts.push(text.slice(at, close))
    if (text[close + 1] !== '"') return { cell: parts.join(''), end: endOfCell(text, close + 1, separator) }
    parts.push('"')
    at = close + 2
  }
}
