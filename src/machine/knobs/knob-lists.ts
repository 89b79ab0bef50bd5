/** Every knob: what of a device, of a guest and of the host a player may change. */
import { CONTROLLER_IDS, datasheet, kindOf, serves } from '../controllers/index.ts'
import { drives } from '../hardware/added-drivers.ts'
import { type DevicePart, onDevice } from '../hardware/device-part.ts'
import { osTitle } from '../hardware/drivers.ts'
import type { Backend, ControllerId, Guest, Host, VirtualDevice } from '../host/host.ts'
import { GIB, MIB, sizeText } from '../units.ts'
import { BACKEND_KNOBS } from './backend-knobs.ts'
import { BALLOON_KNOB } from './balloon.ts'
import { CONFIDENTIAL_KNOBS } from './confidential.ts'
import { DRIVER_KNOBS } from './driver-knobs.ts'
import { IDLE_KNOB } from './idle-knob.ts'
import { INTERRUPT_KNOBS } from './interrupt-knobs.ts'
import { MAPPING_KNOBS, UNIT_KNOBS } from './iommu-knobs.ts'
import { choice, flag, type Knob, number, size } from './knob.ts'
import { LEAVES_KNOB } from './leaving.ts'
import { MEMLOCK_KNOB } from './memlock.ts'
import { PV_EOI_KNOB } from './pv-eoi.ts'
import { DIRTY_KNOBS, MIX_KNOBS } from './storage-knobs.ts'
import { PROCESS_KNOBS, TRUST_KNOBS } from './trust-knobs.ts'

/** Who serves it: as before where that can be, else its first. */
function backendFor(id: ControllerId, before: Backend): Backend {
  const { backends } = datasheet(id)
  if (backends === undefined) return 'loop'
  return backends.includes(before) ? before : backends[0]
}

