/**
 * e1000, Intel's 82540EM of 2001, as QEMU plays it and Linux' e1000 drives it.
 *
 * Sending a packet: one TDT write; the model takes it and hands it to the host inside that exit. Receiving: one RDT write
 * gives the descriptor back. Every interrupt: ICR read, IMC and IMS write, two STATUS reads that flush them.
 * Both directions copy twice: between guest and the model's buffer, and between that and the host.
 *
 * Not modelled: segmentation offload, the card's own interrupt throttling, jumbo frames, link changes. The descriptor
 * comes back when the frame is on the wire; the model gives it back a little earlier.
 */
import type { Datasheet } from './datasheet.ts'
import { emulatedInterrupt } from './interrupts.ts'
import { applicationAsks, copy, findBuffer, hold, model, registers, work } from './parts.ts'

const FRAME = 1514
const RING = 256

export const e1000: Datasheet = {
  id: 'e1000',
  title: 'network card, Intel e1000',
  kind: 'nic',
  about: 'A network card of 2001: 6 register accesses a packet that comes alone, and two copies.',
  largest: FRAME,
  segments: 8,
  queue: RING,
  effort: 3,
  interrupts: ['intx'],
  direct: false,
  notModelled: ['segmentation offload', "the card's own interrupt throttling"],
  path: (shape) => {
    const handler = [registers('read', 3, 'cause, and two flushes'), registers('write', 2, 'mask and unmask')]
    if (shape.op === 'tx')
      return [
        ...applicationAsks(shape),
        hold('ring', [
          registers('write', 1, 'tail, a packet is there'),
          model('vcpu', 'e1000-model', 'e1000 model, takes it'),
          findBuffer(shape.bytes),
          copy('vcpu', 'vmm', shape.bytes, 'copy, guest to model'),
          work('vcpu', 'host', 'copy', 'tap-write', 'copy, to the host (tap)', { bytes: shape.bytes }),
          work('link', 'dev', 'wait', 'device-link', 'on the wire', { bytes: shape.bytes }),
          { do: 'post', to: 'vmm', kick: [], wake: 'wake-thread', place: 'vmm', text: 'VMM loop, woken' },
          work('vmm', 'vmm', 'model', 'vmm-dispatch', 'VMM loop, dispatches', {
            times: { answer: 'asleep' },
          }),
          emulatedInterrupt(shape, handler),
        ]),
      ]
    return [
      work('link', 'dev', 'wait', 'device-link', 'from the wire', { bytes: shape.bytes }),
      work('core', 'host', 'interrupt', 'host-interrupt', 'interrupt, to the host'),
      hold(
        'ring',
        [
          { do: 'post', to: 'vmm', kick: [], wake: 'wake-thread', place: 'vmm', text: 'VMM loop, woken' },
          work('vmm', 'vmm', 'model', 'vmm-dispatch', 'VMM loop, dispatches', {
            times: { answer: 'asleep' },
          }),
          work('vmm', 'host', 'copy', 'tap-read', 'copy, from host (tap)', { bytes: shape.bytes }),
          model('vmm', 'e1000-model', 'e1000 model, a buffer'),
          findBuffer(shape.bytes),
          copy('vmm', 'vmm', shape.bytes, 'copy, model to guest'),
          emulatedInterrupt(shape, [...handler, registers('write', 1, 'descriptors back')]),
        ],
        'drop',
      ),
      work('vcpu', 'os', 'work', 'guest-packet', 'driver, protocols'),
      work('vcpu', 'app', 'work', 'application', 'receives'),
    ]
  },
}
