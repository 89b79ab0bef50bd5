/** What the rows say together, and what a model without causes would have said. */
import type { Pair } from './order.ts'
import type { CountRow, RateRow } from './row.ts'

/** Looked at in this order; an object would put the whole number first. */
export const BOUNDS = [1.15, 1.25, 1.5, 2] as const
type Bound = `${(typeof BOUNDS)[number]}`

export interface Rates {
  /** Rows no further off than this, either way. */
  readonly within: Readonly<Record<Bound, number>>
  readonly total: number
  /** 1: no error; 1.2: off by a fifth, in the geometric mean. Of rows that were simulated. */
  readonly geometricMeanError: number
}

export interface Summary {
  readonly counts: { readonly exact: number; readonly total: number }
  readonly rates: Rates
  /** "Every configuration equals its reference", on the rows that are not references. */
  readonly nullModel: Rates
  readonly order: { readonly right: number; readonly total: number; readonly wrong: readonly string[] }
  /** Rows that are shown and not counted. */
  readonly notCounted: number
}

export function summaryOf(
  counts: readonly CountRow[],
  rates: readonly RateRow[],
  pairs: readonly Pair[],
): Summary {
  const counted = rates.filter((row) => row.repeats === undefined)
  const others = counted.filter((row) => !row.isReference)
  const wrong = pairs.filter((pair) => !pair.right)
  return {
    counts: { exact: counts.filter((row) => row.exact).length, total: counts.length },
    rates: ratesOf(counted.map((row) => row.ratio)),
    nullModel: ratesOf(others.map((row) => row.null / row.measured)),
    order: {
      right: pairs.length - wrong.length,
      total: pairs.length,
      wrong: wrong.map(({ series, lower, higher }) => `${series}: ${lower} < ${higher}`),
    },
    notCounted: rates.length - counted.length,
  }
}

function ratesOf(ratios: readonly (number | null)[]): Rates {
  const errors = ratios.flatMap((ratio) => (ratio === null ? [] : [errorOf(ratio)]))
  const within = (bound: number): number => errors.filter((error) => error <= bound).length
  const logs = errors.reduce((sum, error) => sum + Math.log(error), 0)
  return {
    within: Object.fromEntries(BOUNDS.map((bound) => [String(bound), within(bound)])) as Record<
      Bound,
      number
    >,
    total: ratios.length,
    geometricMeanError: Number(Math.exp(errors.length === 0 ? 0 : logs / errors.length).toFixed(4)),
  }
}

/** 1.25 for a quarter too much and for a fifth too little. */
export function errorOf(ratio: number): number {
  return ratio > 1 ? ratio : 1 / ratio
}
