/** Knobs: what a player may change, by key and text. A change makes a new host; nothing else in the project writes one. */
import { CONTROLLER_IDS, datasheet } from './controllers/index.ts'
import { hasDriver, osTitle } from './drivers.ts'
import type { Guest, Host, VirtualDevice } from './host.ts'
import { GIB, KIB, MIB } from './units.ts'

type Scope = 'device' | 'guest' | 'host'

export interface KnobCard {
  readonly key: string
  readonly scope: Scope
  readonly name: string
  /** What it does, one line. */
  readonly text: string
  /** All values that it can have at all; undefined for a number. */
  readonly values?: readonly string[]
  readonly range?: { readonly min: number; readonly max: number; readonly unit: string }
  /** One line on one value. */
  about(value: string): string
}

type Refused = { readonly problem: string }

/** A knob of one part of the host: how its text is read, written and explained. */
interface Knob<Part> {
  readonly name: string
  readonly text: string
  readonly values?: readonly string[]
  readonly range?: { readonly min: number; readonly max: number; readonly unit: string }
  about(value: string, part: Part): string
  read(part: Part): string
  /** The part with the new value; undefined: not a value of this knob. */
  write(part: Part, value: string): Part | undefined
}

function choice<Part, Value extends string>(
  name: string,
  text: string,
  choices: Readonly<Record<Value, string>>,
  read: (part: Part) => Value,
  write: (part: Part, value: Value) => Part,
): Knob<Part> {
  const values = Object.keys(choices) as Value[]
  return {
    name,
    text,
    values,
    read,
    about: (value) => choices[value as Value] ?? '',
    write: (part, value) => (values.includes(value as Value) ? write(part, value as Value) : undefined),
  }
}

function number<Part>(
  name: string,
  text: string,
  range: { min: number; max: number; unit: string },
  about: (value: number, part: Part) => string,
  read: (part: Part) => number,
  write: (part: Part, value: number) => Part,
): Knob<Part> {
  return {
    name,
    text,
    range,
    read: (part) => String(read(part)),
    about: (value, part) => about(Number(value), part),
    write: (part, value) => {
      const parsed = /^-?\d+$/.test(value) ? Number(value) : Number.NaN
      return parsed >= range.min && parsed <= range.max ? write(part, parsed) : undefined
    },
  }
}

const SIZES: Readonly<Record<string, number>> = { K: KIB, M: MIB, G: GIB }

function size<Part>(
  name: string,
  text: string,
  range: { min: number; max: number },
  about: (bytes: number) => string,
  read: (part: Part) => number,
  write: (part: Part, value: number) => Part,
): Knob<Part> {
  return {
    name,
    text,
    range: { ...range, unit: 'bytes, as 4K, 1M or 2G' },
    read: (part) => sizeText(read(part)),
    about: (value) => about(parseSize(value) ?? 0),
    write: (part, value) => {
      const bytes = parseSize(value)
      return bytes !== undefined && bytes >= range.min && bytes <= range.max ? write(part, bytes) : undefined
    },
  }
}

export function parseSize(text: string): number | undefined {
  const match = /^(\d+)([KMG]?)$/.exec(text)
  return match === null ? undefined : Number(match[1]) * (SIZES[match[2]] ?? 1)
}

export function sizeText(bytes: number): string {
  for (const unit of ['G', 'M', 'K'])
    if (bytes > 0 && bytes % SIZES[unit] === 0) return `${bytes / SIZES[unit]}${unit}`
  return String(bytes)
}

type DevicePart = { readonly device: VirtualDevice; readonly guest: Guest }

function onDevice(change: (device: VirtualDevice) => VirtualDevice): (part: DevicePart) => DevicePart {
  return (part) => ({ ...part, device: change(part.device) })
}

