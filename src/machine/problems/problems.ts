/** Hosts that cannot exist. Each problem says why, and what would do. */
import { HOSTED_PLAYS } from '../controllers/hosted.ts'
import { datasheet, kindOf, kindOfOperation, serves } from '../controllers/index.ts'
import { MOST_TRAVELLERS, travellers } from '../engine/room.ts'
import { deviceCard } from '../hardware/devices.ts'
import type { Backend, DeviceKind, Guest, Host, VirtualDevice, Workload } from '../host/host.ts'
import { balloonProblems } from '../knobs/balloon.ts'
import { confidentialProblems } from '../knobs/confidential.ts'
import { driverProblems } from '../knobs/driver-knobs.ts'
import { idleProblems } from '../knobs/idle-knob.ts'
import { leavingProblems } from '../knobs/leaving.ts'
import { gib, MIB } from '../units.ts'
import { eventProblem } from './event-problems.ts'
import { inTurn } from './handover.ts'
import { iommuProblems, unitProblems } from './iommu-problems.ts'
import { nodeProblems } from './node-problems.ts'
import { adaptiveProblems, packetProblems, queueProblems } from './queue-problems.ts'
import { isDiskRequest, mixProblems, storageProblems } from './storage-problems.ts'
import { topologyProblems } from './topology-problems.ts'

/** Requests of a disk that are under way at once, and packets, which may come all at once from many senders. */
const MOST_REQUESTS = 256
const MOST_PACKETS = 1024

export interface HostProblem {
  /** Where, in the host's own field names. */
  readonly path: string
  readonly message: string
}

/** All reasons why this host cannot be; empty: it can. */
export function hostProblems(host: Host): readonly HostProblem[] {
  const problems: HostProblem[] = []
  const say = (path: string, message: string): void => void problems.push({ path, message })
  if (!(Number.isInteger(host.cores) && host.cores >= 1 && host.cores <= 64))
    say('cores', `a host has 1 to 64 cores, not ${host.cores}`)
  const memory = host.hostMemory + host.guests.reduce((sum, guest) => sum + guest.memory - guest.balloon, 0)
  if (host.memory < LEAST_MEMORY)
    say(
      'memory',
      `a host has 64 MiB of memory or more, not ${host.memory} bytes: give it a unit, ${host.memory > 0 ? host.memory : 16}G`,
    )
  else if (memory > host.memory)
    say(
      'memory',
      `host and guests need ${gib(memory)} GiB, and there are ${gib(host.memory)}: give less to a guest`,
    )
  if (host.pageCache > host.hostMemory)
    say(
      'pageCache',
      `the page cache lies in the host's own memory and is at most that: ${gib(host.hostMemory)} GiB`,
    )
  const many = travellers(host)
  if (many > MOST_TRAVELLERS)
    say(
      'guests',
      `${many.toLocaleString('en-US')} requests and commands may be under way at once, and a run follows at most ${MOST_TRAVELLERS.toLocaleString('en-US')}: take fewer or smaller ones`,
    )
  if (host.hypervisor === 'hosted') hostedProblems(host, say)
  const names = new Set<string>(['host'])
  const owners = new Map<string, string>()
  for (const guest of host.guests) {
    const path = `guests.${guest.id}`
    if (names.has(guest.id))
      say(path, `the name ${guest.id} is taken: every guest has its own, and none is called host`)
    names.add(guest.id)
    guestProblems(host, guest, path, say)
    for (const device of guest.devices) deviceProblems(host, guest, device, owners, say)
  }
  nodeProblems(host, say)
  topologyProblems(host, say)
  unitProblems(host, say)
  idleProblems(host, say)
  storageProblems(host, say)
  for (const [index, event] of host.events.entries()) {
    const problem = eventProblem(host, event)
    if (problem !== undefined) say(`events.${index}`, problem)
  }
  return problems
}

/** What the knob offers least as well. Bytes. */
const LEAST_MEMORY = 64 * MIB

