/** A machine at rest: what its tables answer the first request, when nothing is remembered and nobody else is there. */

import { adaptable, datasheet } from '../controllers/index.ts'
import { firstWait } from '../engine/moderation.ts'
import { backendPlans, postedBuffers } from '../engine/queues.ts'
import { deviceCard } from '../hardware/devices.ts'
import type { Guest, Host, VirtualDevice } from '../host/host.ts'
import { deviceNode, memoryNode, nodeOfCore } from '../host/nodes.ts'
import { leafBytes } from '../iommu/iommu.ts'
import { Iotlb } from '../iommu/iotlb.ts'
import { drivenInProcess, mappingMode } from '../iommu/mapping-mode.ts'
import { Buffers } from '../memory/buffers.ts'
import { PageCache, readAhead } from '../memory/page-cache.ts'
import { Store } from '../memory/store.ts'
import { type Nanos, PAGE } from '../units.ts'
import type { AtRest } from './alone.ts'
import type { Role } from './itinerary.ts'

/** Fresh tables: ask each piece of the request once, in order. The request lies at the beginning of its disk. */
export function atRest(host: Host, guest: Guest, device: VirtualDevice): AtRest {
  const mapped = mappingMode(host, device) !== 'none'
  const translated =
    mapped ||
    (device.controller === 'vfio-pci' && host.iommu.mode === 'translated') ||
    (drivenInProcess(device) && host.iommu.mode !== 'off')
  const buffers = new Buffers(guest, device.workload, postedBuffers(device, guest.vcpus))
  const iotlb = new Iotlb(host.iommu.entries, host.iommu.ways)
  const cache = new PageCache(host)
  const backing = host.devices[device.backing]
  const store = new Store(backing, deviceCard(backing.model))
  const leaf = leafBytes(guest.pages)
  return {
    translated,
    polls: backendPlans(guest, device, host.cores).some((backend) => backend.poll > 0),
    company: companyAtRest(device),
    misses(bytes, offset) {
      if (!translated) return 0
      // Addresses made for this request, which nobody remembers.
      if (mapped) return Math.ceil(bytes / PAGE)
      let misses = 0
      let last = -1
      for (let page = 0; page < Math.ceil(bytes / PAGE); page++) {
        const number = Math.floor(buffers.at(0, Math.floor(offset / PAGE) + page) / leaf)
        if (number !== last && !iotlb.touch(0, number)) misses++
        last = number
      }
      return misses
    },
    far: farAtRest(host, guest, device),
    background: cache.background,
    medium: (bytes, offset) => store.lacks(0, offset, bytes),
    missing: (bytes, offset) =>
      cache.touch(0, offset, bytes, readAhead(device.workload.pattern === 'sequential')),
  }
}

/** Whoever adapts begins somewhere. */
function companyAtRest(device: VirtualDevice): Nanos {
  if (device.adaptive && adaptable(device)) return firstWait(device.workload.op)
  return device.coalesceFrames > 1 ? device.coalesceUs * 1000 : 0
}

/** Pinned threads are where they are pinned, and those that float begin near their guest's memory. */
function farAtRest(host: Host, guest: Guest, device: VirtualDevice): AtRest['far'] {
  const near = memoryNode(host, guest)
  const nodeOf = (pin: number): number => (pin < 0 ? near : nodeOfCore(host, pin))
  const [backend] = backendPlans(guest, device, host.cores)
  const pins: Partial<Record<Role, number>> = {
    vcpu: guest.pin,
    vmm: guest.vmmPin,
    worker: guest.vmmPin,
    backend: backend?.pin ?? guest.vmmPin,
  }
  const taker = datasheet(device.controller).direct ? guest.pin : (pins.backend as number)
  const [first = device.irqCore] = device.irqCores
  const interrupted = nodeOf(first < 0 ? taker : first)
  return (on) =>
    on === 'core'
      ? interrupted !== deviceNode(host, device.backing)
      : pins[on] !== undefined && nodeOf(pins[on]) !== near
}
