/**
 * The cache of translations: so many entries, tagged with the domain, in sets of so many ways; in each set the least
 * recently used goes first. With as many ways, twice as many sets split each set in two: a larger one never misses more.
 */
import { Recent } from '../memory/recent.ts'
import { NONE } from '../units.ts'

/** Leaf numbers are below this; the domain's number stands above. */
const DOMAIN = 2 ** 40

export class Iotlb {
  lookups = 0
  misses = 0
  readonly capacity: number
  /** Of sets: entries in use, and those that had to go for another one. */
  private kept = 0
  private gone = 0
  private readonly ways: number
  private readonly sets: number
  /** One set of all entries. */
  private readonly whole: Recent | undefined
  /** Sets of some ways each, the most recently used first. */
  private readonly keys: Float64Array

  /** @param entries a power of two of sets with `ways` entries each; ways 0: one set of all */
  constructor(entries: number, ways = 0) {
    this.capacity = entries
    this.ways = ways
    this.sets = ways === 0 ? 1 : entries / ways
    this.whole = ways === 0 ? new Recent(entries) : undefined
    this.keys = new Float64Array(ways === 0 ? 0 : entries).fill(NONE)
  }

  /** Entries in use. */
  get filled(): number {
    return this.whole?.filled ?? this.kept
  }

  /** Entries that had to go for another one. */
  get evictions(): number {
    return this.whole?.evictions ?? this.gone
  }

  /** Looks a translation up and remembers it. True: it was there. */
  touch(domain: number, leafNumber: number): boolean {
    this.lookups++
    const hit =
      this.whole !== undefined ? this.whole.touch(leafNumber, domain) : this.touchSet(domain, leafNumber)
    if (!hit) this.misses++
    return hit
  }

  /** Whether it would be found; changes nothing. */
  holds(domain: number, leafNumber: number): boolean {
    if (this.whole !== undefined) return this.whole.has(leafNumber, domain)
    const key = domain * DOMAIN + leafNumber
    const from = this.setOf(leafNumber)
    return this.keys.indexOf(key, from) >= from && this.keys.indexOf(key, from) < from + this.ways
  }

  /** A page-selective invalidation. */
  forget(domain: number, leafNumber: number): void {
    const key = domain * DOMAIN + leafNumber
    if (this.whole !== undefined) {
      this.whole.forget(leafNumber, domain)
      return
    }
    const from = this.setOf(leafNumber)
    for (let at = from; at < from + this.ways; at++)
      if (this.keys[at] === key) {
        this.keys.copyWithin(at, at + 1, from + this.ways)
        this.keys[from + this.ways - 1] = NONE
        this.kept--
        return
      }
  }

  /** An invalidation of everything of one domain. */
  forgetDomain(domain: number): void {
    if (this.whole !== undefined) {
      this.whole.forgetSpace(domain)
      return
    }
    for (let from = 0; from < this.keys.length; from += this.ways) this.forgetInSet(from, domain)
  }

  private forgetInSet(from: number, domain: number): void {
    let kept = from
    for (let at = from; at < from + this.ways; at++) {
      const key = this.keys[at]
      if (key >= domain * DOMAIN && key < (domain + 1) * DOMAIN) {
        this.kept--
        continue
      }
      this.keys[kept++] = key
    }
    this.keys.fill(NONE, kept, from + this.ways)
  }

  private setOf(leafNumber: number): number {
    return (leafNumber % this.sets) * this.ways
  }

  private touchSet(domain: number, leafNumber: number): boolean {
    const key = domain * DOMAIN + leafNumber
    const from = this.setOf(leafNumber)
    let at = from
    while (at < from + this.ways && this.keys[at] !== key) at++
    const hit = at < from + this.ways
    if (!hit && this.keys[from + this.ways - 1] === NONE) this.kept++
    else if (!hit) this.gone++
    this.keys.copyWithin(from + 1, from, hit ? at : from + this.ways - 1)
    this.keys[from] = key
    return hit
  }
}
