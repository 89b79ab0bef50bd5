/** The interrupts of a host's devices as they are set up: how many there are, where each goes, and how it waits. */
import { adaptable, datasheet, kindOf } from '../controllers/index.ts'
import type { Guest, Host, InterruptKind, VirtualDevice } from '../host/host.ts'
import { deviceNode } from '../host/nodes.ts'
import { posts } from '../iommu/iommu.ts'
import type { Nanos } from '../units.ts'
import { interruptCores } from './interrupt-cores.ts'
import { backendPlans, polls, queueCount, queuesOf } from './queues.ts'

export interface Vector {
  /** `power.net`, and the parts of that name. */
  readonly flow: string
  readonly guest: string
  readonly device: string
  /** Index of the flow, and of the queue that it speaks for: one for all is 0. */
  readonly index: number
  readonly queue: number
  /** Vectors of its device. */
  readonly of: number
  readonly interrupt: InterruptKind
  /** Core that it is told to call; -1: wherever whoever waits for it runs. */
  readonly core: number
  /** Who says so: a daemon, the knob for each queue, that for the device, or the pin of the thread that it follows; nobody. */
  readonly by: 'balance' | 'queues' | 'device' | 'pin' | 'nobody'
  /**
   * host: the host's driver handles it, and who plays the guest's device raises another one. injected, posted: it goes on to the
   * guest, by the host's kernel or by the IOMMU. bare: there is no guest. polled: nobody waits for it.
   */
  readonly delivery: 'host' | 'injected' | 'posted' | 'bare' | 'polled'
  /** How long it waits for company, nanoseconds, and how many end that; an adapting driver finds out both. */
  readonly wait: Nanos
  readonly frames: number
  readonly adaptive: boolean
  /** NUMA node of the device. */
  readonly node: number
}

/** In the order of the flows, and of each one's queues. */
export function vectorsOf(host: Host): readonly Vector[] {
  let index = 0
  return host.guests.flatMap((guest) =>
    guest.devices.flatMap((device) => ofDevice(host, guest, device, index++)),
  )
}

function ofDevice(host: Host, guest: Guest, device: VirtualDevice, index: number): readonly Vector[] {
  // A screen interrupts nobody.
  if (kindOf(device) === 'display') return []
  const queues = queueCount(device, guest.vcpus)
  const of = device.interrupt === 'msix' ? queues : 1
  const delivery = deliveryOf(host, device)
  const cores = interruptCores(host, guest, device, index)
  return Array.from({ length: of }, (_, queue): Vector => {
    const fixed = delivery === 'posted' || delivery === 'bare' ? -1 : cores[cores.length === 1 ? 0 : queue]
    const core = fixed >= 0 ? fixed : followed(host, guest, device, queue)
    return {
      flow: `${guest.id}.${device.id}`,
      guest: guest.id,
      device: device.id,
      index,
      queue,
      of,
      interrupt: device.interrupt,
      core,
      by: fixed >= 0 ? chosenBy(host, device) : core >= 0 ? 'pin' : 'nobody',
      delivery,
      wait: device.coalesceUs * 1000,
      frames: device.coalesceFrames,
      adaptive: device.adaptive && adaptable(device),
      node: deviceNode(host, device.backing),
    }
  })
}

function deliveryOf(host: Host, device: VirtualDevice): Vector['delivery'] {
  if (polls(device)) return 'polled'
  const bare = device.controller === 'bare-metal'
  const posted = device.delivery === 'posted' && device.interrupt !== 'intx' && posts(host, !bare)
  if (posted && datasheet(device.controller).direct) return 'posted'
  return bare ? 'bare' : datasheet(device.controller).direct ? 'injected' : 'host'
}

function chosenBy(host: Host, device: VirtualDevice): Vector['by'] {
  return host.irqBalance ? 'balance' : device.irqCores.length > 0 ? 'queues' : 'device'
}

/** Core of the thread that waits for it, where that is pinned. */
function followed(host: Host, guest: Guest, device: VirtualDevice, queue: number): number {
  if (datasheet(device.controller).direct) {
    const vcpu = queuesOf(guest.vcpus, queueCount(device, guest.vcpus)).indexOf(queue)
    return guest.pin < 0 ? -1 : (guest.pin + vcpu * guest.pinStep) % host.cores
  }
  const own = backendPlans(guest, device, host.cores)
  return own.length === 0 ? guest.vmmPin : (own[queue] ?? own[0]).pin
}
