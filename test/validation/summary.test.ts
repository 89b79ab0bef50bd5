/** What rows say together. */
import { describe, expect, test } from 'vitest'
import { pairsOf } from '../../src/validation/order.ts'
import type { CountRow, RateRow } from '../../src/validation/row.ts'
import { summaryOf } from '../../src/validation/summary.ts'

function rate(ratio: number | null, more: Partial<RateRow> = {}): RateRow {
  return {
    id: 'r',
    kind: 'rate',
    measured: 2,
    simulated: ratio === null ? null : 2 * ratio,
    ratio,
    grade: 'P',
    source: 's',
    metric: 'requests',
    null: 1,
    isReference: false,
    ...more,
  }
}

function count(exact: boolean): CountRow {
  return { id: 'c', kind: 'count', measured: 1, simulated: 1, ratio: 1, grade: 'R', source: 's', exact }
}

describe('the summary', () => {
  test('counts what is met', () => {
    expect(summaryOf([count(true), count(false), count(true)], [], []).counts).toEqual({ exact: 2, total: 3 })
  })

  test('says how many rows lie within each bound, too much or too little', () => {
    const { rates } = summaryOf(
      [],
      [1, 1.2, 1 / 1.2, 1.4, 0.55, 3].map((ratio) => rate(ratio)),
      [],
    )
    expect(rates.within).toEqual({ '1.15': 1, '1.25': 3, '1.5': 4, '2': 5 })
    expect(rates.total).toBe(6)
  })

  test('has the geometric mean of the errors', () => {
    expect(summaryOf([], [rate(2), rate(0.5)], []).rates.geometricMeanError).toBe(2)
  })

  test('counts a row without a path as not reached', () => {
    const { rates } = summaryOf([], [rate(null), rate(1)], [])
    expect([rates.within['2'], rates.total, rates.geometricMeanError]).toEqual([1, 2, 1])
  })

  test('leaves out what repeats a constant or a baseline', () => {
    const { rates, notCounted } = summaryOf([], [rate(1, { repeats: 'a baseline' }), rate(9)], [])
    expect([rates.total, notCounted, rates.within['2']]).toEqual([1, 1, 0])
  })

  test('asks a model without causes about all but the references', () => {
    const rows = [rate(1, { null: 2, measured: 2, isReference: true }), rate(1, { null: 1, measured: 4 })]
    const { nullModel } = summaryOf([], rows, [])
    expect([nullModel.total, nullModel.within['2'], nullModel.geometricMeanError]).toEqual([1, 0, 4])
  })
})

describe('the order of two configurations', () => {
  const measured = new Map([
    ['a', 100],
    ['b', 104],
    ['c', 200],
  ])
  const judge = (a: number, b: number, c: number | undefined): string[] =>
    pairsOf(
      's',
      measured,
      new Map([
        ['a', a],
        ['b', b],
        ['c', c],
      ]),
    )
      .filter((pair) => !pair.right)
      .map((pair) => pair.lower + pair.higher)

  test('is asked where they measured more than 5 % apart', () => {
    expect(pairsOf('s', measured, new Map()).map((pair) => pair.lower + pair.higher)).toEqual(['ac', 'bc'])
  })

  test('is right where the simulation has it so, by whatever factor', () => {
    expect(judge(1, 0.9, 1.1)).toEqual([])
  })

  test('is wrong where it is the other way round, where it ties, and where nothing was simulated', () => {
    expect(judge(3, 1, 2)).toEqual(['ac'])
    expect(judge(1, 1, 1)).toEqual(['ac', 'bc'])
    expect(judge(1, 1, undefined)).toEqual(['ac', 'bc'])
  })
})
