/** What a datasheet is asked for one device of one guest, and what its acts cost there. */
import { type Datasheet, PAST_FILES, type Shape } from '../controllers/datasheet.ts'
import { datasheet, seesDevice } from '../controllers/index.ts'
import { work } from '../controllers/parts.ts'
import { type CostId, type CostSheet, costOf, costSheet, TRANSLATED_COSTS } from '../costs/costs.ts'
import { factorsOf } from '../costs/pace.ts'
import {
  busNanos,
  type DeviceCard,
  deviceNanos,
  linkNanos,
  storeOf,
  writeCacheOf,
} from '../hardware/devices.ts'
import { type DriverHabits, habitsOf } from '../hardware/drivers.ts'
import type { CacheMode, Guest, Host, Operation, VirtualDevice } from '../host/host.ts'
import { deviceNode, memoryNode } from '../host/nodes.ts'
import { posts } from '../iommu/iommu.ts'
import { isNarrow, mappingMode, translationsOf } from '../iommu/mapping-mode.ts'
import { LARGEST_MAPPING } from '../memory/swiotlb.ts'
import { sharersOf } from '../topology/lines.ts'
import type { Nanos } from '../units.ts'
import { bounced } from './bounced.ts'
import type { Step } from './itinerary.ts'
import type { Kind } from './kinds.ts'

/** The itinerary of one kind of request. Throws where the controller cannot flush (hostProblems). */
export function pathOf(sheet: Datasheet, shape: Shape): readonly Step[] {
  if (shape.op !== 'flush') {
    const steps = shape.confidential ? bounced(sheet.path(shape), shape) : sheet.path(shape)
    return shape.logged === true ? logged(steps, shape) : steps
  }
  if (sheet.flush === undefined) throw new Error(`${sheet.id} cannot flush`)
  return sheet.flush(shape)
}

/** What a guest with sealed registers pays more for. */
const EXITS: ReadonlySet<CostId> = new Set(['exit-kernel', 'exit-user', 'exit-interrupt', 'exit-eoi'])

/** While a guest moves, its application's first write of each page of a buffer faults. At rest none does. */
function logged([asks, ...rest]: readonly Step[], { bytes }: Shape): readonly Step[] {
  return [
    asks,
    { do: 'ask', table: 'log', place: 'kvm', bytes, text: 'pages, clean until now' },
    work('vcpu', 'kvm', 'exit', 'exit-kernel', 'first write of a page, fault', {
      times: { answer: 'misses' },
      counts: 'page-fault',
      crosses: 'exit',
    }),
    ...rest,
  ]
}

/** Whether a guest is to move. */
export function moves({ events }: Host, guest: string): boolean {
  return events.some((event) => event.kind === 'migrate' && event.guest === guest)
}

/** What the drawing and the law need of a flow. */
export interface FlowSheet {
  readonly sheet: Datasheet
  /** By kind of request. */
  readonly shapes: readonly Shape[]
  readonly cost: CostSheet
}

/** How the host caches a disk's file: who goes past its files is answered by the device alone. */
export function cacheInForce({ controller, backend, cache }: VirtualDevice): CacheMode {
  const { backends } = datasheet(controller)
  const past = seesDevice(controller) || (backends !== undefined && PAST_FILES.includes(backend))
  return past ? 'none' : cache
}

/** The question that a datasheet is asked for one kind of request of one guest's device. */
export function shapeOf(
  host: Host,
  device: VirtualDevice,
  card: DeviceCard,
  kind: Kind = device.workload,
): Shape {
  const { workload } = device
  const { lancePorts, sendCombining, irqNotify } = host
  const owner = host.guests.find((guest) => guest.devices.includes(device))
  if (owner === undefined) throw new Error(`${device.id} is no device of this host`)
  const narrow = isNarrow(host, owner, device)
  return {
    op: kind.op,
    bytes: kind.bytes,
    contiguous: workload.contiguous,
    sequential: workload.pattern === 'sequential',
    cache: cacheInForce(device),
    interrupt: device.interrupt,
    // Nobody posts where the unit has no table to say where to, or the processor no place to put it.
    delivery: posts(host, device.controller !== 'bare-metal') ? device.delivery : 'injected',
    addressing: device.addressing,
    // What only a ring has means nothing elsewhere.
    backend: datasheet(device.controller).backends === undefined ? 'loop' : device.backend,
    transport: device.transport,
    ringFormat: device.ringFormat,
    eventIndex: device.eventIndex,
    framebuffer: device.framebuffer,
    offload: device.offload,
    driver: device.driver,
    doorbellBatch: device.doorbellBatch,
    accel: 'kvm',
    apicv: host.apicv,
    pvEoi: owner.pvEoi,
    vmmYear: host.vmmYear,
    // Linux plugs where io_submit is given more than two.
    plugged: workload.burst === true && workload.depth > 2,
    habits: habitsIn(owner, narrow && datasheet(device.controller).direct),
    confidential: owner.confidential,
    hosted: translated(host, device) ? { lancePorts, sendCombining, irqNotify } : undefined,
    sharers: device.interrupt === 'intx' ? sharersOf(host, device.backing) : 0,
    mapping: mappingMode(host, device),
    unit: device.controller === 'bare-metal' ? 'intel' : device.guestIommuModel,
    narrow,
    ats: translationsOf(host, device) > 0,
    bounce: device.bounce && datasheet(device.controller).direct,
    nested: device.controller === 'vfio-pci',
    writeCache: writeCacheOf(host.devices[device.backing], card),
    device: card,
    // The guest itself writes what it sends; what is received is written for it.
    logged: !['read', 'rx', 'draw', 'flush'].includes(kind.op) && moves(host, owner.id),
  }
}

