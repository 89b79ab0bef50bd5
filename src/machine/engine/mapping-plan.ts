/** The table that a driver fills for each request: how large, and how it is taken back. */
import type { Datasheet, Shape } from '../controllers/datasheet.ts'
import { kindOf } from '../controllers/index.ts'
import type { Guest, Host, VirtualDevice } from '../host/host.ts'
import type { Iommu } from '../iommu/iommu.ts'
import type { Iotlb } from '../iommu/iotlb.ts'
import { lazyLimit } from '../iommu/lazy-timer.ts'
import { type MappingPlan, Mappings } from '../iommu/mappings.ts'
import { readAhead } from '../memory/page-cache.ts'
import { PAGE } from '../units.ts'
import { queueCount } from './queues.ts'
import { BACKLOG } from './room.ts'

/** Mappings that an optimistic driver leaves at most: as many as there are buffers, mostly. */
const LEFT = 1024

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
  // For the host's page cache whole stretches are read.
  const stretch = sheet.direct || packet ? 0 : 2 * readAhead(true)
  const direct = sheet.direct && !packet
  const largest = direct ? Math.min(sheet.largest, shape.device.largest) : shape.bytes + stretch
  const held = direct ? Math.min(device.ring, shape.device.queue) : device.ring
  const { every, depth } = device.workload
  // A card of the host has received what finds no place in the guest's ring.
  const underway = packet && !sheet.direct ? (every === undefined ? depth : BACKLOG) : 0
  return {
    mode: shape.mapping,
    bounce: shape.bounce,
    pages: Math.ceil(largest / PAGE),
    commands: Math.max(underway, held * queueCount(device, guest.vcpus)),
    most,
    queues: each ? guest.vcpus : 1,
    ...(shape.mapping === 'optimistic' ? { left: LEFT } : {}),
  }
}

/** A domain of its own for the device. */
export function mappingsOf(
  iommu: Iommu,
  own: Iotlb | undefined,
  plan: MappingPlan | undefined,
): Mappings | undefined {
  return plan === undefined ? undefined : new Mappings(plan, iommu.iotlb, iommu.newDomain().number, own)
}
