/** Disks that the host drives for its guests, behind a unit that translates for the host as well. */
import { describe, expect, test } from 'vitest'
import { CONTROLLER_IDS, datasheet, seesDevice } from '../../src/machine/controllers/index.ts'
import { simulate } from '../../src/machine/engine/simulate.ts'
import type { Host, VirtualDevice, Workload } from '../../src/machine/host/host.ts'
import { hostProblems } from '../../src/machine/problems/problems.ts'
import type { Run } from '../../src/machine/record/run.ts'
import { disk, guest, host, MS } from './fixture.ts'

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
