/**
 * Drivers that can be added to a system: by a floppy at its installation (F6), a vendor's disk, an ISO of the VMM. A driver
 * that is added is there for whatever comes later. For the disk that the system boots from it has to be started with the
 * system, and a system starts so early only what it has seen: a device of this kind at an earlier boot. A second disk,
 * of any size, for one boot does it.
 *
 * Sources: the systems that virtio-win names (viostor and NetKVM from XP on, vioscsi from Vista on), VMware's tools and F6
 * floppies (pvscsi, vmxnet3, BusLogic for XP), the packages of Intel, LSI and Realtek for systems of their time,
 * Microsoft's update for NVMe in Windows 7, virtio as distributions carried it back to 2.6.9 and 2.6.18.
 *
 * Not modelled: drivers of the box that are not started at boot either (AHCI in Windows 7 installed on IDE), signatures,
 * the time that adding one takes.
 */
import { datasheet, kindOf } from '../controllers/index.ts'
import type { ControllerId, Guest, HostEvent, OsId, VirtualDevice } from '../host/host.ts'
import { hasDriver, osTitle } from './drivers.ts'
import { lockFailure } from './locked-memory.ts'

const FOR: Readonly<Record<OsId, readonly ControllerId[]>> = {
  'nt-4': ['lsi53c895a', 'rtl8139', 'e1000'],
  'windows-2000': ['lsi53c895a', 'mptsas1068', 'ahci', 'e1000'],
  'windows-xp': [
    ...(['buslogic', 'lsi53c895a', 'mptsas1068', 'megasas', 'ahci', 'pvscsi', 'virtio-blk'] as const),
    ...(['e1000', 'vmxnet3', 'virtio-net'] as const),
  ],
  'windows-2003': [
    ...(['mptsas1068', 'megasas', 'ahci', 'pvscsi', 'virtio-blk'] as const),
    ...(['e1000e', 'vmxnet3', 'virtio-net'] as const),
  ],
  'windows-7': ['pvscsi', 'virtio-blk', 'virtio-scsi', 'nvme', 'vmxnet3', 'virtio-net'],
  'linux-2.4': [],
  'linux-2.6': ['pvscsi', 'virtio-blk', 'e1000e', 'vmxnet3', 'virtio-net'],
  'linux-6': [],
}

/** Every controller that some system has no driver for in its box, and that somebody wrote one for. */
export const ADDED_DRIVERS: readonly ControllerId[] = [...new Set(Object.values(FOR).flat())]

/** Controllers that drivers can be added for. */
export function addable(os: OsId): readonly ControllerId[] {
  return FOR[os]
}

/** Whether the guest has a driver, of the box or added. */
export function drives(guest: Guest, controller: ControllerId): boolean {
  return hasDriver(guest.os, controller) || guest.drivers.includes(controller)
}

/** The disk that the guest boots from: its first that is there when it begins. */
export function bootDisk(guest: Guest, events: readonly HostEvent[]): VirtualDevice | undefined {
  const later = events.filter((event) => event.kind === 'hotplug' && event.guest === guest.id)
  return guest.devices.find(
    (device) =>
      kindOf(device) === 'disk' && !later.some((event) => 'device' in event && event.device === device.id),
  )
}

/** Whether all that the guest has no driver for are network cards, and its disks are there: it boots, without a network. */
export function lacksNetwork(guest: Guest, events: readonly HostEvent[]): boolean {
  const known = guest.devices.filter((device) => drives(guest, device.controller))
  const missing = guest.devices.filter((device) => !known.includes(device))
  return (
    missing.length > 0 &&
    lockFailure(guest, events) === undefined &&
    missing.every((device) => kindOf(device) !== 'disk') &&
    bootFailure({ ...guest, devices: known }, events) === undefined
  )
}

/** Why a guest does not boot; undefined: it does. */
export function bootFailure(guest: Guest, events: readonly HostEvent[]): string | undefined {
  const locked = lockFailure(guest, events)
  if (locked !== undefined) return locked
  const missing = guest.devices.find((device) => !drives(guest, device.controller))
  if (missing !== undefined)
    return `${osTitle(guest.os)} has no driver for ${datasheet(missing.controller).title}`
  const disk = bootDisk(guest, events)
  if (
    disk === undefined ||
    hasDriver(guest.os, disk.controller) ||
    guest.bootDrivers.includes(disk.controller)
  )
    return undefined
  return `${osTitle(guest.os)} does not find its boot disk: the driver for ${datasheet(disk.controller).title} is there, and starts too late, since no device of this kind was there at an earlier boot`
}
