/**
 * virtio-net. Sending: a doorbell where the backend sleeps, an interrupt without a register. Between ring and wire stands
 * the host's tap device with a process before it (one system call a packet, and two copies on receive: out of the host
 * into a buffer of the process, from there into the guest), with a kernel thread before it (vhost: no system call, one
 * copy), or nothing but a process that polls ring and card (vhost-user: one copy, no tap, no doorbell, no host interrupt).
 *
 * Not modelled: merged buffers one by one; and what network-card.ts says.
 */
import type { Step } from '../path/itinerary.ts'
import type { Datasheet, Shape } from './datasheet.ts'
import { PACKET_CLEANED } from './direct-nic.ts'
import { FRAME, SEGMENTS } from './network-card.ts'
import { applicationAsks, backendWoken, copy, findBuffer, hold, VMM_WOKEN, work } from './parts.ts'
import { handsOver, POLLED, puts, takes, tells } from './virtqueue.ts'

const QUEUES = 64

/** The backend hears of the card, or looks at it. */
function hears(shape: Shape): readonly Step[] {
  if (shape.backend === 'vhost-user') return POLLED
  return shape.backend === 'loop' ? VMM_WOKEN : backendWoken([], false)
}

/** One packet from the ring to the card. */
function toCard(shape: Shape): readonly Step[] {
  const { bytes } = shape
  switch (shape.backend) {
    case 'vhost':
      return [
        work('backend', 'host', 'work', 'tap-send', 'tap, in the kernel'),
        copy('backend', 'host', bytes, 'copy, to the host'),
      ]
    case 'vhost-user':
      return [
        copy('backend', 'host', bytes, 'copy, to a buffer of the card'),
        work('backend', 'host', 'work', 'poll-io', 'driver of the card, in the process'),
        work('backend', 'host', 'work', 'doorbell', 'tail'),
      ]
    default:
      return [work('vmm', 'host', 'copy', 'tap-write', 'copy, to the host (tap)', { bytes })]
  }
}

/** One packet from the card into the guest's buffer. */
function fromCard(shape: Shape): readonly Step[] {
  const { bytes } = shape
  switch (shape.backend) {
    case 'vhost':
      return [takes(shape), work('backend', 'host', 'copy', 'tap-read', 'copy, tap to guest', { bytes })]
    case 'vhost-user':
      return [
        work('backend', 'host', 'work', 'poll-io', 'driver of the card, in the process'),
        takes(shape),
        copy('backend', 'host', bytes, 'copy, card to guest'),
      ]
    default:
      return [
        work('vmm', 'host', 'copy', 'tap-read', 'copy, from host (tap)', { bytes }),
        work('vmm', 'vmm', 'model', 'vmm-complete', 'ring, takes a buffer'),
        copy('vmm', 'vmm', bytes, 'copy, buffer to guest'),
      ]
  }
}

function sends(shape: Shape): readonly Step[] {
  return [
    ...applicationAsks(shape),
    hold('ring', [
      ...handsOver(shape),
      takes(shape),
      findBuffer(shape.bytes),
      ...toCard(shape),
      work('link', 'dev', 'wait', 'device-link', 'on the wire', { bytes: shape.bytes }),
      ...hears(shape),
      ...(shape.backend === 'loop' ? [] : [puts(shape)]),
      ...tells(shape, PACKET_CLEANED),
    ]),
  ]
}

function receives(shape: Shape): readonly Step[] {
  const arrives = work('link', 'dev', 'wait', 'device-link', 'from the wire', { bytes: shape.bytes })
  const told = work('core', 'host', 'interrupt', 'host-interrupt', 'interrupt, to the host')
  return [
    arrives,
    ...(shape.backend === 'vhost-user' ? [] : [told]),
    hold(
      'ring',
      [...hears(shape), ...fromCard(shape), findBuffer(shape.bytes), ...tells(shape, PACKET_CLEANED)],
      'drop',
    ),
    work('vcpu', 'os', 'work', 'guest-packet', 'driver, protocols'),
    work('vcpu', 'app', 'work', 'application', 'receives'),
  ]
}

export const virtioNet: Datasheet = {
  id: 'virtio-net',
  title: 'virtio-net',
  kind: 'nic',
  about: 'Rings in shared memory: a doorbell only where the other side sleeps, nothing to acknowledge.',
  largest: FRAME,
  segments: SEGMENTS,
  queue: 256,
  effort: 2,
  interrupts: ['msix', 'intx'],
  direct: false,
  backends: ['loop', 'vhost', 'vhost-user'],
  queues: QUEUES,
  notModelled: ['segmentation offload', 'merged buffers'],
  path: (shape) => (shape.op === 'tx' ? sends(shape) : receives(shape)),
}
