/** One row of the comparison: measured, simulated, and how far apart. */
import type { Grade } from '../game/level.ts'

interface Row {
  readonly id: string
  readonly measured: number
  /** null: the model has no such path; `why` says what is missing. */
  readonly simulated: number | null
  /** simulated / measured; of a measured 0: 1 + simulated. */
  readonly ratio: number | null
  readonly grade: Grade
  readonly source: string
  readonly why?: string
}

/** How often something happens in one request. */
export interface CountRow extends Row {
  readonly kind: 'count'
  /** Measured whole, and met exactly; or within a tenth. */
  readonly exact: boolean
}

/** How fast, how long, how much: measured end to end. */
export interface RateRow extends Row {
  readonly kind: 'rate'
  readonly metric: string
  /** The value is a share of this configuration's. */
  readonly of?: string
  /** A constant or a baseline comes back: the row proves nothing and is not counted. */
  readonly repeats?: string
  /** What a model without causes says: every configuration equals its reference. */
  readonly null: number
  /** The reference itself, as an absolute number: such a model is given it. */
  readonly isReference: boolean
}
