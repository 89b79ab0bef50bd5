/**
 * A result code as text: `X1-13-` and groups of five characters. `X1` is the format, `13` the level's number without its dot, `F`
 * where the level is a file of one's own. Before the payload stands the number of groups, after it the check over all.
 */
import { readPayload, writePayload } from './payload.ts'
import type { ResultCode } from './result-code.ts'
import { bitsOf, GROUP_BITS, groupsOf, printSymbols, TOTAL_BITS, totalOf } from './symbols.ts'

export const FORMAT = 'X1'
/** A level that has no number in the campaign. */
const OWN = 'F'
/** In bits: how many groups the code has. */
export const LENGTH_BITS = 8
export const MOST_GROUPS = 2 ** LENGTH_BITS - 1

export type Groups = readonly (readonly number[])[]

/** `1.3` → `13`, `1.X` → `1X`; a place of two digits keeps its dot, so that 1.12 is not 11.2. */
export function printNumber(number: string): string {
  const [, chapter, place] = /^([1-9]\d{0,2})\.(\d{1,2}|X)$/.exec(number) ?? []
  if (chapter === undefined) return OWN
  return place.length === 1 ? chapter + place : number
}

/** The number, as levels have it; undefined: no level's number is written so. */
export function readNumber(text: string): string | undefined {
  const plain = text.toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1')
  if (plain === OWN) return ''
  if (/^[1-9]\d{0,2}\.\d\d$/.test(plain)) return plain
  const [, chapter, place] = /^([1-9]\d{0,2})([\dX])$/.exec(plain) ?? []
  return chapter === undefined ? undefined : `${chapter}.${place}`
}

/**
 * The code as one line that wraps at its hyphens; reading it gives the same.
 * @throws RangeError where the lists are longer than any level's
 */
export function printCode(code: ResultCode): string {
  const payload = writePayload(code)
  const count = Math.ceil((LENGTH_BITS + payload.length + TOTAL_BITS) / GROUP_BITS)
  if (count > MOST_GROUPS) throw new RangeError(`${count} groups do not fit in a code`)
  const room = count * GROUP_BITS - TOTAL_BITS
  const length = bitsOfNumber(count, LENGTH_BITS)
  const bits = [...length, ...payload]
  while (bits.length < room) bits.push(0)
  const total = bitsOfNumber(totalOf(prefixOf(code.number), bits), TOTAL_BITS)
  return printGroups(code.number, groupsOf([...bits, ...total]))
}

export function printGroups(number: string, groups: Groups): string {
  return [FORMAT, printNumber(number), ...groups.map(printSymbols)].join('-')
}

function prefixOf(number: string): string {
  return `${FORMAT}-${printNumber(number)}-`
}

function bitsOfNumber(value: number, width: number): readonly number[] {
  return Array.from({ length: width }, (_, place) => (value >>> (width - 1 - place)) & 1)
}

function numberOfBits(bits: readonly number[]): number {
  return bits.reduce((value, bit) => value * 2 + bit, 0)
}

/** How many groups the first one announces. */
export function lengthIn(first: readonly number[]): number {
  return numberOfBits(bitsOf([first]).slice(0, LENGTH_BITS))
}

/** Does the check over all hold? Each group was looked at before. */
export function belongs(number: string, groups: Groups): boolean {
  if (groups.length < 2 || lengthIn(groups[0]) !== groups.length) return false
  const bits = bitsOf(groups)
  const room = bits.length - TOTAL_BITS
  return totalOf(prefixOf(number), bits.slice(0, room)) === numberOfBits(bits.slice(room))
}

/** What whole groups that belong together say; undefined: nothing that a code says. */
export function openGroups(number: string, groups: Groups): ResultCode | undefined {
  const content = readPayload(bitsOf(groups).slice(LENGTH_BITS, -TOTAL_BITS))
  return content && { ...content, number }
}
