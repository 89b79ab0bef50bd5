/**
 * How full queues, rings and the IOTLB are over a run, and which core took which interrupt: written only where a run is recorded, into
 * arrays that are made before it begins. None of it is part of the hash.
 */
import type { Iotlb } from '../iommu/iotlb.ts'
import type { Nanos } from '../units.ts'

/** How full something is, by slice of the run (Series.width). */
export interface Fill {
  /** The most at once within the slice. */
  readonly most: Float64Array
  /** The mean over the slice's time. */
  readonly mean: Float64Array
}

/** ring: descriptors of a queue. queue: commands that it holds. socket, bounce: packets, buffers. The others: who waits for a station. */
export type GaugeKind = 'ring' | 'queue' | 'socket' | 'bounce' | 'device' | 'link' | 'walker'

/** A place where requests stand, and how many did. */
export interface Gauge extends Fill {
  /** `power.net ring`, `card device` */
  readonly name: string
  readonly kind: GaugeKind
  /** Index into Run.flows of the first that uses it. */
  readonly flow: number
  /** Of a device with several queues, which one. */
  readonly queue: number
  /** Places; 0: as many as come. */
  readonly capacity: number
  /** Who came, with a place or without, by slice; of a station only who had to wait. */
  readonly came: Float64Array
  /** Who found no place and was lost, by slice. */
  readonly drops: Float64Array
  /** Times that somebody had to wait for a place, over the run. */
  readonly waited: number
}

/** One interrupt of a device: a message, or its line. */
export interface VectorUse {
  /** Index into Run.flows. */
  readonly flow: number
  /** Queue that it speaks for; -1: the clock of the flow's guest. */
  readonly queue: number
  /** By core: times that the host's kernel took it there. */
  readonly called: Float64Array
  /** By core: times that a driver handled it there, in its guest or on the bare host. */
  readonly taken: Float64Array
  /** How it waited for company at the end of the run: where its driver adapts that, what it had come to. */
  readonly wait: Nanos
  readonly frames: number
}

/** The IOTLB: entries in use of how many, looked at whenever a device asks for an address. */
export interface TranslationUse extends Fill {
  readonly capacity: number
  /** Look-ups and those that found nothing, by slice. */
  readonly lookups: Float64Array
  readonly misses: Float64Array
  /** Entries that had to make room for another one. */
  readonly evictions: number
}

export interface Occupancy {
  readonly gauges: readonly Gauge[]
  readonly vectors: readonly VectorUse[]
  readonly iotlb: TranslationUse
  /** By flow: requests that were lost before they reached any queue, because too many were under way. */
  readonly turnedAway: Float64Array
}

/** A number that changes with time. What happens within a slice is kept in plain numbers, and written down when the slice is over. */
class Filling implements Fill {
  readonly most: Float64Array
  readonly mean: Float64Array
  /** The slice that goes on. */
  protected slice = 0
  private readonly width: Nanos
  private ends: Nanos
  private value = 0
  private since: Nanos = 0
  /** Of this slice: the sum over time, and the most. */
  private area = 0
  private top = 0

  constructor(slices: number, width: Nanos) {
    this.most = new Float64Array(slices)
    this.mean = new Float64Array(slices)
    this.width = width
    this.ends = width
  }

  /** From now on it is this. Call in the order of time. */
  becomes(value: number, now: Nanos): void {
    if (value === this.value) return
    if (now >= this.ends) this.turns(now)
    this.area += this.value * (now - this.since)
    this.since = now
    this.value = value
    if (value > this.top) this.top = value
  }

  changes(by: number, now: Nanos): void {
    this.becomes(this.value + by, now)
  }

  /** Time goes on, and the slices that are over are written down. */
  protected passes(now: Nanos): void {
    if (now >= this.ends) this.turns(now)
  }

  private turns(now: Nanos): void {
    while (now >= this.ends && this.slice < this.mean.length - 1) {
      this.area += this.value * (this.ends - this.since)
      this.since = this.ends
      this.notes()
      this.slice++
      this.ends += this.width
      this.area = 0
      this.top = this.value
    }
  }

