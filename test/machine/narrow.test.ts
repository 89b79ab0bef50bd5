/** Devices of 32 address bits: what lies above 4 GiB is copied, unless its addresses are mapped. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { simulate } from '../../src/machine/engine/simulate.ts'
import type { Guest, Host, VirtualDevice, Workload } from '../../src/machine/host/host.ts'
import { Buffers } from '../../src/machine/memory/buffers.ts'
import { hostProblems } from '../../src/machine/problems/problems.ts'
import type { Flow, Run } from '../../src/machine/record/run.ts'
import { GIB, KIB, MIB, PAGE } from '../../src/machine/units.ts'
import { device, disk, guest, host, MS, nic } from './fixture.ts'

interface Case {
  readonly shown?: Partial<VirtualDevice>
  readonly work?: Partial<Workload>
  readonly guest?: Partial<Guest>
  readonly host?: Partial<Host>
  readonly bits?: 32 | 64
}

/** Memory begins at 2 GiB for its guest, which has 4 GiB of it: its buffers lie above 4 GiB. */
function made({ shown, work, guest: more, host: whole, bits = 32 }: Case): Host {
  const one =
    work?.op === 'tx' || work?.op === 'rx'
      ? nic({ ...shown, backing: 'card' }, work)
      : disk(shown, { bytes: 16 * KIB, ...work })
  const made = host([guest('g', [one], { memory: 4 * GIB, pin: 0, vmmPin: 1, ...more })], {
    iommu: { mode: 'off', entries: 64 },
    devices: {
      ssd: { ...device('nvme'), dmaBits: bits },
      card: { ...device('nic-10g', '0000:02:00.0'), dmaBits: bits },
    },
    ...whole,
  })
  expect(hostProblems(made)).toEqual([])
  return made
}

const run = (one: Case, duration = 6 * MS): Run => simulate(made(one), { seed: 3, duration })
const flow = (one: Case): Flow => run({ ...one, work: { limit: 20, ...one.work } }, 400 * MS).flows[0]
/** What is copied because the device is what it is, by byte. */
const more = (one: Case): number => {
  const [narrow, wide] = [flow(one), flow({ ...one, bits: 64 })]
  expect([narrow.requests, narrow.payload, wide.payload]).toEqual([20, wide.payload, narrow.payload])
  return (narrow.copied - wide.copied) / narrow.payload
}

const BARE = { controller: 'bare-metal', interrupt: 'msix' } as const
const GIVEN = { controller: 'vfio-pci', interrupt: 'msix' } as const
const OPS = ['read', 'write'] as const

describe('the driver of the host', () => {
  test.each([
    BARE,
    { controller: 'virtio-blk' },
    { controller: 'virtio-blk', backend: 'iothread' },
    { controller: 'virtio-blk', backend: 'vhost' },
    { controller: 'ahci' },
    { controller: 'ide-dma' },
    { controller: 'nvme' },
    { ...BARE, driver: 'kernel-polling' },
  ] as const)('copies each byte that lies above once: %j', (shown) => {
    for (const op of OPS) expect(more({ shown, work: { op } })).toBe(1)
  })

  test('copies packets of its own too, whichever way they go', () => {
    for (const op of ['tx', 'rx'] as const) expect(more({ shown: BARE, work: { op } })).toBe(1)
  })

  test('copies nothing of a guest whose memory lies below', () => {
    for (const shown of [BARE, { controller: 'virtio-blk' }] as const)
      for (const op of OPS) expect(more({ shown, work: { op }, guest: { memory: GIB } })).toBe(0)
  })

  test('copies the pages above 4 GiB and no others of a buffer that lies on both sides', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1, max: 4 }), fc.constantFrom(...OPS), (shift, op) => {
        // Its buffers are 4 MiB from 0.55 of its memory on.
        const from = 562 * MIB
        const hostMemory = 4 * GIB - from - shift * MIB
        const one = {
          shown: { controller: 'virtio-blk' },
          work: { op, limit: 30, bytes: 64 * KIB },
          guest: { memory: GIB },
          host: { hostMemory },
        } as const
        const answer = flow(one)
        const { guests } = made(one)
        const buffers = new Buffers(guests[0], guests[0].devices[0].workload)
        let pages = 0
        for (let ordinal = 0; ordinal < 30; ordinal++)
          for (let page = 0; page < 16; page++) if (hostMemory + buffers.at(ordinal, page) >= 4 * GIB) pages++
        expect(answer.copied - flow({ ...one, bits: 64 }).copied).toBe(pages * PAGE)
      }),
      { numRuns: 20 },
    )
  })

  test('copies nothing through its page cache, or for a driver in a process', () => {
    for (const op of OPS) {
      expect(more({ shown: { cache: 'writeback' }, work: { op } })).toBe(0)
      expect(more({ shown: { cache: 'writethrough' }, work: { op } })).toBe(0)
      expect(more({ shown: { backend: 'vhost-user' }, work: { op } })).toBe(0)
      expect(more({ shown: { ...BARE, driver: 'user-polling' }, work: { op } })).toBe(0)
    }
  })

  test('copies nothing where it maps each request, and everything where iommu=pt spares it that', () => {
    const unit = (more: Partial<Host['iommu']>) =>
      ({ iommu: { mode: 'translated', entries: 64, ...more } }) as const
    const virtio = { controller: 'virtio-blk' } as const
    expect(more({ shown: BARE, host: unit({}) })).toBe(0)
    expect(more({ shown: virtio, host: unit({ passthrough: false }) })).toBe(0)
    expect(more({ shown: virtio, host: unit({}) })).toBe(1)
    expect(more({ shown: BARE, host: unit({ mode: 'identity' }) })).toBe(1)
  })
})

