/** Devices that turn on their owners or their neighbours: what gets through, what is stopped, and by which table. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { simulate } from '../../src/machine/engine/simulate.ts'
import type {
  Bridge,
  Guest,
  Host,
  HostEvent,
  HostileDma,
  VirtualDevice,
  Workload,
} from '../../src/machine/host/host.ts'
import { hostProblems } from '../../src/machine/problems/problems.ts'
import type { Incident, Run } from '../../src/machine/record/run.ts'
import { GIB } from '../../src/machine/units.ts'
import { device, disk, guest, host, MS } from './fixture.ts'

const RUNS = { numRuns: Number(process.env.RUNS ?? 100) }

function given(more: Partial<VirtualDevice> = {}, work: Partial<Workload> = {}): Guest {
  return guest('bad', [disk({ controller: 'vfio-pci', ...more }, work)])
}

function attacked(
  owner: Guest,
  events: readonly HostEvent[],
  more: Partial<Host> = {},
  aim = disk({ backing: 'ssd2', controller: 'vfio-pci' }),
): Run {
  const made = host([owner, guest('victim', [aim])], { events, ...more })
  expect(hostProblems(made)).toEqual([])
  return simulate(made, { seed: 1, duration: 30 * MS })
}

function hostile(aim: HostileDma['aim'], at = 5 * MS): HostEvent {
  return { kind: 'hostile-dma', at, guest: 'bad', device: 'disk', aim, write: true }
}

/** All that was written down, violations and what was stopped. */
function kinds({ violations, contained }: Run): string[] {
  return [...violations, ...contained].map((one) => one.kind)
}

describe('an address of somebody else, put on the bus by a device', () => {
  const victims = 3.5 * GIB

  test('is stopped where the unit translates', () => {
    const { contained } = attacked(given(), [hostile(victims)])
    expect(contained).toEqual([
      expect.objectContaining({
        at: 5 * MS,
        kind: 'blocked-by-iommu',
        device: '0000:01:00.0',
        owner: 'bad',
        address: victims,
        landed: -1,
        request: -1,
      }),
    ])
  })

  test.each(['off', 'identity'] as const)('reaches its memory where the unit is %s', (mode) => {
    const { violations } = attacked(given(), [hostile(victims)], { iommu: { mode, entries: 64 } })
    expect(violations.filter((one) => one.request < 0)).toEqual([
      expect.objectContaining({ kind: 'dma-foreign-memory', victim: 'victim', landed: victims }),
    ])
  })

  test('reaches its memory where the unit believes what devices translated themselves', () => {
    const iommu = { mode: 'translated', entries: 64, ats: true } as const
    expect(kinds(attacked(given(), [hostile(victims)], { iommu }))).toEqual(['dma-foreign-memory'])
  })

  test('finds no memory beyond the last', () => {
    const iommu = { mode: 'translated', entries: 64, ats: true } as const
    expect(kinds(attacked(given(), [hostile(100 * GIB)], { iommu }))).toEqual(['no-such-memory'])
  })

  test('is no incident where it is memory of its own guest', () => {
    expect(kinds(attacked(given(), [hostile(0.25 * GIB)]))).toEqual([])
  })
})

