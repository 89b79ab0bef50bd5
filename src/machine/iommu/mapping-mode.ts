/** Who maps for each request, and how it takes mappings back. Read off the host; assemble.ts and the datasheets ask here. */
import type { Host, VirtualDevice } from '../host/host.ts'

export type MappingMode = 'none' | 'strict' | 'lazy' | 'caching'

/** The guest's own for a device given whole; the host's for a device that it drives itself, where the unit translates. */
export function mappingMode(host: Pick<Host, 'iommu'>, device: VirtualDevice): MappingMode {
  if (host.iommu.mode !== 'translated') return 'none'
  if (device.controller === 'bare-metal') return host.iommu.invalidation ?? 'strict'
  if (device.controller !== 'vfio-pci' || device.guestIommu === 'off' || device.guestIommu === 'pt')
    return 'none'
  // A unit that remembers empty entries is told of all, whatever its driver was asked for.
  return device.guestIommuModel === 'amd' ? 'caching' : device.guestIommu
}
