/** Random hosts that can exist, for laws that hold over all of them. */
import fc from 'fast-check'
import { HOSTED_PLAYS } from '../../src/machine/controllers/hosted.ts'
import { CONTROLLER_IDS, datasheet, serves } from '../../src/machine/controllers/index.ts'
import { ERAS } from '../../src/machine/costs/costs.ts'
import { addable } from '../../src/machine/hardware/added-drivers.ts'
import { habitsOf, hasDriver, OS_IDS } from '../../src/machine/hardware/drivers.ts'
import {
  type ControllerId,
  type Device,
  type Guest,
  type Host,
  type HostEvent,
  type OsId,
  PACE_GROUPS,
  type PaceGroup,
  type VirtualDevice,
  type Workload,
} from '../../src/machine/host/host.ts'
import { HARDENED } from '../../src/machine/knobs/confidential.ts'
import { GIB, KIB, MIB } from '../../src/machine/units.ts'
import { device, display, guest, host, MS } from './fixture.ts'

/** Every controller of a disk there is. */
export const DISKS = CONTROLLER_IDS.filter((id) => serves(id, 'disk'))
/** Every network card that is played by software. */
export const NICS = CONTROLLER_IDS.filter((id) => datasheet(id).kind === 'nic')
/** Every controller that a network card is reached by. */
export const CARDS = CONTROLLER_IDS.filter((id) => serves(id, 'nic'))
export const GUEST_IOMMUS = ['off', 'off', 'pt', 'strict', 'lazy', 'caching', 'optimistic'] as const
export const CACHES = ['none', 'writeback', 'writethrough', 'directsync', 'unsafe'] as const

/** 512 bytes to 1 MiB; a port would take seconds for the larger ones. */
function sizes(controller: ControllerId): fc.Arbitrary<number> {
  const most = controller === 'ide-pio' ? 40 : 2048
  return fc.oneof(
    fc.integer({ min: 1, max: most }).map((sectors) => sectors * 512),
    fc
      .constantFrom(512, 4 * KIB, 16 * KIB, 64 * KIB, 128 * KIB, 512 * KIB, MIB)
      .filter((bytes) => bytes <= most * 512),
  )
}

interface Work {
  /** Requests of each flow; unlimited otherwise. */
  readonly limit?: fc.Arbitrary<number>
  readonly depth?: fc.Arbitrary<number>
}

function diskWorkload(controller: ControllerId, work: Work): fc.Arbitrary<Workload> {
  const drawn = sizes(controller).chain((bytes) => diskWorkloadOf(bytes, controller, work))
  return fc.oneof({ weight: 6, arbitrary: drawn }, { weight: 1, arbitrary: drawn.chain(inPhases) })
}

/** The same, with an end: one phase after another. */
function inPhases(workload: Workload): fc.Arbitrary<Workload> {
  const { op, bytes } = workload
  const phase = fc.record({
    requests: fc.integer({ min: 1, max: 8 }),
    op: fc.constantFrom('read' as const, 'write' as const),
    bytes: fc.constantFrom(512, bytes),
  })
  return fc.array(phase, { maxLength: 3 }).map((more) => ({
    ...workload,
    mix: undefined,
    sizes: undefined,
    phases: [{ requests: 3, op, bytes }, ...more],
  }))
}

/** Other sizes beside the one that is drawn. */
function sizeTable(bytes: number, controller: ControllerId): fc.Arbitrary<Workload['sizes']> {
  const one = fc.record({ bytes: sizes(controller), weight: fc.integer({ min: 1, max: 9 }) })
  return fc.oneof(
    fc.constant(undefined),
    fc.constant(undefined),
    fc
      .array(one, { minLength: 1, maxLength: 3 })
      .map((others) => [{ bytes, weight: 3 }, ...others.filter((other) => other.bytes !== bytes)]),
  )
}

