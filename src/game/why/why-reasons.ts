/** What steps of a request come of: settings of the host, named by the knob that decides them. */
import {
  catalogue,
  type Flow,
  type Guest,
  type Host,
  knobCards,
  type Row,
  readKnob,
  type VirtualDevice,
} from '../../machine/index.ts'
import { words } from '../../text/ui-words.ts'
import type { Reason } from './why.ts'
import { sizeText } from './why-text.ts'

export interface Owner {
  readonly host: Host
  readonly guest: Guest
  readonly device: VirtualDevice
  readonly flow: Flow
  /** Its time is partly waiting for others: something overlaps. */
  readonly waits?: boolean
}

export function ownerOf(host: Host, flow: Flow): Owner | undefined {
  const guest = host.guests.find((one) => one.id === flow.guest)
  const device = guest?.devices.find((one) => one.id === flow.device)
  return guest === undefined || device === undefined ? undefined : { host, guest, device, flow }
}

/** A sentence, with the knob and its value where the host has that knob. */
export function reason(host: Host, text: string, key?: string): Reason {
  const value = key === undefined ? undefined : readKnob(host, key)
  if (key === undefined || value === undefined) return { text }
  const meaning = meaningOf(host, key, value)
  return { text, setting: `${key} ${value}`, ...(meaning === '' ? {} : { meaning }) }
}

/** Of a number that stands for something else, what it means in the words of its knob. */
function meaningOf(host: Host, key: string, value: string): string {
  if (!value.startsWith('-') && !(value === '0' && key.endsWith('.queues'))) return ''
  return (
    knobCards(host)
      .find((card) => card.key === key)
      ?.about(value) ?? ''
  )
}

function ofDevice({ host, flow }: Owner, text: string, knob: string): Reason {
  return reason(host, text, `${flow.id}.${knob}`)
}

function isDirect({ controller }: VirtualDevice): boolean {
  return controller === 'vfio-pci' || controller === 'bare-metal'
}

/** How many are under way at once, and why no more. */
export function inFlightReasons(owner: Owner): readonly Reason[] {
  const { device } = owner
  const { depth, every } = device.workload
  const say = words.why.because
  const card = catalogue.find((one) => one.id === device.controller)
  if (every !== undefined) return [ofDevice(owner, say.paced(nanosOf(every)), 'every')]
  const asked = ofDevice(
    owner,
    depth > 1 ? say.depth(depth) : owner.waits ? say.oneOwn : say.depthOne,
    'depth',
  )
  if (depth === 1 || card === undefined || card.queue >= depth || isDirect(device)) return [asked]
  const most = card.queue === 1 ? say.oneCommand(card.id) : say.slots(card.id, card.queue)
  return [asked, ofDevice(owner, most, 'controller')]
}

function nanosOf(nanos: number): string {
  return nanos < 1_000_000 ? `${(nanos / 1000).toFixed(1)} µs` : `${(nanos / 1_000_000).toFixed(2)} ms`
}

/** Why a request is several commands. */
export function commandReasons(owner: Owner): readonly Reason[] {
  const { device, flow } = owner
  if (flow.commands < 2) return []
  const say = words.why.because
  const text = say.commands(flow.commands, sizeText(Math.ceil(flow.bytes / flow.commands)))
  const narrow = device.controller.startsWith('ide') && device.addressing === 'lba28'
  return narrow
    ? [ofDevice(owner, text, 'controller'), ofDevice(owner, say.lba28, 'addressing')]
    : [ofDevice(owner, text, 'controller')]
}

/** Why the guest is stopped here. */
export function exitReasons(owner: Owner, counts: Row['counts'], place: Row['place']): readonly Reason[] {
  const say = words.why.because
  const { host, device } = owner
  switch (counts) {
    case 'trap-read':
    case 'trap-write': {
      const text = place === 'kvm' ? say.doorbell : say.registers(device.controller)
      return [ofDevice(owner, text, 'controller')]
    }
    case 'string':
      return [ofDevice(owner, say.string, 'controller')]
    case 'eoi':
      return host.apicv ? [ofDevice(owner, say.eoi, 'interrupt')] : [reason(host, say.eoi, 'host.apicv')]
    case 'interrupt-exit':
      return [ofDevice(owner, say.interrupt, isDirect(device) ? 'delivery' : 'interrupt')]
    case 'world-switch':
      return [{ text: say.worldSwitch }]
    case 'page-fault':
      return [{ text: say.pageFault }]
    case 'irqchip':
      return [{ text: say.eoi }]
    case 'interrupt':
    case 'invalidation':
    case undefined:
      return []
  }
}

/** Why a CPU moves the bytes here. */
export function copyReasons(owner: Owner, { place }: Pick<Row, 'place'>): readonly Reason[] {
  const say = words.why.because
  const { guest, device, flow } = owner
  if (device.controller === 'ide-pio')
    return place === 'host' ? hostCopy(owner) : [ofDevice(owner, say.string, 'controller')]
  const packets = flow.op === 'tx' || flow.op === 'rx' || flow.op === 'rr'
  if (place === 'os' || place === 'app')
    return guest.confidential
      ? [{ text: say.sealed }]
      : device.bounce
        ? [ofDevice(owner, say.bounce, 'bounce')]
        : [ofDevice(owner, say.modelCopies(device.controller), 'controller')]
  if (place === 'host' && packets) return [ofDevice(owner, say.tap, 'backend')]
  if (place === 'host') return hostCopy(owner)
  return [ofDevice(owner, say.modelCopies(device.controller), 'controller')]
}

/** A disk's bytes, in the host: through its page cache, or around what its device does not reach. */
function hostCopy(owner: Owner): readonly Reason[] {
  const { device, host } = owner
  const say = words.why.because
  return device.cache !== 'none' && device.cache !== 'directsync'
    ? [ofDevice(owner, say.pageCache, 'cache')]
    : [reason(host, say.bounce, 'host.iommu.mode')]
}

