/** Backends, queues and drivers that cannot be: why, and what would do. */
import { PAST_FILES } from '../controllers/datasheet.ts'
import { adaptable, datasheet, kindOf } from '../controllers/index.ts'
import type { DeviceCard } from '../hardware/devices.ts'
import { FRAME, LARGEST_UNIT } from '../hardware/network-cards.ts'
import type { Backend, Guest, Host, VirtualDevice } from '../host/host.ts'

/** A problem's field of the device, and the sentence. */
type Found = readonly [field: string, message: string]

export function queueProblems(
  host: Host,
  guest: Guest,
  device: VirtualDevice,
  card: DeviceCard,
): readonly Found[] {
  const { queues, direct, backends } = datasheet(device.controller)
  const found = [
    ...driverProblems(host, device),
    ...(backends === undefined ? [] : backendProblems(host, device, card, backends)),
  ]
  if (queues === undefined && !direct) return found
  const { vectors, queues: own } = host.devices[device.backing]
  const most = queues ?? own ?? card.queues
  // A played device has the vectors that its model makes.
  const used = device.queues === 0 ? guest.vcpus : device.queues
  if (device.queues > guest.vcpus)
    found.push([
      'queues',
      `${device.queues} queues for ${count(guest.vcpus, 'vCPU')}: a queue belongs to one vCPU at least, so take ${guest.vcpus} or fewer`,
    ])
  else if (direct && device.interrupt === 'msix' && vectors !== undefined && used > vectors)
    found.push([
      'queues',
      `${count(used, 'queue')}, and ${device.backing} has ${count(vectors, 'MSI-X vector')}: each queue calls by one of its own, so take ${vectors} or fewer`,
    ])
  else if (device.queues > most || (direct && own !== undefined && device.interrupt === 'msix' && used > own))
    found.push(['queues', `there are ${count(most, 'queue')} at most here, not ${used}`])
  return found
}

/** What only the driver of a real network card has. */
export function adaptiveProblems(device: VirtualDevice): readonly Found[] {
  if (!device.adaptive || adaptable(device)) return []
  const { title } = datasheet(device.controller)
  const why =
    kindOf(device) === 'nic'
      ? `${title} is played by software, which has nothing to set`
      : 'what a disk waits is set once'
  return [['adaptive', `${why}: leave adaptive off, or take a network card with vfio-pci or bare-metal`]]
}

/** Why a network card does not take a packet, or a unit, of this size. */
export function sizeProblem(device: VirtualDevice, bytes: number): string | undefined {
  const { title, offload = [] } = datasheet(device.controller)
  const { op } = device.workload
  const units = device.offload && offload.includes(op)
  if (bytes >= 64 && bytes <= LARGEST_UNIT && (bytes <= FRAME || units)) return undefined
  const larger = !offload.includes(op)
    ? `: ${title} takes no larger units to ${op}`
    : `; larger units, up to ${LARGEST_UNIT}, need offload`
  return `a packet has 64 to ${FRAME} bytes, not ${bytes}${units ? `; a unit has up to ${LARGEST_UNIT}` : larger}`
}

/** Packets and units that a network card cannot have. */
export function packetProblems(device: VirtualDevice): readonly Found[] {
  const { title, offload = [] } = datasheet(device.controller)
  const { bytes, streams } = device.workload
  const found: Found[] = []
  const size = sizeProblem(device, bytes)
  if (size !== undefined) found.push(['workload.bytes', size])
  if (device.offload && offload.length === 0)
    found.push(['offload', `${title} has no segmentation offload here: leave it off, or take virtio-net`])
  if (streams !== undefined && streams < 1)
    found.push(['workload.streams', 'packets belong to one connection at least'])
  return found
}

/** Real devices alone have drivers that do not wait, and not each kind has each of them. */
function driverProblems(host: Host, device: VirtualDevice): readonly Found[] {
  const { title, drivers } = datasheet(device.controller)
  const { driver, backendPin, offload } = device
  if (driver === 'interrupts') return []
  if (drivers === undefined)
    return [['driver', `${title} has no ${driver}: take interrupts, or a real device (bare-metal, vfio-pci)`]]
  const nic = kindOf(device) === 'nic'
  const found: Found[] = []
  if (!drivers.includes(driver) || (nic && driver === 'sqpoll'))
    found.push([
      'driver',
      `${title} has no ${driver}${nic ? ' of a network card' : ''}: take ${drivers.filter((one) => one !== 'sqpoll').join(' or ')}`,
    ])
  if (driver === 'sqpoll' && backendPin >= host.cores)
    found.push(['backendPin', `there is no core ${backendPin}: cores are 0 to ${host.cores - 1}`])
  if (nic && driver === 'user-polling' && offload)
    found.push([
      'offload',
      'a process that drives the card itself has no stack, and sends frames: leave offload off, or take kernel-polling',
    ])
  return found
}

function backendProblems(
  host: Host,
  device: VirtualDevice,
  card: DeviceCard,
  backends: readonly Backend[],
): Found[] {
  const { title } = datasheet(device.controller)
  const { backend, backendPin, cache, transport, interrupt } = device
  const found: Found[] = []
  if (!backends.includes(backend))
    found.push(['backend', `${title} has no backend ${backend}: take ${backends.join(' or ')}`])
  if (backendPin >= host.cores)
    found.push(['backendPin', `there is no core ${backendPin}: cores are 0 to ${host.cores - 1}`])
  if (
    kindOf(device) === 'disk' &&
    PAST_FILES.includes(backend) &&
    !(cache === 'none' || cache === 'directsync')
  )
    found.push([
      'cache',
      `${backend} goes to the device past the host's files, so there is no page cache: take cache none`,
    ])
  if (device.controller === 'mdev' && !card.nvme)
    found.push(['controller', `a mediator stands before an NVMe SSD, and there is a ${card.title}`])
  if (backend === 'nvme-user' && !card.nvme)
    found.push(['backend', `nvme-user is a driver for an NVMe SSD, and there is a ${card.title}`])
  if (transport === 'mmio' && interrupt !== 'intx')
    found.push([
      'interrupt',
      `virtio-mmio has one interrupt line and no messages: take intx, not ${interrupt}`,
    ])
  return found
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`
}
