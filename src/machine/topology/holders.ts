/** Who holds the real devices: the host that drives them itself, or guests and processes that were given them whole. */
import { datasheet } from '../controllers/index.ts'
import type { Host } from '../host/host.ts'
import { drivenInProcess } from '../iommu/mapping-mode.ts'

/** Who holds each device that is in use: a guest that has it whole, or the host. */
export function holdersOf(host: Host): ReadonlyMap<string, string> {
  const holders = new Map<string, string>()
  for (const guest of host.guests)
    for (const device of guest.devices)
      if (!holders.has(device.backing))
        holders.set(
          device.backing,
          datasheet(device.controller).direct &&
            (device.controller !== 'bare-metal' || drivenInProcess(device))
            ? guest.id
            : 'host',
        )
  return holders
}