function diskWorkloadOf(bytes: number, controller: ControllerId, work: Work): fc.Arbitrary<Workload> {
  return fc.record({
    op: fc.constantFrom('read', 'write'),
    bytes: fc.constant(bytes),
    sizes: sizeTable(bytes, controller),
    mix: fc.constantFrom(undefined, undefined, 0, 30, 100),
    flush: fc.constantFrom(undefined, undefined, 1, 3, 20),
    depth: work.depth ?? fc.integer({ min: 1, max: 32 }),
    think: fc.constantFrom(0, 0, 1, 5_000, 200_000),
    compute: fc.constantFrom(0, 3_000),
    pattern: fc.constantFrom('sequential', 'random'),
    span: fc.constantFrom(MIB, 4 * MIB, 64 * MIB),
    contiguous: fc.boolean(),
    burst: fc.boolean(),
    every: fc.constantFrom(undefined, undefined, undefined, 60_000),
    limit: work.limit ?? fc.constant(undefined),
  }) as fc.Arbitrary<Workload>
}

/** Frames, and units where the card takes them. */
export function packetBytes(controller: ControllerId): fc.Arbitrary<number> {
  const frames = fc.integer({ min: 64, max: 1514 })
  const units = fc.constantFrom(1515, 9000, 65_536)
  return datasheet(controller).offload === undefined ? frames : fc.oneof(frames, frames, units)
}

function nicWorkload(controller: ControllerId, work: Work): fc.Arbitrary<Workload> {
  return packetBytes(controller).chain((bytes) => nicWorkloadOf(bytes, work))
}

/** Packets of other sizes among them. */
function packetTable(bytes: number): fc.Arbitrary<Workload['sizes']> {
  const small = [
    { bytes, weight: 4 },
    { bytes: 64, weight: 7 },
  ]
  return fc.constantFrom(undefined, undefined, bytes === 64 ? undefined : small)
}

function nicWorkloadOf(bytes: number, work: Work): fc.Arbitrary<Workload> {
  return fc.record({
    op: fc.constantFrom('tx', 'rx', 'rr'),
    bytes: fc.constant(bytes),
    sizes: packetTable(bytes),
    streams: fc.constantFrom(undefined, undefined, 1, 5),
    depth: work.depth ?? fc.integer({ min: 1, max: 32 }),
    think: fc.constantFrom(0, 0, 1, 50_000),
    pattern: fc.constant('sequential'),
    span: fc.constant(MIB),
    contiguous: fc.boolean(),
    every: fc.constantFrom(undefined, undefined, 30_000),
    limit: work.limit ?? fc.constant(undefined),
  }) as fc.Arbitrary<Workload>
}

const SATA = ['shared', 'disk', 'ram']

/** What is drawn apart and has to fit: queues, a microVM's line, backends that leave files out. */
export function possible(device: VirtualDevice, vcpus: number): VirtualDevice {
  const sheet = datasheet(device.controller)
  const virtio = sheet.backends !== undefined
  const nic = device.id === 'nic'
  const driver = nic && device.driver === 'sqpoll' ? 'interrupts' : device.driver
  const large = device.workload.bytes > 1514 && nic
  const units = sheet.offload !== undefined && large && driver !== 'user-polling'
  const backend =
    (device.backend === 'nvme-user' && SATA.includes(device.backing)) ||
    // There is no device that another than the process could ask.
    (['vhost', 'vhost-user', 'nvme-user'].includes(device.backend) && device.backing === 'timer') ||
    // It is the kernel's own.
    (device.backend === 'vhost-user' && device.backing === 'ram')
      ? 'iothread'
      : device.backend
  const past = virtio && ['vhost', 'vhost-user', 'nvme-user'].includes(backend)
  return {
    ...device,
    backend,
    queues: Math.min(device.queues, vcpus),
    driver,
    offload: units,
    workload:
      (large && !units) || (units && !sheet.offload?.includes(device.workload.op))
        ? { ...device.workload, bytes: 1514, sizes: undefined }
        : device.workload,
    interrupt: virtio && device.transport === 'mmio' ? 'intx' : device.interrupt,
    cache: past ? 'none' : device.cache,
  }
}

/** How a paravirtual device is served and notified. */
export function rings(controller: ControllerId) {
  return {
    backend: fc.constantFrom(...(datasheet(controller).backends ?? ['loop' as const])),
    queues: fc.integer({ min: 0, max: 4 }),
    transport: fc.constantFrom('pci', 'pci', 'mmio'),
    ringFormat: fc.constantFrom('split', 'packed'),
    eventIndex: fc.boolean(),
    driver: fc.constantFrom(...(datasheet(controller).drivers ?? ['interrupts' as const])),
    doorbellBatch: fc.boolean(),
  }
}

