/** Reading a result code, forgivingly; where it is not one, saying which of its groups is mistyped, and what may be meant. */
import { en } from '../../text/index.ts'
import { plainLine } from '../../text/plain.ts'
import {
  belongs,
  FORMAT,
  type Groups,
  lengthIn,
  openGroups,
  printGroups,
  printNumber,
  readNumber,
} from './code-text.ts'
import { corrections, longOrShort, oneCorrection, otherNumbers } from './correct-code.ts'
import type { ResultCode } from './result-code.ts'
import { GROUP, isWhole, symbolOf } from './symbols.ts'

export interface CodeProblem {
  readonly kind: 'not-a-code' | 'newer' | 'mistyped' | 'swapped' | 'cut' | 'too-long' | 'malformed'
  /** One sentence, with the suggestion in it. */
  readonly problem: string
  /** From 1. */
  readonly group?: number
  /** The only code that one slip leads to: a character, or two that stand the other way round. */
  readonly suggestion?: string
}

/** Spaces, line breaks, hyphens of every kind, quote marks of mails, marks of chat programs, and what cannot be seen. */
const MARKS = '\\s\\-_>|"\'`*“”„‘’«»\\u00ad\\u200b-\\u200f\\u2010-\\u2015\\u2060\\u2212\\ufeff'
const BETWEEN = new RegExp(`[${MARKS}]+`)
const IS_BETWEEN = new RegExp(`[${MARKS}]`)

/** Is this one of the characters that may stand anywhere in a code? */
export function isBetween(character: string): boolean {
  return IS_BETWEEN.test(character)
}

/** A code with every mark that mail programs may add is shorter. */
const MOST_TEXT = 20_000

interface Pieces {
  readonly format: string
  readonly number: string
  /** As they were typed, between hyphens. */
  readonly pieces: readonly string[]
}

/** Reads one code; nothing else may stand in the text. Never throws. */
export function readCode(text: string): { readonly code: ResultCode } | CodeProblem {
  const parts = text.length > MOST_TEXT ? [] : text.split(BETWEEN).filter((part) => part !== '')
  const found = piecesOf(parts)
  if (found === undefined) return { kind: 'not-a-code', problem: en.code.notACode }
  const { format, number: typed, pieces } = found
  const isOurs = format.replace(/[IL]/, '1') === FORMAT
  const number = readNumber(typed)
  const groups = cut(pieces)
  if (number !== undefined && isOurs && groups.every(isWhole)) return whole(number, groups, pieces)
  if (number === undefined || !isOurs) return badPrefix(found, groups)
  return broken(number, groups, pieces)
}

/** Format, number and groups; where hyphens are missing, the number that makes the first group whole. */
function piecesOf(parts: readonly string[]): Pieces | undefined {
  const format = (parts[0] ?? '').slice(0, 2).toUpperCase()
  if (!/^(X[0-9A-Z]|[A-Z0-9][1IL])$/.test(format)) return undefined
  if (parts[0].length === 2 && parts.length > 1 && parts[1].length < GROUP)
    return { format, number: parts[1], pieces: parts.slice(2) }
  const glued = [parts[0].slice(2), ...parts.slice(1)].filter((part) => part !== '')
  const [first = '', ...others] = glued
  if (!format.startsWith('X')) return undefined
  if (readNumber(first) !== undefined) return { format, number: first, pieces: others }
  const all = glued.join('')
  const split = (length: number) => ({
    format,
    number: all.slice(0, length),
    pieces: [first.slice(length), ...others],
  })
  const fitting = [1, 2, 3, 4, 5].filter((length) => readNumber(all.slice(0, length)) !== undefined)
  const length = fitting.find((one) => isWhole(symbolsOf(all.slice(one, one + GROUP)), 0)) ?? fitting[0]
  return length === undefined ? undefined : split(length)
}

/** -1 stands for what is no character of a code. */
export function symbolsOf(text: string): readonly number[] {
  return [...text].map((character) => symbolOf(character) ?? -1)
}

function cut(pieces: readonly string[]): Groups {
  const all = symbolsOf(pieces.join(''))
  return Array.from({ length: Math.ceil(all.length / GROUP) }, (_, place) =>
    all.slice(place * GROUP, (place + 1) * GROUP),
  )
}

/** Every group is well by itself. */
function whole(
  number: string,
  groups: Groups,
  pieces: readonly string[],
): { readonly code: ResultCode } | CodeProblem {
  if (groups.length === 0) return { kind: 'cut', problem: en.code.empty }
  const length = lengthIn(groups[0])
  if (groups.length < length) return { kind: 'cut', problem: en.code.cut(groups.length, length) }
  if (groups.length > length) return tooLong(length, pieces)
  if (belongs(number, groups)) {
    const code = openGroups(number, groups)
    return code === undefined ? { kind: 'malformed', problem: en.code.malformed } : { code }
  }
  const other = oneCorrection(otherNumbers(printNumber(number), groups))
  return mistyped('mistyped', en.code.together, other)
}

