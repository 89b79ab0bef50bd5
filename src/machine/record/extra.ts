/** What work takes more since memory or a device is far, or memory is crowded: of a recorded run, in arrays that are made before it begins. */
import type { Nanos } from '../units.ts'
import { CORE_KINDS, EXIT_REASONS } from './run.ts'

/** By row of a flow, the paths of all kinds one after the other. Nanoseconds of all that was done there, whoever it was for. */
export interface RowExtra {
  /** Service in all. */
  readonly worked: Float64Array
  /** Of that: since the core is on another node than what it works on. */
  readonly far: Float64Array
  /** Of that: since others want the same memory. */
  readonly crowded: Float64Array
}

export interface ExtraTime {
  /** By index into Run.flows. */
  readonly flows: readonly RowExtra[]
  /** By core, by CORE_KINDS: of its time, what is far and what is crowded. */
  readonly far: readonly Float64Array[]
  readonly crowded: readonly Float64Array[]
  /** Exits of all flows, by EXIT_REASONS and slice of Run.series. */
  readonly exits: readonly Float64Array[]
}

export class ExtraTrace implements ExtraTime {
  readonly flows: readonly RowExtra[]
  readonly far: readonly Float64Array[]
  readonly crowded: readonly Float64Array[]
  readonly exits: readonly Float64Array[]

  /** @param rows of each flow */
  constructor(rows: readonly number[], cores: number, slices: number) {
    this.flows = rows.map((count) => ({
      worked: new Float64Array(count),
      far: new Float64Array(count),
      crowded: new Float64Array(count),
    }))
    const byKind = () => Array.from({ length: cores }, () => new Float64Array(CORE_KINDS.length))
    this.far = byKind()
    this.crowded = byKind()
    this.exits = EXIT_REASONS.map(() => new Float64Array(slices))
  }

  /** A core works: so long, of that so much far and so much crowded. */
  works(
    flow: number,
    row: number,
    core: number,
    use: number,
    nanos: Nanos,
    far: Nanos,
    crowded: Nanos,
  ): void {
    this.serves(flow, row, nanos, far, crowded)
    this.far[core][use] += far
    this.crowded[core][use] += crowded
  }

  /** Guests are stopped. */
  stops(reason: number, slice: number, count: number): void {
    this.exits[reason][slice] += count
  }

  /** A station serves. */
  serves(flow: number, row: number, nanos: Nanos, far: Nanos, crowded: Nanos): void {
    const { worked, far: distant, crowded: shared } = this.flows[flow]
    worked[row] += nanos
    distant[row] += far
    shared[row] += crowded
  }
}
