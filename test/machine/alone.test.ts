/** One request alone: the drawing's sum is what the simulation takes. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Datasheet, Shape } from '../../src/machine/controllers/datasheet.ts'
import { datasheet } from '../../src/machine/controllers/index.ts'
import { COST_TABLE } from '../../src/machine/costs/cost-table.ts'
import { type CostId, costOf, ERAS } from '../../src/machine/costs/costs.ts'
import { paceOf } from '../../src/machine/costs/pace.ts'
import { simulate } from '../../src/machine/engine/simulate.ts'
import { deviceCard } from '../../src/machine/hardware/devices.ts'
import type { ControllerId, DeviceKind, Host, VirtualDevice, Workload } from '../../src/machine/host/host.ts'
import { UNNOTICED } from '../../src/machine/memory/bus.ts'
import { type Alone, alone } from '../../src/machine/path/alone.ts'
import { flowCosts, shapeOf } from '../../src/machine/path/flow-sheet.ts'
import { atRest } from '../../src/machine/path/rest.ts'
import { KIB, MIB } from '../../src/machine/units.ts'
import {
  CACHES,
  CARDS,
  DISKS,
  GUEST_IOMMUS,
  paces,
  packetBytes,
  possible,
  rings,
  underSomeVmm,
} from './arbitrary.ts'
import { device, disk, display, guest, host, MS, nic } from './fixture.ts'

/** Costs that only sleepers have: in company, commands find the others awake. */
const AWAKE = {
  'wake-thread': 0,
  'wake-vcpu': 0,
  'wake-polled': 0,
  'vmm-dispatch': 0,
  'exit-kernel': 0,
  // A loop that is awake looks at its timers without having slept for them.
  'timer-slack': 0,
  'loop-tick': 1e-6,
}

/** The first request of a host's only flow, as added up. */
function addedUp(host: Host, factors: Partial<Record<CostId, number>> = {}): Alone {
  const [owner] = host.guests
  const [one] = owner.devices
  const card = deviceCard(host.devices[one.backing].model)
  const sheet: Datasheet = datasheet(one.controller)
  const shape: Shape = shapeOf(host, one, card)
  return alone(sheet.path(shape), flowCosts(host, one, card, factors), atRest(host, owner, one))
}

/** The same host with another request. */
function asking(host: Host, more: Partial<VirtualDevice>, work: Partial<Workload>): Host {
  const [owner] = host.guests
  const [one] = owner.devices
  const devices = [{ ...one, ...more, workload: { ...one.workload, ...work } }]
  return { ...host, guests: [{ ...owner, devices }] }
}

/** How long requests took, and what each should have been. */
function elapsed(host: Host, factors: Partial<Record<CostId, number>> = {}): number[] {
  const { requests } = simulate(host, { seed: 1, duration: 4000 * MS, factors })
  return [...requests.end].map((end, row) =>
    end === 0 ? Number.POSITIVE_INFINITY : end - requests.begin[row],
  )
}

interface Lonely {
  readonly device: Partial<VirtualDevice>
  readonly work: Partial<Workload>
  readonly host: Partial<Host>
}

const DEVICES = {
  ssd: device('nvme', '0000:01:00.0'),
  disk: device('sata-disk', '0000:02:00.0', 200_000),
  fixed: device('fixed', '0000:03:00.0', 1_000),
  timer: device('null-co', '0000:05:00.0', 123_000),
  ram: device('ram-disk', '0000:06:00.0'),
  card: device('nic-1g', '0000:04:00.0'),
  screen: device('screen', '0000:00:02.0'),
}

function lonely(controller: ControllerId, kind: DeviceKind, { device, work, host: more }: Lonely): Host {
  const made = { disk, nic, display }[kind]
  return host([guest('alone', [made({ ...device, controller }, { limit: 1, ...work })])], {
    devices: DEVICES,
    ...more,
  })
}

/** Less than what takes as long as a screen takes to be drawn anew, which gets in the way. */
function drawn(kind: DeviceKind): fc.Arbitrary<Partial<Workload>> | undefined {
  if (kind !== 'display') return undefined
  return fc.record({
    op: fc.constant('draw' as const),
    bytes: fc.integer({ min: 1, max: 1500 }).map((words) => words * 4),
    compute: fc.constantFrom(0, 12_345),
  })
}