function virtualDevice(
  id: 'disk' | 'nic',
  controller: ControllerId,
  backing: string,
  cores: number,
  workload: fc.Arbitrary<Workload>,
): fc.Arbitrary<VirtualDevice> {
  return fc.record({
    id: fc.constant(id),
    backing: fc.constant(backing),
    controller: fc.constant(controller),
    cache: fc.constantFrom(...CACHES),
    interrupt: fc.constantFrom(...datasheet(controller).interrupts),
    backendPin: fc.integer({ min: -1, max: cores - 1 }),
    ...rings(controller),
    delivery: fc.constantFrom('injected', 'posted'),
    irqCore: fc.integer({ min: -1, max: cores - 1 }),
    irqCores: fc.array(fc.integer({ min: 0, max: cores - 1 }), { maxLength: 2 }) as fc.Arbitrary<
      readonly number[]
    >,
    coalesceUs: fc.constantFrom(0, 0, 10, 100),
    coalesceFrames: fc.constantFrom(1, 2, 8, 200),
    adaptive: id === 'nic' && datasheet(controller).direct ? fc.boolean() : fc.constant(false),
    ring: fc.constantFrom(1, 2, 16, 256),
    addressing: fc.constantFrom('lba28', 'lba48'),
    guestIommu: controller === 'vfio-pci' ? fc.constantFrom(...GUEST_IOMMUS) : fc.constant('off'),
    guestIommuModel: fc.constantFrom('intel', 'intel', 'amd'),
    bounce: fc.boolean(),
    workload,
  }) as fc.Arbitrary<VirtualDevice>
}

/** A console that is drawn into. */
function screen(work: Work): fc.Arbitrary<VirtualDevice> {
  return fc
    .record({
      framebuffer: fc.constantFrom('trapped', 'mapped'),
      bytes: fc.integer({ min: 1, max: 2048 }).map((words) => words * 4),
      depth: work.depth ?? fc.integer({ min: 1, max: 4 }),
      think: fc.constantFrom(0, 40_000, 2_000_000),
      pattern: fc.constantFrom('sequential', 'random'),
      span: fc.constantFrom(64 * KIB, MIB),
      limit: work.limit ?? fc.constant(undefined),
    })
    .map(({ framebuffer, ...asked }) =>
      display({ framebuffer } as Partial<VirtualDevice>, asked as Partial<Workload>),
    )
}

/** Systems that drive all of these, and no disk of many sectors through a port: that would take seconds. */
function systemsFor(devices: readonly VirtualDevice[]): fc.Arbitrary<OsId> {
  return fc.constantFrom(
    ...OS_IDS.filter((os) =>
      devices.every(
        ({ controller }) =>
          (hasDriver(os, controller) || addable(os).includes(controller)) &&
          (controller !== 'ide-dma' || habitsOf(os).busMaster),
      ),
    ),
  )
}

