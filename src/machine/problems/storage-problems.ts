/** What cannot be of dirty pages, of disks' own caches, and of mixed requests. Each problem says why, and what would do. */
import { datasheet, kindOf } from '../controllers/index.ts'
import { deviceCard } from '../hardware/devices.ts'
import type { Host, VirtualDevice } from '../host/host.ts'
import { MIB } from '../units.ts'

type Say = (path: string, message: string) => void

export function storageProblems(host: Host, say: Say): void {
  const { background, limit } = host.dirty
  if (!(background >= 0 && limit <= 100 && background <= limit))
    say(
      'dirty',
      `write-backs begin before writers have to wait: background ${background} % is to be at most limit ${limit} %, both within 0 to 100`,
    )
  for (const [name, device] of Object.entries(host.devices))
    if (device.writeCache !== undefined && deviceCard(device.model).kind !== 'disk')
      say(`devices.${name}.writeCache`, `a ${deviceCard(device.model).title} keeps no writes: leave it out`)
}

export function mixProblems(device: VirtualDevice, path: string, say: Say): void {
  const { mix, sizes, flush, bytes } = device.workload
  const disk = kindOf(device) === 'disk'
  if (!disk && (mix !== undefined || sizes !== undefined || flush !== undefined))
    say(`${path}.workload`, 'mix, sizes and flush are for disks: leave them out')
  if (mix !== undefined && !(Number.isInteger(mix) && mix >= 0 && mix <= 100))
    say(`${path}.workload.mix`, `the share of writes is 0 to 100 percent, not ${mix}`)
  if (flush !== undefined && !(Number.isInteger(flush) && flush >= 1))
    say(`${path}.workload.flush`, `a flush comes after one write or more, not ${flush}`)
  if (disk && flush !== undefined && datasheet(device.controller).flush === undefined)
    say(`${path}.workload.flush`, `${datasheet(device.controller).title} has no flush: leave it out`)
  if (sizes === undefined) return
  if (sizes.length < 1 || sizes.length > 8)
    say(`${path}.workload.sizes`, `1 to 8 sizes are drawn from, not ${sizes.length}`)
  if (!sizes.some((size) => size.bytes === bytes))
    say(
      `${path}.workload.sizes`,
      `the size that is drawn on the bench, ${bytes} bytes, is one of them: add it or change bytes`,
    )
  for (const size of sizes)
    if (size.bytes % 512 !== 0 || size.bytes < 512 || size.bytes > 4 * MIB || !(size.weight >= 1))
      say(
        `${path}.workload.sizes`,
        `a disk request has 512 bytes to 4 MiB in sectors of 512, and a weight of 1 or more, not ${size.bytes} with ${size.weight}`,
      )
}