/** All that may differ between one lonely request and another. */
function lonelies(controller: ControllerId, kind: DeviceKind): fc.Arbitrary<Host> {
  const { direct } = datasheet(controller)
  const nicLike = kind === 'nic'
  return fc
    .record({
      device: fc.record({
        backing: fc.constantFrom(
          ...(kind === 'display'
            ? ['screen']
            : nicLike
              ? ['card']
              : direct || controller === 'mdev'
                ? ['ssd', 'fixed']
                : ['ssd', 'disk', 'fixed', 'timer', 'ram']),
        ),
        cache: fc.constantFrom(...CACHES),
        interrupt: fc.constantFrom(...datasheet(controller).interrupts),
        delivery: fc.constantFrom('injected', 'posted'),
        irqCore: fc.integer({ min: -1, max: 3 }),
        coalesceUs: fc.constantFrom(0, 0, 25),
        coalesceFrames: fc.constantFrom(1, 2, 8),
        ring: fc.constantFrom(1, 16, 256),
        addressing: fc.constantFrom('lba28', 'lba48'),
        ...rings(controller),
        guestIommu: controller === 'vfio-pci' ? fc.constantFrom(...GUEST_IOMMUS) : fc.constant('off'),
        guestIommuModel: fc.constantFrom('intel', 'intel', 'amd'),
        bounce: fc.boolean(),
        framebuffer: fc.constantFrom('trapped', 'mapped'),
      }),
      work:
        drawn(kind) ??
        (nicLike
          ? fc.record({ op: fc.constantFrom('tx', 'rx', 'rr'), bytes: packetBytes(controller) })
          : fc.record({
              op: fc.constantFrom('read', 'write'),
              bytes: fc.oneof(
                fc.constantFrom(512, 4 * KIB, 64 * KIB, 128 * KIB, 512 * KIB, MIB),
                fc
                  .integer({ min: 1, max: controller === 'ide-pio' ? 300 : 4096 })
                  .map((sectors) => sectors * 512),
              ),
              contiguous: fc.boolean(),
              compute: fc.constantFrom(0, 12_345),
            })),
      host: fc.record({
        iommu: fc.record({
          mode: fc.constantFrom('off', 'identity', 'translated'),
          entries: fc.constantFrom(1, 2, 64, 4096),
          invalidation: fc.constantFrom('strict', 'lazy'),
        }),
        apicv: fc.boolean(),
        era: fc.constantFrom(...ERAS),
        pace: paces,
        pageCache: fc.constantFrom(0, 128 * KIB, 512 * MIB),
        cores: fc.constantFrom(1, 2, 8),
        memoryBandwidth: fc.constantFrom(0, 200e6, 5e9),
      }),
      pages: fc.constantFrom('4K', '2M', '1G'),
      pins: fc.record({ pin: fc.constantFrom(-1, 0), vmmPin: fc.constantFrom(-1, 0) }),
      split: fc.record({
        two: fc.boolean(),
        siblings: fc.boolean(),
        numa: fc.constantFrom(-1, 0, 1),
        node: fc.nat(1),
      }),
    })
    .map(({ pages, pins, split, ...given }) => {
      const made = lonely(controller, kind, given as Lonely)
      const [owner] = made.guests
      const [one] = owner.devices
      const irqCore = Math.min(one.irqCore, made.cores - 1)
      const { cores } = made
      // On fewer, threads of one request would drive each other to the other node.
      const numaNodes = cores === 8 && split.two ? 2 : 1
      const shown = withoutPoller(possible({ ...one, irqCore }, 1), cores)
      const node = Math.min(split.node, numaNodes - 1)
      // A poller would slow its sibling down: nobody is at rest there.
      const poller = shown.backend === 'vhost-user' || shown.driver === 'sqpoll'
      const siblings = split.siblings && (cores / numaNodes) % 2 === 0 && !poller
      return {
        ...made,
        numaNodes,
        smt: siblings ? 2 : (1 as 1 | 2),
        devices: { ...made.devices, [one.backing]: { ...made.devices[one.backing], node } },
        // What identity and off let through lands in foreign memory; how long it takes is the same.
        guests: [
          {
            ...owner,
            ...pins,
            pages: pages as '4K',
            numa: Math.min(split.numa, numaNodes - 1),
            devices: [shown],
          },
        ],
      }
    })
    .chain(underSomeVmm)
}

