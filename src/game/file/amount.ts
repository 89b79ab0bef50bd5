/** Numbers as people write them in a level: `64K`, `4M`, `50ms`, `320MB/s`, `25%`. */

const BINARY = { K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40 } as const
const DECIMAL = { kB: 1e3, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 } as const
const NANOS = { ns: 1, us: 1e3, µs: 1e3, ms: 1e6, s: 1e9 } as const

/** Bytes: K, M, G, T (also KiB …) are powers of 1024; kB, MB, GB, TB are powers of 1000. */
const SIZES: Readonly<Record<string, number>> = {
  B: 1,
  ...BINARY,
  ...Object.fromEntries(Object.entries(BINARY).map(([unit, factor]) => [`${unit}iB`, factor])),
  ...DECIMAL,
}

const AMOUNT = /^([+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?)\s*([a-zA-Zµ]*%?)(\/s)?$/

function scaled(text: string, units: Readonly<Record<string, number>>): number | undefined {
  const found = AMOUNT.exec(text.trim().replaceAll('_', ''))
  if (found === null) return undefined
  const [, digits, unit] = found
  if (unit === '') return Number(digits)
  if (!Object.hasOwn(units, unit)) return undefined
  // 0.1 × 1e6 is not whole in binary floating point; a unit never asks for more than a thousandth of itself.
  return Math.round(Number(digits) * units[unit] * 1e6) / 1e6
}

/** Bytes of `64K`, `4MiB`, `1.5G`, `512`. */
export function parseSize(text: string | number): number | undefined {
  const bytes = typeof text === 'number' ? text : scaled(text, SIZES)
  return bytes !== undefined && Number.isSafeInteger(bytes) && bytes >= 0 ? bytes : undefined
}

/** Nanoseconds of `50ms`, `20us`, `0`; a bare number is nanoseconds. */
export function parseTime(text: string | number): number | undefined {
  const nanos = typeof text === 'number' ? text : scaled(text, NANOS)
  return nanos !== undefined && Number.isSafeInteger(nanos) && nanos >= 0 ? nanos : undefined
}

/** A goal's number in the metric's own unit: a time in ns, a size or rate in bytes, a share of 1, or a bare number. */
export function parseTarget(text: string | number): number | undefined {
  if (typeof text === 'number') return Number.isFinite(text) ? text : undefined
  return scaled(text, { ...SIZES, ...NANOS, '%': 0.01 })
}

/** What an amount is an amount of, by its unit. */
export type AmountKind = 'number' | 'share' | 'time' | 'size' | 'rate'

/** undefined: it is no amount. */
export function kindOfAmount(text: string): AmountKind | undefined {
  const found = AMOUNT.exec(text.trim().replaceAll('_', ''))
  if (found === null) return undefined
  const [, , unit, perSecond] = found
  if (unit === '') return perSecond === undefined ? 'number' : undefined
  if (unit === '%') return 'share'
  if (Object.hasOwn(NANOS, unit)) return 'time'
  return perSecond === undefined ? 'size' : 'rate'
}
