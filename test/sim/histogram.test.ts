import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Histogram } from '../../src/sim/histogram.ts'

const value = fc.oneof(
  fc.integer({ min: 0, max: 300 }),
  fc.integer({ min: 0, max: 100_000 }),
  fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  fc
    .tuple(fc.integer({ min: 0, max: 31 }), fc.integer({ min: -1, max: 1 }))
    .map(([bits, by]) => Math.max(0, 2 ** bits + by)),
)
const values = fc.array(value, { minLength: 1, maxLength: 200 })
/** Shares as people ask for them: 50 %, 99 %, 99.9 %. */
const share = fc.integer({ min: 0, max: 1000 })

function of(values: number[]): Histogram {
  const histogram = new Histogram()
  for (const value of values) histogram.add(value)
  return histogram
}

describe('a histogram', () => {
  test('answers every quantile exactly or less than 1/128 too high', () => {
    fc.assert(
      fc.property(values, share, (values, share) => {
        const sorted = [...values].sort((a, b) => a - b)
        const exact = sorted[Math.max(1, Math.ceil((share * sorted.length) / 1000)) - 1]
        const answer = of(values).quantile(share / 1000)
        expect(answer).toBeGreaterThanOrEqual(exact)
        if (exact < 256) expect(answer).toBe(exact)
        else expect(answer - exact).toBeLessThan(exact / 128)
      }),
      { numRuns: 2000 },
    )
  })

  test('knows count, sum, least and largest exactly', () => {
    fc.assert(
      fc.property(values, (values) => {
        const histogram = of(values)
        const { count, sum, min, max } = histogram
        const total = values.reduce((sum, value) => sum + value, 0)
        expect([count, sum, min, max]).toEqual([
          values.length,
          total,
          Math.min(...values),
          Math.max(...values),
        ])
        expect([histogram.quantile(0), histogram.quantile(1)]).toEqual([min, max])
      }),
    )
  })

  test('takes 7 % of a hundred values for seven of them, although 0.07 * 100 is a little more than 7', () => {
    const hundred = of(Array.from({ length: 100 }, (_, value) => value))
    for (let share = 1; share <= 100; share++) expect(hundred.quantile(share / 100)).toBe(share - 1)
  })

  test('merged with another holds what one histogram of both would hold', () => {
    fc.assert(
      fc.property(values, values, (some, others) => {
        const merged = of(some)
        merged.merge(of(others))
        expect(merged).toEqual(of([...some, ...others]))
      }),
    )
  })

  test('merged with an empty one, or into one, stays what it was', () => {
    const merged = of([5, 7000])
    merged.merge(new Histogram())
    expect(merged).toEqual(of([5, 7000]))
    const empty = new Histogram()
    empty.merge(merged)
    expect(empty).toEqual(merged)
  })

  test('cleared is as good as new', () => {
    const histogram = of([1, 2, 3_000_000_000])
    histogram.clear()
    expect(histogram).toEqual(new Histogram())
  })

  test('that is empty answers 0', () => {
    const { count, sum, min, max } = new Histogram()
    expect([count, sum, min, max, new Histogram().quantile(0.5)]).toEqual([0, 0, 0, 0, 0])
  })

  test.each([-1, 0.5, 2 ** 32, Number.NaN, Infinity])('refuses the value %d', (value) => {
    expect(() => new Histogram().add(value)).toThrow(/whole numbers/)
  })

  test.each([-0.1, 1.1, 99, Number.NaN])('refuses the share %d', (share) => {
    expect(() => new Histogram().quantile(share)).toThrow(/a share is/)
  })
})
