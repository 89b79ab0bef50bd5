/** Who maps for each request, and how it takes mappings back. Read off the host; assemble.ts and the datasheets ask here. */
import { datasheet, kindOf, seesDevice } from '../controllers/index.ts'
import { deviceCard } from '../hardware/devices.ts'
import type { Guest, Host, VirtualDevice } from '../host/host.ts'
import { REACH } from '../memory/reach.ts'

export type MappingMode = 'none' | 'strict' | 'lazy' | 'caching' | 'optimistic'

/** Drivers in a process, whose memory is mapped for good. */
const IN_PROCESS: readonly VirtualDevice['backend'][] = ['vhost-user', 'nvme-user']

/**
 * Whether a process of the bare host drives the disk (SPDK): by VFIO it has a domain for its memory, mapped for good, also
 * where the kernel's own devices have none (identity, Linux' iommu=pt).
 */
export function drivenInProcess({ controller, driver }: VirtualDevice): boolean {
  return controller === 'bare-metal' && driver === 'user-polling'
}

/** Whether the host's own kernel drives the disk or the card behind this device. */
function hostDrives({ devices, hypervisor }: Host, device: VirtualDevice): boolean {
  const { controller, backend, backing } = device
  const { kind, ends } = deviceCard(devices[backing].model)
  const own = kind !== 'display' && ends === undefined && !seesDevice(controller)
  const inProcess = datasheet(controller).backends !== undefined && IN_PROCESS.includes(backend)
  return own && !inProcess && hypervisor === 'kvm'
}

/** … and maps each request for it. */
function hostMaps(host: Host, device: VirtualDevice): boolean {
  return hostDrives(host, device) && host.iommu.passthrough === false
}

/**
 * Whether the real device behind this one is told addresses that may be more than it can say. A guest's own driver tells it those
 * of the guest, the host's driver real ones; where requests are mapped, theirs are low, as is a confidential guest's pool.
 */
export function isNarrow(host: Host, guest: Guest, device: VirtualDevice): boolean {
  const { controller, driver } = device
  if (host.devices[device.backing].dmaBits !== 32) return false
  if (mappingMode(host, device) !== 'none' || guest.confidential) return false
  if (controller === 'vfio-pci') return guest.memory > REACH
  // What a card of the host sends and receives for a guest lies in the host's own memory, at its bottom.
  const lies = kindOf(device) === 'disk' && hostDrives(host, device)
  const kernel = controller === 'bare-metal' ? driver !== 'user-polling' : lies
  return kernel && host.memory > REACH
}

/** Translations that the real device behind this one remembers itself; 0: its addresses pass no unit, or it is not let. */
export function translationsOf(host: Host, device: VirtualDevice): number {
  const { mode, ats } = host.iommu
  if (mode !== 'translated' || ats !== true) return 0
  if (device.controller !== 'vfio-pci' && mappingMode(host, device) === 'none') return 0
  return host.devices[device.backing].ats ?? 0
}

/** The guest's own for a device given whole; the host's for a device that it drives itself, where the unit translates. */
export function mappingMode(host: Host, device: VirtualDevice): MappingMode {
  if (host.iommu.mode !== 'translated') return 'none'
  if (device.driver === 'user-polling' && seesDevice(device.controller)) return 'none'
  if (device.controller === 'bare-metal' || hostMaps(host, device)) return host.iommu.invalidation ?? 'strict'
  if (device.controller !== 'vfio-pci' || device.guestIommu === 'off' || device.guestIommu === 'pt')
    return 'none'
  // A unit that remembers empty entries is told of all, whatever its driver was asked for.
  return device.guestIommuModel === 'amd' ? 'caching' : device.guestIommu
}
