import { describe, expect, it } from 'vitest'
import { parseSize, parseTarget, parseTime } from '../../../src/game/file/amount.ts'
import { distance, nearest } from '../../../src/game/nearest.ts'

describe('an amount', () => {
  it('is a size in bytes', () => {
    expect(['512', '64K', '4M', '2G', '1.5KiB', '1MB', '1 kB'].map(parseSize)).toEqual([
      512,
      65_536,
      4 * 2 ** 20,
      2 * 2 ** 30,
      1536,
      1e6,
      1000,
    ])
  })

  it('is a time in nanoseconds', () => {
    expect(['7', '800ns', '20us', '20µs', '50ms', '0.1ms', '1s'].map(parseTime)).toEqual([
      7, 800, 20_000, 20_000, 50e6, 100_000, 1e9,
    ])
  })

  it("is a goal in the metric's unit", () => {
    expect(['100', '-1', '5ms', '320MB/s', '25%', '0.1', '1e6'].map(parseTarget)).toEqual([
      100, -1, 5e6, 320e6, 0.25, 0.1, 1e6,
    ])
  })

  it('is not a word, a fraction of a byte, or less than nothing', () => {
    expect(['', 'K', 'four', '4X', '0.5', '-4K', '1,5K', '4 K B'].map(parseSize)).toEqual(
      Array(8).fill(undefined),
    )
    expect(['5m', '5MB', '-1ms', '0.1ns'].map(parseTime)).toEqual(Array(4).fill(undefined))
    expect(parseTarget(Number.NaN)).toBeUndefined()
  })
})

describe('the nearest choice', () => {
  it('counts letters put in, left out and replaced', () => {
    expect([distance('', 'abc'), distance('kitten', 'sitting'), distance('a', 'a')]).toEqual([3, 3, 0])
  })

  it('is the one that was meant', () => {
    expect(nearest('latency-p90', ['throughput', 'latency-p50', 'latency-p99', 'cpu'])).toEqual([
      'latency-p50',
      'latency-p99',
    ])
    expect(nearest('virtio', ['ide-pio', 'virtio-blk', 'e1000'])).toEqual(['virtio-blk'])
  })

  it('is any of a few where none is near', () => {
    expect(nearest('xyz', ['none', 'writeback'])).toEqual(['none', 'writeback'])
    expect(nearest('xyz', [])).toEqual([])
  })
})
