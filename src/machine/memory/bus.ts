/**
 * Memory of a node as everybody's: when all together want more than there is, each transfer takes longer, whoever moves the
 * bytes. Bytes queue up behind those that were asked for before, and a transfer waits for what is queued beyond a little.
 *
 * Not modelled: the link between nodes, banks and pages of memory, caches of the processor that keep bytes from it.
 */
import type { Nanos } from '../units.ts'

/** A transfer that is asked for at once is moved piece by piece: so much may be queued before anybody notices. Nanoseconds. */
export const UNNOTICED = 10_000

export class MemoryBus {
  /** When each node has moved all that was asked of it so far. */
  private readonly free: Float64Array
  private readonly perByte: number

  /** @param perByte nanoseconds of one byte */
  constructor(nodes: number, perByte: number) {
    this.free = new Float64Array(nodes)
    this.perByte = perByte
  }

  /** How much longer so many bytes take that are moved from now on. */
  waits(node: number, bytes: number, now: Nanos): Nanos {
    const queued = Math.max(0, this.free[node] - now)
    this.free[node] = now + queued + bytes * this.perByte
    return Math.max(0, Math.ceil(queued) - UNNOTICED)
  }
}