export const DEVICE_KNOBS: readonly Knob<DevicePart>[] = [
  {
    name: 'controller',
    text: 'what the guest is shown',
    values: CONTROLLER_IDS.filter((id) => id !== 'bare-metal'),
    read: (part) => part.device.controller,
    about: (value, part) => {
      const id = CONTROLLER_IDS.find((one) => one === value)
      if (id === undefined) return ''
      const sheet = datasheet(id)
      return `${sheet.title}. ${sheet.about}${drives(part.guest, id) ? '' : ` ${osTitle(part.guest.os)} has no driver for it.`}`
    },
    write: (part, value) => {
      const id = CONTROLLER_IDS.find((one) => one === value)
      if (id === undefined || !serves(id, kindOf(part.device))) return undefined
      // The new controller interrupts in its own first way where it cannot in the old one; so with who serves it.
      const interrupts = datasheet(id).interrupts
      return onDevice((device) => ({
        ...device,
        controller: id,
        interrupt: interrupts.includes(device.interrupt) ? device.interrupt : interrupts[0],
        backend: backendFor(id, device.backend),
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
      posted: 'The IOMMU puts it straight into the running guest, where the host can: no exit.',
    },
    (part) => part.device.delivery,
    (part, delivery) => onDevice((device) => ({ ...device, delivery }))(part),
  ),
  ...INTERRUPT_KNOBS,
  number<DevicePart>(
    'ring',
    'descriptors of its ring',
    { min: 1, max: 1024, unit: 'descriptors' },
    (value) => `At most ${value} under way.`,
    (part) => part.device.ring,
    (part, ring) => onDevice((device) => ({ ...device, ring }))(part),
  ),
  ...BACKEND_KNOBS,
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
  ...MAPPING_KNOBS,
  LEAVES_KNOB,
  choice<DevicePart, VirtualDevice['framebuffer']>(
    'framebuffer',
    'how the guest reaches the pixels of its display',
    {
      trapped: 'Through a window that is no memory: every 4 bytes stop the guest.',
      mapped: 'As memory: the first write of a page stops it, until the screen is drawn anew.',
    },
    (part) => part.device.framebuffer,
    (part, framebuffer) => onDevice((device) => ({ ...device, framebuffer }))(part),
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
  ...MIX_KNOBS,
]

export const GUEST_KNOBS: readonly Knob<Guest>[] = [
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
    'pinStep',
    'from the core of one vCPU to that of the next, where they are pinned',
    { min: 1, max: 8, unit: 'cores' },
    (value) => (value === 1 ? 'They sit side by side.' : `They sit ${value} cores apart.`),
    (guest) => guest.pinStep,
    (guest, pinStep) => ({ ...guest, pinStep }),
  ),
  number<Guest>(
    'vmmPin',
    'core of the VMM loop; -1 floats',
    { min: -1, max: 63, unit: 'core' },
    (value) => (value < 0 ? 'Wherever there is room.' : `Core ${value}.`),
    (guest) => guest.vmmPin,
    (guest, vmmPin) => ({ ...guest, vmmPin }),
  ),
  number<Guest>(
    'numa',
    'NUMA node of its memory; -1: where its first vCPU is pinned',
    { min: -1, max: 7, unit: 'node' },
    (value) =>
      value < 0
        ? 'On the node of its first vCPU, else on node 0.'
        : `On node ${value}, wherever its vCPUs run.`,
    (guest) => guest.numa,
    (guest, numa) => ({ ...guest, numa }),
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
      value === 0 ? 'It sleeps at once.' : `It burns up to ${value} µs of its core, and wakes at once.`,
    (guest) => guest.haltPoll / 1000,
    (guest, value) => ({ ...guest, haltPoll: value * 1000 }),
  ),
  number<Guest>(
    'tick',
    "ticks of each vCPU's clock in a second",
    { min: 0, max: 1000, unit: 'Hz' },
    (value) => (value === 0 ? 'None.' : `It is stopped ${value} times a second, and more often for each.`),
    (guest) => guest.tick,
    (guest, tick) => ({ ...guest, tick }),
  ),
  flag<Guest>(
    'ple',
    'pause-loop exiting: what stops a vCPU that spins for a lock',
    {
      on: 'After about 2 µs of spinning it exits, and a vCPU that waits for a core goes first.',
      off: 'Nothing: it burns its core until the lock is free, or its quantum is over.',
    },
    (guest) => guest.ple,
    (guest, value) => ({ ...guest, ple: value }),
  ),
  PV_EOI_KNOB,
  size<Guest>(
    'memory',
    'memory of the guest',
    { min: 64 * MIB, max: 1024 * GIB },
    (bytes) => `${sizeText(bytes)}.`,
    (guest) => guest.memory,
    (guest, memory) => ({ ...guest, memory }),
  ),
  BALLOON_KNOB,
  MEMLOCK_KNOB,
  ...DRIVER_KNOBS,
  ...CONFIDENTIAL_KNOBS,
  ...TRUST_KNOBS,
]

export const HOST_KNOBS: readonly Knob<Host>[] = [
  ...UNIT_KNOBS,
  size<Host>(
    'pageCache',
    'memory for the page cache of the host',
    { min: 0, max: 1024 * GIB },
    (bytes) => `${sizeText(bytes)} of file pages.`,
    (host) => host.pageCache,
    (host, pageCache) => ({ ...host, pageCache }),
  ),
  ...DIRTY_KNOBS,
  IDLE_KNOB,
  ...PROCESS_KNOBS,
  choice<Host, Host['hypervisor']>(
    'hypervisor',
    'who runs the guests',
    {
      kvm: 'The kernel of the host, with the help of the processor.',
      hosted:
        'A program of 2001: it translates the guest and asks the host for everything, by world switches.',
    },
    (host) => host.hypervisor,
    (host, hypervisor) => ({ ...host, hypervisor }),
  ),
  choice<Host, Host['lancePorts']>(
    'lancePorts',
    'who answers for ports of a network card that do not transmit',
    {
      host: "The process, in the host's world: each access is a world switch.",
      vmm: "The VMM, in the guest's world: an access costs a tenth.",
    },
    (host) => host.lancePorts,
    (host, lancePorts) => ({ ...host, lancePorts }),
  ),
  flag<Host>(
    'sendCombining',
    'packets to be sent wait for each other',
    {
      on: 'While an interrupt is due, up to three wait for its world switch.',
      off: 'Each packet is a world switch of its own.',
    },
    (host) => host.sendCombining,
    (host, value) => ({ ...host, sendCombining: value }),
  ),
  choice<Host, Host['irqNotify']>(
    'irqNotify',
    'how the process learns what has come',
    {
      select: 'It asks the host by select() after each interrupt.',
      shared: 'It looks into memory that it shares with the host.',
    },
    (host) => host.irqNotify,
    (host, irqNotify) => ({ ...host, irqNotify }),
  ),
  flag<Host>(
    'apicv',
    'APIC virtualisation: the processor keeps the interrupt controllers of guests',
    { on: 'No exit at the end of an interrupt; messages can be posted.', off: 'Each end is an exit.' },
    (host) => host.apicv,
    (host, value) => ({ ...host, apicv: value }),
  ),
]
