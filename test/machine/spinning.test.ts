/** Threads that burn their core without getting anywhere: for work that does not come, or for a lock. */
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { CORE_KINDS } from '../../src/machine/record/run.ts'
import {
  build,
  cores,
  ended,
  give,
  halts,
  interrupt,
  leaving,
  MS,
  PAUSE,
  pauses,
  run,
  SWITCH,
  spinFor,
  thread,
  threads,
} from './bare-cores.ts'

const WINDOW = 2000

beforeEach(() => build(1))

function spent(core: number, kind: (typeof CORE_KINDS)[number]): number {
  return cores.uses[core].nanos[CORE_KINDS.indexOf(kind)]
}

describe('a thread that never sleeps', () => {
  test('burns its core while there is nothing to do, and takes up new work at once', () => {
    const poller = thread('poller', { spins: true })
    cores.wake(poller)
    give(poller, 100, 500)
    give(poller, 50, 550)
    run(MS)
    expect(ended).toEqual([
      ['poller 0', 600],
      ['poller 1', 650],
    ])
    expect(spent(0, 'poll')).toBe(MS - 150)
    expect(spent(0, 'guest')).toBe(150)
    expect(cores.idle).toBe(true)
  })

  test('leaves half of a core that it shares to the other', () => {
    const poller = thread('poller', { spins: true })
    const worker = thread('worker')
    cores.wake(poller)
    give(worker, 500 * MS)
    run(100 * MS)
    expect(Math.abs(poller.spent - 50 * MS)).toBeLessThan(4 * MS)
    expect(Math.abs(worker.spent - 50 * MS)).toBeLessThan(4 * MS)
  })

  test('finds its work only when it has its turn again', () => {
    const poller = thread('poller', { spins: true })
    cores.wake(poller)
    give(thread('worker'), 10 * MS)
    give(poller, 100, 4 * MS)
    run()
    const [, at] = ended[0]
    expect(ended[0][0]).toBe('poller 1')
    // The poller's quantum, and then the worker until it is a quantum ahead.
    expect(at).toBe(9 * MS + SWITCH + 100)
  })

  test('is stopped by an interrupt of the host, and then does what came meanwhile', () => {
    const poller = thread('poller', { spins: true })
    cores.wake(poller)
    interrupt(300, 400)
    give(poller, 100, 500)
    run(MS)
    expect(ended).toEqual([
      ['interrupt 0', 700],
      ['poller 1', 800],
    ])
    expect(poller.spent).toBe(MS - 300)
  })

  test('keeps a core that others could use away from them', () => {
    build(2)
    cores.wake(thread('poller', { spins: true, pin: 1 }))
    const [one, other] = [thread('one', { pin: -1 }), thread('other', { pin: -1 })]
    give(one, MS)
    give(other, MS, 1)
    run(20 * MS)
    expect(ended).toEqual([
      ['one 0', MS],
      ['other 1', 2 * MS],
    ])
  })
})

describe('a thread that spins for a lock', () => {
  test('burns its core until the lock is its own, and goes on at once', () => {
    spinFor(thread('waiter'), 100, 700)
    run()
    expect(ended).toEqual([['waiter 0', 700]])
    expect(spent(0, 'spin')).toBe(600)
    expect(threads[0].spun).toBe(600)
  })

  test('holds up who has the lock and waits for the same core, for a whole quantum', () => {
    spinFor(thread('waiter'), 0, 20 * MS)
    give(thread('holder'), MS, 1)
    run(30 * MS)
    const [name, at] = ended[0]
    expect(name).toBe('holder 1')
    expect(at - 4 * MS - SWITCH).toBeLessThan(10)
  })

  test('goes on only when it has a core again', () => {
    const waiter = thread('waiter')
    spinFor(waiter, 0, 4 * MS)
    give(thread('other'), 10 * MS, 1)
    run()
    const [, at] = ended.find(([name]) => name === 'waiter 0') as readonly [string, number]
    expect(at).toBeGreaterThan(9 * MS)
    expect(waiter.spun).toBeLessThan(3 * MS + 2 * SWITCH)
  })

  test('goes on after an interrupt of the host in which it got the lock', () => {
    spinFor(thread('waiter'), 0, 500)
    interrupt(300, 400)
    run()
    expect(ended).toEqual([
      ['interrupt 1', 700],
      ['waiter 0', 700],
    ])
  })

  test('is not interrupted, as a guest, by a device', () => {
    const waiter = thread('waiter', { guest: true })
    spinFor(waiter, 0, 1000)
    give(waiter, 100, 400, true)
    run()
    expect(ended).toEqual([
      ['waiter 0', 1000],
      ['waiter 1', 1100],
    ])
  })
})

