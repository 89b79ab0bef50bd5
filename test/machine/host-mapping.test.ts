/** Disks and cards that the host drives for its guests, behind a unit that translates for the host as well. */
import { describe, expect, test } from 'vitest'
import { CONTROLLER_IDS, datasheet, seesDevice } from '../../src/machine/controllers/index.ts'
import { costOf } from '../../src/machine/costs/costs.ts'
import { simulate } from '../../src/machine/engine/simulate.ts'
import type { Host, HostEvent, VirtualDevice, Workload } from '../../src/machine/host/host.ts'
import { hostProblems } from '../../src/machine/problems/problems.ts'
import type { Run } from '../../src/machine/record/run.ts'
import { device, disk, guest, host, MS, nic } from './fixture.ts'

const VIRTIO = { controller: 'virtio-blk', interrupt: 'msix' } as const

function run(
  iommu: Partial<Host['iommu']>,
  more: Partial<VirtualDevice> = {},
  work: Partial<Workload> = {},
  duration = 20 * MS,
): Run {
  const made = host(
    [guest('g', [disk({ ...VIRTIO, ...more }, { pattern: 'random', ...work })], { pin: 0, vmmPin: 1 })],
    {
      iommu: { mode: 'translated', entries: 64, ...iommu },
    },
  )
  expect(hostProblems(made)).toEqual([])
  return simulate(made, { seed: 1, duration })
}

describe('iommu=pt spares the host its own mappings', () => {
  test('which is the default, and the same as a unit that is off', () => {
    const spared = run({})
    expect([spared.flows[0].invalidations, spared.flows[0].iotlbLookups]).toEqual([0, 0])
    expect(run({ passthrough: true }).hash).toBe(spared.hash)
    expect(run({ mode: 'off' }).flows[0].nanosAlone).toBe(spared.flows[0].nanosAlone)
  })

  test('without it each request is mapped, looked up and invalidated', () => {
    const [flow] = run({ passthrough: false }, {}, { bytes: 16384, limit: 50 }).flows
    expect(flow.invalidations).toBe(50)
    expect(flow.iotlbLookups).toBe(200)
    expect(flow.iotlbMisses).toBe(200)
    expect(flow.requests - flow.failed).toBe(50)
    // Map, unmap, wait, four walks.
    expect(flow.nanosAlone - run({}, {}, { bytes: 16384 }).flows[0].nanosAlone).toBeGreaterThan(3000)
  })

  test('a lazy host waits for one in many', () => {
    const strict = run({ passthrough: false }, {}, { depth: 32 })
    const lazy = run({ passthrough: false, invalidation: 'lazy' }, {}, { depth: 32 })
    expect(strict.flows[0].invalidations).toBeGreaterThan(0.9 * strict.flows[0].requests)
    expect(lazy.flows[0].invalidations).toBeLessThan(lazy.flows[0].requests / 50)
    expect(lazy.flows[0].nanosAlone).toBeLessThan(strict.flows[0].nanosAlone)
  })

  test('all disks of the host wait for one queue', () => {
    const held = (one: Run) => one.locks.find((lock) => lock.name === 'host invalidation lock')?.held ?? 0
    expect(held(run({ passthrough: false }))).toBeGreaterThan(0)
    expect(held(run({}))).toBe(0)
  })
})

test('a driver in a process, a RAM disk and a device given whole have nothing to do with it', () => {
  const same = (more: Partial<VirtualDevice>) =>
    expect(run({ passthrough: false }, more).hash).toBe(run({}, more).hash)
  same({ backend: 'vhost-user' })
  same({ backend: 'nvme-user' })
  same({ controller: 'vfio-pci' })
})

describe('whatever plays the disk', () => {
  const played = CONTROLLER_IDS.filter((id) => datasheet(id).kind === 'disk' && !seesDevice(id))
  test.each(played)('%s ends all it was asked, mapped or not', (controller) => {
    const more = { controller, interrupt: datasheet(controller).interrupts[0] } as const
    for (const cache of ['none', 'writeback'] as const)
      for (const op of ['read', 'write'] as const) {
        const [flow] = run(
          { passthrough: false },
          { ...more, cache },
          { op, bytes: 65_536, limit: 3 },
          400 * MS,
        ).flows
        expect([flow.requests, flow.failed]).toEqual([3, 0])
      }
  })
})

