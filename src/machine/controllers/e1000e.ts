/**
 * e1000e, Intel's 82574L of 2008 with MSI-X, as QEMU plays it and Linux' e1000e drives it.
 *
 * A message is followed by 128 us without another; when they end, the model of 7.2 sends one more, whether there is a cause or not
 * (repaired later: "two interrupts in response to a single event when throttling is active"). So a packet that comes alone has two
 * interrupts. Sending: one TDT write, and an IMS write in each. Receiving: one IMS write, since the driver mostly still polls when
 * the second comes (counted with an interpreted guest; a faster one may be through, and write again). The driver gives descriptors
 * back where their number is a multiple of 16 (E1000_RX_BUFFER_WRITE).
 *
 * Not modelled: registers that the driver reads every 2 s for its statistics; what network-card.ts says.
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
  throttle: 'e1000-throttle',
  echoes: true,
  echo: { sent: UNMASK, received: [] },
  refills: 16,
  notModelled: ['segmentation offload'],
  hands: (shape) => [
    registers('write', 1, 'tail, a packet is there'),
    model('vcpu', 'e1000-model', 'e1000e model, takes it'),
    findBuffer(shape.bytes),
    copy('vcpu', 'vmm', shape.bytes, 'copy, guest to model'),
    toTap('vcpu', shape.bytes),
  ],
  sent: () => [UNMASK],
  stores: (shape) => [
    model('vmm', 'e1000-model', 'e1000e model, a buffer'),
    copy('vmm', 'vmm', shape.bytes, 'copy, model to guest'),
  ],
  received: () => [UNMASK],
})