function guestOn(index: number, cores: number, work: Work): fc.Arbitrary<Guest> {
  const disk = fc
    .tuple(fc.constantFrom(...DISKS), fc.constantFrom('own', 'own', 'shared', 'timer', 'ram'))
    .chain(([controller, backing]) =>
      virtualDevice(
        'disk',
        controller,
        backing !== 'own' && !datasheet(controller).direct && controller !== 'mdev'
          ? backing
          : `disk${index}`,
        cores,
        diskWorkload(controller, work),
      ),
    )
  const card = fc
    .constantFrom(...CARDS)
    .chain((controller) =>
      virtualDevice(
        'nic',
        controller,
        datasheet(controller).direct ? `card${index}` : 'card',
        cores,
        nicWorkload(controller, work),
      ),
    )
  return fc
    .record({
      devices: fc.oneof(
        disk.map((one) => [one]),
        disk.map((one) => [one]),
        card.map((one) => [one]),
        fc.tuple(disk, card),
        fc.tuple(disk, screen(work)),
      ),
      vcpus: fc.integer({ min: 1, max: 4 }),
      // Often all on one core, which they then share.
      pin: fc.constantFrom(-1, 0, 0, cores - 1),
      pinStep: fc.constantFrom(1, 1, 2),
      vmmPin: fc.constantFrom(-1, 0, cores - 1),
      numa: fc.constantFrom(-1, -1, 0, 1),
      haltPoll: fc.constantFrom(0, 0, 10_000, 200_000),
      // A clock never ends.
      tick: work.limit === undefined ? fc.constantFrom(0, 0, 250, 5000) : fc.constant(0),
      ple: fc.boolean(),
      shares: fc.boolean(),
      pages: fc.constantFrom('4K', '2M', '1G'),
      // In the last its buffers lie above 4 GiB.
      memory: fc.constantFrom(256 * MIB, 256 * MIB, GIB, 8 * GIB),
      given: fc.constantFrom(0, 0, 64 * MIB),
      trust: fc.constantFrom('trusted', 'buggy', 'hostile'),
      sealed: fc.constantFrom(false, false, true),
      swiotlb: fc.constantFrom(0, MIB),
      // One whose process may lock next to nothing does not start with a device given whole.
      memlock:
        work.limit === undefined ? fc.constantFrom(0, 0, 64 * KIB, 32 * GIB) : fc.constantFrom(0, 32 * GIB),
    })
    .map(({ devices, ...more }) => ({
      devices: devices.map((one) => possible(one, more.vcpus)),
      ...more,
    }))
    .chain(({ devices, given, sealed, shares, ...more }) => {
      const balloon = devices.some((one) => one.controller === 'vfio-pci') ? 0 : given
      return systemsFor(devices).map((os) => {
        // What is not in the box was added, and met its device at an earlier boot.
        const drivers = devices.map((one) => one.controller).filter((id) => !hasDriver(os, id))
        const added = { drivers, bootDrivers: drivers }
        const confidential =
          sealed && os === 'linux-6' && devices.every((one) => HARDENED.includes(one.controller))
        const pvEoi = shares && os === 'linux-6'
        const rest = { balloon, os, confidential, pvEoi }
        return guest(`g${index}`, devices, { ...more, ...added, ...rest } as Partial<Guest>)
      })
    })
}

/** What a device may do by itself. */
const ACTS: readonly ((at: { at: number; guest: string; device: string }) => HostEvent)[] = [
  (at) => ({ kind: 'hostile-dma', ...at, aim: 3 * GIB, write: true }),
  (at) => ({ kind: 'hostile-dma', ...at, aim: 'returned', write: true }),
  (at) => ({ kind: 'hostile-dma', ...at, aim: 'neighbour', write: false }),
  (at) => ({ kind: 'forged-msi', ...at, target: 'host' }),
  (at) => ({ kind: 'peer-write', ...at, target: 'shared' }),
]

/** The card of which card1 is a function. */
const PHYSICAL = 'physical'

/** Drivers' mistakes and devices' attacks, up to three. */
function strays(guests: readonly Guest[], handsOn: boolean): fc.Arbitrary<readonly HostEvent[]> {
  const owners = guests.map((one) => ({
    guest: one.id,
    device: one.devices[0].id,
    of: one.devices[0],
    hostile: one.trust === 'hostile',
  }))
  const stray = fc
    .record({
      at: fc.integer({ min: 0, max: 3 * MS }),
      owner: fc.constantFrom(...owners),
      address: fc.constantFrom(0, 5 * GIB, 12 * GIB, 100 * GIB),
    })
    .map(
      ({ at, owner: { guest, device }, address }): HostEvent => ({
        kind: 'stray-dma',
        at,
        guest,
        device,
        address,
      }),
    )
  const acting = owners.filter(({ of }) => datasheet(of.controller).direct)
  if (acting.length === 0) return fc.array(stray, { maxLength: 2 })
  const act = fc
    .record({
      at: fc.integer({ min: 0, max: 3 * MS }),
      owner: fc.constantFrom(...acting),
      act: fc.constantFrom(...ACTS),
      spoofs: fc.boolean(),
    })
    .map(({ at, owner: { guest, device, of, hostile }, act, spoofs }): HostEvent => {
      const where = { at, guest, device }
      // Frames under the address of another function of its card.
      if (spoofs && hostile && of.backing === 'card1') return { kind: 'spoof', ...where, target: PHYSICAL }
      return act(where)
    })
  if (!handsOn || guests.length === 1) return fc.array(fc.oneof(stray, act), { maxLength: 3 })
  // A guest whose device is taken asks no more: not where a law counts what was asked.
  const reset = fc
    .record({ at: fc.integer({ min: 0, max: 3 * MS }), owner: fc.constantFrom(...acting) })
    .map(({ at, owner: { guest, device } }): HostEvent => {
      const to = guests.find((one) => one.id !== guest)?.id as string
      return { kind: 'reset-failure', at, guest, device, to }
    })
  return fc.array(fc.oneof(stray, act, reset), { maxLength: 3 })
}

