/** What is watched of a recorded run: pools, stations, the IOTLB, and every interrupt of every device. */
import type { Host } from '../host/host.ts'
import type { Iotlb } from '../iommu/iotlb.ts'
import { POOLS, QUEUE_POOLS } from '../path/program.ts'
import {
  type Gauge,
  type Occupancy,
  WatchedGauge,
  WatchedTranslations,
  WatchedVector,
} from '../record/occupancy.ts'
import type { Recorder } from '../record/recorder.ts'
import type { Nanos } from '../units.ts'
import type { Pool } from './gate.ts'
import type { FlowParts } from './plant.ts'

const POOL_KINDS: Readonly<Record<string, Gauge['kind']>> = {
  ring: 'ring',
  queue: 'queue',
  swiotlb: 'bounce',
  socket: 'socket',
}
/** Stations that several wait for, by their place in program.STATIONS. */
const STATION_KINDS: readonly Gauge['kind'][] = ['device', 'link', 'walker']

/** Writes down what happens there. Made before a run begins. */
export class Watch {
  private readonly gauges: WatchedGauge[] = []
  /** By flow, by station. */
  private readonly stations: (WatchedGauge | undefined)[][]
  /** By flow: each queue's or the one of all, then the clock's. */
  private readonly vectors: WatchedVector[][]
  private readonly translations: WatchedTranslations
  private readonly turnedAway: Float64Array
  private readonly flows: readonly FlowParts[]
  private readonly recorder: Recorder

  constructor(host: Host, flows: readonly FlowParts[], recorder: Recorder, iotlb: Iotlb) {
    const { slices, width } = recorder.series
    this.flows = flows
    this.recorder = recorder
    this.vectors = flows.map((flow) => [
      ...flow.completion.map((_, queue) => new WatchedVector(flow.index, queue, host.cores)),
      new WatchedVector(flow.index, -1, host.cores),
    ])
    this.translations = new WatchedTranslations(iotlb, recorder.flows, slices, width)
    this.turnedAway = new Float64Array(flows.length)
    for (const flow of flows) for (const [at, pool] of flow.pools.entries()) this.watches(flow, pool, at)
    this.stations = this.stationsOf(host)
  }

  /** Pools that several share are watched once. */
  private watches(flow: FlowParts, pool: Pool, at: number): void {
    const kind = POOL_KINDS[pool.name.slice(pool.name.lastIndexOf(' ') + 1)]
    if (kind === undefined || pool.gauge !== undefined) return
    // Behind those of the first queue come those of the next ones.
    const queue = at < POOLS.length ? 0 : Math.floor((at - POOLS.length) / QUEUE_POOLS) + 1
    pool.gauge = this.gauge({ name: pool.name, kind, flow: flow.index, queue, capacity: pool.capacity })
  }

  private gauge(of: Pick<Gauge, 'name' | 'kind' | 'flow' | 'queue' | 'capacity'>): WatchedGauge {
    const { slices, width } = this.recorder.series
    const gauge = new WatchedGauge(of, slices, width)
    this.gauges.push(gauge)
    return gauge
  }

  private stationsOf({ devices }: Host): (WatchedGauge | undefined)[][] {
    const known = new Map<unknown, WatchedGauge>()
    return this.flows.map((flow) =>
      flow.stations.map((station, at) => {
        const kind = STATION_KINDS[at]
        if (kind === undefined) return undefined
        const { backing } = flow.device
        const name = `${devices[backing].parent ?? backing} ${kind}`
        const one = known.get(station) ?? this.gauge({ name, kind, flow: flow.index, queue: 0, capacity: 0 })
        known.set(station, one)
        return one
      }),
    )
  }

  /** Somebody has to wait for a station of its flow. */
  waits(flow: number, station: number, now: Nanos): void {
    this.stations[flow][station]?.waits(now)
  }

  /** Who has waited there is served. */
  served(flow: number, station: number, now: Nanos): void {
    this.stations[flow][station]?.changes(-1, now)
  }

  /** The host's kernel takes an interrupt. @param queue the one that it speaks for */
  called(flow: number, queue: number, core: number): void {
    this.vectorOf(flow, queue).called[core]++
  }

  /** A driver handles one. @param queue -1: its guest's clock */
  took(flow: number, queue: number, core: number): void {
    this.vectorOf(flow, queue).taken[core]++
  }

  private vectorOf(flow: number, queue: number): WatchedVector {
    const own = this.vectors[flow]
    if (queue < 0) return own[own.length - 1]
    // One for all, or each queue's; a line that nobody wants calls by no queue.
    return own.length === 2 ? own[0] : (own[queue] ?? own[0])
  }

  /** Its device has asked for addresses, or its driver has made the unit forget some. */
  looks(flow: number, now: Nanos): void {
    this.translations.looks(flow, now)
  }

  /** More were under way than there is room for. */
  turns(flow: number): void {
    this.turnedAway[flow]++
  }

  /** The run is over. */
  read(end: Nanos): Occupancy {
    for (const gauge of this.gauges) gauge.closes(end)
    this.translations.closes(end)
    for (const [index, { completion }] of this.flows.entries())
      for (const [queue, gate] of completion.entries()) {
        const vector = this.vectors[index][queue]
        vector.wait = gate.wait
        vector.frames = gate.frames
      }
    return {
      gauges: this.gauges,
      vectors: this.vectors.flat(),
      iotlb: this.translations,
      turnedAway: this.turnedAway,
    }
  }
}
