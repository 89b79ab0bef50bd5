/** Who maps for each request, and how it takes mappings back. Read off the host; assemble.ts and the datasheets ask here. */
import { datasheet, seesDevice } from '../controllers/index.ts'
import { deviceCard } from '../hardware/devices.ts'
import type { Host, VirtualDevice } from '../host/host.ts'

export type MappingMode = 'none' | 'strict' | 'lazy' | 'caching'

/** Drivers in a process, whose memory is mapped for good. */
const IN_PROCESS: readonly VirtualDevice['backend'][] = ['vhost-user', 'nvme-user']

/**
 * Whether a process of the bare host drives the disk (SPDK): by VFIO it has a domain for its memory, mapped for good, also
 * where the kernel's own devices have none (identity, Linux' iommu=pt).
 */
export function drivenInProcess({ controller, driver }: VirtualDevice): boolean {
  return controller === 'bare-metal' && driver === 'user-polling'
}

/** Whether the host's own kernel drives the disk behind this device, and maps each request for it. */
function hostMaps({ iommu, devices, hypervisor }: Host, device: VirtualDevice): boolean {
  const { controller, backend, backing } = device
  const { kind, ends } = deviceCard(devices[backing].model)
  const own = kind === 'disk' && ends === undefined && !seesDevice(controller)
  const inProcess = datasheet(controller).backends !== undefined && IN_PROCESS.includes(backend)
  return own && !inProcess && iommu.passthrough === false && hypervisor === 'kvm'
}

/** The guest's own for a device given whole; the host's for a device that it drives itself, where the unit translates. */
export function mappingMode(host: Host, device: VirtualDevice): MappingMode {
  if (host.iommu.mode !== 'translated' || drivenInProcess(device)) return 'none'
  if (device.controller === 'bare-metal' || hostMaps(host, device)) return host.iommu.invalidation ?? 'strict'
  if (device.controller !== 'vfio-pci' || device.guestIommu === 'off' || device.guestIommu === 'pt')
    return 'none'
  // A unit that remembers empty entries is told of all, whatever its driver was asked for.
  return device.guestIommuModel === 'amd' ? 'caching' : device.guestIommu
}
