/** Guests beside each other: equal ones are treated alike, and sharing is the only thing that costs. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { datasheet } from '../../src/machine/controllers/index.ts'
import { simulate } from '../../src/machine/engine/simulate.ts'
import type { Guest, Host, VirtualDevice } from '../../src/machine/host/host.ts'
import { EXIT_REASONS, type Flow, type Run } from '../../src/machine/record/run.ts'
import { KIB, MIB } from '../../src/machine/units.ts'
import { CACHES, DISKS } from './arbitrary.ts'
import { device, disk, guest, host, MS } from './fixture.ts'

const RUNS = { numRuns: Number(process.env.RUNS ?? 150) }

/** A guest's disk and its work, drawn without luck: sequential. */
const devices: fc.Arbitrary<VirtualDevice> = fc
  .record({
    controller: fc.constantFrom(...DISKS),
    cache: fc.constantFrom(...CACHES),
    delivery: fc.constantFrom('injected', 'posted'),
    coalesceUs: fc.constantFrom(0, 0, 20),
    coalesceFrames: fc.constantFrom(1, 4),
    ring: fc.constantFrom(1, 4, 256),
    op: fc.constantFrom('read', 'write'),
    bytes: fc.constantFrom(512, 4 * KIB, 20 * KIB, 64 * KIB, 512 * KIB),
    depth: fc.integer({ min: 1, max: 32 }),
    think: fc.constantFrom(0, 0, 10_000),
  })
  .map(({ op, bytes, depth, think, ...more }) =>
    disk(more as Partial<VirtualDevice>, {
      op: op as 'read',
      bytes,
      depth,
      think,
      span: 16 * MIB,
    }),
  )

const shared = {
  devices: {
    ssd: device('nvme', '0000:01:00.0'),
    ssd2: device('nvme', '0000:02:00.0'),
    ssd3: device('nvme', '0000:03:00.0'),
    shared: device('sata-ssd', '0000:04:00.0'),
  },
}

/** A guest whose threads have three cores for themselves, and a device of its own. */
function apart(name: string, index: number, of: VirtualDevice): Guest {
  const backing = ['ssd', 'ssd2', 'ssd3'][index]
  return guest(name, [{ ...of, backing, irqCore: 3 * index }], { pin: 3 * index, vmmPin: 3 * index + 1 })
}

function numbers({ id: _, guest: __, latency, exits, ...flow }: Flow): unknown {
  return { ...flow, exits: [...exits], slowest: latency.max, middle: latency.quantile(0.5) }
}

function flowOf(run: Run, id: string): Flow {
  return run.flows.find((flow) => flow.guest === id) as Flow
}

function run(given: Host): Run {
  return simulate(given, { seed: 4, duration: 4 * MS })
}

describe('equal guests', () => {
  test('that change places change numbers', () => {
    const twins = fc.record({
      of: devices,
      cores: fc.integer({ min: 1, max: 4 }),
      vcpus: fc.integer({ min: 1, max: 3 }),
      pin: fc.constantFrom(-1, 0),
      together: fc.boolean(),
    })
    fc.assert(
      fc.property(twins, ({ of, cores, vcpus, pin, together }) => {
        const whole = datasheet(of.controller).direct
        const backings = together && !whole ? ['shared', 'shared'] : ['ssd', 'ssd2']
        const pair = (names: readonly string[]): Host =>
          host(
            names.map((name, index) =>
              guest(name, [{ ...of, backing: backings[index] }], { vcpus, pin, vmmPin: pin }),
            ),
            { ...shared, cores },
          )
        const one = run(pair(['castor', 'pollux']))
        const other = run(pair(['pollux', 'castor']))
        expect(numbers(flowOf(one, 'castor'))).toEqual(numbers(flowOf(other, 'pollux')))
        expect(numbers(flowOf(one, 'pollux'))).toEqual(numbers(flowOf(other, 'castor')))
      }),
      RUNS,
    )
  })

  test('that share a core and a device both go on', () => {
    fc.assert(
      fc.property(devices, (of) => {
        fc.pre(!datasheet(of.controller).direct)
        const sharing = (names: readonly string[]): readonly number[] => {
          const guests = names.map((name) => guest(name, [{ ...of, backing: 'shared' }]))
          const { flows } = simulate(host(guests, { ...shared, cores: 1 }), { seed: 4, duration: 200 * MS })
          return flows.map((flow) => flow.requests)
        }
        const [one, other] = sharing(['castor', 'pollux'])
        fc.pre(one + other > 200)
        // Half of what one gets alone would be fair. Where nothing is left to chance two equal guests can fall into unequal
        // rhythms and stay there: one is answered by many at once, the other one by one. Neither is starved.
        const [alone] = sharing(['castor'])
        expect(Math.min(one, other)).toBeGreaterThan(alone / 4)
      }),
      { numRuns: 60 },
    )
  })
})