/** What is mapped at once has to fit into the pool that a confidential guest shares, or that lies where its device reaches. */
function habitsIn({ os, confidential }: Guest, narrow: boolean): DriverHabits {
  const habits = habitsOf(os)
  return confidential || narrow ? { ...habits, largest: Math.min(habits.largest, LARGEST_MAPPING) } : habits
}

/** The era's costs, with the device's own times and the application's filled in. */
export function flowCosts(
  host: Host,
  device: VirtualDevice,
  card: DeviceCard,
  trial: Partial<Record<CostId, number>> = {},
): CostSheet {
  const factors = factorsOf(host, trial)
  const table = costSheet(host.era, factors)
  const { workload } = device
  const kernel = translated(host, device) ? TRANSLATED_COSTS : {}
  const backing = host.devices[device.backing]
  const owner = host.guests.find((guest) => guest.devices.includes(device)) as Guest
  const far = deviceNode(host, device.backing) !== memoryNode(host, owner)
  const memory = memoryNanos(host, trial)
  const exits = owner.confidential ? table('confidential-exit', 0) / 1000 : 1
  const linkTime = (nanos: Nanos, bytes: number): Nanos =>
    Math.max(
      nanos + (far && fromMemory(workload.op) ? farRead(table('remote-dma', 0), bytes) : 0),
      Math.ceil(bytes * memory),
    )
  return (id, bytes) => {
    const factor = factors[id] ?? 1
    switch (id) {
      case 'device-read':
      case 'device-write':
        return Math.round(
          deviceNanos(
            card,
            id === 'device-read' ? 'read' : 'write',
            workload.pattern === 'sequential',
            backing,
          ) * factor,
        )
      case 'device-hit':
        return Math.round(storeOf(card).hit * factor)
      case 'device-link':
        return linkTime(Math.round(linkNanos(card, bytes) * factor), bytes)
      // Where there is one node, nothing is far.
      case 'remote-copy':
      case 'remote-interrupt':
        return host.numaNodes === 1 ? 0 : table(id, bytes)
      case 'memory-bandwidth':
        return Math.ceil(bytes * memory)
      case 'iommu-walk':
        return table(id, bytes) + (far ? table('remote-walk', 0) : 0)
      case 'pcie-read':
        return table(id, bytes) + (far ? table('remote-dma', 0) : 0)
      case 'bus-down':
      case 'bus-up':
        return Math.round(busNanos(card, workload.op === 'rx' ? 'rx' : 'tx', id, bytes, false) * factor)
      case 'application':
        return Math.round((workload.compute ?? 0) * factor)
      default:
        return Math.round(table(id, bytes) * (kernel[id] ?? 1) * (EXITS.has(id) ? exits : 1))
    }
  }
}

/** Nanoseconds of one byte of a node's memory. */
export function memoryNanos(host: Host, trial: Partial<Record<CostId, number>> = {}): number {
  const factor = factorsOf(host, trial)['memory-bandwidth'] ?? 1
  return (
    factor *
    (host.memoryBandwidth === 0 ? costOf(host.era, 'memory-bandwidth', 1) : 1e9 / host.memoryBandwidth)
  )
}

/** The device reads what is written to it, and what it sends. */
function fromMemory(op: Operation): boolean {
  return op === 'write' || op === 'tx'
}

/** Small reads of another node take longer; of large ones many are under way at once. */
function farRead(small: Nanos, bytes: number): Nanos {
  return bytes <= 64 ? small : bytes <= 256 ? Math.round(small / 4) : 0
}

/** The guest's kernel runs by binary translation, behind a hosted VMM. */
function translated(host: Host, device: VirtualDevice): boolean {
  return host.hypervisor === 'hosted' && device.controller !== 'bare-metal'
}