/** The host, or, where that can be, the same behind a hosted VMM of 2001. */
export function underSomeVmm(made: Host): fc.Arbitrary<Host> {
  if (!made.guests.every(({ devices }) => devices.every((one) => HOSTED_PLAYS.includes(one.controller))))
    return fc.constant(made)
  const guests = made.guests.map((one) => ({
    ...one,
    vcpus: 1,
    pvEoi: false,
    tick: 0,
    devices: one.devices.map((device) => possible(device, 1)),
  }))
  // It cannot move a guest that runs.
  const events = made.events.filter((event) => event.kind !== 'migrate')
  const hosted = { ...made, guests, events, hypervisor: 'hosted' } as const
  return fc.oneof(
    fc.constant(made),
    fc.constantFrom('select', 'shared').chain((irqNotify) =>
      fc.constantFrom<Host>(
        { ...hosted, irqNotify: irqNotify as Host['irqNotify'], lancePorts: 'host' },
        { ...hosted, irqNotify: irqNotify as Host['irqNotify'], lancePorts: 'vmm' },
        {
          ...hosted,
          irqNotify: irqNotify as Host['irqNotify'],
          lancePorts: 'vmm',
          sendCombining: true,
        },
      ),
    ),
  )
}
/** Devices that come and go, neighbours that make noise, requests that come in bursts, guests that attack. */
function operations(
  guests: readonly Guest[],
  cores: number,
  ends: boolean,
): fc.Arbitrary<readonly HostEvent[]> {
  const at = fc.integer({ min: 0, max: 3 * MS })
  const lasts = fc.constantFrom(1, 50_000, 2 * MS)
  const named = fc
    .constantFrom(...guests)
    .chain((guest) => fc.constantFrom(...guest.devices).map((device) => ({ guest, device })))
  const one = fc
    .record({ at, lasts, named, core: fc.integer({ min: 0, max: cores - 1 }), surprise: fc.boolean() })
    .chain(({ at, lasts, core, surprise, named: { guest, device } }) => {
      const where = { at, guest: guest.id, device: device.id }
      return fc.constantFrom<HostEvent>(
        { kind: 'noisy', at, core, lasts },
        // What is taken away does not ask for all that it was to ask for.
        ...(ends ? [] : [{ kind: 'hot-unplug', ...where, surprise } as const]),
        // What it would have to lock for a device that comes later is a problem of the host's, not of a run.
        ...(guest.memlock > 0 && guest.memlock < MIB ? [] : [{ kind: 'hotplug', ...where } as const]),
        ...(device.workload.every === undefined
          ? []
          : [{ kind: 'burst', ...where, factor: 20, lasts } as const]),
        ...(guest.trust === 'hostile' ? [{ kind: 'exploit', ...where } as const] : []),
      )
    })
  // Each comes and goes at most once; here, one of both.
  return fc.uniqueArray(one, {
    maxLength: 3,
    selector: (event) =>
      'device' in event && event.kind.startsWith('hot') ? `${event.guest}.${event.device}` : event,
  })
}

