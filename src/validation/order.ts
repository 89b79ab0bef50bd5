/**
 * Is the order of any two configurations of one experiment right? Asked where they measured more than 5 % apart; there a
 * tie is wrong, too.
 */

export interface Pair {
  readonly series: string
  /** Measured lower, and higher. */
  readonly lower: string
  readonly higher: string
  readonly right: boolean
}

/** Measured closer than this, either order will do. */
const APART = 1.05
/** Simulated closer than this is a tie. */
const TIE = 1.005

export function pairsOf(
  series: string,
  measured: ReadonlyMap<string, number>,
  simulated: ReadonlyMap<string, number | undefined>,
): readonly Pair[] {
  const names = [...measured.keys()].sort((one, other) => valueAt(measured, one) - valueAt(measured, other))
  return names.flatMap((lower, index) =>
    names.slice(index + 1).flatMap((higher) => {
      if (valueAt(measured, higher) <= valueAt(measured, lower) * APART) return []
      const low = simulated.get(lower)
      const high = simulated.get(higher)
      const right = low !== undefined && high !== undefined && high > low * TIE
      return [{ series, lower, higher, right }]
    }),
  )
}

function valueAt(values: ReadonlyMap<string, number>, name: string): number {
  return values.get(name) ?? Number.NaN
}