/** Backends that are loops of the process itself. */
const TIMED: readonly Backend[] = ['loop', 'iothread', 'serial']

type Say = (path: string, message: string) => void

/** What a VMM of 2001 that lives in a process cannot do. */
function hostedProblems(host: Host, say: Say): void {
  if (host.sendCombining && host.lancePorts === 'host')
    say(
      'sendCombining',
      "the VMM can hold packets back only where it answers for the card's ports itself: set lancePorts to vmm, or sendCombining to off",
    )
  for (const guest of host.guests) {
    if (guest.tick > 0)
      say(
        `guests.${guest.id}.tick`,
        'how a hosted VMM of 2001 played a clock is not known well enough: set tick to 0',
      )
    if (guest.vcpus > 1)
      say(
        `guests.${guest.id}.vcpus`,
        `a hosted VMM of 2001 runs one virtual processor a guest, not ${guest.vcpus}`,
      )
    for (const { id, controller } of guest.devices)
      if (!HOSTED_PLAYS.includes(controller))
        say(
          `guests.${guest.id}.devices.${id}.controller`,
          `a hosted VMM of 2001 does not play ${datasheet(controller).title}: take ${datasheet(controller).kind === 'nic' ? 'pcnet' : 'ide-dma or buslogic'}`,
        )
  }
}

const OPERATIONS_OF: Readonly<Record<DeviceKind, string>> = {
  disk: 'read or write',
  nic: 'tx or rx',
  display: 'draw',
}

function drawingProblems({ bytes, span }: Workload, path: string, say: Say): void {
  if (bytes < 4 || bytes > 4 * MIB)
    say(`${path}.workload.bytes`, `a run of pixels has 4 bytes to 4 MiB, not ${bytes}`)
  if (span < bytes || span > 64 * MIB)
    say(
      `${path}.workload.span`,
      `a frame buffer holds what is drawn at once, and at most 64 MiB, not ${span} bytes: set span to 4M`,
    )
}

function guestProblems(host: Host, guest: Guest, path: string, say: Say): void {
  balloonProblems(guest, path, say)
  driverProblems(guest, path, say)
  confidentialProblems(host, guest, path, say)
  if (guest.pvEoi && (guest.os !== 'linux-6' || host.hypervisor !== 'kvm'))
    say(
      `${path}.pvEoi`,
      guest.os === 'linux-6'
        ? 'only KVM shares a word for ends of interrupts: leave pvEoi off, or set hypervisor to kvm'
        : `${guest.os} knows of no word for ends of interrupts: leave pvEoi off, or set os to linux-6`,
    )
  if (guest.vcpus < 1 || guest.vcpus > 16)
    say(`${path}.vcpus`, `a guest has 1 to 16 vCPUs, not ${guest.vcpus}`)
  if (!(Number.isInteger(guest.tick) && guest.tick >= 0 && guest.tick <= 10_000))
    say(`${path}.tick`, `a clock ticks 0 to 10,000 times a second, not ${guest.tick}`)
  if (guest.memory < LEAST_MEMORY)
    say(
      `${path}.memory`,
      `a guest has 64 MiB of memory or more, not ${guest.memory} bytes: give it a unit, 1G or 512M`,
    )
  if (guest.pin >= host.cores)
    say(`${path}.pin`, `there is no core ${guest.pin}: cores are 0 to ${host.cores - 1}`)
  if (guest.vmmPin >= host.cores)
    say(`${path}.vmmPin`, `there is no core ${guest.vmmPin}: cores are 0 to ${host.cores - 1}`)
}

