/**
 * Memory that may not move while a device may reach it, and how much of it a process may lock (RLIMIT_MEMLOCK). VFIO locks all
 * of a guest's memory when a device is given to it whole, and counts it for each address space anew: devices without an IOMMU of
 * the guest share one, each behind one has its own, which is all of memory until the guest has set its unit up. A process that
 * drives an NVMe SSD itself has one more. Where the limit is lower, the mapping fails, and the VMM does not start.
 *
 * Sources: Linux, drivers/vfio/vfio_iommu_type1.c (ENOMEM beyond the limit, which is 8 MiB since Linux 5.16 and was 64 KiB);
 * QEMU, hw/vfio and util/vfio-helpers.c; KubeVirt pull request 17805 (with an IOMMU of the guest, as often as there are devices).
 *
 * Not modelled: what else the process locks; limits of a user instead of a process (iommufd).
 */
import { datasheet } from '../controllers/index.ts'
import type { Guest, HostEvent, VirtualDevice } from '../host/host.ts'
import { sizeText } from '../units.ts'

/** A driver in the guest's own process maps all of its memory for the device. */
function drivenByProcess({ controller, backend }: VirtualDevice): boolean {
  return datasheet(controller).backends !== undefined && backend === 'nvme-user'
}

/** Whether memory of the guest is locked for this device. */
export function locksMemory(device: VirtualDevice): boolean {
  return device.controller === 'vfio-pci' || device.controller === 'mdev' || drivenByProcess(device)
}

/** Bytes that the guest's process locks for these devices. */
function lockedBytes({ memory, balloon }: Guest, devices: readonly VirtualDevice[]): number {
  const locking = devices.filter(locksMemory)
  const own = locking.filter((device) => device.guestIommu !== 'off' || drivenByProcess(device)).length
  return (own + (locking.length > own ? 1 : 0)) * (memory - balloon)
}

/** Why these devices cannot all be there; undefined: they can. */
function refusal(guest: Guest, devices: readonly VirtualDevice[]): string | undefined {
  const bytes = lockedBytes(guest, devices)
  if (guest.memlock === 0 || bytes <= guest.memlock) return undefined
  return `VFIO_MAP_DMA failed: Cannot allocate memory (-12); the devices that reach its memory want ${sizeText(bytes)} of it locked, and its process may lock ${sizeText(guest.memlock)}`
}

function comesLater(guest: Guest, { id }: VirtualDevice, events: readonly HostEvent[]): boolean {
  return events.some((one) => one.kind === 'hotplug' && one.guest === guest.id && one.device === id)
}

/** Why the guest's VMM does not start; undefined: it does. */
export function lockFailure(guest: Guest, events: readonly HostEvent[]): string | undefined {
  return refusal(
    guest,
    guest.devices.filter((device) => !comesLater(guest, device, events)),
  )
}

/** Why a device that comes later cannot come; undefined: it can. */
export function plugFailure(guest: Guest, events: readonly HostEvent[]): string | undefined {
  return lockFailure(guest, events) === undefined ? refusal(guest, guest.devices) : undefined
}
