/** Drivers on bare metal that look for their answers. */
import { describe, expect, test } from 'vitest'
import { simulate } from '../../src/machine/engine/simulate.ts'
import type { Driver } from '../../src/machine/host/host.ts'
import { CORE_KINDS, type Run } from '../../src/machine/record/run.ts'
import { holdersOf } from '../../src/machine/topology/holders.ts'
import { GIB, MIB } from '../../src/machine/units.ts'
import { device, disk, guest, host, MS } from './fixture.ts'

/** One CPU before so many fast disks, each with so many requests under way. */
function run(
  driver: Driver,
  disks: number,
  depth: number,
  doorbellBatch = false,
  { duration = 5 * MS, latency = 0 } = {},
): Run {
  const names = Array.from({ length: disks }, (_, index) => `disk${index}`)
  const devices = Object.fromEntries(
    names.map((name, index) => {
      const address = `0000:${(16 + index).toString(16)}:00.0`
      return [name, latency > 0 ? device('fixed', address, latency) : device('optane', address)]
    }),
  )
  const one = guest(
    'app',
    names.map((name) =>
      disk(
        { id: name, backing: name, controller: 'bare-metal', driver, doorbellBatch },
        { pattern: 'random', depth },
      ),
    ),
    { pin: 0, memory: 1024 * 1024 * 1024 },
  )
  return simulate(host([one], { devices, iommu: { ...host([one]).iommu, mode: 'off' } }), {
    seed: 1,
    duration,
  })
}

/** Millions of requests a second. */
function rate({ flows, duration }: Run): number {
  return (flows.reduce((sum, flow) => sum + flow.requests, 0) * 1000) / duration
}

test('an answer that is looked for comes sooner than one that interrupts', () => {
  const alone = (driver: Driver): number => (5 * MS) / run(driver, 1, 1).flows[0].requests
  expect(alone('kernel-polling')).toBeLessThan(0.75 * alone('interrupts'))
  expect(alone('user-polling')).toBeLessThan(alone('kernel-polling'))
})

test('who looks burns the whole CPU', () => {
  const { cores, duration } = run('user-polling', 1, 1)
  expect(cores[0].nanos[CORE_KINDS.indexOf('poll')]).toBeGreaterThan(0.8 * duration)
  expect(cores[0].nanos.reduce((sum, one) => sum + one, 0)).toBe(duration)
})

test('no interrupt comes', () => {
  expect(run('user-polling', 1, 8).flows[0].interrupts).toBe(0)
  expect(run('interrupts', 1, 8).flows[0].interrupts).toBeGreaterThan(0)
})

test('one CPU gets further without a kernel, and further still with one doorbell for many', () => {
  const [single, batched] = [rate(run('user-polling', 12, 64)), rate(run('user-polling', 12, 64, true))]
  expect(single).toBeGreaterThan(2)
  expect(batched).toBeGreaterThan(1.5 * single)
  expect(rate(run('kernel-polling', 12, 64))).toBeLessThan(single)
})

test('one CPU is interrupted between its requests: with many disks it gets as much done as with one, and less than by polling', () => {
  // The last of so many requests is asked after 6 ms, and only then does an application look at the first answer.
  const long = { duration: 60 * MS }
  const many = rate(run('interrupts', 12, 64, false, long))
  expect(many).toBeGreaterThan(0.85 * rate(run('interrupts', 1, 64, false, long)))
  expect(many).toBeLessThan(0.2 * rate(run('kernel-polling', 12, 64, false, long)))
})

test('a command is fetched in its time, but others are meanwhile', () => {
  // One after the other would be 1.8 M a second at most.
  expect(rate(run('user-polling', 1, 128, true, { latency: 20_000 }))).toBeGreaterThan(2.5)
})

describe('a driver in a process', () => {
  /** It names one address in the memory of the kernel. */
  const errs = (mode: 'off' | 'identity' | 'translated', address = 512 * MIB): Run =>
    simulate(
      host(
        [guest('app', [disk({ controller: 'bare-metal', driver: 'user-polling' })], { memory: 256 * MIB })],
        {
          hostMemory: 2 * GIB,
          iommu: { mode, entries: 64 },
          events: [{ kind: 'stray-dma', at: MS, guest: 'app', device: 'disk', address }],
        },
      ),
      { seed: 1, duration: 3 * MS },
    )

  test('reaches the memory of its kernel where the unit is off', () => {
    const { violations, violationCount } = errs('off')
    expect(violationCount).toBe(1)
    expect(violations[0]).toMatchObject({ kind: 'dma-foreign-memory', victim: 'host', landed: 512 * MIB })
  })

  test.each(['identity', 'translated'] as const)('has a domain of its own in mode %s', (mode) => {
    const { violationCount, contained, pinned, flows } = errs(mode)
    expect([violationCount, contained.length, contained[0].kind]).toEqual([0, 1, 'blocked-by-iommu'])
    expect(pinned).toBe(256 * MIB)
    expect(flows[0].iotlbLookups).toBeGreaterThan(0)
  })

  test('takes the device from the kernel', () => {
    const holder = (driver: Driver) =>
      holdersOf(host([guest('app', [disk({ controller: 'bare-metal', driver })])])).get('ssd')
    expect([holder('user-polling'), holder('kernel-polling')]).toEqual(['app', 'host'])
  })

  test('has none of the kernel map its requests', () => {
    expect(errs('translated').flows[0].invalidations).toBe(0)
  })
})

test('a kernel that polls maps each request where the unit translates, and waits until it forgot', () => {
  const reads = (mode: 'identity' | 'translated', invalidation: 'strict' | 'lazy') => {
    const one = guest('app', [disk({ controller: 'bare-metal', driver: 'kernel-polling' }, { depth: 32 })], {
      pin: 0,
    })
    const iommu = { mode, entries: 64, invalidation }
    return simulate(host([one], { devices: { ssd: device('optane') }, iommu }), { seed: 1, duration: 3 * MS })
      .flows[0]
  }
  const [strict, lazy, none] = [
    reads('translated', 'strict'),
    reads('translated', 'lazy'),
    reads('identity', 'strict'),
  ]
  expect(strict.invalidations).toBeGreaterThanOrEqual(strict.requests)
  // 587 and 822 ns for a mapping, 2,067 for the wait, beside 590.
  expect(none.requests / lazy.requests).toBeGreaterThan(1.1)
  expect(lazy.requests / strict.requests).toBeGreaterThan(1.9)
})
