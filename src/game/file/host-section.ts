/** The sections `host`, `guests` and `workloads` of a level file. Defaults are the machine's own (host/defaults.ts); docs/levels.md tells them. */
import * as z from 'zod'
import {
  ADDED_DRIVERS,
  type ControllerId,
  catalogue,
  DEVICE_DEFAULTS,
  DEVICE_MODELS,
  ERAS,
  GUEST_DEFAULTS,
  type Guest,
  HOST_DEFAULTS,
  type Host,
  type InterruptKind,
  IOMMU_DEFAULTS,
  OS_IDS,
  PACE_GROUPS,
  type VirtualDevice,
  WORKLOAD_DEFAULTS,
  type Workload,
} from '../../machine/index.ts'
import { en } from '../../text/index.ts'
import { nearest } from '../nearest.ts'
import type { Problem } from '../problem.ts'
import { addressed } from './addresses.ts'
import { type EventsSection, eventsOfSection } from './event-section.ts'
import { identifier, size, strict, time } from './field.ts'

const core = z.number().int().min(-1).max(63)

const deviceModel = z.enum(DEVICE_MODELS)
const address = z
  .string()
  .regex(/^[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]$/, { error: () => en.level.address })

const bridge = strict({
  kind: z.enum(['root-port', 'switch-up', 'switch-down', 'pcie-to-pci']),
  address,
  bus: z.number().int().min(1).max(255),
  acs: z.boolean().optional(),
})

const device = z.union([
  deviceModel,
  strict({
    model: deviceModel,
    address: address.optional(),
    latency: time.optional(),
    parent: identifier.optional(),
    vectors: z.number().int().min(1).max(2048).optional(),
    vfs: z.number().int().min(0).max(256).optional(),
    acs: z.boolean().optional(),
    conventional: z.boolean().optional(),
    node: z.number().int().min(0).max(7).optional(),
    queues: z.number().int().min(1).max(1024).optional(),
    spoofCheck: z.boolean().optional(),
    vlan: z.number().int().min(0).max(4094).optional(),
    dmaBits: z.union([z.literal(32), z.literal(64)]).optional(),
    ats: z.number().int().min(1).max(65_536).optional(),
    lineMask: z.enum(['works', 'none', 'broken']).optional(),
    bar: strict({ from: size, bytes: size }).optional(),
    resets: z.boolean().optional(),
    writeCache: z.enum(['none', 'volatile', 'protected', 'lying']).optional(),
  }),
])

const iommuMode = z.enum(['off', 'identity', 'translated'])
const iommu = z.union([
  iommuMode,
  strict({
    mode: iommuMode.default('off'),
    entries: z.number().int().min(1).max(65_536).default(IOMMU_DEFAULTS.entries),
    ways: z.number().int().min(0).max(64).optional(),
    invalidation: z.enum(['strict', 'lazy', 'optimistic']).optional(),
    remapping: z.boolean().optional(),
    faultRecords: z.number().int().min(1).max(256).optional(),
    ats: z.boolean().optional(),
    passthrough: z.boolean().optional(),
  }),
])

const percent = z.number().int().min(0).max(100)
const dirty = strict({
  background: percent.default(HOST_DEFAULTS.dirty.background),
  limit: percent.default(HOST_DEFAULTS.dirty.limit),
  expire: time.default(HOST_DEFAULTS.dirty.expire),
})

/** Groups of costs, each so many times as long as in the era's table. */
export const paceSection = z.partialRecord(z.enum(PACE_GROUPS), z.number().min(0.5).max(2))

export const hostSection = strict({
  era: z.enum(ERAS).default(HOST_DEFAULTS.era),
  cores: z.number().int().min(1).max(64).default(HOST_DEFAULTS.cores),
  numaNodes: z.number().int().min(1).max(8).default(HOST_DEFAULTS.numaNodes),
  smt: z.union([z.literal(1), z.literal(2)]).default(HOST_DEFAULTS.smt),
  idle: z.enum(['C1', 'C1E', 'C3', 'C6']).default(HOST_DEFAULTS.idle),
  memoryBandwidth: size.default(HOST_DEFAULTS.memoryBandwidth),
  memory: size.default(HOST_DEFAULTS.memory),
  hostMemory: size.default(HOST_DEFAULTS.hostMemory),
  pageCache: size.default(HOST_DEFAULTS.pageCache),
  dirty: dirty.default(HOST_DEFAULTS.dirty),
  iommu: iommu.default('off'),
  hypervisor: z.enum(['kvm', 'hosted']).default(HOST_DEFAULTS.hypervisor),
  lancePorts: z.enum(['host', 'vmm']).default(HOST_DEFAULTS.lancePorts),
  sendCombining: z.boolean().default(HOST_DEFAULTS.sendCombining),
  irqNotify: z.enum(['select', 'shared']).default(HOST_DEFAULTS.irqNotify),
  apicv: z.boolean().default(HOST_DEFAULTS.apicv),
  vmmYear: z.number().int().min(1999).max(2100).default(HOST_DEFAULTS.vmmYear),
  confined: z.boolean().default(HOST_DEFAULTS.confined),
  devices: z.record(identifier, device),
  bridges: z.record(identifier, bridge).default(HOST_DEFAULTS.bridges),
  slots: z
    .record(identifier, strict({ address, node: z.number().int().min(0).max(7).optional() }))
    .default(HOST_DEFAULTS.slots),
  prices: z
    .array(strict({ knob: z.string(), is: z.string(), points: z.number().int().min(1).max(100) }))
    .max(16)
    .default([]),
  acsOverride: z.boolean().default(HOST_DEFAULTS.acsOverride),
  irqBalance: z.boolean().default(HOST_DEFAULTS.irqBalance),
  pace: paceSection.optional(),
})

