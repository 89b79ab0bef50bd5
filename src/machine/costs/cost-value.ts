/**
 * What a cost is: a value for each era of hardware, with unit, source and grade (P primary text read, A abstract, S
 * secondary source, R raw measurement, X authors' code executed, D derived, M model value, a fit or an assumption).
 * No rule lives here and no nanosecond anywhere else.
 */
import type { Era } from '../host/host.ts'

export type Grade = 'P' | 'A' | 'S' | 'R' | 'X' | 'D' | 'M'
export type CostUnit = 'ns' | 'cycles' | 'GB/s'

export interface CostValue {
  readonly value: number
  readonly unit: CostUnit
  readonly grade: Grade
  readonly source: string
  readonly note: string
  /** Of a fit or an assumption: values that would do as well. In the same unit. */
  readonly range?: readonly [least: number, most: number]
}

/** One act in every era. */
export type Cost = Readonly<Record<Era, CostValue>>

function valueIn(unit: CostUnit) {
  return (
    value: number,
    grade: Grade,
    source: string,
    note = '',
    range?: readonly [number, number],
  ): CostValue =>
    range === undefined ? { value, unit, grade, source, note } : { value, unit, grade, source, note, range }
}

export const ns = valueIn('ns')
export const cycles = valueIn('cycles')
/** Bytes that one CPU moves, or a link carries, in a nanosecond. */
export const rate = valueIn('GB/s')

export const DALL = 'Dall et al., ATC 2017, table 2, read in a literature note'
export const FIT = 'fit of this model'
export const ASSUMED = 'assumed'

/** The same number in every era. */
export function always(one: CostValue): Cost {
  return { '2001': one, '2005-07': one, '2010-13': one, '2020s': one }
}

/**
 * How much longer a processor took for the same instructions than one of 2010-13: a Pentium III of 733 MHz has 0.35 of
 * the clock, and did about 0.7 as much in a cycle; a Core 2 or Opteron had the clock, with smaller and slower caches.
 */
const AGE = { '2001': 4, '2005-07': 1.5 } as const
/** Either way; no measurement bounds it better. */
const AGE_MARGIN = 1.5

function aged(recent: CostValue, era: keyof typeof AGE): CostValue {
  const value = recent.unit === 'GB/s' ? recent.value / AGE[era] : recent.value * AGE[era]
  const whole = recent.unit === 'GB/s' ? Math.round(value * 10) / 10 : Math.round(value)
  return {
    ...recent,
    value: whole,
    grade: 'M',
    source: `assumed: a processor of ${era} takes ${AGE[era]} times as long as one of 2010-13`,
    range: [Number((whole / AGE_MARGIN).toPrecision(3)), Number((whole * AGE_MARGIN).toPrecision(3))],
  }
}

/** Instructions that a processor executes: what is known of later eras, and the older ones by their speed. */
export function software(
  recent: CostValue,
  today: CostValue = recent,
  older: Partial<Record<'2001' | '2005-07', CostValue>> = {},
): Cost {
  return {
    '2001': older['2001'] ?? aged(recent, '2001'),
    '2005-07': older['2005-07'] ?? aged(recent, '2005-07'),
    '2010-13': recent,
    '2020s': today,
  }
}
