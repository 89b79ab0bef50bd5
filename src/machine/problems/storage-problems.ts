/** What cannot be of dirty pages, of disks' own caches, and of mixed requests. Each problem says why, and what would do. */
import { datasheet, kindOf } from '../controllers/index.ts'
import { deviceCard } from '../hardware/devices.ts'
import type { Host, VirtualDevice } from '../host/host.ts'
import { MIB } from '../units.ts'
import { sizeProblem } from './queue-problems.ts'

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
  const { mix, flush } = device.workload
  const kind = kindOf(device)
  if (kind !== 'disk' && (mix !== undefined || flush !== undefined))
    say(`${path}.workload`, 'mix and flush are for disks: leave them out')
  if (mix !== undefined && !(Number.isInteger(mix) && mix >= 0 && mix <= 100))
    say(`${path}.workload.mix`, `the share of writes is 0 to 100 percent, not ${mix}`)
  if (flush !== undefined && !(Number.isInteger(flush) && flush >= 1))
    say(`${path}.workload.flush`, `a flush comes after one write or more, not ${flush}`)
  if (kind === 'disk' && flush !== undefined && datasheet(device.controller).flush === undefined)
    say(`${path}.workload.flush`, `${datasheet(device.controller).title} has no flush: leave it out`)
  sizesProblems(device, path, say)
  phasesProblems(device, path, say)
}

function sizesProblems(device: VirtualDevice, path: string, say: Say): void {
  const { sizes, bytes } = device.workload
  if (sizes === undefined) return
  const kind = kindOf(device)
  if (kind === 'display') {
    say(`${path}.workload`, 'sizes are for disks and network cards: leave them out')
    return
  }
  if (sizes.length < 1 || sizes.length > 8)
    say(`${path}.workload.sizes`, `1 to 8 sizes are drawn from, not ${sizes.length}`)
  if (!sizes.some((size) => size.bytes === bytes))
    say(
      `${path}.workload.sizes`,
      `the size that is drawn on the bench, ${bytes} bytes, is one of them: add it or change bytes`,
    )
  for (const size of sizes) {
    if (!(size.weight >= 1))
      say(`${path}.workload.sizes`, `a size has a weight of 1 or more, not ${size.weight}`)
    if (kind === 'disk' && !isDiskRequest(size.bytes))
      say(
        `${path}.workload.sizes`,
        `a disk request has 512 bytes to 4 MiB in sectors of 512, not ${size.bytes}`,
      )
    if (kind === 'nic') {
      const problem = sizeProblem(device, size.bytes)
      if (problem !== undefined) say(`${path}.workload.sizes`, problem)
    }
  }
}

/** Sectors, and no more than a driver splits. */
export function isDiskRequest(bytes: number): boolean {
  return bytes % 512 === 0 && bytes >= 512 && bytes <= 4 * MIB
}

function phasesProblems(device: VirtualDevice, path: string, say: Say): void {
  const { phases, mix, sizes, op, bytes } = device.workload
  if (phases === undefined) return
  const at = `${path}.workload.phases`
  if (kindOf(device) !== 'disk') say(at, 'phases are for disks: leave them out')
  if (mix !== undefined || sizes !== undefined)
    say(at, 'each phase says what it asks for: leave mix and sizes out, or phases')
  if (phases.length < 1 || phases.length > 16)
    say(at, `1 to 16 phases follow each other, not ${phases.length}`)
  const [first] = phases
  if (first !== undefined && (first.op !== op || first.bytes !== bytes))
    say(
      at,
      `the bench draws the first phase: set op to ${first.op} and bytes to ${first.bytes}, not ${op} and ${bytes}`,
    )
  for (const phase of phases) {
    if (!isDiskRequest(phase.bytes))
      say(at, `a disk request has 512 bytes to 4 MiB in sectors of 512, not ${phase.bytes}`)
    if (phase.op !== 'read' && phase.op !== 'write') say(at, `a phase reads or writes; it cannot ${phase.op}`)
    if (!(Number.isInteger(phase.requests) && phase.requests >= 1))
      say(at, `a phase has one request or more, not ${phase.requests}`)
  }
}
