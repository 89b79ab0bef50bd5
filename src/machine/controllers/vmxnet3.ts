/**
 * VMXNET3, VMware's paravirtual card, as QEMU plays it and Linux' vmxnet3 drives it.
 *
 * Sending a packet that comes alone: one TXPROD write, and one write that lets the next interrupt through. Receiving: that
 * write alone.
 *
 * Not modelled: several queues, its own moderation; and what network-card.ts says.
 */
import { networkCard, restToTap, toTap } from './network-card.ts'
import { copy, findBuffer, model, registers } from './parts.ts'

const UNMASK = [registers('write', 1, 'unmask')]

export const vmxnet3 = networkCard({
  id: 'vmxnet3',
  title: 'network card, VMXNET3',
  about: 'Made for guests: two writes to send a packet, one to receive it. The doorbell is always an exit.',
  queue: 256,
  effort: 3,
  interrupts: ['msix'],
  offload: ['tx', 'rx'],
  notModelled: ['several queues'],
  hands: (shape) => [
    registers('write', 1, 'doorbell'),
    model('vcpu', 'adapter-model', 'VMXNET3 model, takes it'),
    findBuffer(shape.bytes),
    copy('vcpu', 'vmm', shape.bytes, 'copy, guest to model'),
    toTap('vcpu', shape.bytes),
    ...restToTap('vcpu', shape.bytes),
  ],
  sent: () => [UNMASK],
  stores: (shape) => [
    model('vmm', 'adapter-model', 'VMXNET3 model, a buffer'),
    copy('vmm', 'vmm', shape.bytes, 'copy, model to guest'),
  ],
  received: () => [UNMASK],
})
