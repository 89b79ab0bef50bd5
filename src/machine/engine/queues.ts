/** Queues of a device: how many its driver uses, which vCPU uses which, and who serves them. */
import { datasheet } from '../controllers/index.ts'
import type { Backend, Guest, Host, VirtualDevice, Workload } from '../host/host.ts'
import type { Nanos } from '../units.ts'
import { Pool } from './gate.ts'
import { stormyLines } from './storm.ts'

/** QEMU's event loop of an iothread looks into its rings so long before it sleeps (poll-max-ns). Nanoseconds. */
const IOTHREAD_POLLS = 32_768

/** Linux' receive buffer of a socket (net.core.rmem_default), and what it charges for each piece of a packet. Bytes. */
const SOCKET = 212_992
const BUFFER = 2048
const BUFFER_COST = 2304

/** Backends that have a thread for each queue; the others have one for the device. */
const BY_QUEUE: readonly Backend[] = ['vhost', 'vhost-user']
const NAMES: Readonly<Record<Exclude<Backend, 'loop'>, string>> = {
  iothread: 'iothread',
  vhost: 'vhost',
  'vhost-user': 'poller',
  serial: 'block thread',
  'nvme-user': 'iothread',
}

/** Queues that the guest's driver uses. One of them has an interrupt line or message of its own at most. */
export function queueCount(device: VirtualDevice, vcpus: number): number {
  const { direct, queues } = datasheet(device.controller)
  // With a single interrupt the driver of a real device takes a single queue.
  if (direct ? device.interrupt !== 'msix' : queues === undefined) return 1
  if (device.queues === 0) return direct ? vcpus : 1
  return device.queues
}

/** The queue of each vCPU: neighbours share one where there are fewer queues. */
export function queuesOf(vcpus: number, queues: number): Int32Array {
  return Int32Array.from({ length: vcpus }, (_, index) => Math.floor((index * queues) / vcpus))
}

/** Buffers that a driver of a real card keeps in its rings for what comes; 0: it takes one for each request. */
export function postedBuffers(device: VirtualDevice, vcpus: number): number {
  const { direct } = datasheet(device.controller)
  return direct && device.workload.op === 'rx' ? device.ring * queueCount(device, vcpus) : 0
}

/** Its driver never waits: who runs it never sleeps. */
export function polls({ controller, driver }: VirtualDevice): boolean {
  return driver !== 'interrupts' && datasheet(controller).drivers?.includes(driver) === true
}

export interface BackendPlan {
  readonly name: string
  readonly pin: number
  readonly poll: Nanos
  readonly spins: boolean
}

/** The device's own threads; none where the VMM's loop serves it. */
export function backendPlans(guest: Guest, device: VirtualDevice, cores: number): readonly BackendPlan[] {
  const { backend, backendPin } = device
  const apart = device.driver === 'sqpoll' && polls(device)
  if (!apart && (backend === 'loop' || datasheet(device.controller).backends === undefined)) return []
  const threads = apart || BY_QUEUE.includes(backend) ? queueCount(device, guest.vcpus) : 1
  const name = `${guest.id}.${device.id} ${apart || backend === 'loop' ? 'submission thread' : NAMES[backend]}`
  return Array.from({ length: threads }, (_, index) => ({
    name: threads === 1 ? name : `${name} ${index}`,
    pin: backendPin < 0 ? -1 : (backendPin + index) % cores,
    poll: backend === 'iothread' || backend === 'nvme-user' ? IOTHREAD_POLLS : 0,
    spins: apart || backend === 'vhost-user',
  }))
}

/** Threads of all guests: their vCPUs, the loop and the file thread of each, and those of backends. */
export function threadCount(host: Host): number {
  const { guests, cores, events } = host
  const neighbours = events.filter((event) => event.kind === 'noisy' || event.kind === 'migrate').length
  return guests.reduce(
    (sum, guest) =>
      guest.devices.reduce(
        (more, device) => more + backendPlans(guest, device, cores).length,
        sum + guest.vcpus + 2,
      ),
    neighbours + stormyLines(host).size,
  )
}

/** Packets that a socket holds: a sender that waits for answers never overruns it. */
function socketRoom({ bytes, sizes = [{ bytes, weight: 1 }], depth, every }: Workload): number {
  const weights = sizes.reduce((sum, { weight }) => sum + weight, 0)
  const buffers = sizes.reduce((sum, size) => sum + Math.ceil(size.bytes / BUFFER) * size.weight, 0) / weights
  const room = Math.max(1, Math.floor(SOCKET / (buffers * BUFFER_COST)))
  return every === undefined ? Math.max(depth, room) : room
}

/** By program.POOLS; the queues after the first have rings of their own. @param most commands that one queue holds, and the locks that others share */
export function poolsOf(
  guest: Guest,
  device: VirtualDevice,
  most: number,
  [bus, lock, invalidation, swiotlb]: readonly Pool[],
): readonly Pool[] {
  const id = `${guest.id}.${device.id}`
  const own = (number: number): Pool[] => {
    const name = number === 0 ? id : `${id} ${number}`
    const commands = Math.min(device.ring, most)
    return [new Pool(`${name} ring`, guest.id, device.ring), new Pool(`${name} queue`, guest.id, commands)]
  }
  const queues = queueCount(device, guest.vcpus)
  const more = Array.from({ length: queues - 1 }, (_, index) => own(index + 1))
  const backend = new Pool(`${id} backend`, guest.id, 1)
  const socket = new Pool(`${id} socket`, guest.id, socketRoom(device.workload))
  return [...own(0), swiotlb, bus, lock, backend, invalidation, socket, ...more.flat()]
}