/** A guest moves, now and then: over a link that may be too slow for it, with hardly a page or all that the run allows. */
function moves(guests: readonly Guest[]): fc.Arbitrary<readonly HostEvent[]> {
  const movable = guests.filter(({ devices }) => devices.every((one) => one.controller !== 'bare-metal'))
  if (movable.length === 0) return fc.constant([])
  const move = fc.record({
    kind: fc.constant('migrate' as const),
    at: fc.integer({ min: 0, max: 2 * MS }),
    guest: fc.constantFrom(...movable.map((one) => one.id)),
    used: fc.constantFrom(0, 1, MIB),
    bandwidth: fc.constantFrom(100_000_000, 1_250_000_000, 12_500_000_000),
    downtime: fc.constantFrom(0, 100_000, 300_000_000),
  })
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    move.map((one) => [one]),
  )
}

/** The power goes, now and then. */
const powerCuts: fc.Arbitrary<readonly HostEvent[]> = fc.oneof(
  { weight: 3, arbitrary: fc.constant([]) },
  fc.integer({ min: 0, max: 3 * MS }).map((at): readonly HostEvent[] => [{ kind: 'power-cut', at }]),
)

/** One node or two, siblings or none, memory enough or little. Of devices with one owner the first hangs on some node. */
function nodesOf(
  cores: number,
): fc.Arbitrary<Pick<Host, 'numaNodes' | 'smt' | 'memoryBandwidth'> & { node: number }> {
  return fc
    .record({
      numaNodes: fc.constantFrom(...(cores % 2 === 0 ? [1, 1, 2] : [1])),
      memoryBandwidth: fc.constantFrom(0, 0, 1e9),
      siblings: fc.boolean(),
      last: fc.boolean(),
    })
    .map(({ numaNodes, memoryBandwidth, siblings, last }) => ({
      numaNodes,
      memoryBandwidth,
      smt: siblings && (cores / numaNodes) % 2 === 0 ? 2 : 1,
      node: last ? numaNodes - 1 : 0,
    }))
}

function onSomeNode(guest: Guest, nodes: number): Guest {
  return { ...guest, numa: Math.min(guest.numa, nodes - 1) }
}

/** A guest's own IOMMU is played on the host's. */
function withoutUnit(guest: Guest, mode: Host['iommu']['mode']): Guest {
  if (mode === 'translated') return guest
  return { ...guest, devices: guest.devices.map((one) => ({ ...one, guestIommu: 'off' })) }
}

/** What real devices are told, and what they can: translations that they remember, bits of their addresses, a card's checks. */
const functions = fc.record({
  small: fc.constantFrom<Partial<Device>>({}, {}, { ats: 1 }, { dmaBits: 32 }, { ats: 64, dmaBits: 32 }),
  large: fc.constantFrom<Partial<Device>>({}, { ats: 16 }, { ats: 4096 }, { dmaBits: 32 }),
  virtual: fc.record(
    {
      parent: fc.constant(PHYSICAL),
      spoofCheck: fc.boolean(),
      vlan: fc.constantFrom(0, 7),
      queues: fc.constant(4),
      ats: fc.constantFrom(2, 512),
    },
    { requiredKeys: ['parent'] },
  ) as fc.Arbitrary<Partial<Device>>,
})

/** The machine of the table, or another one of its era. */
export const paces: fc.Arbitrary<Host['pace']> = fc.oneof(
  fc.constant(undefined),
  fc.record(
    Object.fromEntries(PACE_GROUPS.map((group) => [group, fc.constantFrom(0.5, 0.85, 1.3, 2)])) as Record<
      PaceGroup,
      fc.Arbitrary<number>
    >,
    { requiredKeys: [] },
  ),
)

