import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Kernel } from '../../src/sim/kernel.ts'
import { endOfTime, NaiveKernel, type Plan, play } from './naive-kernel.ts'

/** Delays that end up in every level of the wheel, on its edges, and at its end. */
const delay = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 3 }) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 5000 }) },
  fc
    .tuple(fc.constantFrom(8, 10, 11, 12, 16, 21, 22, 23, 31), fc.integer({ min: -2, max: 2 }))
    .map(([bits, by]) => 2 ** bits + by),
  fc.integer({ min: 0, max: 2 ** 24 }),
  fc.integer({ min: 0, max: endOfTime }),
)

const planned = fc.record({ delay, actor: fc.nat(2), argument: fc.integer({ min: 0, max: 65535 }) })

/** What to schedule before the start, and what each handled event schedules, in the order of handling. */
const plan: fc.Arbitrary<Plan> = fc.record({
  first: fc.array(planned, { minLength: 1, maxLength: 40 }),
  causes: fc.array(fc.array(planned, { maxLength: 3 }), { maxLength: 120 }),
})

/** Everything aims at a handful of moments, from near and far: ties between events that came through different levels. */
const moment = fc.oneof(
  fc.integer({ min: 0, max: 4 }),
  fc.integer({ min: 2 ** 11 - 2, max: 2 ** 11 + 2 }),
  fc.integer({ min: 2 ** 22 - 2, max: 2 ** 22 + 2 }),
  fc.integer({ min: 2 ** 31 - 2, max: 2 ** 31 + 2 }),
  fc.integer({ min: 0, max: endOfTime }),
)
const meeting: fc.Arbitrary<Plan> = fc
  .tuple(fc.array(moment, { minLength: 2, maxLength: 6 }), plan)
  .map(([moments, { first, causes }]) => ({ first, causes, moments }))

describe('the kernel', () => {
  test('handles the same events at the same times, in the same order, as a sorted list', () => {
    fc.assert(
      fc.property(plan, (plan) => {
        expect(play(new Kernel(), plan)).toEqual(play(new NaiveKernel(), plan))
      }),
      { numRuns: 500 },
    )
  })

  test('keeps scheduling order among equal times, however far ahead each was scheduled', () => {
    fc.assert(
      fc.property(meeting, (plan) => {
        expect(play(new Kernel(), plan)).toEqual(play(new NaiveKernel(), plan))
      }),
      { numRuns: 2000 },
    )
  })

  test('gives the same result in slices of any size', () => {
    fc.assert(
      fc.property(
        fc.oneof(plan, meeting),
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1 }),
        (plan, slices) => {
          if (Math.max(...slices) === 0) slices.push(1)
          expect(play(new Kernel(), plan, slices)).toEqual(play(new Kernel(), plan))
        },
      ),
      { numRuns: 500 },
    )
  })

  test('stops before the first event at the end, whenever the end and that event were scheduled', () => {
    fc.assert(
      fc.property(meeting, fc.nat(20), moment, (plan, afterEvents, end) => {
        const whole = play(new NaiveKernel(), plan)
        const before = whole.slice(0, afterEvents)
        const wasSet = before.length === afterEvents && (before.at(-1)?.now ?? 0) <= end
        const after = whole.slice(afterEvents).filter((entry) => !wasSet || entry.now < end)
        expect(play(new Kernel(), plan, [Infinity], { afterEvents, end })).toEqual([...before, ...after])
      }),
      { numRuns: 1000 },
    )
  })

  test('counts events, without the end', () => {
    const kernel = new Kernel()
    const actor = kernel.register({ fire() {} })
    for (let at = 0; at < 10; at++) kernel.schedule(at, actor, 0)
    kernel.endAt(5)
    expect(kernel.run(3)).toBe('more')
    expect(kernel.handled).toBe(3)
    expect(kernel.run(100)).toBe('ended')
    expect(kernel.handled).toBe(5)
    expect(kernel.now).toBe(5)
    expect(kernel.run(100)).toBe('ended')
    expect(kernel.handled).toBe(5)
  })

  test('goes on to a later end as if the earlier had not been', () => {
    fc.assert(
      fc.property(meeting, moment, (plan, end) => {
        const kernel = new Kernel()
        const trace = play(kernel, plan, [Infinity], { afterEvents: 0, end, goOn: true })
        expect(trace).toEqual(play(new NaiveKernel(), plan).filter((entry) => entry.now < endOfTime))
      }),
      { numRuns: 500 },
    )
  })

  test('says when nothing is pending, and goes on with what is scheduled afterwards', () => {
    const kernel = new Kernel()
    const fired: number[] = []
    const actor = kernel.register({ fire: (argument) => fired.push(argument) })
    expect(kernel.run(1)).toBe('drained')
    kernel.schedule(3_000_000_000, actor, 7)
    expect(kernel.run(1)).toBe('more')
    expect(kernel.run(1)).toBe('drained')
    expect(kernel.now).toBe(3_000_000_000)
    kernel.schedule(0, actor, 8)
    expect(kernel.run(2)).toBe('drained')
    expect(fired).toEqual([7, 8])
  })

  test('has room for as many pending events as there are', () => {
    const kernel = new Kernel()
    let sum = 0
    let last = -1
    const actor = kernel.register({
      fire(argument) {
        expect(kernel.now).toBeGreaterThanOrEqual(last)
        last = kernel.now
        sum += argument
      },
    })
    for (let event = 0; event < 50_000; event++) kernel.schedule((event * 7919) % 5_000_011, actor, event)
    expect(kernel.run(Infinity)).toBe('drained')
    expect(sum).toBe((50_000 * 49_999) / 2)
  })

  test('allocates nothing once it has its room', () => {
    const kernel = new Kernel()
    const actor = kernel.register({
      fire: (argument) => kernel.schedule(argument, actor, (argument * 5 + 1) & 0xffff),
    })
    for (let event = 0; event < 100; event++) kernel.schedule(event, actor, event * 601)
    kernel.run(200_000)
    const grown: number[] = []
    for (let slice = 0; slice < 21; slice++) {
      const before = process.memoryUsage().heapUsed
      kernel.run(20_000)
      grown.push(process.memoryUsage().heapUsed - before)
    }
    // one object of 16 bytes an event would be 320 000; the median, since a collection may fall into a slice
    expect(grown.sort((a, b) => a - b)[10]).toBeLessThan(40_000)
  })
})