const DEVICE_KNOBS: readonly Knob<DevicePart>[] = [
  {
    name: 'controller',
    text: 'what the guest is shown',
    values: CONTROLLER_IDS.filter((id) => id !== 'bare-metal'),
    read: (part) => part.device.controller,
    about: (value, part) => {
      const id = CONTROLLER_IDS.find((one) => one === value)
      if (id === undefined) return ''
      const sheet = datasheet(id)
      return `${sheet.title}. ${sheet.about}${hasDriver(part.guest.os, id) ? '' : ` ${osTitle(part.guest.os)} has no driver for it.`}`
    },
    write: (part, value) => {
      const id = CONTROLLER_IDS.find((one) => one === value)
      if (id === undefined || datasheet(id).kind !== datasheet(part.device.controller).kind) return undefined
      // The new controller interrupts in its own first way where it cannot in the old one.
      const interrupts = datasheet(id).interrupts
      return onDevice((device) => ({
        ...device,
        controller: id,
        interrupt: interrupts.includes(device.interrupt) ? device.interrupt : interrupts[0],
      }))(part)
    },
  },
  choice<DevicePart, VirtualDevice['cache']>(
    'cache',
    "the host's file cache for this disk",
    {
      none: 'Past the page cache of the host (O_DIRECT): no copy there.',
      writeback: 'Through the page cache; a write is answered as soon as it is copied there.',
      writethrough: 'Through the page cache, and a write waits for the device.',
      directsync: 'Past the page cache, and every write waits until it is safe.',
      unsafe: 'Through the page cache; nobody ever waits for the device.',
    },
    (part) => part.device.cache,
    (part, cache) => onDevice((device) => ({ ...device, cache }))(part),
  ),
  choice<DevicePart, VirtualDevice['interrupt']>(
    'interrupt',
    'how the device calls',
    {
      intx: 'A level line: shared, to be masked and acknowledged.',
      msi: 'A message, one for the whole device.',
      msix: 'A message for each queue, to the vCPU that asked.',
    },
    (part) => part.device.interrupt,
    (part, interrupt) => onDevice((device) => ({ ...device, interrupt }))(part),
  ),
  choice<DevicePart, VirtualDevice['delivery']>(
    'delivery',
    "who hands a real device's interrupt to the guest",
    {
      injected: 'The host takes it and injects it: exits for a running guest.',
      posted: 'The IOMMU posts it straight to the running guest: no exit.',
    },
    (part) => part.device.delivery,
    (part, delivery) => onDevice((device) => ({ ...device, delivery }))(part),
  ),
  number<DevicePart>(
    'irq',
    'core that takes the interrupt; -1 follows the guest',
    { min: -1, max: 63, unit: 'core' },
    (value) => (value < 0 ? 'Wherever the waiting thread ran last.' : `Always core ${value}.`),
    (part) => part.device.irqCore,
    (part, irqCore) => onDevice((device) => ({ ...device, irqCore }))(part),
  ),
  number<DevicePart>(
    'coalesceUs',
    'how long an interrupt waits for company',
    { min: 0, max: 1000, unit: 'us' },
    (value) => (value === 0 ? 'No interrupt waits.' : `An interrupt waits up to ${value} us for others.`),
    (part) => part.device.coalesceUs,
    (part, coalesceUs) =>
      onDevice((device) => ({
        ...device,
        coalesceUs,
        coalesceFrames: coalesceUs > 0 ? Math.max(2, device.coalesceFrames) : device.coalesceFrames,
      }))(part),
  ),
  number<DevicePart>(
    'coalesceFrames',
    'how many completions end that wait',
    { min: 1, max: 256, unit: 'completions' },
    (value) => `${value} completions go at once.`,
    (part) => part.device.coalesceFrames,
    (part, coalesceFrames) => onDevice((device) => ({ ...device, coalesceFrames }))(part),
  ),
  number<DevicePart>(
    'ring',
    'descriptors of its ring',
    { min: 1, max: 1024, unit: 'descriptors' },
    (value) => `At most ${value} under way.`,
    (part) => part.device.ring,
    (part, ring) => onDevice((device) => ({ ...device, ring }))(part),
  ),
  choice<DevicePart, VirtualDevice['addressing']>(
    'addressing',
    'how an IDE command names its sectors',
    {
      lba28: 'At most 256 sectors, 128 KiB, a command.',
      lba48: 'Up to the largest that the driver asks for; 5 registers more beyond 128 KiB.',
    },
    (part) => part.device.addressing,
    (part, addressing) => onDevice((device) => ({ ...device, addressing }))(part),
  ),
  number<DevicePart>(
    'depth',
    'requests that the application keeps under way',
    { min: 1, max: 256, unit: 'requests' },
    (value) => `${value} at once.`,
    (part) => part.device.workload.depth,
    (part, depth) => onDevice((device) => ({ ...device, workload: { ...device.workload, depth } }))(part),
  ),
  size<DevicePart>(
    'bytes',
    'size of one request',
    { min: 512, max: 4 * MIB },
    (bytes) => `${sizeText(bytes)} a request.`,
    (part) => part.device.workload.bytes,
    (part, bytes) => onDevice((device) => ({ ...device, workload: { ...device.workload, bytes } }))(part),
  ),
]