/** Up to three guests, each with a disk, a card or both, on 1 to 6 cores. */
export function hosts(work: Work = {}): fc.Arbitrary<Host> {
  return fc
    .record({ cores: fc.integer({ min: 1, max: 6 }), count: fc.integer({ min: 1, max: 3 }) })
    .chain(({ cores, count }) =>
      fc
        .record({
          guests: fc.tuple(...Array.from({ length: count }, (_, index) => guestOn(index, cores, work))),
          mode: fc.constantFrom('off', 'identity', 'translated') as fc.Arbitrary<Host['iommu']['mode']>,
          unit: fc.constantFrom(
            { entries: 1 },
            { entries: 4, ways: 2 },
            { entries: 64, invalidation: 'lazy', passthrough: false },
            { entries: 8, passthrough: false },
            { entries: 1024, ways: 8, invalidation: 'lazy' },
            { entries: 1024, invalidation: 'optimistic' },
          ) as fc.Arbitrary<Omit<Host['iommu'], 'mode'>>,
          ats: fc.boolean(),
          real: functions,
          apicv: fc.boolean(),
          irqBalance: fc.boolean(),
          idle: fc.constantFrom('C1', 'C1', 'C1E', 'C3', 'C6') as fc.Arbitrary<Host['idle']>,
          pageCache: fc.constantFrom(0, MIB, 512 * MIB),
          dirty: fc.constantFrom(
            { background: 10, limit: 20, expire: 30_000_000_000 },
            { background: 0, limit: 0, expire: 0 },
            { background: 1, limit: 50, expire: 200_000 },
            { background: 100, limit: 100, expire: 1_000_000 },
          ),
          writeCache: fc.constantFrom(undefined, 'none', 'volatile', 'protected', 'lying') as fc.Arbitrary<
            Device['writeCache']
          >,
          cuts: powerCuts,
          vmmYear: fc.constantFrom(2009, 2014, 2024),
          confined: fc.boolean(),
          era: fc.constantFrom(...ERAS) as fc.Arbitrary<Host['era']>,
          pace: paces,
          latency: fc.constantFrom(0, 1_000, 80_000, 300_000),
          nodes: nodesOf(cores),
          // A guest that a storm keeps from its core never ends what it began.
          lineMask: (work.limit === undefined
            ? fc.constantFrom('works', 'broken')
            : fc.constant('works')) as fc.Arbitrary<Device['lineMask']>,
        })
        .chain(
          ({
            guests,
            mode,
            unit,
            ats,
            real,
            latency,
            writeCache,
            cuts,
            nodes: { node, ...nodes },
            lineMask,
            ...more
          }) =>
            fc
              .tuple(
                strays(guests, work.limit === undefined),
                operations(guests, cores, work.limit !== undefined),
                moves(guests),
              )
              .map(([events, operated, moved]) =>
                host(
                  guests.map((one) => onSomeNode(withoutUnit(one, mode), nodes.numaNodes)),
                  {
                    ...more,
                    ...nodes,
                    cores,
                    idle: more.era === '2001' || more.era === '2005-07' ? 'C1' : more.idle,
                    // No older processor seals memory, and nobody moves what he cannot read.
                    era: guests.some((one) => one.confidential) ? '2020s' : more.era,
                    events: [
                      ...events,
                      ...operated,
                      ...moved.filter((event) =>
                        guests.every(
                          (one) => !('guest' in event) || event.guest !== one.id || !one.confidential,
                        ),
                      ),
                      ...cuts,
                    ],
                    memory: 64 * GIB,
                    iommu: { mode, ...unit, ...(ats ? { ats } : {}) },
                    devices: {
                      shared: { ...device('sata-ssd', '0000:01:00.0', latency), writeCache, ...real.small },
                      disk0: { ...device('nvme', '0000:02:00.0', latency), node, lineMask, ...real.large },
                      disk1: { ...device('nvme', '0000:03:00.0'), writeCache, ...real.small },
                      disk2: device('fixed', '0000:04:00.0', latency),
                      timer: device('null-co', '0000:0a:00.0', Math.max(1, latency)),
                      ram: { ...device('ram-disk', '0000:0b:00.0'), writeCache },
                      card: { ...device('nic-1g', '0000:05:00.0'), ...real.small },
                      card0: { ...device('nic-40g', '0000:06:00.0'), node, lineMask, ...real.large },
                      [PHYSICAL]: { ...device('nic-10g', '0000:07:00.0'), vfs: 2, acs: true },
                      card1: { ...device('nic-10g', '0000:07:00.1'), acs: true, ...real.virtual },
                      card2: device('nic-1g', '0000:08:00.0'),
                      screen: device('screen', '0000:00:02.0'),
                    },
                  },
                ),
              ),
        ),
    )
    .chain(underSomeVmm)
}
