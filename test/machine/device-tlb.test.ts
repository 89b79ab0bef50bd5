/** Translations that a device remembers itself (ATS): who is asked, who forgets, and what it costs. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { costOf } from '../../src/machine/costs/costs.ts'
import { simulate } from '../../src/machine/engine/simulate.ts'
import type { Host, HostEvent, VirtualDevice, Workload } from '../../src/machine/host/host.ts'
import { Iotlb } from '../../src/machine/iommu/iotlb.ts'
import { Mappings } from '../../src/machine/iommu/mappings.ts'
import { hostProblems } from '../../src/machine/problems/problems.ts'
import type { Flow, Run } from '../../src/machine/record/run.ts'
import { GIB, KIB, PAGE } from '../../src/machine/units.ts'
import { device, disk, guest, host, MS, nic } from './fixture.ts'

const RUNS = { numRuns: Number(process.env.RUNS ?? 60) }

interface Case {
  readonly shown?: Partial<VirtualDevice>
  readonly work?: Partial<Workload>
  readonly unit?: Partial<Host['iommu']>
  readonly ats?: number
  readonly pages?: '4K' | '2M'
  readonly events?: readonly HostEvent[]
}

/** A disk given whole, on an SSD that remembers so many translations; no `ats`: it cannot. */
function made({ shown, work, unit, ats, pages = '4K', events = [] }: Case): Host {
  const one = disk({ controller: 'vfio-pci', ...shown }, { pattern: 'random', ...work })
  const made = host([guest('g', [one], { pages, pin: 0, vmmPin: 1 })], {
    iommu: { mode: 'translated', entries: 64, ats: true, ...unit },
    devices: { ssd: { ...device('nvme'), ...(ats === undefined ? {} : { ats }) } },
    events,
  })
  expect(hostProblems(made)).toEqual([])
  return made
}

const run = (one: Case, duration = 8 * MS): Run => simulate(made(one), { seed: 3, duration })
const flow = (one: Case, duration = 8 * MS): Flow => run(one, duration).flows[0]

const cases = fc.record({
  bytes: fc.constantFrom(4 * KIB, 64 * KIB, 256 * KIB),
  depth: fc.integer({ min: 1, max: 16 }),
  op: fc.constantFrom('read', 'write') as fc.Arbitrary<'read' | 'write'>,
  guestIommu: fc.constantFrom('off', 'pt', 'strict', 'lazy', 'caching') as fc.Arbitrary<
    VirtualDevice['guestIommu']
  >,
  pages: fc.constantFrom('4K', '2M') as fc.Arbitrary<'4K' | '2M'>,
  entries: fc.constantFrom(1, 8, 64, 4096),
  ats: fc.constantFrom(1, 8, 64, 4096),
})

describe('nothing is otherwise', () => {
  test('where the unit lets no device remember, and where no device can', () => {
    fc.assert(
      fc.property(cases, ({ bytes, depth, op, guestIommu, pages, entries, ats }) => {
        const one = { shown: { guestIommu }, work: { bytes, depth, op }, pages }
        const plain = run({ ...one, unit: { entries, ats: false } })
        expect(run({ ...one, unit: { entries, ats: false }, ats }).hash).toBe(plain.hash)
        expect(run({ ...one, unit: { entries } }).hash).toBe(plain.hash)
        expect(plain.flows[0].deviceTlbLookups).toBe(0)
      }),
      RUNS,
    )
  })

  test('where nothing translates, and for a disk whose addresses pass no unit', () => {
    for (const one of [
      { unit: { mode: 'identity' } },
      { shown: { controller: 'virtio-blk', interrupt: 'msix' } },
    ] as const)
      expect(run({ ...one, ats: 64 }).hash).toBe(run(one).hash)
  })
})

describe('a device that remembers translations', () => {
  test('asks the unit for exactly those that it does not', () => {
    fc.assert(
      fc.property(cases, ({ bytes, depth, op, guestIommu, pages, entries, ats }) => {
        const one = flow({ shown: { guestIommu }, work: { bytes, depth, op }, pages, unit: { entries }, ats })
        expect(one.iotlbLookups).toBe(one.deviceTlbMisses)
        expect(one.deviceTlbLookups).toBeGreaterThanOrEqual(one.deviceTlbMisses)
        expect(one.iotlbMisses).toBeLessThanOrEqual(one.iotlbLookups)
        expect(one.requests).toBeGreaterThan(0)
      }),
      RUNS,
    )
  })

  test('asks no more with more room, one request after the other', () => {
    fc.assert(
      fc.property(cases, ({ bytes, op, pages, entries, ats }) => {
        const at = (ats: number): Flow =>
          flow({ work: { bytes, op, limit: 20 }, pages, unit: { entries }, ats }, 60 * MS)
        expect(at(4 * ats).deviceTlbMisses).toBeLessThanOrEqual(at(ats).deviceTlbMisses)
      }),
      RUNS,
    )
  })

  test('asks once for all of its pages where it has room for them, and waits for nothing after', () => {
    // Its buffers are 1,024 pages.
    const one = flow({ work: { depth: 32, pattern: 'sequential' }, ats: 1024 }, 40 * MS)
    expect(one.deviceTlbMisses).toBe(1024)
    expect(one.iotlbMisses).toBe(1024)
    expect(one.deviceTlbLookups).toBeGreaterThan(4000)
    const without = flow({ work: { depth: 32, pattern: 'sequential' } }, 40 * MS)
    expect(without.iotlbMisses).toBe(without.iotlbLookups)
    expect(one.requests).toBeGreaterThanOrEqual(without.requests)
  })

  test('has a round trip more, the first time, and a walk less, the next', () => {
    const took = ({ requests }: Run): number[] =>
      [...requests.end].map((end, row) => end - requests.begin[row])
    // The second request uses the same page of 2 MiB, so that even the IOTLB of one entry has it.
    const work = { limit: 2, think: MS } as const
    const [first, second] = took(run({ work, pages: '2M', ats: 1 }))
    const [walks, remembers] = took(run({ work, pages: '2M' }))
    expect(first - walks).toBe(costOf('2020s', 'ats-request', 0))
    expect(second).toBe(remembers)
    const small = { limit: 2, think: MS, bytes: 4 * KIB } as const
    const again = took(run({ work: small, pages: '4K', unit: { entries: 1 }, ats: 2 }))
    expect(again[0]).toBe(again[1])
  })

  test('asks for all of a command at once', () => {
    const alone = (bytes: number, ats?: number): number => flow({ work: { bytes }, ats }).nanosAlone
    for (const bytes of [4 * KIB, 64 * KIB, 256 * KIB])
      expect(alone(bytes, 4096) - alone(bytes)).toBe(costOf('2020s', 'ats-request', 0))
  })
})