const virtualDevice = strict({
  backing: z.string().optional(),
  controller: z.enum(catalogue.map((card) => card.id)),
  cache: z.enum(['none', 'writeback', 'writethrough', 'directsync', 'unsafe']).default(DEVICE_DEFAULTS.cache),
  interrupt: z.enum(['intx', 'msi', 'msix']).optional(),
  delivery: z.enum(['injected', 'posted']).default(DEVICE_DEFAULTS.delivery),
  irqCore: core.default(DEVICE_DEFAULTS.irqCore),
  irqCores: z.array(z.number().int().min(0).max(63)).max(64).default([]),
  coalesceUs: z.number().int().min(0).max(10_000).default(DEVICE_DEFAULTS.coalesceUs),
  coalesceFrames: z.number().int().min(1).max(1024).default(DEVICE_DEFAULTS.coalesceFrames),
  adaptive: z.boolean().default(DEVICE_DEFAULTS.adaptive),
  ring: z.number().int().min(1).max(4096).default(DEVICE_DEFAULTS.ring),
  backend: z
    .enum(['loop', 'iothread', 'vhost', 'vhost-user', 'serial', 'nvme-user'])
    .default(DEVICE_DEFAULTS.backend),
  backendPin: core.default(DEVICE_DEFAULTS.backendPin),
  queues: z.number().int().min(0).max(64).default(DEVICE_DEFAULTS.queues),
  transport: z.enum(['pci', 'mmio']).default(DEVICE_DEFAULTS.transport),
  ringFormat: z.enum(['split', 'packed']).default(DEVICE_DEFAULTS.ringFormat),
  driver: z.enum(['interrupts', 'kernel-polling', 'sqpoll', 'user-polling']).default(DEVICE_DEFAULTS.driver),
  doorbellBatch: z.boolean().default(DEVICE_DEFAULTS.doorbellBatch),
  offload: z.boolean().default(DEVICE_DEFAULTS.offload),
  eventIndex: z.boolean().default(DEVICE_DEFAULTS.eventIndex),
  addressing: z.enum(['lba28', 'lba48']).default(DEVICE_DEFAULTS.addressing),
  guestIommu: z
    .enum(['off', 'pt', 'strict', 'lazy', 'caching', 'optimistic'])
    .default(DEVICE_DEFAULTS.guestIommu),
  guestIommuModel: z.enum(['intel', 'amd']).default(DEVICE_DEFAULTS.guestIommuModel),
  bounce: z.boolean().default(DEVICE_DEFAULTS.bounce),
  framebuffer: z.enum(['trapped', 'mapped']).default(DEVICE_DEFAULTS.framebuffer),
  leaves: z.boolean().optional(),
  standby: identifier.optional(),
})

const guest = strict({
  os: z.enum(OS_IDS).default(GUEST_DEFAULTS.os),
  drivers: z.array(z.enum(ADDED_DRIVERS)).default([]),
  bootDrivers: z.array(z.enum(ADDED_DRIVERS)).default([]),
  vcpus: z.number().int().min(1).max(64).default(GUEST_DEFAULTS.vcpus),
  memory: size.default(GUEST_DEFAULTS.memory),
  balloon: size.default(GUEST_DEFAULTS.balloon),
  memlock: size.default(GUEST_DEFAULTS.memlock),
  pages: z.enum(['4K', '2M', '1G']).default(GUEST_DEFAULTS.pages),
  pin: core.default(GUEST_DEFAULTS.pin),
  pinStep: z.number().int().min(1).max(8).default(GUEST_DEFAULTS.pinStep),
  vmmPin: core.default(GUEST_DEFAULTS.vmmPin),
  numa: z.number().int().min(-1).max(7).default(GUEST_DEFAULTS.numa),
  haltPoll: time.default(GUEST_DEFAULTS.haltPoll),
  tick: z.number().int().min(0).max(10_000).default(GUEST_DEFAULTS.tick),
  trust: z.enum(['trusted', 'buggy', 'hostile']).default(GUEST_DEFAULTS.trust),
  ple: z.boolean().default(GUEST_DEFAULTS.ple),
  pvEoi: z.boolean().default(GUEST_DEFAULTS.pvEoi),
  confidential: z.boolean().default(GUEST_DEFAULTS.confidential),
  swiotlb: size.default(GUEST_DEFAULTS.swiotlb),
  devices: z.record(identifier, virtualDevice),
})