describe('a guest that has such a device whole', () => {
  const unit = { iommu: { mode: 'translated', entries: 64 } } as const

  test('copies what lies above 4 GiB of its own memory, wherever that really is', () => {
    for (const op of OPS) {
      expect(more({ shown: GIVEN, work: { op }, guest: { memory: 8 * GIB }, host: unit })).toBe(1)
      expect(more({ shown: GIVEN, work: { op }, guest: { memory: 4 * GIB }, host: unit })).toBe(0)
    }
  })

  test('copies nothing where it has a unit of its own that translates', () => {
    for (const [guestIommu, copies] of [
      ['pt', 1],
      ['strict', 0],
      ['lazy', 0],
    ] as const)
      expect(more({ shown: { ...GIVEN, guestIommu }, guest: { memory: 8 * GIB }, host: unit })).toBe(copies)
  })

  test('asks for 256 KiB at once, which is what the pool gives', () => {
    const work = { bytes: MIB } as const
    const commands = (bits: 32 | 64) =>
      run({ shown: GIVEN, guest: { memory: 8 * GIB }, host: unit, bits, work: { ...work, contiguous: true } })
        .flows[0].commands
    expect([commands(32), commands(64)]).toEqual([4, 2])
  })
})

test('a host that says nothing of it, or has no memory above, runs as ever', () => {
  for (const shown of [BARE, { controller: 'virtio-blk' }, GIVEN] as const) {
    const { devices, ...rest } = made({ shown })
    const unsaid = { ...rest, devices: { ssd: device('nvme'), card: device('nic-10g', '0000:02:00.0') } }
    const hash = simulate(unsaid, { seed: 3, duration: 6 * MS }).hash
    expect(run({ shown, bits: 64 }).hash).toBe(hash)
    const small = { shown, guest: { memory: GIB }, host: { memory: 4 * GIB } }
    expect(run(small).hash).toBe(run({ ...small, bits: 64 }).hash)
  }
})

test('one request alone takes exactly the sum of its steps', () => {
  fc.assert(
    fc.property(
      fc.constantFrom<Partial<VirtualDevice>>(
        BARE,
        { controller: 'virtio-blk' },
        { controller: 'ahci' },
        GIVEN,
      ),
      fc.constantFrom(...OPS),
      fc.constantFrom(512, 4 * KIB, 24 * KIB, 64 * KIB),
      (shown, op, bytes) => {
        const memory = shown.controller === 'vfio-pci' ? 8 * GIB : 4 * GIB
        const { flows, requests } = run({ shown, guest: { memory }, work: { op, bytes, limit: 1 } }, 60 * MS)
        expect(requests.end[0] - requests.begin[0]).toBe(flows[0].nanosAlone)
        expect(flows[0].nanosAlone).toBeGreaterThan(
          run({ shown, guest: { memory }, work: { op, bytes }, bits: 64 }, MS).flows[0].nanosAlone,
        )
      },
    ),
    { numRuns: 40 },
  )
})
