/** An axis of the scatter: from a value to its place between 0 and 1, straight or by powers of ten. */
export interface Axis {
  readonly least: number
  readonly most: number
  /** By powers of ten: small and large values are both told apart. */
  readonly log: boolean
}

/** Beyond this ratio a straight axis would press most points into one column. */
const WIDE_RANGE = 40
/** Room beyond the outermost points, as a share. */
const MARGIN = 0.04

/** An axis on which all of these values lie, and, where it is near them, the goal. */
export function axisOf(values: readonly number[], goal?: number): Axis {
  const finite = values.filter(Number.isFinite)
  if (finite.length === 0) return { least: 0, most: 1, log: false }
  const least = finite.reduce((one, other) => Math.min(one, other))
  const most = finite.reduce((one, other) => Math.max(one, other))
  const near = goal !== undefined && goal >= least / 2 && goal <= most * 2
  const low = near ? Math.min(least, goal) : least
  const high = near ? Math.max(most, goal) : most
  if (low === high)
    return { least: low === 0 ? -1 : low - Math.abs(low), most: high + Math.abs(high || 1), log: false }
  if (low > 0 && high / low > WIDE_RANGE) {
    const room = (Math.log10(high) - Math.log10(low)) * MARGIN
    return { least: 10 ** (Math.log10(low) - room), most: 10 ** (Math.log10(high) + room), log: true }
  }
  const room = (high - low) * MARGIN
  return { least: low >= 0 ? Math.max(0, low - room) : low - room, most: high + room, log: false }
}

/** 0 at the least, 1 at the most; outside of both beyond. */
export function placeOn(axis: Axis, value: number): number {
  const { least, most, log } = axis
  if (!log) return (value - least) / (most - least)
  if (value <= 0) return -1
  return (Math.log10(value) - Math.log10(least)) / (Math.log10(most) - Math.log10(least))
}

/** The value at a place. */
export function valueAt(axis: Axis, place: number): number {
  const { least, most, log } = axis
  if (!log) return least + place * (most - least)
  return 10 ** (Math.log10(least) + place * (Math.log10(most) - Math.log10(least)))
}
