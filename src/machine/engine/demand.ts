/** What a workload asks for, in numbers: hosts are written by hand, and are read fastest where all are of one shape. */
import { requestsAsked } from '../host/asked.ts'
import type { Nanos } from '../units.ts'
import type { FlowParts } from './plant.ts'

/** Where a device is: with its guest; away, or not there yet; taken away without asking. */
export const PLUGGED = 0
export const AWAY = 1
export const SNATCHED = 2

export interface Demand {
  readonly depth: number
  /** Mean time between two; 0: as soon as answers come. Nanoseconds. */
  readonly every: Nanos
  readonly think: Nanos
  readonly burst: boolean
  /** Who was answered asks again at once. */
  readonly restless: boolean
  readonly limit: number
  readonly flush: number
  readonly streams: number
}

export function demandOf({ device: { workload } }: FlowParts): Demand {
  const { depth, every, think, burst, flush, streams } = workload
  return {
    depth,
    every: every ?? 0,
    think,
    burst: burst === true,
    restless: every === undefined && burst !== true && think === 0,
    limit: requestsAsked(workload),
    flush: flush ?? 0,
    streams: streams ?? 0,
  }
}
