/** What the picture of the host says of a lane in words: its threads, its devices, how they interrupt, what they reach. */
import { guestDrives, type Run, reachOf } from '../../machine/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import { deviceOf, type Lane } from '../views/host-lanes.ts'

/** Threads that serve a lane, without its name before theirs; busiest first. */
export function threadsOf(run: Run, lane: Lane, kernel: boolean): readonly string[] {
  const flows = lane.flows.map((flow) => run.flows[flow])
  const inKernel = (id: string) =>
    flows.some((flow) => flow.id === id && deviceOf(run, flow)?.backend === 'vhost')
  const threads = run.threads.flatMap(({ name, owner, nanos }) => {
    const own = flows.find(({ guest }) => guest === owner)
    if (own === undefined || nanos === 0 || /^v?CPU /.test(name.slice(owner.length + 1))) return []
    const [id] = name.split(' ')
    const ofDevice = id.includes('.')
    if (ofDevice && !flows.some((flow) => flow.id === id)) return []
    if ((ofDevice && inKernel(id)) !== kernel) return []
    return [{ name: plainLine(name.slice(id.length + 1)), share: nanos / run.duration }]
  })
  const [first, ...more] = threads.sort((one, other) => other.share - one.share)
  if (first === undefined) return ['']
  const busy = [first, ...more].map(({ name, share }) => words.pictures.busy(name, Math.round(share * 100)))
  return [busy.join(', '), busy.slice(0, 2).join(', '), busy[0], first.name]
}

export function vcpusOf(run: Run, lane: Lane): readonly string[] {
  const guests = new Set(lane.flows.map((flow) => run.flows[flow].guest))
  const own = run.host.guests.filter(({ id }) => guests.has(id))
  const count = own.reduce((sum, { vcpus }) => sum + vcpus, 0)
  const native = own.some(({ devices }) => devices.some(({ controller }) => controller === 'bare-metal'))
  return [native ? words.pictures.cpus(count) : words.pictures.vcpus(count)]
}

/** What all flows of a lane have in common; else that they differ. */
export function common(lane: Lane, of: (flow: number) => string): readonly string[] {
  const all = new Set(lane.flows.map(of))
  const [first] = all
  return all.size === 1 ? [first] : [words.pictures.several]
}

export function modelOf(run: Run, flow: number): string {
  const backing = deviceOf(run, run.flows[flow])?.backing ?? ''
  return run.host.devices[backing]?.model ?? ''
}

export function interruptOf(run: Run, flow: number): string {
  const device = deviceOf(run, run.flows[flow])
  if (device === undefined || device.controller === 'bare-metal') return words.pictures.taken
  return device.delivery === 'posted' && guestDrives(device) ? words.pictures.posted : words.pictures.injected
}

export function reachSaid(run: Run, flow: number): string {
  const device = deviceOf(run, run.flows[flow])
  if (device === undefined) return ''
  const reach = reachOf(run.host, device)
  return reach === 'everything' && !guestDrives(device)
    ? words.pictures.reach.byHost
    : words.pictures.reach[reach]
}