function tooLong(length: number, pieces: readonly string[]): CodeProblem {
  const rest = plainLine(pieces.join('').slice(length * GROUP)).slice(0, 20)
  return { kind: 'too-long', problem: en.code.beyond(length, rest) }
}

function mistyped(
  kind: CodeProblem['kind'],
  problem: string,
  suggestion?: string,
  group?: number,
): CodeProblem {
  return {
    kind,
    problem: suggestion === undefined ? problem : en.code.suggest(problem, suggestion),
    ...(group === undefined ? {} : { group }),
    ...(suggestion === undefined ? {} : { suggestion }),
  }
}

/** The format or the number is not one: another format, or a slip. */
function badPrefix({ format, number }: Pieces, groups: Groups): CodeProblem {
  const read = readNumber(number)
  if (!groups.every(isWhole) || groups.length < 2) return { kind: 'not-a-code', problem: en.code.notACode }
  const meant =
    read === undefined
      ? oneCorrection(otherNumbers(number, groups))
      : belongs(read, groups)
        ? printGroups(read, groups)
        : undefined
  if (read === undefined) return mistyped('mistyped', en.code.number(plainLine(number)), meant)
  if (meant === undefined && /^X\d$/.test(format)) return { kind: 'newer', problem: en.code.newer(format) }
  return mistyped('mistyped', en.code.notACode, meant)
}

/** At least one group is not well. */
function broken(number: string, groups: Groups, pieces: readonly string[]): CodeProblem {
  const odd = pieces.flatMap((piece, place) => ([...piece].length === GROUP ? [] : [place]))
  const bad = groups.flatMap((group, place) => (isWhole(group, place) ? [] : [place]))
  const length = bad[0] === 0 ? undefined : lengthIn(groups[0])
  const moved = missingOrDoubled(number, groups, bad[0])
  if (moved !== undefined) return moved
  const isLast = bad.length === 1 && bad[0] === groups.length - 1 && groups[bad[0]].length < GROUP
  if (length !== undefined && bad[0] >= length) return tooLong(length, pieces)
  if (isLast && (odd.length !== 1 || odd[0] === pieces.length - 1) && groups.length !== length)
    return { kind: 'cut', problem: en.code.ends(groups.length) }
  if (odd.length === 1 && [4, 6].includes([...pieces[odd[0]]].length)) return oddPiece(number, pieces, odd[0])
  if (bad.length === 2) {
    const other = exchanged(groups, bad[0], bad[1])
    if (bad.every((place) => isWhole(other[place], place)))
      return mistyped(
        'swapped',
        en.code.swapped(bad[0] + 1, bad[1] + 1),
        belongs(number, other) ? printGroups(number, other) : undefined,
        bad[0] + 1,
      )
  }
  const group = bad[0] + 1
  // Where a character is missing or too much, all groups after it are shifted, and only the first one says where.
  const shifted = groups.at(-1)!.length < GROUP
  if (bad.length > 1 && !shifted)
    return mistyped('mistyped', en.code.groups(bad.map((place) => place + 1)), undefined, group)
  const typed = plainLine([...pieces.join('')].slice(bad[0] * GROUP, group * GROUP).join(''))
  const meant = shifted ? undefined : oneCorrection(corrections(number, groups, bad[0]))
  return mistyped('mistyped', en.code.group(group, typed), meant, group)
}

/**
 * Each check counts with the place of its group: where one group is missing or stands there twice, all after it are well in the
 * place beside theirs.
 */
function missingOrDoubled(number: string, groups: Groups, from: number): CodeProblem | undefined {
  const areWell = (shift: number) => groups.every((group, at) => at < from || isWhole(group, at + shift))
  const length = from === 0 ? groups.length + 1 : lengthIn(groups[0])
  if (areWell(1) && length === groups.length + 1 && (from > 0 || groups.length > 1))
    return mistyped('mistyped', en.code.missing(from + 1), undefined, from + 1)
  if (from === 0 || length !== groups.length - 1 || !areWell(-1)) return undefined
  const single = groups.toSpliced(from, 1)
  const meant = belongs(number, single) ? printGroups(number, single) : undefined
  return mistyped('mistyped', en.code.doubled(from), meant, from)
}

function exchanged(groups: Groups, one: number, other: number): Groups {
  return groups.with(one, groups[other]).with(other, groups[one])
}

/** One group has a character too few or too many, and the hyphens around it say which. */
function oddPiece(number: string, pieces: readonly string[], place: number): CodeProblem {
  const typed = plainLine(pieces[place])
  const meant = oneCorrection(longOrShort(number, pieces.map(symbolsOf), place))
  return mistyped('mistyped', en.code.length(place + 1, typed, [...pieces[place]].length), meant, place + 1)
}
