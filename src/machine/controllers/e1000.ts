/**
 * e1000, Intel's 82540EM of 2001, as QEMU plays it and Linux' e1000 drives it.
 *
 * Sending a packet: one TDT write; the model takes it and hands it to the host inside that exit. Receiving: one RDT write
 * gives the descriptor back. Every interrupt: ICR read, IMC and IMS write, two STATUS reads that flush them.
 * Both directions copy twice: between guest and the model's buffer, and between that and the host.
 *
 * An interrupt that has been raised is followed by 128 us without another: packets that end meanwhile share the next one,
 * and the driver takes them together (NAPI).
 *
 * Not modelled: throttling that the driver sets beyond that for streams of large packets; and what network-card.ts says.
 */
import { networkCard, toTap } from './network-card.ts'
import { copy, findBuffer, model, registers } from './parts.ts'

const HANDLER = [registers('read', 3, 'cause, and two flushes'), registers('write', 2, 'mask and unmask')]

export const e1000 = networkCard({
  id: 'e1000',
  title: 'network card, Intel e1000',
  about: 'A network card of 2001: 6 register accesses a packet that comes alone, and two copies.',
  queue: 256,
  effort: 3,
  interrupts: ['intx'],
  throttle: 'e1000-throttle',
  notModelled: ['segmentation offload', 'slower throttling for streams'],
  hands: (shape) => [
    registers('write', 1, 'tail, a packet is there'),
    model('vcpu', 'e1000-model', 'e1000 model, takes it'),
    findBuffer(shape.bytes),
    copy('vcpu', 'vmm', shape.bytes, 'copy, guest to model'),
    toTap('vcpu', shape.bytes),
  ],
  sent: () => [HANDLER],
  stores: (shape) => [
    model('vmm', 'e1000-model', 'e1000 model, a buffer'),
    copy('vmm', 'vmm', shape.bytes, 'copy, model to guest'),
  ],
  received: () => [[...HANDLER, registers('write', 1, 'descriptors back')]],
})