/** A poller on the only core leaves nobody at rest. */
function withoutPoller(one: VirtualDevice, cores: number): VirtualDevice {
  if (cores > 1) return one
  return {
    ...one,
    backend: one.backend === 'vhost-user' ? 'vhost' : one.backend,
    driver: one.driver === 'sqpoll' ? 'kernel-polling' : one.driver,
  }
}

const EACH = [
  ...DISKS.map((controller) => ({ controller, kind: 'disk' as const })),
  ...CARDS.map((controller) => ({ controller, kind: 'nic' as const })),
  { controller: 'cirrus-vga', kind: 'display' } as const,
]

describe.each(EACH)('one request of a $kind through $controller, alone', ({ controller, kind }) => {
  test('takes exactly the sum of its steps, or less where commands go side by side', () => {
    let serial = 0
    fc.assert(
      fc.property(lonelies(controller, kind), (host) => {
        const sum = addedUp(host)
        const [took] = elapsed(host)
        if (sum.serial) {
          serial++
          expect(took).toBe(sum.nanos)
          return
        }
        // A command may stop the guest that a lone one wakes. Its own write-back gets in its way and is not in the sum.
        // Where they share a core, threads take turns that a lone command does not need.
        const stops =
          2 * sum.commands * costOf(host.era, 'exit-interrupt', 0) * paceOf(host, 'exit-interrupt')
        const turns =
          sum.commands *
          sum.rows.length *
          costOf(host.era, 'context-switch', 0) *
          paceOf(host, 'context-switch')
        // Each lone transfer is forgiven a little that is queued before it at its memory; of many at once the last alone.
        const transfers = sum.rows.filter((row) => row.bytes > 0).length
        const queued = host.memoryBandwidth === 0 ? 0 : sum.commands * transfers * UNNOTICED
        // In a page cache that is smaller than the request, its commands push each other's pages out.
        const { bytes } = host.guests[0].devices[0].workload
        // Commands side by side may be served by siblings, which slow each other down.
        const slowed = host.smt === 2 ? costOf(host.era, 'shared-core', 0) / 1000 : 1
        const fits = host.pageCache === 0 || host.pageCache >= 2 * bytes
        if (fits && sum.rows.every((row) => row.scope !== 'background'))
          expect(took).toBeLessThanOrEqual((sum.nanos + stops + turns + queued) * slowed)
        const command = Math.ceil(bytes / sum.commands / 512) * 512
        const one = asking(host, { coalesceFrames: 1 }, { bytes: command })
        expect(took).toBeGreaterThanOrEqual(addedUp(one, AWAKE).nanos)
      }),
      { numRuns: Number(process.env.RUNS ?? 150) },
    )
    expect(serial).toBeGreaterThan(Number(process.env.RUNS ?? 150) / 4)
  })

  test('is drawn with the time that the simulation took', () => {
    const made = lonely(controller, kind, { device: {}, work: {}, host: {} })
    const run = simulate(made, { seed: 1, duration: 100 * MS })
    expect(run.requests.end[0] - run.requests.begin[0]).toBe(run.flows[0].nanosAlone)
    expect(run.flows[0].path.reduce((sum, row) => sum + row.nanos, 0)).toBe(run.flows[0].nanosAlone)
  })

  test('is never faster for a cost that doubled', () => {
    const costs = Object.keys(COST_TABLE) as CostId[]
    fc.assert(
      fc.property(lonelies(controller, kind), fc.constantFrom(...costs), (one, cost) => {
        const [given] = one.guests[0].devices
        // Writes that nobody waits for get in the way by chance.
        fc.pre(given.workload.op !== 'write' || ['none', 'directsync', 'writethrough'].includes(given.cache))
        const closed = asking(one, {}, { limit: 4 })
        fc.pre(addedUp(closed).serial)
        const before = elapsed(closed)
        for (const [request, after] of elapsed(closed, { [cost]: 2 }).entries())
          expect(after).toBeGreaterThanOrEqual(before[request])
      }),
      { numRuns: Number(process.env.RUNS ?? 60) },
    )
  })
})
