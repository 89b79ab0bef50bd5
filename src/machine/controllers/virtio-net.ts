/**
 * virtio-net. Sending: a doorbell where the backend sleeps, an interrupt without a register. Between ring and wire stands
 * the host's tap device with a process before it (system calls for each packet, and two copies on receive: out of the host
 * into a buffer of the process, from there into the guest), with a kernel thread before it (vhost: no system call, one
 * copy), or nothing but a process that polls ring and card (vhost-user: one copy, no tap, no doorbell, no host interrupt).
 *
 * With segmentation offload a unit of up to 64 KiB goes through ring and tap at once; a process that polls joins no
 * frames and carries them one by one. The guest's stack takes a packet in the interrupt; its application reads it later,
 * and what finds no room at the socket meanwhile is lost.
 *
 * Not modelled: merged buffers one by one; link changes; jumbo frames.
 */

import { framesOf } from '../hardware/network-cards.ts'
import type { Step } from '../path/itinerary.ts'
import type { Datasheet, Shape } from './datasheet.ts'
import { PACKET_CLEANED } from './direct-nic.ts'
import { leavesHost, reachesHost } from './host-nic.ts'
import {
  ACK,
  acknowledged,
  atSocket,
  FRAME,
  farSide,
  guestReceives,
  guestSends,
  hostReceives,
  more,
  outOfTap,
  SEGMENTS,
  wire,
} from './packets.ts'
import { backendWoken, copy, findBuffer, hold, VMM_WOKEN, work } from './parts.ts'
import { handsOver, POLLED, puts, takes, tells } from './virtqueue.ts'

const QUEUES = 64

/** The backend hears of the card, or looks at it. */
function hears(shape: Shape): readonly Step[] {
  if (shape.backend === 'vhost-user') return POLLED
  return shape.backend === 'loop' ? VMM_WOKEN : backendWoken([], false)
}

/** One unit from the ring to the card. */
function toCard(shape: Shape, bytes: number): readonly Step[] {
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
      return [
        work('vmm', 'host', 'copy', 'tap-write', 'copy, to the host (tap)', {
          bytes: Math.min(bytes, FRAME),
        }),
        ...more(bytes, (rest) => copy('vmm', 'host', rest, 'copy, the rest of the unit')),
      ]
  }
}

/** One unit from the card into the guest's buffer. */
function fromCard(shape: Shape, bytes: number): readonly Step[] {
  const times = framesOf(bytes)
  const first = { bytes: Math.min(bytes, FRAME) }
  switch (shape.backend) {
    case 'vhost':
      return [
        takes(shape),
        work('backend', 'host', 'copy', 'tap-read', 'copy, tap to guest', first),
        ...outOfTap('backend', bytes),
      ]
    case 'vhost-user':
      return [
        work('backend', 'host', 'work', 'poll-io', 'driver of the card, in the process', { times }),
        takes(shape, times),
        copy('backend', 'host', bytes, 'copy, card to guest'),
      ]
    default:
      return [
        work('vmm', 'host', 'copy', 'tap-read', 'copy, from host (tap)', first),
        ...outOfTap('vmm', bytes),
        work('vmm', 'vmm', 'model', 'vmm-complete', 'ring, takes a buffer'),
        copy('vmm', 'vmm', bytes, 'copy, buffer to guest'),
      ]
  }
}

/** An acknowledgement lies in a buffer of the stack's own: nothing to look up. */
const NO_BUFFER: Step[] = []

/** A unit leaves the guest, up to the wire. */
function leaves(shape: Shape, bytes = shape.bytes, buffer = [findBuffer(bytes)]): readonly Step[] {
  return [...handsOver(shape), takes(shape), ...buffer, ...toCard(shape, bytes)]
}

/** A unit that the card has received reaches the guest's stack. */
function reaches(
  shape: Shape,
  each: readonly Step[] = PACKET_CLEANED,
  bytes = shape.bytes,
  buffer = [findBuffer(bytes)],
): readonly Step[] {
  return [...hears(shape), ...fromCard(shape, bytes), ...buffer, ...tells(shape, each)]
}

/** Linux' driver frees sent packets when it sends the next, and wants no interrupt while enough are under way. */
const TAKES_BACK: Step = { do: 'return', to: 'completion' }

function arrival(shape: Shape): readonly Step[] {
  return shape.backend === 'vhost-user' ? [] : hostReceives(shape)
}

/** A unit from the wire, as far as the backend. */
function comesIn(shape: Shape, by: 'link' | 'back'): readonly Step[] {
  return shape.backend === 'vhost-user' ? [wire(shape, by, false)] : reachesHost(shape, by)
}

/** Who hands a packet to the host's card. */
function sender({ backend }: Shape): 'vmm' | 'backend' {
  return backend === 'loop' ? 'vmm' : 'backend'
}

function sends(shape: Shape): readonly Step[] {
  const answered = { ...shape, bytes: ACK }
  const taken = work('vcpu', 'os', 'work', 'guest-ack', 'acknowledgement, taken')
  return [
    ...guestSends(shape),
    ...(shape.eventIndex ? [TAKES_BACK] : []),
    hold('ring', [
      ...leaves(shape),
      ...leavesHost(shape, sender(shape)),
      ...hears(shape),
      ...(shape.backend === 'loop' ? [] : [puts(shape)]),
      ...tells(shape, PACKET_CLEANED, shape.eventIndex),
    ]),
    ...acknowledged(shape, [
      wire(answered, 'back', false),
      ...arrival(answered),
      ...reaches(shape, [...PACKET_CLEANED, taken], ACK, NO_BUFFER),
    ]),
  ]
}

function receives(shape: Shape): readonly Step[] {
  const made = work('vcpu', 'os', 'work', 'guest-ack', 'acknowledgement, made')
  const [stack, ...reads] = guestReceives(shape)
  const each = stack.do === 'work' ? [...PACKET_CLEANED, stack] : PACKET_CLEANED
  return [
    ...comesIn(shape, 'link'),
    hold('ring', reaches(shape, each), 'drop'),
    atSocket(reads),
    ...acknowledged(shape, [made, ...leaves(shape, ACK, NO_BUFFER), wire(shape, 'back', true, ACK)]),
  ]
}

/** A small request and its answer. The sender's descriptors are taken back when it comes by. */
function converses(shape: Shape): readonly Step[] {
  const out = leaves(shape)
  const comes = reaches(shape)
  return [
    ...guestSends(shape),
    hold('ring', [{ do: 'attempt', steps: [...out, ...leavesHost(shape, sender(shape))] }]),
    ...farSide([...arrival(shape), ...comes, ...guestReceives(shape), ...guestSends(shape), ...out]),
    ...comesIn(shape, 'back'),
    ...comes,
    ...guestReceives(shape),
  ]
}

const PATHS = { tx: sends, rx: receives, rr: converses } as const

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
  offload: ['tx', 'rx'],
  notModelled: ['merged buffers', 'jumbo frames'],
  path: (shape) => PATHS[shape.op as keyof typeof PATHS](shape),
}
