import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { below, draw, exponential } from '../../src/sim/random.ts'

const word = fc.integer({ min: 0, max: 2 ** 32 - 1 })

/** The share of bits that differ, over many draws whose numbers differ in one bit of one place. */
function flipped(place: number): number {
  let bits = 0
  for (let index = 0; index < 1000; index++) {
    const numbers: [number, number, number, number] = [7, 3, index, 2]
    const before = draw(...numbers)
    numbers[place] ^= 1 << (index % 32)
    for (let rest = before ^ draw(...numbers); rest !== 0; rest &= rest - 1) bits++
  }
  return bits / 32_000
}

function moments(count: number, of: (index: number) => number): { mean: number; square: number } {
  let sum = 0
  let squares = 0
  for (let index = 0; index < count; index++) {
    const value = of(index)
    sum += value
    squares += value * value
  }
  return { mean: sum / count, square: squares / count }
}

describe('a draw', () => {
  test('depends on its four numbers only, and gives the same for ever', () => {
    const drawn = [
      draw(0, 0, 0, 0),
      draw(1, 0, 0, 0),
      draw(0, 1, 0, 0),
      draw(0, 0, 1, 0),
      draw(0, 0, 0, 1),
      draw(42, 7, 100_000, 3),
    ]
    expect(drawn).toMatchInlineSnapshot(`
      [
        2298413635,
        676069476,
        1881534813,
        4129896738,
        4229422963,
        716873304,
      ]
    `)
    expect(draw(42, 7, 100_000, 3)).toBe(drawn[5])
  })

  test.each([
    [0, 'seed'],
    [1, 'stream'],
    [2, 'index'],
    [3, 'salt'],
  ])('changes half of its bits when one bit of number %d, the %s, changes', (place) => {
    expect(Math.abs(flipped(place) - 0.5)).toBeLessThan(0.01)
  })

  test('is an unsigned 32-bit number', () => {
    fc.assert(
      fc.property(word, word, word, word, (seed, stream, index, salt) => {
        const drawn = draw(seed, stream, index, salt)
        expect(drawn >>> 0).toBe(drawn)
      }),
    )
  })

  test('falls evenly: chi-squared over 256 parts, for several streams', () => {
    for (let stream = 0; stream < 8; stream++) {
      const parts = new Array(256).fill(0)
      for (let index = 0; index < 25_600; index++) parts[draw(1, stream, index, 0) >>> 24]++
      const chi = parts.reduce((sum, part) => sum + (part - 100) ** 2 / 100, 0)
      // 255 degrees of freedom: mean 255, one in a million above 380
      expect(chi).toBeGreaterThan(150)
      expect(chi).toBeLessThan(380)
    }
  })

  test('of neighbouring streams, indexes or salts shows no likeness', () => {
    const at = (stream: number, index: number, salt: number): number =>
      draw(1, stream, index, salt) / 2 ** 32 - 0.5
    for (const [stream, index, salt] of [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
      [1, 1, 0],
      [0, 1, 1],
    ]) {
      const { mean } = moments(100_000, (i) => at(5, i, 5) * at(5 + stream, i + index, 5 + salt))
      // one standard deviation is 1/12 / √100 000
      expect(Math.abs(mean)).toBeLessThan((5 / 12) * 100_000 ** -0.5)
    }
  })
})

describe('a draw below a bound', () => {
  test('is a whole number from 0 to bound - 1', () => {
    fc.assert(
      fc.property(
        word,
        word,
        fc.oneof(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 2 ** 32 })),
        (seed, index, bound) => {
          const drawn = below(seed, 1, index, 2, bound)
          expect(Number.isInteger(drawn)).toBe(true)
          expect(drawn).toBeGreaterThanOrEqual(0)
          expect(drawn).toBeLessThan(bound)
        },
      ),
    )
  })

  test('takes every value about equally often', () => {
    const counts = new Array(6).fill(0)
    for (let index = 0; index < 60_000; index++) counts[below(3, 1, index, 4, 6)]++
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500)
  })
})

describe('an exponential draw', () => {
  test.each([
    1, 2, 3, 10, 100, 5_000, 1_000_000, 50_000_000,
  ])('with mean %d ns has that mean within 0.5 %%, and its square twice the mean squared', (mean) => {
    const { mean: found, square } = moments(1_000_000, (index) => exponential(11, 5, index, 1, mean))
    expect(Math.abs(found / mean - 1)).toBeLessThan(0.005)
    // rounding to whole numbers adds at most a quarter
    expect(Math.abs((square - 2 * mean * mean) / mean / mean)).toBeLessThan(0.02 + 0.25 / mean / mean)
  })

  test('falls by half with every ln 2 of the mean', () => {
    const mean = 1_000_000
    const beyond = new Array(8).fill(0)
    for (let index = 0; index < 200_000; index++) {
      const drawn = exponential(1, 2, index, 3, mean)
      for (let half = 0; half < 8; half++) if (drawn > half * 693_147) beyond[half]++
    }
    for (let half = 0; half < 8; half++)
      expect(Math.abs(beyond[half] / 200_000 - 2 ** -half)).toBeLessThan(0.005)
  })

  test('is a whole number, never negative, and at most 22.2 times the mean', () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 190_000_000 }), (seed, index, mean) => {
        const drawn = exponential(seed, 1, index, 2, mean)
        expect(Number.isInteger(drawn)).toBe(true)
        expect(drawn).toBeGreaterThanOrEqual(0)
        expect(drawn).toBeLessThanOrEqual(Math.ceil(22.2 * mean))
      }),
      { numRuns: 1000 },
    )
  })

  test('gives the same for ever', () => {
    expect([0, 1, 2, 3, 4, 5].map((index) => exponential(42, 7, index, 3, 10_000))).toMatchInlineSnapshot(`
      [
        25069,
        15949,
        10355,
        5177,
        6930,
        3466,
      ]
    `)
  })
})