describe('a mapping that is taken back', () => {
  const strict = { guestIommu: 'strict' } as const

  test('is forgotten by the device too, and the driver waits for both', () => {
    const work = { limit: 30, bytes: 16 * KIB } as const
    const one = flow({ shown: strict, work, ats: 4096 }, 100 * MS)
    const plain = flow({ shown: strict, work }, 100 * MS)
    expect(plain.invalidations).toBe(30)
    expect(one.invalidations).toBe(60)
    // Each request's pages are new to it.
    expect(one.deviceTlbMisses).toBe(one.deviceTlbLookups)
    expect(one.nanosAlone - plain.nanosAlone).toBe(
      costOf('2020s', 'ats-request', 0) + costOf('2020s', 'ats-invalidate', 0),
    )
  })

  test('is told of once in many where the unit is lazy', () => {
    const work = { depth: 32 } as const
    const lazy = flow({ shown: { guestIommu: 'lazy' }, work, ats: 4096 }, 40 * MS)
    const each = flow({ shown: strict, work, ats: 4096 }, 40 * MS)
    expect(lazy.invalidations * 20).toBeLessThan(each.invalidations)
    expect(lazy.requests).toBeGreaterThan(each.requests)
  })

  test('is of no use to the device after that, and until then it is, though the IOTLB has lost it', () => {
    const plan = { bounce: false, pages: 1, commands: 8, most: 16, queues: 1 } as const
    const stale = (mode: 'strict' | 'lazy'): readonly number[] => {
      const [iotlb, own] = [new Iotlb(1), new Iotlb(64)]
      const mappings = new Mappings({ ...plan, mode }, iotlb, 7, own)
      const piece = mappings.take()
      mappings.enter(piece, 0, 1000)
      own.touch(7, mappings.number(piece, 0))
      iotlb.touch(7, mappings.number(piece, 0))
      iotlb.touch(7, 999)
      mappings.giveBack(piece, 1, 1, 0)
      const before = mappings.staleAt(piece * PAGE)
      mappings.flush()
      return [before, mappings.staleAt(piece * PAGE)]
    }
    expect(stale('strict')).toEqual([-1, -1])
    expect(stale('lazy')).toEqual([1000, -1])
  })

  test('is waited for by the host as well, for a disk or a card that it drives itself', () => {
    const bare = (made: VirtualDevice, ats?: number): Flow =>
      simulate(
        host([guest('g', [made], { pin: 0 })], {
          devices: { ssd: { ...device('nvme'), ats }, card: { ...device('nic-40g', '0000:02:00.0'), ats } },
          iommu: { mode: 'translated', entries: 64, passthrough: false, ats: true },
        }),
        { seed: 1, duration: 4 * MS },
      ).flows[0]
    const more = costOf('2020s', 'ats-request', 0) + costOf('2020s', 'ats-invalidate', 0)
    for (const one of [
      disk({ controller: 'bare-metal' }),
      disk({ controller: 'virtio-blk', interrupt: 'msix' }),
      nic({ controller: 'bare-metal', interrupt: 'msix' }),
      nic({ controller: 'bare-metal', interrupt: 'msix' }, { op: 'rx' }),
    ])
      expect(bare(one, 64).nanosAlone - bare(one).nanosAlone).toBe(more)
  })
})

describe('a device that lies', () => {
  const attack: HostEvent = {
    kind: 'hostile-dma',
    at: 2 * MS,
    guest: 'g',
    device: 'disk',
    aim: 6 * GIB,
    write: true,
  }

  test('is believed where devices may translate, whether it can remember or not', () => {
    for (const ats of [undefined, 64])
      expect(run({ ats, events: [attack] }).violations.map(({ kind }) => kind)).toEqual([
        'dma-foreign-memory',
      ])
    expect(
      run({ unit: { ats: false }, ats: 64, events: [attack] }).contained.map(({ kind }) => kind),
    ).toEqual(['blocked-by-iommu'])
  })
})

test('a device that is handed on without a reset has no translation of its old owner left', () => {
  const ours = guest('a', [disk({ controller: 'vfio-pci' }, { depth: 8 })], { pages: '4K' })
  const made = host([ours, guest('b', [disk({ backing: 'ssd2' })])], {
    iommu: { mode: 'translated', entries: 64, ats: true },
    devices: { ssd: { ...device('nvme'), ats: 64 }, ssd2: device('nvme', '0000:02:00.0') },
    events: [{ kind: 'reset-failure', at: MS, guest: 'a', device: 'disk', to: 'b' }],
  })
  const kinds = new Set(simulate(made, { seed: 1, duration: 4 * MS }).violations.map(({ kind }) => kind))
  expect(kinds).toEqual(new Set(['dma-foreign-memory']))
})