function deviceProblems(
  host: Host,
  guest: Guest,
  device: VirtualDevice,
  owners: Map<string, string>,
  say: Say,
): void {
  const path = `guests.${guest.id}.devices.${device.id}`
  const backing = host.devices[device.backing]
  if (backing === undefined) {
    say(
      `${path}.backing`,
      `there is no device "${device.backing}"; the host has ${Object.keys(host.devices).join(', ')}`,
    )
    return
  }
  const sheet = datasheet(device.controller)
  const card = deviceCard(backing.model)
  const kind = kindOf(device)
  if (kind !== card.kind && backing.model !== 'fixed' && backing.model !== 'null-co')
    say(`${path}.controller`, `${sheet.title} cannot stand before a ${card.title}`)
  if (!sheet.interrupts.includes(device.interrupt))
    say(
      `${path}.interrupt`,
      `${sheet.title} has no ${device.interrupt}: take ${sheet.interrupts.join(' or ')}`,
    )
  if (device.irqCore >= host.cores)
    say(`${path}.irq`, `there is no core ${device.irqCore}: cores are 0 to ${host.cores - 1}`)
  const beyond = device.irqCores.find((core) => core >= host.cores || core < 0)
  if (beyond !== undefined)
    say(`${path}.irqCores`, `there is no core ${beyond}: cores are 0 to ${host.cores - 1}`)
  if (!serves(device.controller, kindOfOperation(device.workload.op)))
    say(`${path}.workload.op`, `${sheet.title} cannot ${device.workload.op}: take ${OPERATIONS_OF[kind]}`)
  if (card.ends === 'timer') {
    if (backing.latency === 0)
      say(`devices.${device.backing}.latency`, 'a timer of 0 ns ends before it begins: give it 1 ns or more')
    if (sheet.direct)
      say(`${path}.controller`, `there is no device behind ${device.backing}: it cannot be given whole`)
    else if (sheet.backends !== undefined && !TIMED.includes(device.backend))
      say(
        `${path}.backend`,
        `${device.backing} is a timer of the process, and ${device.backend} wants a device: take ${TIMED.join(', ')}`,
      )
  }
  if (card.ends === 'call') {
    const memory = `a ${card.title} is memory of the host's kernel, and no device that`
    const within = 'loop, iothread, serial or vhost'
    if (sheet.direct)
      say(
        `${path}.controller`,
        `${memory} another driver could reach: take a controller of the host, with the backend ${within}`,
      )
    else if (sheet.backends !== undefined && device.backend === 'vhost-user')
      say(`${path}.backend`, `${memory} a process could reach: take ${within}`)
  }
  if (device.controller === 'vfio-pci' && card.kind === 'disk' && backing.model.startsWith('sata'))
    say(
      `${path}.controller`,
      `a ${card.title} has no function of its own on the bus: an NVMe SSD or a network card can be given whole`,
    )
  // A real device has one owner: a guest that holds it whole, or the host, which shares it out.
  const name = `${guest.id}.${device.id}`
  const whole = sheet.direct || (sheet.backends !== undefined && device.backend === 'nvme-user')
  const owner = owners.get(device.backing)
  if (owner !== undefined && (whole || owner !== 'host') && !inTurn(host, device.backing))
    say(
      `${path}.backing`,
      `${device.backing} belongs to ${owner} already: a device given whole has one owner; give ${name} another device or a controller of the host`,
    )
  else owners.set(device.backing, whole ? name : 'host')
  for (const [field, message] of queueProblems(host, guest, device, card)) say(`${path}.${field}`, message)
  for (const [field, message] of adaptiveProblems(device)) say(`${path}.${field}`, message)
  iommuProblems(host, device, path, say)
  leavingProblems(guest, device, path, say)
  mixProblems(device, path, say)
  const { workload } = device
  if (kind === 'display') drawingProblems(workload, path, say)
  if (kind === 'nic') for (const [field, message] of packetProblems(device)) say(`${path}.${field}`, message)
  if (kind === 'disk' && !isDiskRequest(workload.bytes))
    say(
      `${path}.workload.bytes`,
      `a disk request has 512 bytes to 4 MiB in sectors of 512, not ${workload.bytes}`,
    )
  const most = kind === 'nic' ? MOST_PACKETS : MOST_REQUESTS
  if (workload.depth < 1 || workload.depth > most)
    say(`${path}.workload.depth`, `1 to ${most} requests under way, not ${workload.depth}`)
}
