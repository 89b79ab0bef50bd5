/** The characters of a code, the check character of each group, and the check over all. */

/** Crockford's base 32: no I, L, O, U. */
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** By character: its number, however it is written. */
const NUMBERS: ReadonlyMap<string, number> = new Map([
  ...[...SYMBOLS].flatMap((one, number) => [[one, number] as const, [one.toLowerCase(), number] as const]),
  ...[...'Oo'].map((one) => [one, 0] as const),
  ...[...'IiLl'].map((one) => [one, 1] as const),
])

/** 0 … 31; undefined: not one of them. */
export function symbolOf(character: string): number | undefined {
  return NUMBERS.get(character)
}

export function printSymbols(symbols: readonly number[]): string {
  return symbols.map((symbol) => SYMBOLS[symbol] ?? '?').join('')
}

export const GROUP = 5
const DATA = 4
export const GROUP_BITS = 20
export const SYMBOL_COUNT = 32

/** Times x in the field of 32 elements, x⁵ = x² + 1. */
function timesX(value: number): number {
  return value < 16 ? value << 1 : (value << 1) ^ 0b100101
}

/**
 * The check character of the group at a place, from 0. Each of its characters counts with another weight: one that is wrong, and
 * two neighbours in the wrong order, are always found. So are two groups that changed places, unless 32 lie between them.
 */
export function checkOf(data: readonly number[], place: number): number {
  let sum = 0
  for (let at = DATA - 1; at >= 0; at--) sum = timesX(sum ^ data[at])
  return sum ^ (place % SYMBOL_COUNT)
}

export function isWhole(group: readonly number[], place: number): boolean {
  return group.length === GROUP && group.every((one) => one >= 0) && checkOf(group, place) === group[DATA]
}

/** Bits to groups; their number is a multiple of 20. */
export function groupsOf(bits: readonly number[]): readonly (readonly number[])[] {
  const groups: number[][] = []
  for (let from = 0; from < bits.length; from += GROUP_BITS) {
    const data: number[] = []
    for (let at = 0; at < DATA; at++) {
      let value = 0
      for (let place = 0; place < 5; place++) value = value * 2 + bits[from + at * 5 + place]
      data.push(value)
    }
    groups.push([...data, checkOf(data, groups.length)])
  }
  return groups
}

export function bitsOf(groups: readonly (readonly number[])[]): readonly number[] {
  const bits: number[] = []
  for (const group of groups)
    for (let at = 0; at < DATA; at++)
      for (let place = 4; place >= 0; place--) bits.push((group[at] >>> place) & 1)
  return bits
}

export const TOTAL_BITS = 24
/** The polynomial of OpenPGP's armour (RFC 9580, 6.1): any error within 24 bits in a row is found. */
const POLYNOMIAL = 0x864cfb

/** 24 bits over a text and bits after it. */
export function totalOf(text: string, bits: readonly number[]): number {
  let rest = 0xb704ce
  const take = (bit: number) => {
    const carry = (rest >>> 23) ^ bit
    rest = (rest << 1) & 0xffffff
    if (carry === 1) rest ^= POLYNOMIAL
  }
  for (const character of text)
    for (let place = 7; place >= 0; place--) take((character.charCodeAt(0) >>> place) & 1)
  for (const bit of bits) take(bit)
  return rest
}