function coreReasons({ host }: Owner, threads: number): Reason {
  return reason(host, words.why.because.cores(threads, host.cores), 'host.cores')
}

/** Why somebody who serves it sleeps, or is busy. */
export function wakeReasons(owner: Owner, { place }: Pick<Row, 'place'>): readonly Reason[] {
  const say = words.why.because
  const { host, guest } = owner
  if (place === 'kvm' || place === 'os') return [reason(host, say.halt, `${guest.id}.haltPoll`)]
  if (place === 'vmm') return [...backendReasons(owner), { text: say.wakes }]
  return [{ text: say.wakes }]
}

export function backendReasons(owner: Owner): readonly Reason[] {
  const { device } = owner
  const say = words.why.because
  if (device.controller === 'mdev' || !device.controller.startsWith('virtio'))
    return isDirect(device) ? [] : [ofDevice(owner, say.model(device.controller), 'controller')]
  const text = device.backend === 'loop' ? say.loop : say.backend(device.backend)
  return [ofDevice(owner, text, 'backend')]
}

export function deviceReasons(owner: Owner): readonly Reason[] {
  const { host, device } = owner
  const say = words.why.because
  const real = host.devices[device.backing]
  const random =
    device.workload.pattern === 'random' && (device.workload.op === 'read' || device.workload.op === 'write')
  return [
    ...(real === undefined ? [] : [ofDevice(owner, say.device(real.model), 'backing')]),
    ...(random ? [{ text: say.random }] : []),
  ]
}

export function iommuReasons(owner: Owner): readonly Reason[] {
  const { host, guest, device, flow } = owner
  const say = words.why.because
  return [
    reason(host, say.iommu(host.iommu.mode), 'host.iommu.mode'),
    reason(host, say.iotlb(host.iommu.entries), 'host.iommu.entries'),
    reason(host, say.pages(guest.pages), `${guest.id}.pages`),
    ...(device.guestIommu === 'off'
      ? []
      : [reason(host, say.mapping(device.guestIommu), `${flow.id}.guestIommu`)]),
  ]
}

/** What makes its walks many, and each of them wait for the ones before. */
export function walkReasons(owner: Owner): readonly Reason[] {
  const { host, guest, flow, device } = owner
  const say = words.why.because
  const found = flow.iotlbLookups === 0 ? 0 : 1 - flow.iotlbMisses / flow.iotlbLookups
  const posted = isDirect(device) && device.delivery === 'posted'
  return [
    { text: say.hits(`${(found * 100).toFixed(found > 0 && found < 0.1 ? 1 : 0)} %`) },
    reason(host, say.pages(guest.pages), `${guest.id}.pages`),
    reason(host, say.iotlb(host.iommu.entries), 'host.iommu.entries'),
    ...(posted ? [ofDevice(owner, say.postsToo, 'delivery')] : []),
    ...iommuReasons(owner).filter(({ setting = '' }) => !/\.(entries|pages) /.test(setting)),
  ]
}

export function interruptReasons(owner: Owner): readonly Reason[] {
  const { flow, device } = owner
  const say = words.why.because
  const waits = device.coalesceUs > 0 && device.coalesceFrames > 1
  const gathers = waits ? say.waitsCompany(device.coalesceUs, device.coalesceFrames) : say.coalesce
  const each = flow.interrupts > 0 ? flow.requests / flow.interrupts : 0
  return [
    ofDevice(owner, gathers, 'coalesceUs'),
    ...(each > 1.05 ? [{ text: say.members(each.toFixed(1)) }] : []),
  ]
}

/** Why it waits. @param pool of POOLS, where it is one */
export function poolReasons(owner: Owner, pool: string): readonly Reason[] {
  const say = words.why.because
  const { device, guest, host } = owner
  switch (pool) {
    case 'ring':
      return [ofDevice(owner, say.ring(device.ring), 'ring')]
    case 'queue': {
      const card = catalogue.find((one) => one.id === device.controller)
      if (card === undefined) return []
      const text = card.queue === 1 ? say.oneCommand(card.id) : say.slots(card.id, card.queue)
      return [ofDevice(owner, text, 'controller')]
    }
    case 'lock':
      return [reason(host, say.lock(guest.vcpus), `${guest.id}.vcpus`)]
    case 'bus':
      return [ofDevice(owner, say.oneCommand(device.controller), 'controller')]
    case 'backend':
      return backendReasons(owner)
    case 'invalidation':
      return [ofDevice(owner, say.mapping(device.guestIommu), 'guestIommu')]
    case 'swiotlb':
      return [reason(host, say.sealed, `${guest.id}.swiotlb`)]
    default:
      return []
  }
}

export function threadReasons(
  owner: Owner,
  where: 'vcpu' | 'answered' | 'loop' | 'thread' | 'core',
  threads: number,
): readonly Reason[] {
  const { guest, host, device } = owner
  const say = words.why.because
  const narrow = guest.vcpus > 1 && !isDirect(device) && device.queues <= 1
  const vcpus = narrow
    ? ofDevice(owner, say.oneQueue, 'queues')
    : reason(host, say.vcpus(guest.vcpus), `${guest.id}.vcpus`)
  const pinned = guest.pin >= 0 ? [reason(host, say.pinned(guest.pin), `${guest.id}.pin`)] : []
  switch (where) {
    case 'answered':
      return [vcpus, { text: say.vmms }, ...pinned]
    case 'vcpu':
      return [vcpus, ...pinned]
    case 'loop':
      return backendReasons(owner)
    case 'thread':
    case 'core':
      return [coreReasons(owner, threads)]
  }
}
