/** A machine at rest: what its tables answer the first request, when nothing is remembered and nobody else is there. */

import { adaptable, datasheet } from '../controllers/index.ts'
import { interruptCores } from '../engine/interrupt-cores.ts'
import { firstWait } from '../engine/moderation.ts'
import { backendPlans, postedBuffers } from '../engine/queues.ts'
import { deviceCard } from '../hardware/devices.ts'
import type { Guest, Host, VirtualDevice } from '../host/host.ts'
import { deviceNode, memoryNode, nodeOfCore } from '../host/nodes.ts'
import { leafBytes } from '../iommu/iommu.ts'
import { Iotlb } from '../iommu/iotlb.ts'
import { drivenInProcess, mappingMode, translationsOf } from '../iommu/mapping-mode.ts'
import { Buffers } from '../memory/buffers.ts'
import { MemoryMap } from '../memory/memory.ts'
import { PageCache, readAhead } from '../memory/page-cache.ts'
import { pagesBeyond, pagesInReach } from '../memory/reach.ts'
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
  const reached = pagesInReach(device, new MemoryMap(host).baseOf(guest.id))
  const remembers = translated ? translationsOf(host, device) : 0
  // Each question finds what its own earlier ones left.
  const [own, beside] = [0, 1].map(() => (remembers > 0 ? new Iotlb(remembers) : undefined))
  const leavesOf = (bytes: number, offset: number): readonly number[] =>
    Array.from({ length: Math.ceil(bytes / PAGE) }, (_, page) =>
      Math.floor(buffers.at(0, Math.floor(offset / PAGE) + page) / leaf),
    ).filter((number, index, all) => number !== all[index - 1])
  return {
    translated,
    polls: backendPlans(guest, device, host.cores).some((backend) => backend.poll > 0),
    company: companyAtRest(device),
    misses(bytes, offset) {
      if (!translated) return 0
      // Addresses made for this request, which nobody remembers.
      if (mapped) return Math.ceil(bytes / PAGE)
      return leavesOf(bytes, offset).filter((number) => !knows(own, number) && !iotlb.touch(0, number)).length
    },
    asked(bytes, offset) {
      if (remembers === 0) return 0
      if (mapped) return 1
      return leavesOf(bytes, offset).filter((number) => !knows(beside, number)).length > 0 ? 1 : 0
    },
    beyond: (bytes, offset) => pagesBeyond(buffers, reached, 0, offset, bytes),
    far: farAtRest(host, guest, device),
    background: cache.background,
    medium: (bytes, offset) => store.lacks(0, offset, bytes),
    missing: (bytes, offset) =>
      cache.touch(0, offset, bytes, readAhead(device.workload.pattern === 'sequential')),
  }
}

/** Whether a device remembers this translation itself; it does from now on, where it can. */
function knows(own: Iotlb | undefined, leaf: number): boolean {
  return own?.touch(0, leaf) === true
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
  const index = host.guests.flatMap(({ devices }) => devices).indexOf(device)
  const [first] = interruptCores(host, guest, device, index)
  const interrupted = nodeOf(first < 0 ? taker : first)
  return (on) =>
    on === 'core'
      ? interrupted !== deviceNode(host, device.backing)
      : pins[on] !== undefined && nodeOf(pins[on]) !== near
}