  /** Writes this slice down. */
  protected notes(): void {
    this.most[this.slice] = this.top
    this.mean[this.slice] = this.area
  }

  /** The run is over: sums over time become means. */
  closes(end: Nanos): void {
    this.passes(end)
    this.area += this.value * (end - this.since)
    this.since = end
    this.notes()
    for (let slice = 0; slice < this.mean.length; slice++) {
      const nanos = Math.min(this.width, end - slice * this.width)
      this.mean[slice] = nanos > 0 ? Math.min(this.most[slice], this.mean[slice] / nanos) : 0
    }
  }
}

export class WatchedGauge extends Filling implements Gauge {
  readonly name: string
  readonly kind: GaugeKind
  readonly flow: number
  readonly queue: number
  readonly capacity: number
  readonly came: Float64Array
  readonly drops: Float64Array
  waited = 0
  /** Who came in this slice. */
  private arrived = 0

  constructor(
    of: Pick<Gauge, 'name' | 'kind' | 'flow' | 'queue' | 'capacity'>,
    slices: number,
    width: Nanos,
  ) {
    super(slices, width)
    this.name = of.name
    this.kind = of.kind
    this.flow = of.flow
    this.queue = of.queue
    this.capacity = of.capacity
    this.came = new Float64Array(slices)
    this.drops = new Float64Array(slices)
  }

  /** Somebody wants a place of those that are free, and is lost or waits where there is none. */
  asked(free: number, lost: boolean, now: Nanos): void {
    this.passes(now)
    this.arrived++
    if (free > 0) this.becomes(this.capacity - free + 1, now)
    else if (lost) this.drops[this.slice]++
    else this.waited++
  }

  /** Somebody waits for a station. */
  waits(now: Nanos): void {
    this.passes(now)
    this.arrived++
    this.waited++
    this.changes(1, now)
  }

  protected override notes(): void {
    super.notes()
    this.came[this.slice] = this.arrived
    this.arrived = 0
  }
}

export class WatchedVector implements VectorUse {
  readonly flow: number
  readonly queue: number
  readonly called: Float64Array
  readonly taken: Float64Array
  wait: Nanos = 0
  frames = 1

  constructor(flow: number, queue: number, cores: number) {
    this.flow = flow
    this.queue = queue
    this.called = new Float64Array(cores)
    this.taken = new Float64Array(cores)
  }
}

/** Sums of a flow that are looked at. */
interface Looked {
  readonly iotlbLookups: number
  readonly iotlbMisses: number
}

export class WatchedTranslations extends Filling implements TranslationUse {
  readonly capacity: number
  readonly lookups: Float64Array
  readonly misses: Float64Array
  private readonly iotlb: Iotlb
  private readonly sums: readonly Looked[]
  /** Look-ups and misses of each flow that have been written down. */
  private readonly seen: Float64Array

  constructor(iotlb: Iotlb, sums: readonly Looked[], slices: number, width: Nanos) {
    super(slices, width)
    this.iotlb = iotlb
    this.sums = sums
    this.capacity = iotlb.capacity
    this.lookups = new Float64Array(slices)
    this.misses = new Float64Array(slices)
    this.seen = new Float64Array(2 * sums.length)
  }

  get evictions(): number {
    return this.iotlb.evictions
  }

  /** A flow's device has asked, or its driver has made the unit forget. */
  looks(flow: number, now: Nanos): void {
    this.passes(now)
    this.becomes(this.iotlb.filled, now)
    const { iotlbLookups, iotlbMisses } = this.sums[flow]
    this.lookups[this.slice] += iotlbLookups - this.seen[2 * flow]
    this.misses[this.slice] += iotlbMisses - this.seen[2 * flow + 1]
    this.seen[2 * flow] = iotlbLookups
    this.seen[2 * flow + 1] = iotlbMisses
  }

  override closes(end: Nanos): void {
    for (let flow = 0; flow < this.sums.length; flow++) this.looks(flow, end)
    super.closes(end)
  }
}
