/** Knobs of paravirtual devices and of queues: who serves a ring, how many there are, how both sides notify each other. */
import { datasheet } from '../controllers/index.ts'
import { type DevicePart, onDevice } from '../hardware/device-part.ts'
import type { Backend, VirtualDevice } from '../host/host.ts'
import { choice, flag, type Knob, number } from './knob.ts'

const BACKENDS: Readonly<Record<Backend, string>> = {
  loop: "The VMM's main loop: one thread for all devices of the guest, under the VMM's lock.",
  iothread: 'A thread of the VMM for this device alone; it looks around for 32 µs before it sleeps.',
  vhost: 'A thread of the host kernel for each queue: no process and no system call on the way.',
  'vhost-user': 'Another process polls the rings, a core for each queue, and never sleeps: no doorbell.',
  serial: 'A thread that waits for each request before it takes the next.',
  'nvme-user': "A thread with a driver of its own for a whole NVMe SSD: the host's block layer is left out.",
}

const backend = choice<DevicePart, Backend>(
  'backend',
  'who takes the requests out of the ring',
  BACKENDS,
  (part) => part.device.backend,
  (part, value) => onDevice((device) => ({ ...device, backend: value }))(part),
)

function hasRing({ controller }: VirtualDevice): boolean {
  return datasheet(controller).backends !== undefined && controller !== 'mdev'
}

export const BACKEND_KNOBS: readonly Knob<DevicePart>[] = [
  {
    ...backend,
    // Where the controller has no backend at all, it idles and may be set to any.
    write: (part, value) =>
      datasheet(part.device.controller).backends?.includes(value as Backend) === false
        ? undefined
        : backend.write(part, value),
  },
  number<DevicePart>(
    'backendPin',
    "core of the backend's first thread; -1 floats",
    { min: -1, max: 63, unit: 'core' },
    (value) => (value < 0 ? 'Wherever there is room.' : `From core ${value} on.`),
    (part) => part.device.backendPin,
    (part, backendPin) => onDevice((device) => ({ ...device, backendPin }))(part),
  ),
  number<DevicePart>(
    'queues',
    'queues that the driver uses',
    { min: 0, max: 64, unit: 'queues' },
    (value, { device, guest }) =>
      value === 0
        ? datasheet(device.controller).direct
          ? `One for each vCPU: ${guest.vcpus}.`
          : 'One.'
        : `${value} of them; with MSI-X, each calls a vCPU of those that use it.`,
    (part) => part.device.queues,
    (part, queues) => onDevice((device) => ({ ...device, queues }))(part),
  ),
  choice<DevicePart, VirtualDevice['transport']>(
    'transport',
    'how the guest reaches the registers of a virtio device',
    {
      pci: 'On a PCI bus: messages, or a line and a status to read.',
      mmio: "A microVM's page of registers: one line, whose every interrupt is read and acknowledged by exits.",
    },
    (part) => part.device.transport,
    (part, transport) =>
      onDevice((device) => ({
        ...device,
        transport,
        // Where there is no ring it means nothing, and takes nothing along.
        interrupt: transport === 'mmio' && hasRing(device) ? 'intx' : device.interrupt,
      }))(part),
  ),
  choice<DevicePart, VirtualDevice['ringFormat']>(
    'ringFormat',
    'layout of the ring',
    {
      split: 'Descriptors, offered and used ones apart: three cache lines a request.',
      packed: 'One ring that both sides write: fewer cache lines travel.',
    },
    (part) => part.device.ringFormat,
    (part, ringFormat) => onDevice((device) => ({ ...device, ringFormat }))(part),
  ),
  flag<DevicePart>(
    'eventIndex',
    'whether each side tells when it wants to hear of the other',
    {
      on: 'A doorbell only where the other side sleeps, an interrupt for whatever is done.',
      off: 'A doorbell for every request, and a signal for every answer.',
    },
    (part) => part.device.eventIndex,
    (part, value) => onDevice((device) => ({ ...device, eventIndex: value }))(part),
  ),
  flag<DevicePart>(
    'adaptive',
    'who says how long an interrupt waits for company',
    {
      on: 'The driver: every 64 interrupts it tries a longer wait, or a shorter one, and keeps what gets it further.',
      off: 'You: coalesceUs and coalesceFrames.',
    },
    (part) => part.device.adaptive,
    (part, value) => onDevice((device) => ({ ...device, adaptive: value }))(part),
  ),
  flag<DevicePart>(
    'offload',
    'who cuts what is sent into frames, and joins what is received',
    {
      on: 'The card (TSO, GRO): units of up to 64 KiB go through the stack and the ring at once.',
      off: 'The guest: every frame of 1,514 bytes goes its own way.',
    },
    (part) => part.device.offload,
    (part, value) => onDevice((device) => ({ ...device, offload: value }))(part),
  ),
  choice<DevicePart, VirtualDevice['driver']>(
    'driver',
    'how the driver of a real device hears of an answer',
    {
      interrupts: 'It sleeps, and the device interrupts.',
      'kernel-polling':
        'The kernel looks for the answer again and again (IOPOLL, busy polling): its CPU never rests.',
      sqpoll:
        'A thread of the kernel takes requests and answers (SQPOLL): no system call, and a core for it.',
      'user-polling':
        'The application drives the device itself (SPDK, DPDK) and looks for answers: no kernel at all.',
    },
    (part) => part.device.driver,
    (part, driver) => onDevice((device) => ({ ...device, driver }))(part),
  ),
  flag<DevicePart>(
    'doorbellBatch',
    'how often a driver that polls writes the doorbell',
    { on: 'Once for all that it has prepared.', off: 'For every command.' },
    (part) => part.device.doorbellBatch,
    (part, value) => onDevice((device) => ({ ...device, doorbellBatch: value }))(part),
  ),
]
