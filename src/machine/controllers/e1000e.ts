/**
 * e1000e, Intel's 82574L of 2008 with MSI-X, as QEMU plays it and Linux' e1000e drives it.
 *
 * Sending a packet that comes alone: one TDT write, and two interrupts, each with one IMS write. Receiving: two interrupts,
 * one IMS write between them; descriptors go back 16 at a time.
 *
 * Not modelled: the write that gives 16 descriptors back; the card's own throttling; and what network-card.ts says.
 */
import { networkCard, toTap } from './network-card.ts'
import { copy, findBuffer, model, registers } from './parts.ts'

const UNMASK = [registers('write', 1, 'unmask')]

export const e1000e = networkCard({
  id: 'e1000e',
  title: 'network card, Intel e1000e',
  about:
    'Messages instead of a line: nothing to read in an interrupt, and two interrupts a packet that comes alone.',
  queue: 256,
  effort: 4,
  interrupts: ['msix'],
  notModelled: ['segmentation offload', "the card's own throttling", 'descriptors given back 16 at a time'],
  hands: (shape) => [
    registers('write', 1, 'tail, a packet is there'),
    model('vcpu', 'e1000-model', 'e1000e model, takes it'),
    findBuffer(shape.bytes),
    copy('vcpu', 'vmm', shape.bytes, 'copy, guest to model'),
    toTap('vcpu', shape.bytes),
  ],
  sent: () => [UNMASK, UNMASK],
  stores: (shape) => [
    model('vmm', 'e1000-model', 'e1000e model, a buffer'),
    copy('vmm', 'vmm', shape.bytes, 'copy, model to guest'),
  ],
  received: () => [UNMASK, []],
})