describe('a card of the host', () => {
  const cards = CONTROLLER_IDS.filter((id) => datasheet(id).kind === 'nic')

  function net(
    iommu: Partial<Host['iommu']>,
    more: Partial<VirtualDevice> = {},
    work: Partial<Workload> = {},
    duration = 20 * MS,
    events: readonly HostEvent[] = [],
  ): Run {
    const { interrupts } = datasheet(more.controller ?? 'virtio-net')
    const shown = { controller: 'virtio-net', interrupt: interrupts[0], ...more } as const
    const made = host([guest('g', [nic(shown, work)], { pin: 0, vmmPin: 1 })], {
      iommu: { mode: 'translated', entries: 64, ...iommu },
      devices: { card: device('nic-10g') },
      events,
    })
    expect(hostProblems(made)).toEqual([])
    return simulate(made, { seed: 1, duration })
  }

  test.each(cards)('behind %s is mapped for each packet, or for none', (controller) => {
    for (const op of ['tx', 'rx', 'rr'] as const) {
      const work = { op, depth: 4, limit: 40, bytes: 1000, streams: 1 } as const
      const [mapped] = net({ passthrough: false }, { controller }, work, 400 * MS).flows
      const [spared] = net({}, { controller }, work, 400 * MS).flows
      // A conversation has a packet each way.
      const each = op === 'rr' ? 80 : 40
      expect([mapped.iotlbLookups, mapped.iotlbMisses, mapped.invalidations]).toEqual([each, each, each])
      expect([spared.iotlbLookups, spared.invalidations]).toEqual([0, 0])
      expect([mapped.requests, mapped.dropped]).toEqual([spared.requests, spared.dropped])
      const costs = ['iommu-map', 'iommu-unmap', 'iommu-invalidate', 'iommu-walk'] as const
      const once = costs.reduce((sum, id) => sum + costOf('2020s', id, 0), 0)
      expect(mapped.nanosAlone - spared.nanosAlone).toBe((each / 40) * once)
    }
  })

  test('is spared by default, and where a process drives it', () => {
    for (const op of ['tx', 'rx'] as const) {
      expect(net({}, {}, { op }).hash).toBe(net({ mode: 'off' }, {}, { op }).hash)
      const polled = { backend: 'vhost-user' } as const
      expect(net({ passthrough: false }, polled, { op }).hash).toBe(net({}, polled, { op }).hash)
    }
  })

  test('is mapped page by page where it sends units, frame by frame where it receives them', () => {
    const asked = { bytes: 64 * 1024, limit: 10 } as const
    const shown = { offload: true } as const
    const [sent] = net({ passthrough: false }, shown, { ...asked, op: 'tx' }, 100 * MS).flows
    const [received] = net({ passthrough: false }, shown, { ...asked, op: 'rx' }, 100 * MS).flows
    expect([sent.invalidations, received.invalidations]).toEqual([160, 440])
    expect([sent.iotlbLookups, received.iotlbLookups]).toEqual([160, 160])
  })

  test('waits for one in many where the host is lazy, and moves more', () => {
    const busy = { op: 'tx', depth: 32 } as const
    const [strict] = net({ passthrough: false }, { backend: 'vhost' }, busy).flows
    const [lazy] = net({ passthrough: false, invalidation: 'lazy' }, { backend: 'vhost' }, busy).flows
    expect(lazy.invalidations).toBeLessThan(strict.invalidations / 20)
    expect(lazy.requests).toBeGreaterThan(strict.requests)
  })

  test('has room for all that comes, and gives back what it took', () => {
    for (const every of [500, 20_000]) {
      const [flow] = net({ passthrough: false, invalidation: 'lazy' }, { ring: 1 }, { op: 'rx', every }).flows
      expect(flow.requests + flow.dropped).toBeGreaterThan(100)
    }
  })

  test('takes exactly the sum of its steps for one packet alone', () => {
    for (const controller of cards)
      for (const op of ['tx', 'rx'] as const) {
        const { flows, requests } = net({ passthrough: false }, { controller }, { op, limit: 1 })
        expect(requests.end[0] - requests.begin[0]).toBe(flows[0].nanosAlone)
      }
  })

  test("is told by its own driver: a guest's stray address meets the process, not the unit", () => {
    const stray = { kind: 'stray-dma', at: 2 * MS, guest: 'g', device: 'nic', address: 5 * 2 ** 30 } as const
    for (const op of ['tx', 'rx'] as const) {
      const asked = { op, depth: 4, streams: 1 } as const
      const { contained } = net({ passthrough: false }, {}, asked, 20 * MS, [stray])
      expect(contained.map(({ kind }) => kind)).toEqual(['refused-by-vmm'])
    }
  })
})
