/** An interrupt line that nothing holds back. */
import { describe, expect, test } from 'vitest'
import { simulate } from '../../src/machine/engine/simulate.ts'
import type { Device, Host, VirtualDevice } from '../../src/machine/host/host.ts'
import { hostProblems } from '../../src/machine/problems/problems.ts'
import type { Run } from '../../src/machine/record/run.ts'
import { readMetric } from '../../src/metrics/index.ts'
import { device, guest, host, MS, nic } from './fixture.ts'

const WHOLE = { controller: 'vfio-pci', interrupt: 'intx' } as const

/** Two cards on one line, each given to a guest that has a core for itself; the second hears seldom. */
function shared(mask: Device['lineMask'], more: Partial<VirtualDevice> = {}, seldom = 4 * MS): Host {
  const card = (backing: string, irqCore: number, every: number) =>
    nic({ ...WHOLE, backing, irqCore, ...more }, { op: 'rx', every })
  const guests = [
    guest('one', [card('a', 0, 100_000)], { pin: 0 }),
    guest('two', [card('b', 1, seldom)], { pin: 1 }),
  ]
  const devices = {
    a: { ...device('nic-1g', '0000:01:00.0'), lineMask: mask },
    b: device('nic-1g', '0000:05:00.0'),
  }
  return host(guests, { devices })
}

function run(one: Host, duration = 200 * MS): Run {
  return simulate(one, { seed: 1, duration })
}

/** Requests of both guests that ended in the last quarter. */
function late({ flows, series }: Run): readonly number[] {
  return flows.map((_, index) =>
    series.flows[index].requests.slice((3 * series.slices) / 4).reduce((sum, one) => sum + one, 0),
  )
}

/** Requests that began after this time and were answered. */
function answeredAfter({ requests: { count, begin, end, flags } }: Run, at: number): number {
  const dropped = 16
  let answered = 0
  for (let row = 0; row < count; row++)
    if (begin[row] > at && end[row] > 0 && (flags[row] & dropped) === 0) answered++
  return answered
}

describe('a line that both guests share', () => {
  test('goes well while each device holds it back by itself', () => {
    const well = run(shared('works'))
    expect(well.lines).toEqual([])
    expect(late(well)[0]).toBeGreaterThan(200)
    expect(late(well)[1]).toBeGreaterThan(2)
  })

  test('is given up after a storm on the core that the guest needs, and both stall', () => {
    const stormy = run(shared('broken'))
    const [line] = stormy.lines
    expect(line.devices).toEqual(['a', 'b'])
    expect(line.unwanted).toBeGreaterThan(99_900)
    expect(line.interrupts).toBe(100_000)
    // A hundred thousand of them, one after the other.
    expect(line.givenUp).toBeGreaterThan(100 * MS)
    expect(line.givenUp).toBeLessThan(180 * MS)
    // What came after it was answered to nobody.
    expect(answeredAfter(stormy, line.givenUp)).toBe(0)
    expect(readMetric(stormy, 'lines-given-up')).toBe(1)
    expect(readMetric(stormy, 'unwanted-interrupts')).toBe(line.unwanted)
    expect(stormy.unfinished.length).toBeGreaterThan(0)
  })

  test('only rages for as long as the guest takes to answer, where that has a core of its own', () => {
    const raging = run(shared('broken', { irqCore: 4 }))
    const [line] = raging.lines
    expect(line.unwanted).toBeGreaterThan(1000)
    expect(line.givenUp).toBe(-1)
    expect(late(raging)[0]).toBeGreaterThan(200)
    expect(late(raging)[1]).toBeGreaterThan(2)
    // The core that takes the line pays for it.
    const busy = (one: Run) => one.cores[4].nanos.reduce((sum, nanos) => sum + nanos, 0)
    expect(busy(raging)).toBeGreaterThan(3 * busy(run(shared('works', { irqCore: 4 }))))
  })

  test('does not storm where both use messages', () => {
    const quiet = run(shared('broken', { interrupt: 'msix' }))
    expect(quiet.lines).toEqual([])
    expect(late(quiet)[0]).toBeGreaterThan(200)
  })

  test('takes the neighbour with it only when it is shared', () => {
    const apart = shared('broken')
    const { b, ...others } = apart.devices
    const moved = { ...apart, devices: { ...others, b: { ...b, address: '0000:06:00.0' } } }
    const [first, second] = late(run(moved))
    expect(first).toBe(0)
    expect(second).toBeGreaterThan(2)
  })

  test('is kept where the other device is heard of more than once in a thousand, whatever the first one suffers', () => {
    const kept = run(shared('broken', {}, 100_000))
    expect(kept.lines[0].interrupts).toBeGreaterThan(100_000)
    expect(kept.lines[0].givenUp).toBe(-1)
    expect(late(kept)[0]).toBe(0)
    expect(late(kept)[1]).toBeGreaterThan(200)
  })
})

test('a line that was given up is asked every tenth of a second where two share it, and never where one has it', () => {
  const duration = 450 * MS
  const after = (one: Run): number => answeredAfter(one, one.lines[0].givenUp)
  const two = run(shared('broken'), duration)
  expect(after(two)).toBeGreaterThan(0)
  const alone = shared('broken')
  const one = run({ ...alone, guests: [alone.guests[0]] }, duration)
  expect(one.lines[0].givenUp).toBeGreaterThan(0)
  expect(after(one)).toBe(0)
})

test('a device that can hold back only the whole line wants it alone', () => {
  expect(hostProblems(shared('none'))).toEqual([
    {
      path: 'devices.a.lineMask',
      message:
        'a cannot hold its line back itself and wants line 1 alone, but b calls by it too: take msi, msix or another slot',
    },
  ])
  expect(hostProblems(shared('none', { interrupt: 'msix' }))).toEqual([])
})