describe('a buffer that was taken back', () => {
  const BUSY = { depth: 4, think: 100_000 }
  const aim = (guestIommu: VirtualDevice['guestIommu'], more: Partial<VirtualDevice> = {}, at = 5 * MS) =>
    kinds(attacked(given({ guestIommu, ...more }, BUSY), [hostile('returned', at)]))

  test('can be reached where all memory is mapped for good', () => {
    expect([aim('off'), aim('pt')]).toEqual([['stale-mapping'], ['stale-mapping']])
  })

  test('can be reached while a lazy unit remembers it, and not where it is strict', () => {
    const ended = (guestIommu: VirtualDevice['guestIommu']): string[] =>
      kinds(attacked(given({ guestIommu }, { limit: 3 }), [hostile('returned')]))
    expect([ended('lazy'), ended('strict'), ended('caching')]).toEqual([
      ['stale-mapping'],
      ['blocked-by-iommu'],
      ['blocked-by-iommu'],
    ])
  })

  test('holds nobody else’s data where it is a bounce buffer', () => {
    expect(aim('strict', { bounce: true })).toEqual(['bounce-buffer'])
  })

  test('cannot be reached any more once the lazy unit’s timer came by', () => {
    const once = given({ guestIommu: 'lazy' }, { limit: 3 })
    const at = (time: number): string[] => kinds(attacked(once, [hostile('returned', time)]))
    expect([at(2 * MS), at(11 * MS), at(17 * MS)]).toEqual([
      ['stale-mapping'],
      ['stale-mapping'],
      ['blocked-by-iommu'],
    ])
  })

  test('cannot be reached either where others pushed it out of the IOTLB', () => {
    const iommu = { mode: 'translated', entries: 1 } as const
    const owner = given({ guestIommu: 'lazy' }, { bytes: 64 * 1024, ...BUSY })
    expect(kinds(attacked(owner, [hostile('returned')], { iommu }))).toEqual(['blocked-by-iommu'])
  })

  test('on the bare host follows the host’s own choice', () => {
    const bare = given({ controller: 'bare-metal' }, BUSY)
    const by = (invalidation: 'strict' | 'lazy'): string[] =>
      kinds(
        attacked(bare, [hostile('returned')], { iommu: { mode: 'translated', entries: 64, invalidation } }),
      )
    expect([by('lazy'), by('strict')]).toEqual([['stale-mapping'], ['blocked-by-iommu']])
  })

  test('is never reached at any moment where the unit is strict', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 29 * MS }), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 16 }),
        fc.constantFrom('strict', 'caching'),
        (times, depth, guestIommu) => {
          const owner = given({ guestIommu: guestIommu as 'strict' }, { depth })
          const run = attacked(
            owner,
            times.map((at) => hostile('returned', at)),
          )
          expect(run.violationCount).toBe(0)
        },
      ),
      { numRuns: Math.min(40, RUNS.numRuns) },
    )
  })
})

describe('what lies beside a buffer', () => {
  const beside = (bytes: number, more: Partial<VirtualDevice>): string[] =>
    kinds(
      attacked(given(more, { bytes, think: 0, depth: 1, limit: 50 }), [hostile('neighbour', 30_000)], {
        devices: {
          ssd: device('fixed', '0000:01:00.0', 200_000),
          ssd2: device('nvme', '0000:02:00.0'),
        },
      }),
    )

  test('shares its page where the buffer is no whole page', () => {
    expect(beside(512, { guestIommu: 'strict' })).toEqual(['sub-page'])
    expect(beside(4096 + 512, { guestIommu: 'lazy' })).toEqual(['sub-page'])
  })

  test('cannot be reached where the buffer is whole pages', () => {
    expect(beside(4096, { guestIommu: 'strict' })).toEqual(['blocked-by-iommu'])
  })

  test('is nothing where the device sees a bounce buffer', () => {
    expect(beside(512, { guestIommu: 'strict', bounce: true })).toEqual(['bounce-buffer'])
  })

  test('is all of the guest where all of it is mapped', () => {
    expect([beside(512, {}), beside(4096, {})]).toEqual([['sub-page'], ['sub-page']])
  })
})

