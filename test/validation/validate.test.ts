/**
 * How true the model is today, and no worse tomorrow: what `exitless validate` says of the shipped scenarios and counts.
 * Where a number gets better, write the better one here. Where one gets worse for a good reason, say it in the commit.
 */
import { describe, expect, test } from 'vitest'
import { errorOf } from '../../src/validation/index.ts'
import { everything } from './fixture.ts'

const TODAY = {
  counts: { exact: 700, total: 832 },
  rates: { '1.15': 15, '1.25': 16, '1.5': 25, '2': 30, total: 32 },
  geometricMeanError: 1.27,
  wrongOrder: 5,
}

/** A row further off needs its reason in the scenario. */
const FAR = 1.5

const { counts, rates, summary } = everything()

describe('the model beside what was measured', () => {
  test('meets as many counts', () => {
    expect(summary.counts.total).toBeGreaterThanOrEqual(TODAY.counts.total)
    const off = summary.counts.total - summary.counts.exact
    expect(off).toBeLessThanOrEqual(TODAY.counts.total - TODAY.counts.exact)
  })

  test.each(['1.15', '1.25', '1.5', '2'] as const)('has as many rates within %s', (bound) => {
    const outside = summary.rates.total - summary.rates.within[bound]
    expect(outside).toBeLessThanOrEqual(TODAY.rates.total - TODAY.rates[bound])
  })

  test('has no larger mean error, and no more orders wrong', () => {
    expect(summary.rates.geometricMeanError).toBeLessThanOrEqual(TODAY.geometricMeanError + 0.005)
    expect(summary.order.total - summary.order.right).toBeLessThanOrEqual(TODAY.wrongOrder)
  })

  test('is better than a model without causes', () => {
    expect(summary.rates.geometricMeanError).toBeLessThan(summary.nullModel.geometricMeanError)
  })

  test('has a row of its own for everything', () => {
    const ids = [...counts, ...rates].map((row) => row.id)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })

  test('gives the reason for every rate that is far off', () => {
    const silent = rates.filter(
      ({ ratio, why, repeats }) =>
        why === undefined && repeats === undefined && (ratio === null || errorOf(ratio) > FAR),
    )
    expect(silent.map(({ id, ratio }) => `${id}: ${ratio}`)).toEqual([])
  })
})
