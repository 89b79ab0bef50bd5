/** Sums of one flow over a run, while it goes on. */
import { Histogram } from '../../sim/histogram.ts'
import { EXIT_REASONS } from './run.ts'

export interface FlowSums {
  requests: number
  failed: number
  payload: number
  copied: number
  interrupts: number
  eois: number
  dropped: number
  droppedAtSocket: number
  flushes: number
  iotlbLookups: number
  iotlbMisses: number
  deviceTlbLookups: number
  deviceTlbMisses: number
  invalidations: number
  readonly exits: Float64Array
  readonly latency: Histogram
  readonly flushLatency: Histogram
}

export function newSums(): FlowSums {
  return {
    requests: 0,
    failed: 0,
    payload: 0,
    copied: 0,
    interrupts: 0,
    eois: 0,
    dropped: 0,
    droppedAtSocket: 0,
    flushes: 0,
    iotlbLookups: 0,
    iotlbMisses: 0,
    deviceTlbLookups: 0,
    deviceTlbMisses: 0,
    invalidations: 0,
    exits: new Float64Array(EXIT_REASONS.length),
    latency: new Histogram(),
    flushLatency: new Histogram(),
  }
}
