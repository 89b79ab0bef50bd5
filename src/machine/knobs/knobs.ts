/** Knobs: what a player may change, by key and text. A change makes a new host; nothing else in the project writes one. */
import { adaptable, datasheet, kindOf, seesDevice } from '../controllers/index.ts'
import type { DevicePart } from '../hardware/device-part.ts'
import { deviceCard } from '../hardware/devices.ts'
import { locksMemory } from '../hardware/locked-memory.ts'
import type { Bridge, Device, DeviceKind, Guest, Host, VirtualDevice } from '../host/host.ts'
import { posts } from '../iommu/iommu.ts'
import { interruptsByLine } from '../topology/lines.ts'
import { FUNCTION_KNOBS } from './card-knobs.ts'
import type { Knob, KnobCard, Scope } from './knob.ts'
import { DEVICE_KNOBS, GUEST_KNOBS, HOST_KNOBS } from './knob-lists.ts'
import { ACS_KNOB, backingKnob, candidates, LINE_MASK_KNOB, slotKnob } from './place-knobs.ts'
import { WRITE_CACHE_KNOB } from './storage-knobs.ts'

export type { KnobCard } from './knob.ts'

/** A sentence why not, and what there is to choose from: the nearest are the caller's to name. */
export interface Refused {
  readonly problem: string
  readonly choices: readonly string[]
}

interface Found {
  readonly key: string
  card(): KnobCard
  read(): string
  write(value: string): Host | undefined
}

function found<Part>(
  key: string,
  scope: Scope,
  knob: Knob<Part>,
  part: Part,
  put: (part: Part) => Host,
  idle: boolean,
): Found {
  return {
    key,
    card: () => ({
      key,
      scope,
      name: knob.name,
      text: knob.text,
      idle,
      // A disk's controller cannot become a network card's.
      values: knob.values?.filter((value) => knob.write(part, value) !== undefined),
      range: knob.range,
      about: (value) => knob.about(value, part),
    }),
    read: () => knob.read(part),
    write: (value) => {
      const changed = knob.write(part, value)
      return changed === undefined ? undefined : put(changed)
    },
  }
}

const RING_KNOBS = ['backend', 'backendPin', 'transport', 'ringFormat', 'eventIndex']

/** What only some kinds of device have. */
const OF_KINDS: Readonly<Record<string, readonly DeviceKind[]>> = {
  cache: ['disk'],
  addressing: ['disk'],
  mix: ['disk'],
  flush: ['disk'],
  framebuffer: ['display'],
  adaptive: ['nic'],
  ...Object.fromEntries(
    ['interrupt', 'delivery', 'irq', 'irqCores', 'coalesceUs', 'coalesceFrames', 'ring'].map((name) => [
      name,
      ['disk', 'nic'] as const,
    ]),
  ),
}

/** A NIC has no file cache, a display no interrupt. */
function ofKind(knob: string, device: VirtualDevice): boolean {
  return OF_KINDS[knob]?.includes(kindOf(device)) ?? true
}

/**
 * Whether it means something with the controller that stands there now. It can be turned all the same: which knob is turned
 * first must not count.
 */
function fits(knob: string, device: VirtualDevice, host: Host): boolean {
  const { controller } = device
  const { backends, queues, direct, drivers, offload } = datasheet(controller)
  // What is refused can be taken back.
  if (knob === 'driver' && device.driver !== 'interrupts') return true
  if (knob === 'driver' || knob === 'doorbellBatch') return drivers !== undefined
  if (knob === 'backendPin' && device.driver === 'sqpoll') return true
  if (knob === 'adaptive') return adaptable(device)
  if (knob === 'offload') return kindOf(device) === 'nic' && offload !== undefined
  if (knob === 'queues') return queues !== undefined || direct
  if (RING_KNOBS.includes(knob))
    return backends !== undefined && (knob.startsWith('backend') || controller !== 'mdev')
  // Whoever goes past the host's files is not cached there.
  if (knob === 'cache') return !seesDevice(controller)
  // A line is no message.
  if (knob === 'delivery') {
    const bare = controller === 'bare-metal'
    return (bare || controller === 'vfio-pci') && !interruptsByLine(device) && posts(host, !bare)
  }
  if (knob === 'guestIommu' || knob === 'leaves') return controller === 'vfio-pci'
  if (knob === 'guestIommuModel') return controller === 'vfio-pci' && maps(device)
  // It replaces mappings, where there are any.
  if (knob === 'bounce') return controller === 'bare-metal' || (controller === 'vfio-pci' && maps(device))
  return true
}

/** What only a hosted VMM has. */
const HOSTED_KNOBS: ReadonlySet<string> = new Set(['lancePorts', 'sendCombining', 'irqNotify'])

function maps({ guestIommu }: VirtualDevice): boolean {
  return guestIommu !== 'off' && guestIommu !== 'pt'
}

/** Without bridges every device has a port of its own, and nothing is to be taken for granted. */
function fitsHost(knob: string, host: Host): boolean {
  if (HOSTED_KNOBS.has(knob)) return host.hypervisor === 'hosted'
  return knob !== 'acsOverride' || Object.keys(host.bridges).length > 0
}

