/** What of real memory a real device reaches on behalf of a flow, by the tables alone. Read off the host. */
import { datasheet, seesDevice } from '../controllers/index.ts'
import { deviceCard } from '../hardware/devices.ts'
import type { Host, VirtualDevice } from '../host/host.ts'
import { drivenInProcess, mappingMode } from '../iommu/mapping-mode.ts'

/**
 * nothing: there is no device that accesses memory. everything: no table holds it back. own: the memory of its guest, or of the
 * process that drives it, mapped for good. mapped: what its driver maps for each request. bounced: buffers that stay mapped,
 * which its driver copies through.
 */
export type DeviceReach = 'nothing' | 'everything' | 'own' | 'mapped' | 'bounced'

/** Whether the guest itself, and not its host, tells the real device addresses. */
export function guestDrives({ controller }: VirtualDevice): boolean {
  return seesDevice(controller)
}

export function reachOf(host: Host, device: VirtualDevice): DeviceReach {
  const { kind, ends } = deviceCard(host.devices[device.backing].model)
  if (kind === 'display' || ends !== undefined) return 'nothing'
  if (mappingMode(host, device) !== 'none')
    return device.bounce && datasheet(device.controller).direct ? 'bounced' : 'mapped'
  if (device.controller === 'vfio-pci') return host.iommu.mode === 'translated' ? 'own' : 'everything'
  if (drivenInProcess(device)) return host.iommu.mode === 'off' ? 'everything' : 'own'
  return 'everything'
}