describe('an interrupt that is not its own', () => {
  const forged = (iommu: Host['iommu'], target: string): Run =>
    attacked(
      given(),
      [{ kind: 'forged-msi', at: MS, guest: 'bad', device: 'disk', target }],
      // Where nothing translates, its own DMA goes astray as well.
      { iommu },
    )
  const byDevice = (run: Run): Incident[] =>
    [...run.violations, ...run.contained].filter((one) => one.request < 0)

  test.each(['host', 'victim'])('is taken for one of %s where no table says whose it is', (target) => {
    for (const iommu of [
      { mode: 'off', entries: 64 },
      { mode: 'translated', entries: 64, remapping: false },
    ] as const)
      expect(byDevice(forged(iommu, target))).toEqual([
        // The address names a core; the vector is what is written there.
        expect.objectContaining({ kind: 'vector-foreign', victim: target, address: 0xfee00000 }),
      ])
  })

  test('is one of the host where its aim has no real device: what such a guest hears, the host tells it', () => {
    const run = attacked(
      given(),
      [{ kind: 'forged-msi', at: MS, guest: 'bad', device: 'disk', target: 'victim' }],
      { iommu: { mode: 'translated', entries: 64, remapping: false } },
      disk({ backing: 'ssd2', controller: 'virtio-blk' }),
    )
    expect(byDevice(run)).toEqual([expect.objectContaining({ kind: 'vector-foreign', victim: 'host' })])
  })

  test.each(['identity', 'translated'] as const)('is stopped by the table of a unit that is %s', (mode) => {
    expect(byDevice(forged({ mode, entries: 64 }, 'host'))).toEqual([
      expect.objectContaining({ kind: 'blocked-interrupt', victim: '-' }),
    ])
  })

  test('is its own where it aims at its own guest', () => {
    expect(byDevice(forged({ mode: 'off', entries: 64 }, 'bad'))).toEqual([])
  })
})

describe('a write to the registers of a device of another guest', () => {
  const bridge = (kind: Bridge['kind'], address: string, bus: number, acs?: boolean): Bridge => ({
    kind,
    address,
    bus,
    acs,
  })

  /** Both devices below one switch. */
  function below(acs: boolean, more: Partial<Host> = {}): Partial<Host> {
    return {
      bridges: {
        port: bridge('root-port', '0000:00:02.0', 0x11),
        up: bridge('switch-up', '0000:11:00.0', 0x12),
        left: bridge('switch-down', '0000:12:00.0', 0x13, acs),
        right: bridge('switch-down', '0000:12:01.0', 0x14, acs),
      },
      devices: { ssd: device('nvme', '0000:13:00.0'), ssd2: device('nvme', '0000:14:00.0') },
      ...more,
    }
  }

  const written = (more: Partial<Host>): string[] =>
    kinds(
      attacked(given(), [{ kind: 'peer-write', at: MS, guest: 'bad', device: 'disk', target: 'ssd2' }], more),
    )

  test('meets the unit where each hangs below a port of its own', () => {
    expect(written({})).toEqual(['blocked-by-iommu'])
  })

  test('goes straight across a switch that does not redirect, and no unit ever sees it', () => {
    expect(written(below(false))).toEqual(['peer-to-peer'])
  })

  test('goes straight across, whatever the kernel takes for granted', () => {
    expect(written(below(false, { acsOverride: true }))).toEqual(['peer-to-peer'])
  })

  test('meets the unit where the switch redirects', () => {
    expect(written(below(true))).toEqual(['blocked-by-iommu'])
  })

  test('gets there where the unit stops nothing', () => {
    expect(written(below(true, { iommu: { mode: 'identity', entries: 64 } }))).toContain('peer-to-peer')
  })

  test('is no incident between devices of one guest', () => {
    const both = guest('bad', [
      disk({ controller: 'vfio-pci' }),
      disk({ id: 'other', controller: 'vfio-pci', backing: 'ssd2' }),
    ])
    const event = { kind: 'peer-write', at: MS, guest: 'bad', device: 'disk', target: 'ssd2' } as const
    const run = simulate(host([both], { ...below(false), events: [event] }), { seed: 1, duration: 5 * MS })
    expect(kinds(run)).toEqual([])
  })
})

