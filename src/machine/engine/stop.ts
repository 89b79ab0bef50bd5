/** A station as travellers see it: it tells whose service begins, so that waiting there is not taken for service. */
import type { Kernel } from '../../sim/kernel.ts'
import { Station } from '../../sim/station.ts'
import type { Nanos } from '../units.ts'

const NONE = -1

/** What a stop tells. */
export interface Visited {
  /** The token's service is over. */
  advance(token: number): void
  /** The token has waited and is served from now on. */
  served(token: number): void
}

export class Stop {
  private readonly station: Station
  private readonly next: Int32Array
  private first = NONE
  private last = NONE

  /**
   * @param next one link for each token: it stands in at most one queue
   * @param longer asked when a token's service begins: how much longer it takes
   */
  constructor(
    kernel: Kernel,
    servers: number,
    next: Int32Array,
    visited: Visited,
    longer?: (token: number) => Nanos,
  ) {
    this.next = next
    const over = (token: number): void => {
      visited.advance(token)
      const following = this.first
      if (following === NONE) return
      this.first = this.next[following]
      visited.served(following)
    }
    this.station = new Station(kernel, servers, next.length, over, longer)
  }

  get idle(): boolean {
    return this.station.idle
  }

  /** Serves the token for so long. True: it waits first. */
  accept(token: number, nanos: number): boolean {
    const waits = this.station.busy >= this.station.servers
    if (waits) {
      this.next[token] = NONE
      if (this.first === NONE) this.first = token
      else this.next[this.last] = token
      this.last = token
    }
    this.station.accept(token, nanos)
    return waits
  }
}
