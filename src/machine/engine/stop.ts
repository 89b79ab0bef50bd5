/**
 * A station as travellers see it: it serves so many at a time, and tells whose service begins, so that waiting there is not
 * taken for service. Like Station of sim/, but its queue is the tokens' own links.
 */
import type { Actor, Kernel } from '../../sim/kernel.ts'
import { type Nanos, NONE } from '../units.ts'

/** What a stop tells. */
export interface Visited {
  /** The token's service is over. */
  advance(token: number): void
  /** The token has waited and is served from now on. */
  served(token: number): void
}

export class Stop implements Actor {
  private readonly kernel: Kernel
  private readonly number: number
  private readonly visited: Visited
  private readonly longer: ((token: number) => Nanos) | undefined
  private readonly next: Int32Array
  /** How long whoever waits will be served. */
  private readonly nanos: Uint32Array
  private free: number
  private first = NONE
  private last = NONE
  private readonly servers: number

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
    if (!(servers >= 1 && Number.isInteger(servers)))
      throw new RangeError(`a station has one or more servers, not ${servers}`)
    this.kernel = kernel
    this.servers = servers
    this.free = servers
    this.next = next
    this.nanos = new Uint32Array(next.length)
    this.visited = visited
    this.longer = longer
    this.number = kernel.register(this)
  }

  get idle(): boolean {
    return this.free === this.servers
  }

  /** Serves the token for so long. True: it waits first. */
  accept(token: number, nanos: number): boolean {
    if (this.free > 0) {
      this.free--
      this.serve(token, nanos)
      return false
    }
    this.nanos[token] = nanos
    this.next[token] = NONE
    if (this.first === NONE) this.first = token
    else this.next[this.last] = token
    this.last = token
    return true
  }

  /** First the token goes on, then the next is taken: one that comes straight back waits behind those already here. */
  fire(token: number): void {
    this.visited.advance(token)
    const following = this.first
    if (following === NONE) {
      this.free++
      return
    }
    this.first = this.next[following]
    this.visited.served(following)
    this.serve(following, this.nanos[following])
  }

  private serve(token: number, nanos: number): void {
    const more = this.longer === undefined ? 0 : this.longer(token)
    this.kernel.schedule(nanos + more, this.number, token)
  }
}