describe('a device that is handed to another guest while it works', () => {
  const handed = (more: Partial<Host> = {}, work: Partial<Workload> = {}): Run =>
    attacked(
      given({}, { depth: 8, ...work }),
      [{ kind: 'reset-failure', at: 5 * MS, guest: 'bad', device: 'disk', to: 'victim' }],
      more,
    )

  test('writes what was asked of it into the memory of the new owner where no reset emptied it', () => {
    const { violations, violationCount, requests } = handed()
    expect(violationCount).toBeGreaterThan(0)
    expect(violationCount).toBeLessThanOrEqual(8)
    for (const one of violations) {
      expect(one).toMatchObject({ kind: 'dma-foreign-memory', victim: 'victim', owner: 'bad' })
      expect(one.at).toBeGreaterThanOrEqual(5 * MS)
      expect(requests.begin[one.request]).toBeLessThanOrEqual(5 * MS)
    }
  })

  test('does nothing where nothing was asked of it', () => {
    expect(kinds(handed({}, { limit: 3 }))).toEqual([])
  })

  test('is asked nothing more by its old guest', () => {
    const { requests, flows } = handed()
    const [index] = flows.map((_, at) => at).filter((at) => flows[at].guest === 'bad')
    for (let row = 0; row < requests.count; row++)
      if (requests.flow[row] === index) expect(requests.begin[row]).toBeLessThanOrEqual(5 * MS)
  })
})

describe('faults', () => {
  const storm = (count: number, gap: number, faultRecords?: number): Run['faults'] =>
    attacked(
      given(),
      Array.from({ length: count }, (_, index) => hostile(3.5 * GIB, MS + index * gap)),
      { iommu: { mode: 'translated', entries: 64, ...(faultRecords === undefined ? {} : { faultRecords }) } },
    ).faults

  test('that come faster than they are read find no record, and are stopped all the same', () => {
    expect(storm(20, 100)).toEqual({ recorded: 8, lost: 12 })
    expect(storm(20, 100, 1)).toEqual({ recorded: 1, lost: 19 })
  })

  test('that come one by one are all written down', () => {
    expect(storm(20, 100_000, 1)).toEqual({ recorded: 20, lost: 0 })
  })

  test('with more records lose no more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 10, max: 20_000 }), (count, gap) => {
        const lost = [1, 2, 8, 32].map((records) => storm(count, gap, records).lost)
        expect(lost).toEqual([...lost].sort((one, other) => other - one))
      }),
      { numRuns: 10 },
    )
  })
})

describe('a device that software plays', () => {
  const acts: HostEvent[] = [
    hostile(3.5 * GIB),
    { kind: 'forged-msi', at: MS, guest: 'bad', device: 'disk', target: 'host' },
    { kind: 'peer-write', at: MS, guest: 'bad', device: 'disk', target: 'ssd2' },
    { kind: 'reset-failure', at: 5 * MS, guest: 'bad', device: 'disk', to: 'victim' },
  ]
  const open = { mode: 'translated', entries: 64, ats: true, remapping: false } as const

  test.each(acts)('does not do $kind: its guest has no real one', (act) => {
    const attack = (more: Partial<VirtualDevice>): Run =>
      attacked(given(more, { depth: 8 }), [act], { iommu: open })
    expect(kinds(attack({}))).not.toEqual([])
    const played = attack({ controller: 'virtio-blk' })
    expect(kinds(played)).toEqual([])
    expect(played.hash).toBe(
      attacked(given({ controller: 'virtio-blk' }, { depth: 8 }), [], { iommu: open }).hash,
    )
  })
})

test('an act at what is not there is refused', () => {
  const problem = (event: HostEvent, controller: VirtualDevice['controller']): string[] =>
    hostProblems(host([guest('bad', [disk({ controller })])], { events: [event] })).map((one) => one.message)
  const at = { at: 0, guest: 'bad', device: 'disk' }
  expect(problem({ kind: 'forged-msi', ...at, target: 'nobody' }, 'vfio-pci')).toEqual([
    'forged-msi aims at nobody, which is not there: name a guest, or host',
  ])
  expect(problem({ kind: 'reset-failure', ...at, to: 'bad' }, 'vfio-pci')).toEqual([
    'reset-failure hands the device to bad: name another guest that is there',
  ])
  expect(problem({ kind: 'peer-write', ...at, target: 'tape' }, 'vfio-pci')).toEqual([
    'peer-write aims at "tape", which is no device; the host has ssd, ssd2, ssd3, card, screen',
  ])
})