describe('pause-loop exiting', () => {
  const guest = { guest: true, owner: 'guest', pleWindow: WINDOW }

  test('stops a vCPU that spins, each time after twice as long', () => {
    spinFor(thread('waiter', guest), 0, 100_000)
    run()
    expect(pauses).toEqual([
      ['waiter', WINDOW],
      ['waiter', WINDOW + PAUSE + 2 * WINDOW],
      ['waiter', WINDOW + 2 * PAUSE + 6 * WINDOW],
      ['waiter', WINDOW + 3 * PAUSE + 14 * WINDOW],
      ['waiter', WINDOW + 4 * PAUSE + 30 * WINDOW],
    ])
    expect(spent(0, 'exit')).toBe(5 * PAUSE)
    expect(spent(0, 'spin')).toBe(100_000 - 5 * PAUSE)
    expect(ended).toEqual([['waiter 0', 100_000]])
    expect(halts).toEqual(['waiter'])
  })

  test('does not cut an exit short in which the lock comes', () => {
    spinFor(thread('waiter', guest), 0, WINDOW + 1)
    run()
    expect(ended).toEqual([['waiter 0', WINDOW + PAUSE]])
  })

  test('lets a vCPU of the same guest go first that waits for this core', () => {
    spinFor(thread('waiter', guest), 0, 20 * MS)
    give(thread('stranger'), 5 * MS, 1)
    give(thread('holder', guest), MS, 2)
    run(30 * MS)
    expect(ended[0]).toEqual(['holder 2', WINDOW + PAUSE + SWITCH + MS])
  })

  test('gives it the core that it waits for, where that is another', () => {
    build(2)
    spinFor(thread('waiter', guest), 0, 20 * MS)
    give(thread('stranger', { pin: 1 }), 5 * MS)
    give(thread('holder', { ...guest, pin: 1 }), MS, 2)
    run(30 * MS)
    expect(ended[0]).toEqual(['holder 2', WINDOW + PAUSE + SWITCH + MS])
  })

  test('passes over one that spins itself', () => {
    build(2)
    spinFor(thread('another', { ...guest, pin: 1, pleWindow: 0 }), 0, 20 * MS)
    give(thread('stranger', { pin: 1 }), 5 * MS, 1)
    // It has run for 3 ms when the waiter begins, the stranger for 2.5.
    spinFor(thread('waiter', guest), 5.5 * MS, 20 * MS)
    run(6.5 * MS)
    expect(pauses.length).toBeGreaterThan(0)
    expect(threads[1].spent).toBeGreaterThan(3.4 * MS)
  })

  test('does not put it before one that has run less by more than a little', () => {
    const holder = thread('holder', guest)
    give(holder, 2 * MS)
    give(holder, MS, 2 * MS + 10)
    spinFor(thread('waiter', guest), 2 * MS + 1, 40 * MS)
    give(thread('stranger'), 20 * MS, 2 * MS + 5)
    run(50 * MS)
    // It has run 2 ms more than both others; they have their turns first.
    const [, at] = ended.find(([name]) => name === 'holder 1') as readonly [string, number]
    expect(at).toBeGreaterThan(5 * MS)
  })
})

test('whatever spins, works and interrupts: cores and threads agree on the time, and all work ends', () => {
  const piece = fc.record({
    on: fc.integer({ min: 0, max: 5 }),
    length: fc.integer({ min: 1, max: 2 * MS }),
    at: fc.integer({ min: 0, max: 6 * MS }),
    urgent: fc.boolean(),
    lock: fc.boolean(),
  })
  const kinds = fc.array(
    fc.record({
      guest: fc.boolean(),
      spins: fc.boolean(),
      pleWindow: fc.constantFrom(0, WINDOW),
      owner: fc.constantFrom('one', 'two'),
      pin: fc.integer({ min: -1, max: 1 }),
    }),
    { minLength: 6, maxLength: 6 },
  )
  fc.assert(
    fc.property(
      kinds,
      fc.array(piece, { maxLength: 20 }),
      fc.array(piece, { maxLength: 4 }),
      (all, pieces, calls) => {
        build(2)
        for (const [index, kind] of all.entries())
          thread(`t${index}`, kind.guest ? { ...kind, spins: false } : { ...kind, pleWindow: 0 })
        for (const one of threads) if (one.spins) cores.wake(one)
        const lonely = new Set<number>()
        for (const { on, length, at, urgent, lock } of pieces) {
          // One lock a thread: a grant is for whoever spins there.
          if (lock && !urgent && !lonely.has(on)) {
            lonely.add(on)
            spinFor(threads[on], at, 300 * MS)
          } else give(threads[on], length, at, urgent && threads[on].guest, { use: 0, masked: urgent })
        }
        for (const { length, at } of calls) interrupt(length, at, 100)
        run(400 * MS)
        expect(ended.length).toBe(pieces.length + calls.length)
        const busy = cores.uses.reduce((sum, { nanos }) => sum + nanos.reduce((a, b) => a + b, 0), 0)
        const host = spent(0, 'host') + spent(1, 'host')
        expect(threads.reduce((sum, one) => sum + one.spent, 0)).toBe(busy - host - leaving)
        expect(threads.reduce((sum, one) => sum + one.spun, 0)).toBe(spent(0, 'spin') + spent(1, 'spin'))
      },
    ),
    { numRuns: Number(process.env.RUNS ?? 300) },
  )
})
