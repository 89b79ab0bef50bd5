/**
 * RTL8139, Realtek's card of 1999, as QEMU plays it (8139C+) and Linux' 8139cp drives it.
 *
 * Sending a packet: one poll write. Its interrupt: status read and acknowledged, mask read. Receiving: four reads and four
 * writes an interrupt.
 *
 * Not modelled: the older mode with four transmit buffers; and what network-card.ts says.
 */
import { networkCard, toTap } from './network-card.ts'
import { copy, findBuffer, model, registers } from './parts.ts'

export const rtl8139 = networkCard({
  id: 'rtl8139',
  title: 'network card, RTL8139',
  about:
    'A cheap card of 1999 that many guests know: 4 register accesses to send a packet, 8 to receive one.',
  queue: 64,
  effort: 2,
  interrupts: ['intx'],
  notModelled: ['segmentation offload', 'the older mode with four buffers'],
  hands: (shape) => [
    registers('write', 1, 'poll, a packet is there'),
    model('vcpu', 'adapter-model', 'RTL8139 model, takes it'),
    findBuffer(shape.bytes),
    copy('vcpu', 'vmm', shape.bytes, 'copy, guest to model'),
    toTap('vcpu', shape.bytes),
  ],
  sent: () => [[registers('read', 2, 'status, mask'), registers('write', 1, 'acknowledge')]],
  stores: (shape) => [
    model('vmm', 'adapter-model', 'RTL8139 model, a buffer'),
    copy('vmm', 'vmm', shape.bytes, 'copy, model to guest'),
  ],
  received: () => [[registers('read', 4, 'status, masks'), registers('write', 4, 'acknowledge, masks')]],
})