describe('guests that share nothing', () => {
  test('do not notice each other, nor in which order they stand', () => {
    fc.assert(
      fc.property(fc.tuple(devices, devices, devices), (three) => {
        // One IOMMU posts all interrupts. The page cache is one for all, too, but nothing is evicted here.
        fc.pre(three.filter((of) => of.controller === 'vfio-pci').length <= 1)
        const guests = three.map((of, index) => apart(`g${index}`, index, of))
        // The memory of a node is, too: here it has room for all of them.
        const apartOnly = { iommu: { mode: 'off', entries: 64 }, memoryBandwidth: 1e12 } as const
        const more = { ...shared, cores: 9, ...apartOnly }
        const together = run(host(guests, more))
        const reversed = run(host([...guests].reverse(), more))
        for (const one of guests) {
          const alone = numbers(flowOf(run(host([one], more)), one.id))
          expect(numbers(flowOf(together, one.id))).toEqual(alone)
          expect(numbers(flowOf(reversed, one.id))).toEqual(alone)
        }
      }),
      RUNS,
    )
  })

  test('get together no less than one of them alone', () => {
    fc.assert(
      fc.property(devices, (of) => {
        const one = run(host([apart('a', 0, of)], { ...shared, cores: 6 }))
        const two = run(host([apart('a', 0, of), apart('b', 1, of)], { ...shared, cores: 6 }))
        expect(two.flows[0].payload + two.flows[1].payload).toBeGreaterThanOrEqual(one.flows[0].payload)
      }),
      RUNS,
    )
  })
})

describe('a full ring', () => {
  test('makes the guest wait and loses nothing', () => {
    fc.assert(
      fc.property(devices, fc.integer({ min: 1, max: 4 }), (of, ring) => {
        fc.pre(of.controller !== 'ide-pio')
        const workload = { ...of.workload, depth: 16, limit: 40 }
        const full = host([guest('g', [{ ...of, ring, workload }])], shared)
        const { flows, unfinished } = simulate(full, { seed: 1, duration: 1000 * MS })
        expect([flows[0].requests, flows[0].dropped, unfinished]).toEqual([40, 0, []])
      }),
      RUNS,
    )
  })

  test('is never faster than a longer one where requests wait for the device', () => {
    const requests = [1, 2, 4, 8, 16, 32].map(
      (ring) => run(host([guest('g', [disk({ ring }, { depth: 32 })])], shared)).flows[0].requests,
    )
    expect(requests).toEqual([...requests].sort((a, b) => a - b))
    expect(requests[5]).toBeGreaterThan(5 * requests[0])
  })
})

describe('a posted interrupt', () => {
  test('never makes more exits a request than an injected one', () => {
    const exits = (flow: Flow): number =>
      flow.exits[EXIT_REASONS.indexOf('interrupt')] + flow.exits[EXIT_REASONS.indexOf('eoi')]
    fc.assert(
      fc.property(devices, fc.boolean(), fc.integer({ min: 1, max: 3 }), (of, apicv, vcpus) => {
        const [injected, posted] = (['injected', 'posted'] as const).map((delivery) => {
          const given = disk(
            { ...of, controller: 'vfio-pci', interrupt: 'msix', delivery, ring: 256 },
            of.workload,
          )
          return run(host([guest('g', [given], { vcpus })], { ...shared, apicv })).flows[0]
        })
        expect(exits(posted)).toBe(apicv ? 0 : exits(injected))
        if (!apicv && injected.requests > 0) expect(exits(injected)).toBeGreaterThan(0)
      }),
      RUNS,
    )
  })

  test('stops a busy guest less often', () => {
    const [injected, posted] = (['injected', 'posted'] as const).map((delivery) => {
      const given = disk({ controller: 'vfio-pci', interrupt: 'msix', delivery }, { depth: 32 })
      return run(host([guest('g', [given])], { ...shared, apicv: true })).flows[0]
    })
    const each = (flow: Flow): number => flow.exits.reduce((sum, one) => sum + one, 0) / flow.requests
    expect(each(posted)).toBeLessThan(each(injected) / 2)
  })

  const handedOver = (more: Partial<Host>): number => {
    const given = disk({ controller: 'vfio-pci', interrupt: 'msix', delivery: 'posted' }, { depth: 32 })
    const [flow] = run(host([guest('g', [given])], { ...shared, apicv: true, ...more })).flows
    return flow.exits[EXIT_REASONS.indexOf('interrupt')]
  }

  test('is an entry of the table that remaps interrupts: without the table the host injects', () => {
    expect(handedOver({ iommu: { mode: 'translated', entries: 64 } })).toBe(0)
    expect(handedOver({ iommu: { mode: 'translated', entries: 64, remapping: false } })).toBeGreaterThan(0)
  })

  test('wants a processor with APIC virtualisation: without it the host injects', () => {
    const hash = (apicv: boolean, delivery: 'posted' | 'injected'): string => {
      const given = disk({ controller: 'vfio-pci', interrupt: 'msix', delivery })
      return run(host([guest('g', [given])], { ...shared, apicv })).hash
    }
    expect(handedOver({ apicv: false })).toBeGreaterThan(0)
    expect(hash(false, 'posted')).toBe(hash(false, 'injected'))
    expect(hash(true, 'posted')).not.toBe(hash(true, 'injected'))
  })
})