const GUEST_KNOBS: readonly Knob<Guest>[] = [
  number<Guest>(
    'vcpus',
    'virtual processors',
    { min: 1, max: 16, unit: 'vCPUs' },
    (value) => `${value} threads of the host that run the guest.`,
    (guest) => guest.vcpus,
    (guest, vcpus) => ({ ...guest, vcpus }),
  ),
  number<Guest>(
    'pin',
    'core of its first vCPU; -1 floats',
    { min: -1, max: 63, unit: 'core' },
    (value) => (value < 0 ? 'Wherever there is room.' : `From core ${value} on.`),
    (guest) => guest.pin,
    (guest, pin) => ({ ...guest, pin }),
  ),
  number<Guest>(
    'vmmPin',
    'core of the VMM loop; -1 floats',
    { min: -1, max: 63, unit: 'core' },
    (value) => (value < 0 ? 'Wherever there is room.' : `Core ${value}.`),
    (guest) => guest.vmmPin,
    (guest, vmmPin) => ({ ...guest, vmmPin }),
  ),
  choice<Guest, Guest['pages']>(
    'pages',
    "size of the guest's pages in the host",
    {
      '4K': 'Small pages: every 4 KiB needs a translation of its own.',
      '2M': 'Huge pages: one translation covers 2 MiB.',
      '1G': 'The largest pages: one translation covers 1 GiB.',
    },
    (guest) => guest.pages,
    (guest, pages) => ({ ...guest, pages }),
  ),
  number<Guest>(
    'haltPoll',
    'microseconds that the host polls before a halted vCPU sleeps',
    { min: 0, max: 1000, unit: 'us' },
    (value) =>
      value === 0 ? 'It sleeps at once.' : `It burns up to ${value} us of its core, and wakes at once.`,
    (guest) => guest.haltPoll / 1000,
    (guest, value) => ({ ...guest, haltPoll: value * 1000 }),
  ),
  size<Guest>(
    'memory',
    'memory of the guest',
    { min: 64 * MIB, max: 1024 * GIB },
    (bytes) => `${sizeText(bytes)}.`,
    (guest) => guest.memory,
    (guest, memory) => ({ ...guest, memory }),
  ),
]

