/**
 * How often which value came, in buckets whose width is at most 1/128 of their lowest value; below 256 a bucket for each value.
 * 3 328 buckets hold every whole number from 0 to 2^32 - 1.
 */

const FINE_BITS = 7
const FINE = 1 << FINE_BITS
const LARGEST = 0xffff_ffff
const BUCKETS = bucketOf(LARGEST) + 1

export class Histogram {
  /** How many values were added. */
  count = 0
  /** Their sum; exact below 2^53. */
  sum = 0
  /** The largest value, exact; 0 when empty. */
  max = 0
  private least = LARGEST
  private readonly buckets = new Uint32Array(BUCKETS)

  /** The smallest value, exact; 0 when empty. */
  get min(): number {
    return this.count === 0 ? 0 : this.least
  }

  /** Adds a whole number from 0 to 2^32 - 1; throws a RangeError for anything else. */
  add(value: number): void {
    if (value >>> 0 !== value)
      throw new RangeError(`a histogram holds whole numbers from 0 to ${LARGEST}, not ${value}`)
    this.buckets[bucketOf(value)]++
    this.count++
    this.sum += value
    if (value > this.max) this.max = value
    if (value < this.least) this.least = value
  }

  /**
   * The value that a share (0 … 1) of all values do not exceed: the smallest such, rounded up to the end of its bucket. Never below the exact
   * answer, never above it by 1/128 or more; exact below 256, at share 0 (the minimum) and at share 1 (the maximum). 0 when empty.
   */
  quantile(share: number): number {
    if (!(share >= 0 && share <= 1)) throw new RangeError(`a share is a number from 0 to 1, not ${share}`)
    if (this.count === 0) return 0
    // 0.07 * 100 is a little more than 7; it must not ask for the eighth value
    const wanted = Math.ceil(share * this.count - 1e-6)
    if (wanted <= 1) return this.least
    let seen = 0
    for (let bucket = bucketOf(this.least); bucket < BUCKETS; bucket++) {
      seen += this.buckets[bucket]
      if (seen >= wanted) return Math.min(lastOf(bucket), this.max)
    }
    return this.max
  }

  /** Adds everything the other holds. */
  merge(other: Histogram): void {
    for (let bucket = 0; bucket < BUCKETS; bucket++) this.buckets[bucket] += other.buckets[bucket]
    this.count += other.count
    this.sum += other.sum
    this.max = Math.max(this.max, other.max)
    this.least = Math.min(this.least, other.least)
  }

  clear(): void {
    this.buckets.fill(0)
    this.count = 0
    this.sum = 0
    this.max = 0
    this.least = LARGEST
  }
}

/** Buckets 0 … 255 hold one value; from there on, each doubling of the value has 128 of them. */
function bucketOf(value: number): number {
  const shift = Math.max(0, 31 - FINE_BITS - Math.clz32(value))
  return shift * FINE + (value >>> shift)
}

/** The largest value of a bucket. */
function lastOf(bucket: number): number {
  const shift = Math.max(0, (bucket >> FINE_BITS) - 1)
  const first = (bucket - shift * FINE) * (1 << shift)
  return first + (1 << shift) - 1
}
