/**
 * Luck without a state: a draw is a function of four numbers, so two configurations of one machine see the same luck, whatever else happens.
 * `seed` names the run, `stream` the one who draws, `index` its how-manieth draw, `salt` what the draw is for.
 *
 * Integers, and doubles with nothing but + - * /, which are exact to the last bit everywhere. Math.log and its friends are not: their last
 * bit differs between versions of Node.
 */

const LARGEST = 0x1_0000_0000
const GOLDEN = 0x9e3779b9 | 0

/** Every bit of the input changes about half of the bits of the answer; no two inputs give the same. (The end of MurmurHash3, public domain.) */
function mix(value: number): number {
  let bits = value
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return bits ^ (bits >>> 16)
}

/** A number from 0 to 2^32 - 1; all alike likely. The four may be any 32-bit integers. */
export function draw(seed: number, stream: number, index: number, salt: number): number {
  return bitsOf(seed, stream, index, salt) >>> 0
}

/** The same bits as a signed number, which needs no room in the heap. */
function bitsOf(seed: number, stream: number, index: number, salt: number): number {
  // Two keys, the second added after the first mixing: no two streams of a seed are the same row of numbers, shifted.
  const first = mix((seed + Math.imul(stream, GOLDEN) + 0x5bd1e995) | 0)
  const second = mix((first + Math.imul(salt, 0x27d4eb2f) + 1) | 0)
  return mix((mix((index + second) | 0) + first + Math.imul(salt, 0x165667b1)) | 0)
}

/** A whole number from 0 to bound - 1; bound from 1 to 2^32. The likelihoods differ by at most bound / 2^32 of themselves. */
export function below(seed: number, stream: number, index: number, salt: number, bound: number): number {
  return Math.floor(((bitsOf(seed, stream, index, salt) >>> 0) * bound) / LARGEST)
}

const TABLE_BITS = 8
const ONE = 2 ** 24
/** ln(1 + i / 256) in 2^-24 ths, rounded; the last entry is ln 2. */
const LOGARITHMS = logarithms(1 << TABLE_BITS)
const LN_2 = LOGARITHMS[1 << TABLE_BITS]

/**
 * A whole number of nanoseconds, exponentially distributed: the time between two arrivals that know nothing of each other. Rounded up or down
 * by chance, so that the mean is right even where it is small. Never more than 22.2 times the mean.
 */
export function exponential(seed: number, stream: number, index: number, salt: number, mean: number): number {
  const bits = bitsOf(seed, stream, index, salt) >>> 0
  // -ln(bits / 2^32), where bits = 2^(31 - zeros) · (1 + fraction); the logarithm of 1 + fraction by straight lines between the table's entries
  const zeros = Math.min(31, Math.clz32(bits))
  const fraction = (bits << zeros) << 1
  const entry = fraction >>> (32 - TABLE_BITS)
  const between = (fraction >>> (16 - TABLE_BITS)) & 0xffff
  const from = LOGARITHMS[entry]
  const logarithm = from + ((LOGARITHMS[entry + 1] - from) * between) / 65536
  const chance = (mix(bits ^ GOLDEN) >>> 0) / LARGEST
  return Math.floor((((zeros + 1) * LN_2 - logarithm) * mean) / ONE + chance)
}

/** ln(1 + x) = 2 (y + y³/3 + y⁵/5 + …) with y = x / (2 + x) ≤ 1/3: fifteen terms leave nothing that rounding to 2^-24 could see. */
function logarithms(entries: number): Int32Array {
  const table = new Int32Array(entries + 1)
  for (let entry = 0; entry <= entries; entry++) {
    const y = entry / (2 * entries + entry)
    let power = y
    let sum = 0
    for (let odd = 1; odd < 30; odd += 2) {
      sum += power / odd
      power *= y * y
    }
    table[entry] = Math.floor(2 * sum * ONE + 0.5)
  }
  return table
}
