/**
 * PCnet, AMD's Lance on PCI of 1994, as QEMU plays it and Linux' pcnet32 drives it. Its registers are behind an index: each
 * access writes the index first.
 *
 * Sending a packet that comes alone: 3 reads and 13 writes, receiving one 3 and 11, most of them in the interrupt: status
 * read and acknowledged, the mask read and written; polled, the mask read and written again, and interrupts enabled. A
 * driver that does not poll reads the status twice, acknowledges and enables, and puts the index back as it found it.
 *
 * Not modelled: burst and memory modes; and what network-card.ts says.
 */
import type { Step } from '../path/itinerary.ts'
import type { Shape } from './datasheet.ts'
import { networkCard, toTap } from './network-card.ts'
import { copy, findBuffer, model, registers } from './parts.ts'

/** The interrupt's accesses, each behind its index. */
function handler(shape: Shape): readonly Step[] {
  const { polls } = shape.habits
  return [
    registers('write', polls ? 7 : 5, 'indices', 'index'),
    ...(polls ? [] : [registers('read', 1, 'index, as it was', 'index')]),
    registers('read', polls ? 3 : 2, 'status', 'status'),
    registers('write', polls ? 4 : 2, 'acknowledge, enable', 'status'),
  ]
}

export const pcnet = networkCard({
  id: 'pcnet',
  title: 'network card, AMD PCnet',
  about: 'A card of 1994 whose registers lie behind an index: 16 accesses to send a packet.',
  queue: 16,
  effort: 2,
  interrupts: ['intx'],
  notModelled: ['segmentation offload', 'burst and memory modes'],
  hands: (shape) => [
    registers('write', 1, 'index', 'index'),
    registers('write', 1, 'transmit demand', 'start'),
    model('vcpu', 'adapter-model', 'PCnet model, takes it'),
    findBuffer(shape.bytes),
    copy('vcpu', 'vmm', shape.bytes, 'copy, guest to model'),
    toTap('vcpu', shape.bytes),
  ],
  sent: (shape) => [handler(shape)],
  stores: (shape) => [
    model('vmm', 'adapter-model', 'PCnet model, a buffer'),
    copy('vmm', 'vmm', shape.bytes, 'copy, model to guest'),
  ],
  received: (shape) => [handler(shape)],
})
