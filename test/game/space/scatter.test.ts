/** The space as points: axes, filters, the front, and where one configuration stands. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Level,
  passingOf,
  type Space,
  scatterAxes,
  scatterFront,
  scatterPoints,
  standingOf,
} from '../../../src/game/index.ts'
import { straw } from '../../ui/fixture.ts'

/** Two knobs of three values: nine configurations. */
const level: Level = {
  ...straw,
  knobs: [
    { key: 'a.b.c', values: ['1', '2', '3'] },
    { key: 'a.b.d', values: ['1', '2', '3'] },
  ],
  goals: [
    { metric: 'violations', op: '==', target: 0, text: 'isolation' },
    { metric: 'throughput@x.y', op: '>=', target: 50, text: 'fast' },
  ],
}
const FAST = 'throughput@x.y'
const LATE = 'latency-p99@x.y'

interface Numbers {
  readonly fast: number
  readonly late: number
  readonly violations: number
}

function spaceWith(numbers: readonly (Numbers | undefined)[]): Space {
  const value = (index: number, metric: string) => {
    const one = numbers[index]
    if (one === undefined) return Number.NaN
    return metric === FAST ? one.fast : metric === LATE ? one.late : one.violations
  }
  const wins = (index: number) => value(index, 'violations') === 0 && value(index, FAST) >= 50
  return {
    level: level.id,
    hash: level.hash,
    metrics: [FAST, LATE, 'violations'],
    configurations: numbers.length,
    values: value,
    wins,
    medals: (index) => (wins(index) ? 1 : 0),
  }
}

const one = fc.record({
  fast: fc.integer({ min: 1, max: 100 }),
  late: fc.integer({ min: 1, max: 100 }),
  violations: fc.constantFrom(0, 0, 2),
})
const spaces = fc.array(fc.option(one, { nil: undefined }), { minLength: 9, maxLength: 9 })

describe('the front', () => {
  it('is beaten by nobody that keeps the gates, and whoever is not on it is beaten or equal', () => {
    fc.assert(
      fc.property(spaces, (numbers) => {
        const space = spaceWith(numbers)
        const gated = numbers.flatMap((each) => (each !== undefined && each.violations === 0 ? [each] : []))
        const front = scatterFront(level, space, FAST, LATE).map(({ index }) => numbers[index]!)
        const beats = (a: Numbers, b: Numbers) =>
          a.fast >= b.fast && a.late <= b.late && (a.fast > b.fast || a.late < b.late)
        for (const point of front) expect(gated.some((other) => beats(other, point))).toBe(false)
        for (const each of gated)
          expect(
            front.some(
              (point) => beats(point, each) || (point.fast === each.fast && point.late === each.late),
            ),
          ).toBe(true)
      }),
    )
  })
})

describe('points', () => {
  const numbers = [
    { fast: 10, late: 5, violations: 0 },
    { fast: 60, late: 9, violations: 0 },
    { fast: 90, late: 1, violations: 3 },
    undefined,
    { fast: 70, late: 20, violations: 0 },
    ...Array.from({ length: 4 }, () => undefined),
  ]
  const space = spaceWith(numbers)

  it('leave out what cannot be', () => {
    expect(scatterPoints(level, space, FAST, LATE).map(({ index }) => index)).toEqual([0, 1, 2, 4])
    expect(passingOf(space)).toEqual({ winning: 2, of: 4 })
  })
  it('are filtered by passing and by one goal', () => {
    expect(scatterPoints(level, space, FAST, LATE, 'winning').map(({ index }) => index)).toEqual([1, 4])
    expect(scatterPoints(level, space, FAST, LATE, 1).map(({ index }) => index)).toEqual([1, 2, 4])
    expect(scatterPoints(level, space, FAST, LATE, 0).map(({ index }) => index)).toEqual([0, 1, 4])
  })
  it('have a front on which no unsafe one stands', () => {
    expect(scatterFront(level, space, FAST, LATE).map(({ index }) => index)).toEqual([0, 1, 4])
  })
  it('say that as many are better in both as its places leave room for: a tie is none', () => {
    const tied = (late: number) => ({ fast: 60, late, violations: 0 })
    const ties = spaceWith([...Array.from({ length: 8 }, (_, index) => tied(index)), tied(9)])
    expect(standingOf(level, ties, FAST, LATE, 8)).toMatchObject({ x: 1, y: 9, beaten: 0 })
    fc.assert(
      fc.property(spaces, fc.nat(8), (given, index) => {
        const standing = standingOf(level, spaceWith(given), FAST, LATE, index)
        if (standing !== undefined) expect(standing.beaten).toBeLessThan(Math.min(standing.x, standing.y))
      }),
    )
  })

  it('say where one stands: its places, who beats it, and how many knobs lie between it and passing', () => {
    expect(standingOf(level, space, FAST, LATE, 0)).toEqual({ x: 4, y: 2, of: 4, beaten: 0, steps: 1 })
    expect(standingOf(level, space, FAST, LATE, 4)).toMatchObject({ x: 2, y: 4, steps: 0 })
    expect(standingOf(level, space, FAST, LATE, 3)).toBeUndefined()
  })
  it('say where one stands among those that pass: what fails counts neither before it nor with it', () => {
    expect(standingOf(level, space, FAST, LATE, 4)).toMatchObject({ x: 2, of: 4 })
    expect(standingOf(level, space, FAST, LATE, 4, 'winning')).toMatchObject({ x: 1, y: 2, of: 2, beaten: 0 })
    expect(standingOf(level, space, FAST, LATE, 0, 'winning')).toBeUndefined()
  })
  it('take as an axis only what differs', () => {
    expect(scatterAxes(space)).toEqual([FAST, LATE, 'violations'])
    expect(scatterAxes(spaceWith([numbers[0], numbers[0]]))).toEqual([])
  })
})
