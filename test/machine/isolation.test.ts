/** What a device may reach: only the IOMMU's tables say. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { datasheet } from '../../src/machine/controllers/index.ts'
import { simulate } from '../../src/machine/engine/simulate.ts'
import type { Host, PageSize, VirtualDevice, Workload } from '../../src/machine/host/host.ts'
import type { Run } from '../../src/machine/record/run.ts'
import { GIB, KIB, MIB } from '../../src/machine/units.ts'
import { DISKS, NICS } from './arbitrary.ts'
import { disk, guest, host, MS, nic } from './fixture.ts'

const RUNS = { numRuns: Number(process.env.RUNS ?? 100) }
const MODELS = DISKS.filter((id) => id !== 'vfio-pci')
const FAILED = 2
const VIOLATION = 4
const CONTAINED = 8

const works: fc.Arbitrary<Partial<Workload>> = fc.record({
  op: fc.constantFrom('read', 'write'),
  bytes: fc.constantFrom(512, 4 * KIB, 64 * KIB, 700 * KIB),
  depth: fc.integer({ min: 1, max: 8 }),
  contiguous: fc.boolean(),
  pattern: fc.constantFrom('sequential', 'random'),
})

function given(work: Partial<Workload>, more: Partial<VirtualDevice> = {}): VirtualDevice {
  return disk({ controller: 'vfio-pci', interrupt: 'msix', backing: 'ssd2', ...more }, work)
}

function run(host: Host): Run {
  return simulate(host, { seed: 1, duration: 3 * MS })
}

describe('a device given whole', () => {
  test('reaches foreign memory with its first request where nothing translates', () => {
    fc.assert(
      fc.property(works, fc.constantFrom('off', 'identity'), (work, mode) => {
        const first = guest('first', [disk()])
        const second = guest('second', [given(work)])
        const { violations, violationCount, requests, flows } = run(
          host([first, second], { hostMemory: 0, pageCache: 0, iommu: { mode, entries: 64 } }),
        )
        const begun = [...requests.flow].indexOf(1)
        expect(violations[0]).toMatchObject({
          kind: 'dma-foreign-memory',
          flow: 'second.disk',
          device: '0000:02:00.0',
          owner: 'second',
          victim: 'first',
          request: begun,
          write: work.op === 'read',
        })
        expect(violations[0].landed).toBe(violations[0].address)
        expect(violations[0].meant).toBe(violations[0].address + GIB)
        expect(requests.flags[begun] & VIOLATION).toBe(VIOLATION)
        expect(violationCount).toBeGreaterThanOrEqual(flows[1].requests)
      }),
      RUNS,
    )
  })

  test('reaches the memory of the host where that lies at the bottom', () => {
    const [one] = run(host([guest('g', [given({})])], { iommu: { mode: 'off', entries: 64 } })).violations
    expect(one.victim).toBe('host')
  })

  test('reaches its own memory where that begins at 0, whatever the mode', () => {
    fc.assert(
      fc.property(works, fc.constantFrom('off', 'identity', 'translated'), (work, mode) => {
        const { violationCount, containedCount, flows } = run(
          host([guest('first', [given(work)]), guest('second', [disk()])], {
            hostMemory: 0,
            pageCache: 0,
            iommu: { mode, entries: 64 },
          }),
        )
        expect([violationCount, containedCount, flows[0].failed]).toEqual([0, 0, 0])
      }),
      RUNS,
    )
  })

  test('reaches only its own memory where addresses are translated', () => {
    fc.assert(
      fc.property(works, fc.constantFrom('4K', '2M', '1G'), (work, pages) => {
        const { violationCount, containedCount } = run(
          host([guest('first', [disk()]), guest('second', [given(work)], { pages: pages as PageSize })]),
        )
        expect([violationCount, containedCount]).toEqual([0, 0])
      }),
      RUNS,
    )
  })

  test('is stopped by the IOMMU where its driver gives a wrong address, and the guest is told', () => {
    fc.assert(
      fc.property(works, fc.constantFrom(2 * GIB, 5 * GIB, 100 * GIB), (work, address) => {
        const event = { kind: 'stray-dma', at: 0, guest: 'second', device: 'disk', address } as const
        const { contained, containedCount, violationCount, flows, requests } = run(
          host([guest('first', [disk()]), guest('second', [given(work)])], { events: [event] }),
        )
        expect([violationCount, containedCount, flows[1].failed]).toEqual([0, 1, 1])
        expect(contained[0]).toMatchObject({ kind: 'blocked-by-iommu', address, landed: -1, victim: '-' })
        expect(requests.flags[contained[0].request] & (FAILED | CONTAINED)).toBe(FAILED | CONTAINED)
      }),
      RUNS,
    )
  })

  test('hits whom the wrong address names where nothing translates', () => {
    const event = { kind: 'stray-dma', at: 0, guest: 'second', device: 'disk', address: 100 } as const
    const { violations } = run(
      host([guest('first', [disk()]), guest('second', [given({})])], {
        hostMemory: 0,
        pageCache: 0,
        iommu: { mode: 'identity', entries: 64 },
        events: [event],
      }),
    )
    expect(violations[0]).toMatchObject({ address: 100, landed: 100, meant: -1, victim: 'first' })
  })

  test('finds no memory where there is none', () => {
    const event = { kind: 'stray-dma', at: 0, guest: 'g', device: 'disk', address: 100 * GIB } as const
    const { contained } = run(
      host([guest('g', [given({})])], {
        hostMemory: 0,
        pageCache: 0,
        iommu: { mode: 'off', entries: 1 },
        events: [event],
      }),
    )
    expect(contained[0]).toMatchObject({ kind: 'no-such-memory', landed: -1, meant: -1 })
  })
})

describe('a model of a controller', () => {
  test.each(MODELS)('%s never reaches foreign memory', (controller) => {
    fc.assert(
      fc.property(works, fc.constantFrom('off', 'identity', 'translated'), (work, mode) => {
        const devices = [given(work, { controller, interrupt: datasheet(controller).interrupts[0] }), nic()]
        const event = { kind: 'stray-dma', at: 0, guest: 'second', device: 'disk', address: 6 * GIB } as const
        const { violationCount } = run(
          host([guest('first', [disk()]), guest('second', devices)], {
            iommu: { mode, entries: 64 },
            events: [event],
          }),
        )
        expect(violationCount).toBe(0)
      }),
      { numRuns: 30 },
    )
  })

  test.each([
    'ide-dma',
    'lsi53c895a',
    'virtio-blk',
    'e1000',
  ] as const)('%s refuses an address outside the memory of its guest', (controller) => {
    const it = NICS.includes(controller)
      ? nic({ controller })
      : given({}, { controller, interrupt: datasheet(controller).interrupts[0] })
    const event = { kind: 'stray-dma', at: 0, guest: 'g', device: it.id, address: GIB } as const
    const { contained, flows } = run(host([guest('g', [it])], { events: [event] }))
    expect(contained).toEqual([expect.objectContaining({ kind: 'refused-by-vmm', address: GIB })])
    expect(flows[0].failed).toBe(1)
  })
})

describe('the IOTLB', () => {
  const misses = (work: Partial<Workload>, pages: PageSize, entries: number): number => {
    const limited = { ...work, limit: 40 }
    return simulate(
      host([guest('g', [given(limited)], { pages })], { iommu: { mode: 'translated', entries } }),
      { seed: 1, duration: 1000 * MS },
    ).flows[0].iotlbMisses
  }

  test('never misses more for more entries', () => {
    // One at a time: side by side, misses change the order in which commands ask.
    fc.assert(
      fc.property(works, fc.constantFrom('4K', '2M', '1G'), (work, pages) => {
        const counts = [1, 2, 8, 64, 512, 4096].map((entries) =>
          misses(
            { ...work, depth: 1, bytes: Math.min(work.bytes as number, 64 * KIB) },
            pages as PageSize,
            entries,
          ),
        )
        expect(counts).toEqual([...counts].sort((a, b) => b - a))
      }),
      RUNS,
    )
  })

  test('never misses more for larger pages', () => {
    fc.assert(
      fc.property(works, fc.constantFrom(1, 2, 16, 64, 4096), (work, entries) => {
        const [small, huge, largest] = (['4K', '2M', '1G'] as const).map((pages) =>
          misses(work, pages, entries),
        )
        expect(huge).toBeLessThanOrEqual(small)
        expect(largest).toBeLessThanOrEqual(huge)
      }),
      RUNS,
    )
  })

  test('is asked once for each page of a request, and misses each page once when it is new', () => {
    // 700 KiB: commands of 508 and 192 KiB, 175 pages, all in one pool of 1,024.
    const { flows } = simulate(
      host([guest('g', [given({ bytes: 700 * KIB, limit: 1 })], { pages: '4K' })], {
        iommu: { mode: 'translated', entries: 4096 },
      }),
      { seed: 1, duration: 100 * MS },
    )
    expect([flows[0].iotlbLookups, flows[0].iotlbMisses, flows[0].commands]).toEqual([175, 175, 2])
  })

  test('holds what a working set of its size needs', () => {
    const work = { bytes: 4 * MIB, contiguous: true, limit: 3 }
    const counts = [1024, 1023].map((entries) => {
      const made = host([guest('g', [given(work)], { pages: '4K' })], {
        iommu: { mode: 'translated', entries },
      })
      return simulate(made, { seed: 1, duration: 1000 * MS }).flows[0].iotlbMisses
    })
    expect(counts[0]).toBe(1024)
    expect(counts[1]).toBeGreaterThan(2 * 1024)
  })
})
