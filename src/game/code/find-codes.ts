/**
 * Every result code in a text: in prose, in mails, wrapped, quoted. In time linear in the text's length, whatever is in it: a
 * look at a place where no code is takes a bounded number of steps, and what was taken for a code is not looked at again.
 */
import { lengthIn, MOST_GROUPS, readNumber } from './code-text.ts'
import { type CodeProblem, isBetween, readCode } from './read-code.ts'
import type { ResultCode } from './result-code.ts'
import { GROUP, isWhole, symbolOf } from './symbols.ts'

export type FoundCode = {
  /** As it stands there, in one line, in capitals, without marks. */
  readonly text: string
  /** Where it begins, in UTF-16 units. */
  readonly at: number
  /** From 1. */
  readonly line: number
} & ({ readonly code: ResultCode; readonly problem?: undefined } | { readonly problem: CodeProblem })

export function findCodes(text: string): readonly FoundCode[] {
  const signs = signsOf(text)
  const found: FoundCode[] = []
  let line = 1
  let counted = 0
  for (let from = 0; from < signs.count; from++) {
    if (!begins(signs, from)) continue
    const end = endOf(signs, from)
    if (end === undefined) continue
    const at = signs.at[from]
    for (; counted < at; counted++) if (text[counted] === '\n') line++
    const own = text.slice(at, signs.at[end - 1] + 1)
    const answer = readCode(own)
    const read = 'code' in answer ? answer : { problem: answer }
    found.push({ text: tidied(signs, from, end), at, line, ...read })
    from = end - 1
  }
  return found
}

/** What stands between two signs. */
const NOTHING = 0
const SPACE = 1
const HYPHEN = 2
const TOO_MUCH = 3
/** More marks in a row do not stand inside of a code. */
const MOST_MARKS = 100

/** A letter or digit that is no symbol, and anything else. */
const NO_SYMBOL = -1
const OTHER = -2

/** The text without marks: each sign's place, its symbol, and what stands before it. */
interface Signs {
  readonly text: string
  readonly count: number
  readonly at: Uint32Array
  readonly symbol: Int8Array
  readonly before: Uint8Array
}

function signsOf(text: string): Signs {
  const at = new Uint32Array(text.length)
  const symbol = new Int8Array(text.length)
  const before = new Uint8Array(text.length)
  let count = 0
  let marks = 0
  let gap = NOTHING
  for (let place = 0; place < text.length; place++) {
    const character = text[place]
    const known = symbolOf(character)
    if (known === undefined && isBetween(character)) {
      marks++
      gap = marks > MOST_MARKS ? TOO_MUCH : Math.max(gap, isHyphen(character) ? HYPHEN : SPACE)
      continue
    }
    at[count] = place
    symbol[count] = known ?? (/[a-z]/i.test(character) ? NO_SYMBOL : OTHER)
    before[count++] = gap
    marks = 0
    gap = NOTHING
  }
  return { text, count, at, symbol, before }
}

function isHyphen(character: string): boolean {
  return /[-\u2010-\u2015\u2212]/.test(character)
}

function tidied({ text, at, before }: Signs, from: number, end: number): string {
  let line = ''
  for (let sign = from; sign < end; sign++)
    line += (before[sign] === HYPHEN && sign > from ? '-' : '') + text[at[sign]].toUpperCase()
  return line
}

const LETTER_X = symbolOf('X')!

/** `X1`, at the beginning of a word. */
function begins({ symbol, before, count }: Signs, from: number): boolean {
  if (from + 1 >= count || symbol[from] !== LETTER_X) return false
  if (symbol[from + 1] !== 1 || before[from + 1] !== NOTHING) return false
  return from === 0 || before[from] !== NOTHING || symbol[from - 1] === OTHER
}

/** Letters and digits that stand together, at most so many. */
function pieceAt({ text, at, symbol, before, count }: Signs, from: number, most: number, dots = ''): string {
  let piece = ''
  for (let sign = from; sign < count && piece.length < most; sign++) {
    if (sign > from && before[sign] !== NOTHING) break
    const character = text[at[sign]]
    if (symbol[sign] === OTHER && (character !== dots || piece === '')) break
    piece += character
  }
  return piece
}

/** The number of a level, at most one sign longer than one is. */
function numberAt(signs: Signs, from: number): string {
  return pieceAt(signs, from, 7, '.')
}

/** Exactly as a code is printed, up to its first group: here another code begins, whatever stands before. */
function isPrinted(signs: Signs, from: number): boolean {
  if (!begins(signs, from) || signs.before[from + 2] !== HYPHEN) return false
  const number = numberAt(signs, from + 2)
  return signs.before[from + 2 + number.length] === HYPHEN && readNumber(number) !== undefined
}

/** Five symbols, whatever marks are between them. */
function groupAt(signs: Signs, from: number): readonly number[] | undefined {
  if (from + GROUP > signs.count) return undefined
  const group: number[] = []
  for (let sign = from; sign < from + GROUP; sign++) {
    if (signs.symbol[sign] < 0 || signs.before[sign] === TOO_MUCH || isPrinted(signs, sign)) return undefined
    group.push(signs.symbol[sign])
  }
  return group
}

/** Where the code that begins here ends; undefined: none begins here. */
function endOf(signs: Signs, from: number): number | undefined {
  const number = numberAt(signs, from + 2)
  const lengths = readNumber(number) === undefined ? [1, 2, 3, 4, 5] : [number.length]
  for (const length of lengths) {
    if (readNumber(number.slice(0, length)) === undefined) continue
    const first = groupAt(signs, from + 2 + length)
    if (first !== undefined && isWhole(first, 0))
      return endOfGroups(signs, from + 2 + length + GROUP, 1, lengthIn(first))
  }
  // The first group is broken: only what looks just like a code is one.
  const start = from + 2 + number.length
  if (!isPrinted(signs, from) || pieceLength(signs, start) === 0) return undefined
  return endOfGroups(signs, start, 0, MOST_GROUPS)
}

/** Goes on while groups are well, or look like broken ones. */
function endOfGroups(signs: Signs, from: number, place: number, length: number): number {
  let end = from
  const isWell = (start: number, at: number) => {
    const group = groupAt(signs, start)
    return group !== undefined && isWhole(group, at)
  }
  for (let at = place; at < length; at++) {
    const piece = pieceLength(signs, end)
    // Of 32 groups that lack a character one is well by chance, with the next one's first.
    const isOdd = piece !== GROUP && piece > 0 && isWell(end + piece, at + 1)
    if (!isOdd && isWell(end, at)) end += GROUP
    else if (piece > 0) end += piece
    else if (groupAt(signs, end) !== undefined && isWell(end + GROUP, at + 1)) end += GROUP
    else break
  }
  return end
}

/** Length of what looks like a group, right or wrong; 0: it does not. */
function pieceLength(signs: Signs, from: number): number {
  if (from >= signs.count || isPrinted(signs, from)) return 0
  const piece = pieceAt(signs, from, GROUP + 2)
  if (signs.before[from] === HYPHEN) return Math.abs(piece.length - GROUP) <= 1 ? piece.length : 0
  const isLoud = piece === piece.toUpperCase() || /\d/.test(piece)
  return signs.before[from] === SPACE && piece.length === GROUP && isLoud ? GROUP : 0
}