const HOST_KNOBS: readonly Knob<Host>[] = [
  choice<Host, Host['iommu']['mode']>(
    'iommu.mode',
    'what the IOMMU does with addresses of devices',
    {
      off: 'Nothing stands between devices and memory.',
      identity: 'Addresses pass unchanged (pt): the unit is on and translates nothing.',
      translated: 'Each guest has a domain: its devices reach its memory and no other.',
    },
    (host) => host.iommu.mode,
    (host, mode) => ({ ...host, iommu: { ...host.iommu, mode } }),
  ),
  number<Host>(
    'iommu.entries',
    'translations that the IOTLB holds',
    { min: 1, max: 4096, unit: 'entries' },
    (value) => `${value} translations are remembered.`,
    (host) => host.iommu.entries,
    (host, entries) => ({ ...host, iommu: { ...host.iommu, entries } }),
  ),
  size<Host>(
    'pageCache',
    'memory for the page cache of the host',
    { min: 0, max: 1024 * GIB },
    (bytes) => `${sizeText(bytes)} of file pages.`,
    (host) => host.pageCache,
    (host, pageCache) => ({ ...host, pageCache }),
  ),
  choice<Host, 'on' | 'off'>(
    'apicv',
    'end of interrupt in hardware',
    { on: 'Without an exit.', off: 'Each is an exit.' },
    (host) => (host.apicv ? 'on' : 'off'),
    (host, value) => ({ ...host, apicv: value === 'on' }),
  ),
]

interface Found {
  readonly card: KnobCard
  read(): string
  write(value: string): Host | undefined
}

function found<Part>(
  key: string,
  scope: Scope,
  knob: Knob<Part>,
  part: Part,
  put: (part: Part) => Host,
): Found {
  const { name, text, values, range } = knob
  return {
    card: { key, scope, name, text, values, range, about: (value) => knob.about(value, part) },
    read: () => knob.read(part),
    write: (value) => {
      const changed = knob.write(part, value)
      return changed === undefined ? undefined : put(changed)
    },
  }
}

/** A NIC has no file cache, IDE's addressing is IDE's: knobs that mean something for what stands there. */
function fits(knob: string, device: VirtualDevice): boolean {
  const nic = datasheet(device.controller).kind === 'nic'
  return !(nic && (knob === 'cache' || knob === 'addressing'))
}

function allKnobs(host: Host): readonly Found[] {
  const knobs: Found[] = []
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
      for (const knob of DEVICE_KNOBS)
        if (fits(knob.name, device))
          knobs.push(
            found(`${guest.id}.${device.id}.${knob.name}`, 'device', knob, { device, guest }, putDevice),
          )
    }
    for (const knob of GUEST_KNOBS)
      knobs.push(found(`${guest.id}.${knob.name}`, 'guest', knob, guest, putGuest))
  }
  for (const knob of HOST_KNOBS)
    knobs.push(found(`host.${knob.name}`, 'host', knob, host, (changed) => changed))
  return knobs
}

/** Every knob that this host has. */
export function knobCards(host: Host): readonly KnobCard[] {
  return allKnobs(host).map((knob) => knob.card)
}

/** The text value of a knob; undefined: there is no such knob. */
export function readKnob(host: Host, key: string): string | undefined {
  return allKnobs(host)
    .find((knob) => knob.card.key === key)
    ?.read()
}

/** A new host, or a sentence why not. Names of the nearest choices are the caller's to add. */
export function setKnob(host: Host, key: string, value: string): { readonly host: Host } | Refused {
  const knob = allKnobs(host).find((one) => one.card.key === key)
  if (knob === undefined)
    return {
      problem: `no knob "${key}"; ${nearest(
        key,
        allKnobs(host).map((one) => one.card.key),
      )}`,
    }
  const changed = knob.write(value)
  if (changed !== undefined) return { host: changed }
  const { values, range } = knob.card
  const allowed =
    values !== undefined
      ? nearest(value, values)
      : `a number from ${range?.min} to ${range?.max} (${range?.unit})`
  return { problem: `${key} cannot be "${value}"; ${allowed}` }
}

/** The up to three choices that share most with what was written. */
function nearest(wanted: string, choices: readonly string[]): string {
  const score = (choice: string): number => {
    const parts = wanted.split(/[.-]/)
    return (
      parts.filter((part) => part !== '' && choice.includes(part)).length * 10 -
      Math.abs(choice.length - wanted.length)
    )
  }
  const best = [...choices].sort((a, b) => score(b) - score(a)).slice(0, 3)
  return `try ${best.join(', ')}`
}
