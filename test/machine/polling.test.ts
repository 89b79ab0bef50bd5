/** Drivers of real devices that look for their answers, on bare metal and in guests. */
import { describe, expect, test } from 'vitest'
import { simulate } from '../../src/machine/engine/simulate.ts'
import type { Driver, Guest, Host, VirtualDevice, Workload } from '../../src/machine/host/host.ts'
import { hostProblems } from '../../src/machine/problems/problems.ts'
import { CORE_KINDS, type Run } from '../../src/machine/record/run.ts'
import { holdersOf } from '../../src/machine/topology/holders.ts'
import { GIB, MIB } from '../../src/machine/units.ts'
import { device, disk, guest, host, MS, nic } from './fixture.ts'

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

/** One device of one guest, on the bare host or given whole. */
function one(
  made: VirtualDevice,
  more: Partial<Guest> = {},
  around: Partial<Host> = {},
  duration = 10 * MS,
): Run {
  const full = host([guest('g', [made], { pin: 0, ...more })], {
    devices: { ssd: device('optane', '0000:01:00.0'), card: device('nic-10g', '0000:04:00.0') },
    ...around,
  })
  expect(hostProblems(full)).toEqual([])
  return simulate(full, { seed: 1, duration })
}

const poll = ({ cores }: Run, core: number): number => cores[core].nanos[CORE_KINDS.indexOf('poll')]
const median = ({ flows }: Run): number => flows[0].latency.quantile(0.5)

describe('a thread of the kernel that takes requests out of a ring', () => {
  const sqpoll = (backendPin: number, depth = 1, more: Partial<VirtualDevice> = {}): Run =>
    one(
      disk({ controller: 'bare-metal', driver: 'sqpoll', backendPin, ...more }, { pattern: 'random', depth }),
      {},
      { iommu: { mode: 'off', entries: 64 } },
      60 * MS,
    )

  test('has a core of its own, which it burns', () => {
    const { cores, duration, threads } = sqpoll(1)
    expect(cores[1].nanos.reduce((sum, nanos) => sum + nanos, 0)).toBe(duration)
    expect(threads.map(({ name }) => name)).toContain('g.disk submission thread')
  })

  test('spares the application work, and is no faster than a driver in its process', () => {
    const devices = { fixed: device('fixed', '0000:01:00.0', 20_000) }
    const with_ = (driver: Driver, compute: number): number => {
      const made = { controller: 'bare-metal', backing: 'fixed', backendPin: 1, doorbellBatch: true } as const
      const work = { depth: 128, compute }
      return rate(one(disk({ ...made, driver }, work), {}, { devices, iommu: { mode: 'off', entries: 64 } }))
    }
    expect(with_('sqpoll', 500)).toBeGreaterThan(1.2 * with_('kernel-polling', 500))
    expect(with_('sqpoll', 0)).toBeLessThan(with_('user-polling', 0))
  })

  test('is of no use on the core of its application: each waits until the turn of the other is over', () => {
    expect(median(sqpoll(0))).toBeGreaterThan(3 * MS)
    expect(median(sqpoll(0))).toBeLessThan(15 * MS)
    expect(median(sqpoll(1))).toBeLessThan(0.02 * MS)
  })

  test('maps for its application where a unit wants it', () => {
    const strict = one(disk({ controller: 'bare-metal', driver: 'sqpoll', backendPin: 1 }))
    expect(strict.flows[0].invalidations).toBe(strict.flows[0].requests)
  })
})

describe('a guest that polls its own device', () => {
  const given = (driver: Driver, more: Partial<VirtualDevice> = {}, work: Partial<Workload> = {}): Run =>
    one(
      disk({ controller: 'vfio-pci', driver, ...more }, { pattern: 'random', ...work }),
      {},
      { apicv: false },
    )

  test('is never stopped, and never halts', () => {
    const { flows, duration, ...more } = given('user-polling')
    expect(flows[0].exits.reduce((sum, count) => sum + count, 0)).toBe(0)
    expect(flows[0].interrupts).toBe(0)
    expect(poll({ flows, duration, ...more }, 0)).toBeGreaterThan(0.5 * duration)
  })

  test('is as fast as the bare host', () => {
    const bare = one(disk({ controller: 'bare-metal', driver: 'user-polling' }, { pattern: 'random' }))
    expect(median(given('user-polling')) / median(bare)).toBeCloseTo(1, 1)
    expect(median(given('user-polling'))).toBeLessThan(0.7 * median(given('interrupts')))
  })

  test('still has its addresses translated', () => {
    expect(given('user-polling').flows[0].iotlbLookups).toBeGreaterThan(0)
  })

  test('maps each request in its kernel, and nothing in a process', () => {
    const strict = { guestIommu: 'strict' } as const
    expect(given('kernel-polling', strict).flows[0].invalidations).toBeGreaterThan(0)
    expect(given('user-polling', strict).flows[0].invalidations).toBe(0)
  })
})

describe('a network card that is polled', () => {
  const card = (
    controller: 'bare-metal' | 'vfio-pci',
    driver: Driver,
    work: Partial<Workload> = {},
    more: Partial<VirtualDevice> = {},
  ): Run =>
    one(nic({ controller, driver, interrupt: 'msix', ...more }, { op: 'rx', bytes: 64, depth: 64, ...work }))

  test.each(['bare-metal', 'vfio-pci'] as const)('%s: no interrupt, and no exit', (controller) => {
    for (const driver of ['kernel-polling', 'user-polling'] as const) {
      const { flows } = card(controller, driver)
      expect(flows[0].interrupts).toBe(0)
      expect(flows[0].exits.reduce((sum, count) => sum + count, 0)).toBe(0)
    }
  })

  test.each(['tx', 'rx', 'rr'] as const)('%s: without a stack many more packets a second', (op) => {
    const work = { op, depth: op === 'rr' ? 1 : 64 }
    const [kernel, process] = [
      card('bare-metal', 'kernel-polling', work),
      card('bare-metal', 'user-polling', work),
    ]
    expect(rate(process)).toBeGreaterThan((op === 'rr' ? 1.5 : 2) * rate(kernel))
  })

  test('answers sooner than one that interrupts', () => {
    const ping = { op: 'rr', depth: 1 } as const
    expect(median(card('vfio-pci', 'kernel-polling', ping))).toBeLessThan(
      0.8 * median(card('vfio-pci', 'interrupts', ping)),
    )
  })

  test('is told of several packets at once, where it may be', () => {
    const work = { op: 'tx', depth: 64 } as const
    expect(rate(card('bare-metal', 'user-polling', work, { doorbellBatch: true }))).toBeGreaterThan(
      1.5 * rate(card('bare-metal', 'user-polling', work)),
    )
  })

  test('still loses packets that find no descriptor', () => {
    const { flows } = card('bare-metal', 'kernel-polling', { every: 300, depth: 1 }, { ring: 16 })
    expect(flows[0].dropped).toBeGreaterThan(0)
  })
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
