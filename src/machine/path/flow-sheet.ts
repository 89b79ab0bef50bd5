/** What a datasheet is asked for one device of one guest, and what its acts cost there. */
import type { Datasheet, Shape } from '../controllers/datasheet.ts'
import { type CostId, type CostSheet, costSheet, TRANSLATED_COSTS } from '../costs/costs.ts'
import { type DeviceCard, deviceNanos, linkNanos, storeOf, writeCacheOf } from '../host/devices.ts'
import { habitsOf } from '../host/drivers.ts'
import type { Host, VirtualDevice } from '../host/host.ts'
import { mappingMode } from '../iommu/mapping-mode.ts'
import type { Step } from './itinerary.ts'
import type { Kind } from './kinds.ts'

/** The itinerary of one kind of request. Throws where the controller cannot flush (hostProblems). */
export function pathOf(sheet: Datasheet, shape: Shape): readonly Step[] {
  if (shape.op !== 'flush') return sheet.path(shape)
  if (sheet.flush === undefined) throw new Error(`${sheet.id} cannot flush`)
  return sheet.flush(shape)
}

/** What the drawing and the law need of a flow. */
export interface FlowSheet {
  readonly sheet: Datasheet
  /** By kind of request. */
  readonly shapes: readonly Shape[]
  readonly cost: CostSheet
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
  return {
    op: kind.op,
    bytes: kind.bytes,
    contiguous: workload.contiguous,
    sequential: workload.pattern === 'sequential',
    cache: device.cache,
    interrupt: device.interrupt,
    // Nobody posts where the unit that would do it is off.
    delivery: host.iommu.mode === 'off' ? 'injected' : device.delivery,
    addressing: device.addressing,
    backend: device.backend,
    transport: device.transport,
    ringFormat: device.ringFormat,
    eventIndex: device.eventIndex,
    framebuffer: device.framebuffer,
    accel: 'kvm',
    apicv: host.apicv,
    habits: habitsOf(owner.os),
    hosted: translated(host, device) ? { lancePorts, sendCombining, irqNotify } : undefined,
    mapping: mappingMode(host, device),
    bounce: device.bounce,
    nested: device.controller !== 'bare-metal',
    writeCache: writeCacheOf(host.devices[device.backing], card),
    device: card,
  }
}

/** The era's costs, with the device's own times and the application's filled in. */
export function flowCosts(
  host: Host,
  device: VirtualDevice,
  card: DeviceCard,
  factors: Partial<Record<CostId, number>> = {},
): CostSheet {
  const table = costSheet(host.era, factors)
  const { workload } = device
  const kernel = translated(host, device) ? TRANSLATED_COSTS : {}
  const backing = host.devices[device.backing]
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
        return Math.round(linkNanos(card, bytes) * factor)
      case 'application':
        return Math.round((workload.compute ?? 0) * factor)
      default:
        return Math.round(table(id, bytes) * (kernel[id] ?? 1))
    }
  }
}

/** The guest's kernel runs by binary translation, behind a hosted VMM. */
function translated(host: Host, device: VirtualDevice): boolean {
  return host.hypervisor === 'hosted' && device.controller !== 'bare-metal'
}
