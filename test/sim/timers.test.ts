import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Kernel, Timers } from '../../src/sim/kernel.ts'

const slots = 3
const call = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('start'), slot: fc.nat(slots - 1), delay: fc.nat(6) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('cancel'), slot: fc.nat(slots - 1), delay: fc.constant(0) }),
  },
)
/** What is asked of the timers at moment 0, 1, 2, … */
const calls = fc.array(fc.array(call, { maxLength: 4 }), { minLength: 1, maxLength: 40 })

/** Cancelled for good: the list of what is wanted, from which cancelling removes. */
function expected(calls: { do: string; slot: number; delay: number }[][]): string[] {
  let wanted: { time: number; slot: number }[] = []
  const fired: string[] = []
  for (let now = 0; now < calls.length + 10; now++) {
    // moments have odd and even halves: calls come before the timers of the same moment
    for (const { do: what, slot, delay } of calls[now] ?? []) {
      wanted = wanted.filter((timer) => timer.slot !== slot)
      if (what === 'start') wanted.push({ time: now + delay, slot })
    }
    for (const timer of wanted.filter((timer) => timer.time === now)) fired.push(`${now}: ${timer.slot}`)
    wanted = wanted.filter((timer) => timer.time > now)
  }
  return fired
}

function played(calls: { do: string; slot: number; delay: number }[][]): string[] {
  const kernel = new Kernel()
  const fired: string[] = []
  const timers = new Timers(kernel, slots, (slot) => fired.push(`${(kernel.now - 1) / 2}: ${slot}`))
  const caller = kernel.register({
    fire(moment) {
      for (const { do: what, slot, delay } of calls[moment]) {
        if (what === 'start') timers.start(slot, 2 * delay + 1)
        else timers.cancel(slot)
        expect(timers.pending(slot)).toBe(what === 'start')
      }
    },
  })
  for (let moment = 0; moment < calls.length; moment++) kernel.schedule(2 * moment, caller, moment)
  expect(kernel.run(Infinity)).toBe('drained')
  for (let slot = 0; slot < slots; slot++) expect(timers.pending(slot)).toBe(false)
  return fired
}

describe('a timer', () => {
  test('fires once, on time, in the order of starting, unless it was cancelled or started anew', () => {
    fc.assert(
      fc.property(calls, (calls) => {
        expect(played(calls)).toEqual(expected(calls))
      }),
      { numRuns: 1000 },
    )
  })

  test('started anew for the same moment takes its place behind what was scheduled meanwhile', () => {
    const kernel = new Kernel()
    const order: string[] = []
    const timers = new Timers(kernel, 1, () => order.push('timer'))
    const other = kernel.register({ fire: () => order.push('other') })
    timers.start(0, 100)
    timers.cancel(0)
    kernel.schedule(100, other, 0)
    timers.start(0, 100)
    kernel.run(Infinity)
    expect(order).toEqual(['other', 'timer'])
  })

  test('may start itself anew when it fires', () => {
    const kernel = new Kernel()
    const moments: number[] = []
    const timers = new Timers(kernel, 1, (slot) => {
      moments.push(kernel.now)
      if (moments.length < 3) timers.start(slot, 10)
    })
    timers.start(0, 10)
    kernel.run(Infinity)
    expect(moments).toEqual([10, 20, 30])
  })

  test('may be cancelled hundreds of thousands of times before its time', () => {
    const kernel = new Kernel()
    let fired = 0
    const timers = new Timers(kernel, 2, () => fired++)
    for (let start = 0; start < 200_000; start++) timers.start(start & 1, 1_000_000 + start)
    kernel.run(Infinity)
    expect(fired).toBe(2)
    timers.start(0, 1)
    kernel.run(Infinity)
    expect(fired).toBe(3)
  })

  test.each([-1, 3, 0.5, Number.NaN])('%d of three does not exist', (slot) => {
    const timers = new Timers(new Kernel(), 3, () => {})
    expect(() => timers.start(slot, 1)).toThrow(/no timer/)
    expect(() => timers.cancel(slot)).toThrow(/no timer/)
    expect(() => timers.pending(slot)).toThrow(/no timer/)
  })

  test('with a delay that is refused leaves everything as it was', () => {
    const kernel = new Kernel()
    const fired: number[] = []
    const timers = new Timers(kernel, 1, () => fired.push(kernel.now))
    timers.start(0, 5)
    expect(() => timers.start(0, -1)).toThrow(/a delay is/)
    kernel.run(Infinity)
    expect(fired).toEqual([5])
  })
})
