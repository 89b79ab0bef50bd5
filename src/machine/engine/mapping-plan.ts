/** The table that a driver fills for each request: how large, and how it is taken back. */
import type { Datasheet, Shape } from '../controllers/datasheet.ts'
import { kindOf } from '../controllers/index.ts'
import type { Guest, Host, VirtualDevice } from '../host/host.ts'
import type { Iommu } from '../iommu/iommu.ts'
import { lazyLimit } from '../iommu/lazy-timer.ts'
import { type MappingPlan, Mappings } from '../iommu/mappings.ts'
import { PAGE } from '../units.ts'
import { queueCount } from './queues.ts'

/** Undefined: it fills none. */
export function mappingPlan(
  host: Host,
  guest: Guest,
  device: VirtualDevice,
  sheet: Datasheet,
  shape: Shape,
): MappingPlan | undefined {
  if (shape.mapping === 'none') return undefined
  const { most, each } = lazyLimit(host.era)
  const packet = kindOf(device) === 'nic'
  const largest = packet ? shape.bytes : Math.min(sheet.largest, shape.device.largest)
  const held = packet ? device.ring : Math.min(device.ring, shape.device.queue)
  return {
    mode: shape.mapping,
    bounce: shape.bounce,
    pages: Math.ceil(largest / PAGE),
    commands: held * queueCount(device, guest.vcpus),
    most,
    queues: each ? guest.vcpus : 1,
  }
}

/** A domain of its own for the device. */
export function mappingsOf(iommu: Iommu, plan: MappingPlan | undefined): Mappings | undefined {
  return plan === undefined ? undefined : new Mappings(plan, iommu.iotlb, iommu.newDomain().number)
}