function allKnobs(host: Host): readonly Found[] {
  const knobs: Found[] = []
  const deviceKnobs = [...DEVICE_KNOBS, backingKnob(host)]
  for (const guest of host.guests) {
    const putGuest = (changed: Guest): Host => ({
      ...host,
      guests: host.guests.map((one) => (one.id === guest.id ? changed : one)),
    })
    for (const device of guest.devices) {
      const putDevice = (part: DevicePart): Host =>
        putGuest({
          ...guest,
          devices: guest.devices.map((one) => (one.id === device.id ? part.device : one)),
        })
      for (const knob of deviceKnobs)
        if (ofKind(knob.name, device)) {
          const key = `${guest.id}.${device.id}.${knob.name}`
          // With one real device of its kind there is nothing to choose.
          const idle =
            !fits(knob.name, device, host) || (knob.name === 'backing' && candidates(host, device).length < 2)
          knobs.push(found(key, 'device', knob, { device, guest }, putDevice, idle))
        }
    }
    for (const knob of GUEST_KNOBS) {
      const idle =
        (knob.name === 'numa' && host.numaNodes <= 1) ||
        (knob.name === 'pinStep' && (guest.pin < 0 || guest.vcpus < 2)) ||
        (knob.name === 'swiotlb' && !guest.confidential) ||
        (knob.name === 'pvEoi' && host.apicv) ||
        (knob.name === 'memlock' && !guest.devices.some(locksMemory))
      knobs.push(found(`${guest.id}.${knob.name}`, 'guest', knob, guest, putGuest, idle))
    }
  }
  knobs.push(...realKnobs(host))
  for (const knob of HOST_KNOBS) {
    const idle = !fitsHost(knob.name, host)
    knobs.push(found(`host.${knob.name}`, 'host', knob, host, (changed) => changed, idle))
  }
  return knobs
}

/** Of the real machine: `host.ssd.writeCache`, `host.vf1.vlan`, `host.card.lineMask`, `host.card.slot`, `host.switch.acs`. */
function realKnobs(host: Host): readonly Found[] {
  const knobs: Found[] = []
  for (const [name, device] of Object.entries(host.devices)) {
    const put = (changed: Device): Host => ({ ...host, devices: { ...host.devices, [name]: changed } })
    if (deviceCard(device.model).kind === 'disk')
      knobs.push(found(`host.${name}.writeCache`, 'host', WRITE_CACHE_KNOB, device, put, false))
    if (device.parent !== undefined && deviceCard(device.model).kind === 'nic')
      for (const knob of FUNCTION_KNOBS)
        knobs.push(found(`host.${name}.${knob.name}`, 'host', knob, device, put, false))
    if (device.lineMask !== undefined)
      knobs.push(found(`host.${name}.lineMask`, 'host', LINE_MASK_KNOB, device, put, !onLine(host, name)))
    // A virtual function goes where its device goes.
    if (Object.keys(host.slots).length > 0 && device.parent === undefined)
      knobs.push(
        found(`host.${name}.slot`, 'host', slotKnob(name, host.slots), host, (moved) => moved, false),
      )
  }
  for (const [name, bridge] of Object.entries(host.bridges)) {
    const put = (changed: Bridge): Host => ({ ...host, bridges: { ...host.bridges, [name]: changed } })
    knobs.push(found(`host.${name}.acs`, 'host', ACS_KNOB, bridge, put, false))
  }
  return knobs
}

/** Whether somebody hears of this real device by its line. */
function onLine({ guests }: Host, name: string): boolean {
  return guests.some(({ devices }) => devices.some((one) => one.backing === name && interruptsByLine(one)))
}

/** Every knob that this host has. */
export function knobCards(host: Host): readonly KnobCard[] {
  return allKnobs(host).map((knob) => priced(knob.card(), host.prices))
}

function priced(card: KnobCard, prices: Host['prices']): KnobCard {
  const own = prices.filter(({ knob }) => knob === card.key)
  if (own.length === 0) return card
  const cost = (value: string): string => {
    const price = own.find(({ is }) => is === value)
    return price === undefined ? '' : `Costs ${price.points} ${price.points === 1 ? 'point' : 'points'}. `
  }
  return { ...card, about: (value) => `${cost(value)}${card.about(value)}`.trim() }
}

/** The text value of a knob; undefined: there is no such knob. */
export function readKnob(host: Host, key: string): string | undefined {
  return allKnobs(host)
    .find((knob) => knob.key === key)
    ?.read()
}

/** A new host, or why not. */
export function setKnob(host: Host, key: string, value: string): { readonly host: Host } | Refused {
  const knobs = allKnobs(host)
  const knob = knobs.find((one) => one.key === key)
  if (knob === undefined)
    return { problem: `there is no knob "${key}"`, choices: knobs.map((one) => one.key) }
  const changed = knob.write(value)
  if (changed !== undefined) return { host: changed }
  const { values, range } = knob.card()
  if (values !== undefined) return { problem: `${key} cannot be "${value}"`, choices: values }
  return {
    problem: `${key} is a number from ${range?.min} to ${range?.max} (${range?.unit}), not "${value}"`,
    choices: [],
  }
}
