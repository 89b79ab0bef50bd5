/**
 * PCnet, AMD's Lance on PCI of 1994, as QEMU plays it and Linux' pcnet32 drives it. Its registers are behind an index: each
 * access writes the index first.
 *
 * Sending a packet that comes alone: 3 reads and 13 writes, receiving one 3 and 11, most of them in the interrupt.
 *
 * Not modelled: burst and memory modes; and what network-card.ts says.
 */
import { networkCard, toTap } from './network-card.ts'
import { copy, findBuffer, model, registers } from './parts.ts'

export const pcnet = networkCard({
  id: 'pcnet',
  title: 'network card, AMD PCnet',
  about: 'A card of 1994 whose registers lie behind an index: 16 accesses to send a packet.',
  queue: 16,
  effort: 2,
  interrupts: ['intx'],
  notModelled: ['segmentation offload', 'burst and memory modes'],
  hands: (shape) => [
    registers('write', 2, 'index, transmit demand'),
    model('vcpu', 'adapter-model', 'PCnet model, takes it'),
    findBuffer(shape.bytes),
    copy('vcpu', 'vmm', shape.bytes, 'copy, guest to model'),
    toTap('vcpu', shape.bytes),
  ],
  sent: () => [[registers('read', 3, 'status'), registers('write', 11, 'indices, acknowledge')]],
  stores: (shape) => [
    model('vmm', 'adapter-model', 'PCnet model, a buffer'),
    copy('vmm', 'vmm', shape.bytes, 'copy, model to guest'),
  ],
  received: () => [[registers('read', 3, 'status'), registers('write', 11, 'indices, acknowledge')]],
})
