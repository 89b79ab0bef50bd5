/**
 * DEC 21140 ("Tulip"), a network card of 1994 with descriptor rings, as QEMU plays it and Linux' tulip drives it.
 *
 * Sending a packet that comes alone: one poll demand (CSR1); the model reports an empty ring, and that interrupt reads the
 * status twice and the counter of missed frames once, and acknowledges once. Receiving, with a driver that polls (NAPI):
 * the handler masks and acknowledges, the poll acknowledges again and unmasks, and the status is read four times, the counter
 * once. Older drivers do it all in the handler, with two reads and three writes less.
 *
 * Reasoned from tulip_interrupt, tulip_poll and QEMU's tulip_xmit_list_update, and counted so on QEMU 7.2.22 afterwards.
 * Not modelled: the interrupt every half ring of a long queue, setup frames, MII, and what network-card.ts says.
 */
import { networkCard, toTap } from './network-card.ts'
import { copy, findBuffer, model, registers } from './parts.ts'

export const tulip = networkCard({
  id: 'tulip',
  title: 'network card, DEC 21140',
  about:
    'The card that virtual machines of 2003 to 2008 showed to every guest: 5 register accesses to send a packet, and a ring in memory.',
  queue: 32,
  effort: 2,
  interrupts: ['intx'],
  notModelled: ['segmentation offload', 'setup frames, MII'],
  hands: (shape) => [
    registers('write', 1, 'poll demand'),
    model('vcpu', 'adapter-model', 'Tulip model, takes it'),
    findBuffer(shape.bytes),
    copy('vcpu', 'vmm', shape.bytes, 'copy, guest to model'),
    toTap('vcpu', shape.bytes),
  ],
  sent: () => [[registers('read', 3, 'status, missed frames'), registers('write', 1, 'acknowledge')]],
  stores: (shape) => [
    model('vmm', 'adapter-model', 'Tulip model, a buffer'),
    copy('vmm', 'vmm', shape.bytes, 'copy, model to guest'),
  ],
  received: (shape) => [
    [
      registers('read', shape.habits.polls ? 5 : 3, 'status, missed frames'),
      registers('write', shape.habits.polls ? 4 : 1, 'mask, acknowledge, unmask'),
    ],
  ],
})
