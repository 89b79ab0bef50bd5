/**
 * Kinds of request of one workload: reads and writes by its mix, sizes from its table or its phases, and the flush. Each kind
 * has an itinerary of its own; which one the n-th request is, is drawn by seed, flow and n, or follows from n. The first kind
 * is what the drawing shows.
 */
import { below } from '../../sim/random.ts'
import type { Operation, Workload } from '../host/host.ts'

export interface Kind {
  readonly op: Operation | 'flush'
  readonly bytes: number
}

const SALT_KIND = 4
/** Shares are counted in so many parts. */
const PARTS = 100

export class Kinds {
  /** The workload's own op and size first, a flush last. */
  readonly all: readonly Kind[]
  /** Number of the flush; -1: it never asks for one. */
  readonly flush: number
  /** Largest request. Bytes: on disk, requests begin at multiples of it. */
  readonly largest: number
  readonly bytes: Int32Array
  /** 1 where a kind writes to the disk, and where it writes into memory. */
  readonly writes: Uint8Array
  readonly intoMemory: Uint8Array
  /** The n-th kind is drawn where a number is below its entry and not below the one before. */
  private readonly below: Int32Array
  private readonly total: number
  /** Of phases: the request that is the first of a later one, and the kind of each. */
  private readonly until: Int32Array
  private readonly phaseKinds: Int32Array

  constructor(workload: Workload) {
    const weighed = weighedKinds(workload)
    this.all = [
      ...weighed.map(({ op, bytes }) => ({ op, bytes })),
      ...(workload.flush === undefined ? [] : [{ op: 'flush', bytes: 0 } as const]),
    ]
    this.flush = workload.flush === undefined ? -1 : weighed.length
    this.largest = Math.max(...weighed.map((kind) => kind.bytes))
    this.bytes = Int32Array.from(this.all, (kind) => kind.bytes)
    this.writes = Uint8Array.from(this.all, (kind) => (kind.op === 'write' ? 1 : 0))
    this.intoMemory = Uint8Array.from(this.all, (kind) => (kind.op === 'read' || kind.op === 'rx' ? 1 : 0))
    let sum = 0
    this.below = Int32Array.from(weighed, (kind) => {
      sum += kind.weight
      return sum
    })
    this.total = sum
    const phases = workload.phases ?? []
    let past = 0
    this.until = Int32Array.from(phases, (phase) => {
      past += phase.requests
      return past
    })
    this.phaseKinds = Int32Array.from(phases, (phase) => weighed.findIndex((kind) => sameKind(kind, phase)))
  }

  /** Which kind the flow's n-th request is. */
  of(seed: number, flow: number, ordinal: number): number {
    if (this.below.length === 1) return 0
    if (this.until.length > 0) return this.phaseOf(ordinal)
    const drawn = below(seed, flow, ordinal, SALT_KIND, this.total)
    let kind = 0
    while (drawn >= this.below[kind]) kind++
    return kind
  }

  private phaseOf(ordinal: number): number {
    let phase = 0
    while (phase < this.until.length - 1 && ordinal >= this.until[phase]) phase++
    return this.phaseKinds[phase]
  }
}

function sameKind(one: Kind, other: Kind): boolean {
  return one.op === other.op && one.bytes === other.bytes
}

function weighedKinds(workload: Workload): readonly (Kind & { weight: number })[] {
  const { op, bytes, mix, sizes = [{ bytes, weight: 1 }], phases } = workload
  if (phases !== undefined)
    return phases
      .filter((phase, place) => phases.findIndex((other) => sameKind(other, phase)) === place)
      .map((phase) => ({ op: phase.op, bytes: phase.bytes, weight: 1 }))
  const shares =
    mix === undefined
      ? [{ op, weight: 1 }]
      : [
          { op: 'read' as const, weight: PARTS - mix },
          { op: 'write' as const, weight: mix },
        ]
  const kinds = shares
    .filter((share) => share.weight > 0)
    .flatMap((share) =>
      sizes.map((size) => ({ op: share.op, bytes: size.bytes, weight: share.weight * size.weight })),
    )
  const isMain = (kind: Kind): boolean => kind.op === op && kind.bytes === bytes
  // Where all requests do what `op` does not (a mix of 0 or 100), the first of them is shown.
  return [...kinds.filter(isMain), ...kinds.filter((kind) => !isMain(kind))]
}
