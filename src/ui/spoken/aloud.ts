/**
 * Text for the ear: signs become words, a unit is spelled out where it is first said in an answer, nothing is drawn, and no
 * line is longer than a line of a letter.
 */
import { words } from '../../text/ui-words.ts'
import { wrap } from '../looks/line.ts'

/** Most characters of a line. */
export const LONGEST_LINE = 76

/** Arrows, boxes, blocks, stars, braille: whatever only a drawing needs. */
const DRAWN = /[\u2190-\u2bff\u2800-\u28ff]/g
const UNIT = /(\d[\d,.]*) ?((?:[GMk]?B|[kM])?\/s|[nµm]?s|[GMK]i?B|B)(?![\w/])/g
/** A rate: exits/MiB. */
const EACH = /(?<![A-Za-z.])([A-Za-z.]+)\/(GiB|MiB|GB|B|req|s)(?!\w)/g
/** A unit behind a word: 300 or more MB/s. */
const BARE = /(?<=[a-z] )[GMk]B\/s(?!\w)/g
/** Units that stay short once they were said in full. */
const SHORT = /^(ns|ms|[GMK]i?B)$/

/** A blank where a sign was: none before a full stop. No text from outside has one left. */
const JOINT = '\u0001'
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is the joint
const EMPTY = / ?\([ \u0001]*\u0001[ \u0001]*\)/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is the joint
const BEFORE_STOP = /[ \u0001]*\u0001[ \u0001]*(?=[.,;:?)])/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is the joint
const ANY_BLANKS = /[ \u0001]+/g

/** Signs as words. What a text is indented by stays. */
export function aloud(text: string): string {
  const { signs, each, short } = words.line
  const indent = /^ */.exec(text)?.[0] ?? ''
  const said = text
    .replace(EACH, (rate, what: string, unit: string) =>
      Object.hasOwn(words.line.units, `${what}/${unit}`) ? rate : `${what} ${each[unit] ?? unit}`,
    )
    .replace(/(^|[\s(])\+(?=\d)/g, `$1${signs['+']} `)
    .replace(/[≥≤≈→×−%]/g, (sign) => `${JOINT}${signs[sign]}${JOINT}`)
    .replace(/\birqs?\b/g, short.irq)
    .replace(DRAWN, JOINT)
    .replace(EMPTY, '')
    .replace(BEFORE_STOP, '')
    .replace(ANY_BLANKS, ' ')
    .replace(/([.?!:])\.(?=\s|$)/g, '$1')
    .trim()
  return indent + said
}

/** `Files disk` */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** With a full stop, if it ends without any. */
export function sentence(text: string): string {
  return text === '' || /[.:?!]$/.test(text) ? text : `${text}.`
}

/** A result code: what looks like a unit in it is none. */
const CODES = /(\bX\d-[\dA-Z.]+(?:-[\dA-Z]+)+)/

/** Spells units out, but in result codes; those in the set were said before. */
function spelled(text: string, said: Set<string>): string {
  return text
    .split(CODES)
    .map((part, place) => (place % 2 === 1 ? part : spelledOut(part, said)))
    .join('')
}

function spelledOut(text: string, said: Set<string>): string {
  const bare = text.replace(BARE, (unit) => words.line.units[unit]?.[1] ?? unit)
  return bare.replace(UNIT, (whole, number: string, unit: string) => {
    const names = words.line.units[unit]
    // A decade is no time: 2020s.
    if (names === undefined || (unit === 's' && !whole.includes(' '))) return whole
    if (said.has(unit) && SHORT.test(unit)) return `${number} ${unit}`
    said.add(unit)
    const digits = number.replace(/[.,]$/, '')
    return `${digits} ${digits === '1' ? names[0] : names[1]}${number.slice(digits.length)}`
  })
}

/** Under its first line a numbered one goes on where its text begins. */
function folded(text: string, width: number): string[] {
  const lead = /^( *)(\d+\. )?/.exec(text)?.[0] ?? ''
  const blank = ' '.repeat(lead.length)
  return wrap(text.slice(lead.length), width - lead.length).map(
    (line, index) => (index === 0 ? lead : blank) + line,
  )
}

/** An answer as it is printed: sentences in, lines out. */
export function answerLines(said: readonly string[], width: number = LONGEST_LINE): string[] {
  const units = new Set<string>()
  return said.flatMap((one) => folded(spelled(aloud(one), units), width)).map((line) => line.trimEnd())
}

/** `  1. text`, by number. */
export function numbered(items: readonly string[]): string[] {
  return items.map((item, index) => `${String(index + 1).padStart(3)}. ${item}`)
}
