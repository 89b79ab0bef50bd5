/** Room for travellers: how many requests, commands and batches of a host can be under way at once. */
import { datasheet, kindOf } from '../controllers/index.ts'
import { habitsOf } from '../hardware/drivers.ts'
import type { Host, VirtualDevice } from '../host/host.ts'
import { Kinds } from '../path/kinds.ts'
import { KIB } from '../units.ts'
import { stormyLines } from './storm.ts'

/** The kernel's events name a traveller in 16 bits. */
export const MOST_TRAVELLERS = 65_536
/** Requests of an open workload under way; more find no place, as in a full queue of packets, and are dropped. */
export const BACKLOG = 512
/** Write-backs of one disk under way; what is written meanwhile waits in the page cache. */
export const WRITE_BACKS = 64
/** Acknowledgements of one flow under way. */
export const ACKNOWLEDGEMENTS = 64
/** A screen is drawn anew so long after its first change: QEMU's GUI_REFRESH_INTERVAL_DEFAULT. */
export const REFRESH_NANOS = 30_000_000
/** Packets that a hosted VMM holds back at most: with the third it leaves for the host (Sugerman et al.). */
export const SENDS_TOGETHER = 3
/** The smallest limit of any controller but those that say less, LBA28's: no request has more commands than these. Bytes. */
const LEAST_COMMAND = 128 * KIB

/** @param system the largest request of the guest's system */
function ofDevice(device: VirtualDevice, vcpus: number, system: number): number {
  const { depth, every } = device.workload
  const bytes = new Kinds(device.workload).largest
  const { largest } = datasheet(device.controller)
  const least = Math.min(LEAST_COMMAND, largest, system)
  const commands = kindOf(device) !== 'disk' ? 0 : Math.ceil(bytes / least) + 1
  return (every === undefined ? depth : BACKLOG) * (1 + commands) + WRITE_BACKS + 2 * vcpus + 3
}

/** An upper bound. */
export function travellers(host: Host): number {
  return host.guests.reduce(
    (sum, guest) =>
      guest.devices.reduce(
        (more, device) => more + ofDevice(device, guest.vcpus, habitsOf(guest.os).largest),
        // A tick, and what stops it.
        sum + (guest.tick > 0 ? 2 * guest.vcpus : 0),
      ),
    host.events.filter((event) => event.kind === 'noisy' || event.kind === 'migrate').length +
      stormyLines(host).size,
  )
}
