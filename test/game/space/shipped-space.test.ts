/** A level's measured space as it is shipped: small, exact about who wins, and rounded to what a screen shows. */
import { describe, expect, it } from 'vitest'
import {
  IMPOSSIBLE,
  isSpaceOf,
  type Landscape,
  meanAt,
  measureAll,
  packSpace,
  readerAt,
  readSpace,
  scoreValues,
  shown,
  spaceOf,
} from '../../../src/game/index.ts'
import { formatMetric } from '../../../src/metrics/index.ts'
import { fakeReader, fakeSimulate, straw } from '../straw.ts'

const level = straw()

function measured(): Landscape {
  const steps = measureAll(level, fakeSimulate, fakeReader)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

const landscape = measured()
const all = Array.from({ length: 18 }, (_, index) => index)

describe('a shipped space', () => {
  const packed = packSpace(level, landscape)
  const space = readSpace(JSON.parse(JSON.stringify(packed)))

  it('knows of every configuration whether it wins, exactly', () => {
    const passes = (index: number, seed: number) =>
      scoreValues(level, readerAt(landscape, index, seed)).passed
    expect(all.map(space.wins)).toEqual(
      all.map((index) => level.seeds.every((_, seed) => passes(index, seed))),
    )
    expect(Math.max(...all.map(space.medals))).toBe(3)
    expect(all.map((index) => space.medals(index) > 0)).toEqual(all.map(space.wins))
  })

  it('shows what the measured numbers would show', () => {
    for (const metric of space.metrics)
      for (const index of all) {
        const exact = meanAt(landscape, index, metric)
        expect(formatMetric(metric, space.values(index, metric))).toBe(formatMetric(metric, exact))
      }
  })

  it('belongs to the level as it was measured, and to no other', () => {
    expect(isSpaceOf(space, level)).toBe(true)
    expect(isSpaceOf(space, { ...level, hash: '0' })).toBe(false)
    expect(isSpaceOf(space, { ...level, id: 'other' })).toBe(false)
  })

  it('has no value for what cannot exist, nor for a metric that nobody measured', () => {
    const gone = {
      ...landscape,
      measured: landscape.measured.map((one, task) =>
        task < landscape.seeds ? { values: one.values.map(() => Number.NaN), paths: IMPOSSIBLE } : one,
      ),
    }
    const holed = spaceOf(level, gone)
    expect(holed.values(0, 'cpu')).toBeNaN()
    expect([holed.wins(0), holed.medals(0)]).toEqual([false, 0])
    expect(holed.values(1, 'cpu')).toBe(0.5)
    expect(holed.values(1, 'drops')).toBeNaN()
  })

  it('keeps thousands of different values apart', () => {
    const many = { ...landscape, metrics: landscape.metrics, seeds: 3 }
    const values = (task: number) => landscape.metrics.map((_, at) => Math.floor(task / 3) * 1000 + at)
    const knobs = [
      { key: 'files.disk.ring', values: Array.from({ length: 40 }, (_, at) => String(at)) },
      { key: 'files.disk.cache', values: Array.from({ length: 30 }, (_, at) => String(at)) },
    ]
    const measured = Array.from({ length: 3 * 1200 }, (_, task) => ({ values: values(task), paths: 'a' }))
    const wide = spaceOf({ ...level, knobs }, { ...many, measured })
    expect(wide.configurations).toBe(1200)
    const [metric] = wide.metrics
    for (const index of [0, 93, 94, 700, 1199])
      expect(formatMetric(metric, wide.values(index, metric))).toBe(formatMetric(metric, index * 1000))
  })
})

it('a shown number is as short as the screen allows', () => {
  expect(shown('throughput', 212_345_678)).toBe(212_000_000)
  expect(shown('latency-p99', 4_104_999)).toBe(4_100_000)
  expect(shown('exits-per-request', 1043.2)).toBe(1043)
  expect(shown('cpu', Number.NaN)).toBeNaN()
})
