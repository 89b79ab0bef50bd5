/**
 * Numbers that were used lately, so many of them: a new one takes the place of the one that was used longest ago. Typed
 * arrays, a hash table with chains and a list by age: a look-up allocates nothing, and room grows only with use.
 */
const NONE = -1
const FIRST_ROOM = 64
/** Numbers of a space are below this. */
const SPACE = 2 ** 40

export class Recent {
  private readonly size: number
  /** Numbers that had to go for another one. */
  evictions = 0
  private count = 0
  /** Places that were dropped, and not taken again. */
  private vacant = 0
  private keys = new Float64Array(FIRST_ROOM)
  /** The number that is looked for: one beyond 2^31 that goes from one function to another is allocated each time. */
  private readonly asked = new Float64Array(1)
  /** The next in the same bucket. */
  private chain = new Int32Array(FIRST_ROOM)
  private older = new Int32Array(FIRST_ROOM)
  private newer = new Int32Array(FIRST_ROOM)
  /** What its owner keeps with a number; 0: nothing, and it may go. */
  private marks = new Int32Array(FIRST_ROOM)
  /** Twice as many as there is room: the first of each bucket. */
  private buckets = new Int32Array(2 * FIRST_ROOM).fill(NONE)
  private newest = NONE
  private oldest = NONE
  /** Places that were dropped, by `chain`. */
  private free = NONE

  /** @param size how many are kept; 0: none */
  constructor(size: number) {
    this.size = size
  }

  /** How many are kept now. */
  get filled(): number {
    return this.count - this.vacant
  }

  /** Uses a whole number ≥ 0 of a space (numbers of others are others). True: it was there. */
  touch(number: number, space = 0): boolean {
    const found = this.find(number, space)
    if (found !== NONE) {
      if (found === this.newest) return true
      this.unlink(found)
      this.link(found)
      return true
    }
    if (this.size === 0) return false
    const entry = this.free !== NONE ? this.reuse() : this.count < this.size ? this.fresh() : this.evict()
    const bucket = this.bucketOf(this.asked, 0)
    this.keys[entry] = this.asked[0]
    this.chain[entry] = this.buckets[bucket]
    this.buckets[bucket] = entry
    this.link(entry)
    return false
  }

  /** Whether it is there; changes nothing. */
  has(number: number, space = 0): boolean {
    return this.find(number, space) !== NONE
  }

  /** Drops a number; nothing happens where it is not there. */
  forget(number: number, space = 0): void {
    const entry = this.find(number, space)
    if (entry !== NONE) this.drop(entry)
  }

  /** Drops all numbers of a space. */
  forgetSpace(space: number): void {
    const from = space * SPACE
    const to = from + SPACE
    let entry = this.oldest
    while (entry !== NONE) {
      const next = this.newer[entry]
      if (this.keys[entry] >= from && this.keys[entry] < to) this.drop(entry)
      entry = next
    }
  }

  private drop(entry: number): void {
    this.unchain(entry)
    this.unlink(entry)
    this.chain[entry] = this.free
    this.free = entry
    this.vacant++
    this.keys[entry] = NONE
  }

  /** What is kept with a number; 0: nothing, or the number is not here. */
  markOf(number: number, space = 0): number {
    const entry = this.find(number, space)
    return entry === NONE ? 0 : this.marks[entry]
  }

  /** Keeps something with a number, if that is here; while it is not 0, the number stays. */
  mark(number: number, mark: number, space = 0): void {
    const entry = this.find(number, space)
    if (entry !== NONE) this.marks[entry] = mark
  }

  private find(number: number, space: number): number {
    const key = space * SPACE + number
    this.asked[0] = key
    let entry = this.buckets[this.bucketOf(this.asked, 0)]
    while (entry !== NONE && this.keys[entry] !== key) entry = this.chain[entry]
    return entry
  }

  private bucketOf(keys: Float64Array, at: number): number {
    const key = keys[at]
    const low = key | 0
    const high = (key / 0x1_0000_0000) | 0
    const mixed = Math.imul(low ^ Math.imul(high, 0x27d4eb2f), 0x9e3779b1)
    return (mixed >>> 7) & (this.buckets.length - 1)
  }

  private fresh(): number {
    if (this.count === this.keys.length) this.grow()
    return this.count++
  }

  /** A place that was dropped. */
  private reuse(): number {
    const entry = this.free
    this.free = this.chain[entry]
    this.vacant--
    return entry
  }

  private evict(): number {
    this.spare()
    this.evictions++
    const entry = this.oldest
    this.marks[entry] = 0
    this.unchain(entry)
    this.unlink(entry)
    return entry
  }

  private unchain(entry: number): void {
    const bucket = this.bucketOf(this.keys, entry)
    if (this.buckets[bucket] === entry) this.buckets[bucket] = this.chain[entry]
    else {
      let before = this.buckets[bucket]
      while (this.chain[before] !== entry) before = this.chain[before]
      this.chain[before] = this.chain[entry]
    }
  }

  /** Marked ones at the old end count as used now; where all are marked, the oldest goes nevertheless. */
  private spare(): void {
    for (let left = this.count; left > 0 && this.marks[this.oldest] !== 0; left--) {
      const entry = this.oldest
      if (entry === this.newest) return
      this.unlink(entry)
      this.link(entry)
    }
  }

  private link(entry: number): void {
    this.newer[entry] = NONE
    this.older[entry] = this.newest
    if (this.newest === NONE) this.oldest = entry
    else this.newer[this.newest] = entry
    this.newest = entry
  }

  private unlink(entry: number): void {
    const { older, newer } = this
    if (newer[entry] === NONE) this.newest = older[entry]
    else older[newer[entry]] = older[entry]
    if (older[entry] === NONE) this.oldest = newer[entry]
    else newer[older[entry]] = newer[entry]
  }

  private grow(): void {
    const room = 2 * this.keys.length
    const keys = new Float64Array(room)
    keys.set(this.keys)
    this.keys = keys
    this.older = widened(this.older, room)
    this.newer = widened(this.newer, room)
    this.marks = widened(this.marks, room)
    this.chain = new Int32Array(room)
    this.buckets = new Int32Array(2 * room).fill(NONE)
    // It grows only where no place is dropped: every entry has a number.
    for (let entry = 0; entry < this.count; entry++) {
      const bucket = this.bucketOf(keys, entry)
      this.chain[entry] = this.buckets[bucket]
      this.buckets[bucket] = entry
    }
  }
}

function widened(from: Int32Array, room: number): Int32Array<ArrayBuffer> {
  const to = new Int32Array(room)
  to.set(from)
  return to
}
