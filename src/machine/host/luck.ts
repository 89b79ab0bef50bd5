/** Does chance have a say in what a host does? If not, every seed gives the same run. */
import type { Host, Workload } from './host.ts'

/** Where a request lies on its disk, when it comes, and what it asks: the only things that are drawn by seed. */
function draws({ pattern, every, mix, sizes }: Workload): boolean {
  return pattern !== 'sequential' || every !== undefined || mix !== undefined || sizes !== undefined
}

export function drawsLuck(host: Host): boolean {
  return host.guests.some((guest) => guest.devices.some((device) => draws(device.workload)))
}