describe('the kernel refuses, loudly,', () => {
  const kernel = new Kernel()
  const actor = kernel.register({ fire() {} })

  test.each([-1, 0.5, Number.NaN, -Infinity, -0.1])('a delay of %d', (delay) => {
    expect(() => kernel.schedule(delay, actor, 0)).toThrow(/whole number of nanoseconds/)
  })

  test.each([2 ** 32, Infinity, 2 ** 60])('a delay of %d, past the end of time', (delay) => {
    expect(() => kernel.schedule(delay, actor, 0)).toThrow(/time runs out/)
  })

  test.each([-1, 1, 0.5, Number.NaN, 2 ** 32])('actor %d, when there is only actor 0', (actor) => {
    expect(() => kernel.schedule(0, actor, 0)).toThrow(/no actor/)
  })

  test.each([-1, 65536, 0.5, Number.NaN, 2 ** 32])('argument %d', (argument) => {
    expect(() => kernel.schedule(0, actor, argument)).toThrow(/an argument is/)
  })

  test('an event past the last nanosecond, late in the run', () => {
    const late = new Kernel()
    const actor = late.register({ fire() {} })
    late.schedule(endOfTime, actor, 0)
    late.run(1)
    expect(late.now).toBe(endOfTime)
    late.schedule(0, actor, 0)
    expect(() => late.schedule(1, actor, 0)).toThrow(/time runs out/)
  })

  test('an end in the past, an end that is no whole number, and a second end before the first', () => {
    const ending = new Kernel()
    const actor = ending.register({ fire() {} })
    ending.schedule(10, actor, 0)
    ending.run(1)
    expect(() => ending.endAt(9)).toThrow(/the end is/)
    expect(() => ending.endAt(10.5)).toThrow(/the end is/)
    expect(() => ending.endAt(2 ** 32)).toThrow(/the end is/)
    ending.endAt(10)
    expect(() => ending.endAt(11)).toThrow(/already set/)
  })

  test('the 32 769th actor', () => {
    const full = new Kernel()
    for (let number = 0; number < 32768; number++) expect(full.register({ fire() {} })).toBe(number)
    expect(() => full.register({ fire() {} })).toThrow(/32768 actors/)
    let fired = -1
    const busy = new Kernel()
    for (let number = 0; number < 32767; number++) busy.register({ fire() {} })
    busy.schedule(1, busy.register({ fire: (argument) => (fired = argument) }), 65535)
    busy.run(1)
    expect(fired).toBe(65535)
  })
})
