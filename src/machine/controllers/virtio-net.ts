/**
 * virtio-net on the VMM's main loop. Sending: a doorbell where the loop sleeps, one system call that takes the packet
 * straight out of guest memory, an interrupt without a register. Receiving copies twice: out of the host into a buffer of
 * the process, and from there into the guest.
 *
 * Not modelled: vhost, several queues, merged buffers one by one; and what network-card.ts says.
 */

import type { Shape } from './datasheet.ts'
import { networkCard, toTap } from './network-card.ts'
import { copy, findBuffer, model, registers, VIRTQUEUE_DOORBELL } from './parts.ts'

function handler(shape: Shape) {
  return shape.interrupt === 'intx' ? [registers('read', 1, 'interrupt status')] : []
}

export const virtioNet = networkCard({
  id: 'virtio-net',
  title: 'virtio-net, main loop',
  about: 'Rings in shared memory: a doorbell only where the other side sleeps, nothing to acknowledge.',
  queue: 256,
  effort: 2,
  interrupts: ['msix', 'intx'],
  notModelled: ['segmentation offload', 'vhost, several queues'],
  hands: (shape) => [
    ...VIRTQUEUE_DOORBELL,
    model('vmm', 'vmm-submit', 'ring, takes a packet'),
    findBuffer(shape.bytes),
    toTap('vmm', shape.bytes),
  ],
  sent: (shape) => [handler(shape)],
  stores: (shape) => [
    model('vmm', 'vmm-complete', 'ring, takes a buffer'),
    copy('vmm', 'vmm', shape.bytes, 'copy, buffer to guest'),
  ],
  received: (shape) => [handler(shape)],
})