export const guestsSection = z.record(identifier, guest)

const workload = strict({
  op: z.enum(['read', 'write', 'tx', 'rx', 'rr', 'draw']),
  bytes: size.default(WORKLOAD_DEFAULTS.bytes),
  depth: z.number().int().min(1).max(1024).default(WORKLOAD_DEFAULTS.depth),
  think: time.default(WORKLOAD_DEFAULTS.think),
  compute: time.optional(),
  pattern: z.enum(['sequential', 'random']).default(WORKLOAD_DEFAULTS.pattern),
  span: size.default(WORKLOAD_DEFAULTS.span),
  contiguous: z.boolean().default(WORKLOAD_DEFAULTS.contiguous),
  burst: z.boolean().optional(),
  streams: z.number().int().min(1).max(4096).optional(),
  limit: z.number().int().min(1).optional(),
  every: time.optional(),
  mix: percent.optional(),
  sizes: z
    .array(strict({ bytes: size, weight: z.number().int().min(1).max(1000).default(1) }))
    .min(1)
    .max(8)
    .optional(),
  phases: z
    .array(
      strict({ requests: z.number().int().min(1).max(100_000), op: z.enum(['read', 'write']), bytes: size }),
    )
    .min(1)
    .max(16)
    .optional(),
  flush: z.number().int().min(1).max(100_000).optional(),
})

/** By flow: `files.disk`. */
export const workloadsSection = z.record(z.string(), workload)

export interface HostSections {
  readonly host: z.output<typeof hostSection>
  readonly guests: z.output<typeof guestsSection>
  readonly workloads: z.output<typeof workloadsSection>
  readonly events: EventsSection
}

/** What does not fit together between the sections. */
export function sectionProblems({ host, guests, workloads, events }: HostSections): readonly Problem[] {
  const backings = Object.keys(host.devices)
  const flows = flowsOf(guests)
  const problems: Problem[] = []
  for (const [id, one] of Object.entries(guests))
    for (const [name, shown] of Object.entries(one.devices)) {
      const path = ['guests', id, 'devices', name]
      const backing = backingOf(name, shown.backing, backings)
      if (backing === undefined) problems.push({ path, message: en.level.whichBacking(backings) })
      else if (!backings.includes(backing))
        problems.push({
          path: [...path, 'backing'],
          message: en.level.noSuchDevice(backing, nearest(backing, backings)),
        })
      if (!Object.hasOwn(workloads, `${id}.${name}`))
        problems.push({ path: ['workloads'], message: en.level.noWorkload(`${id}.${name}`) })
    }
  for (const flow of Object.keys(workloads))
    if (!flows.includes(flow))
      problems.push({ path: ['workloads', flow], message: en.level.noSuchFlow(flow, nearest(flow, flows)) })
  for (const [index, event] of events.entries())
    if ('device' in event && !flows.includes(event.device))
      problems.push({
        path: ['events', index, 'device'],
        message: en.level.noSuchFlow(event.device, nearest(event.device, flows)),
      })
  return problems
}

/** Names of all guests' devices: `files.disk`. */
export function flowsOf(guests: HostSections['guests']): readonly string[] {
  return Object.entries(guests).flatMap(([id, one]) =>
    Object.keys(one.devices).map((name) => `${id}.${name}`),
  )
}

/** The real device behind a guest's device: the one named, else the one of the same name, else the only one. */
function backingOf(name: string, given: string | undefined, backings: readonly string[]): string | undefined {
  if (given !== undefined) return given
  if (backings.includes(name)) return name
  return backings.length === 1 ? backings[0] : undefined
}

/** The host of sections without problems. */
export function hostOfSections({ host, guests, workloads, events }: HostSections): Host {
  const { devices, iommu: unit, ...rest } = host
  const backings = Object.keys(devices)
  return {
    ...rest,
    iommu: typeof unit === 'string' ? { mode: unit, entries: 64 } : unit,
    devices: addressed(devices),
    guests: Object.entries(guests).map(
      ([id, one]): Guest => ({
        ...one,
        id,
        devices: Object.entries(one.devices).map(
          ([name, shown]): VirtualDevice => ({
            ...shown,
            id: name,
            interrupt: shown.interrupt ?? firstInterrupt(shown.controller),
            backing: backingOf(name, shown.backing, backings) ?? '',
            workload: workloads[`${id}.${name}`] as Workload,
          }),
        ),
      }),
    ),
    events: eventsOfSection(events),
  }
}

/** The way in which a controller interrupts when nothing is said. */
function firstInterrupt(controller: ControllerId): InterruptKind {
  return catalogue.find((card) => card.id === controller)?.interrupts[0] ?? 'intx'
}
