/**
 * NE2000 on PCI, the clone of 1994 of a card of 1987, as QEMU plays it and Linux' ne2k-pci drives it: no DMA, the guest
 * carries every packet through a port, 4 bytes an access.
 *
 * Sending: 18 writes and 5 reads beside the data. Receiving: 4 bytes of header, 7 reads and 21 writes beside the data.
 * Through the port, KVM needs an exit for every element written and one for every 1,024 bytes read.
 *
 * Not modelled: the card's own ring of pages; masking the interrupt at the IO-APIC around a transmit; and what
 * network-card.ts says.
 */
import type { Step } from '../path/itinerary.ts'
import type { Shape } from './datasheet.ts'
import { networkCard, toTap } from './network-card.ts'
import { findBuffer, model, registers, work } from './parts.ts'

/** Bytes an access, and bytes of one exit where a string is read. */
const ELEMENT = 4
const STRING = 1024
const HEADER = 4

/** The guest carries so many bytes through the port. */
function throughPort(shape: Shape, direction: 'read' | 'write', bytes: number): readonly Step[] {
  const elements = Math.floor(bytes / ELEMENT) + (bytes % ELEMENT === 0 ? 0 : 1)
  const moved = work('vcpu', 'vmm', 'copy', 'guest-copy', `copy, guest ${direction}s port`, { bytes })
  if (shape.accel === 'tcg') return [registers(direction, elements, 'data, 4 bytes an access'), moved]
  const exits = direction === 'read' ? Math.ceil(bytes / STRING) : elements
  return [
    work('vcpu', 'vmm', 'exit', 'exit-user', 'data, through the port', {
      times: exits,
      counts: 'string',
      crosses: 'exit',
    }),
    moved,
  ]
}

export const ne2kPci = networkCard({
  id: 'ne2k_pci',
  title: 'network card, NE2000',
  about: 'The simplest card there is: the guest carries every packet through a port, 4 bytes an access.',
  queue: 12,
  effort: 1,
  interrupts: ['intx'],
  notModelled: ['segmentation offload', "the card's own ring of pages"],
  hands: (shape) => [
    registers('write', 12, 'remote DMA, set up'),
    ...throughPort(shape, 'write', shape.bytes),
    registers('read', 2, 'done?'),
    registers('write', 3, 'transmit'),
    model('vcpu', 'adapter-model', 'NE2000 model, takes it'),
    findBuffer(shape.bytes),
    toTap('vcpu', shape.bytes),
  ],
  sent: () => [[registers('read', 3, 'status'), registers('write', 3, 'acknowledge')]],
  stores: () => [model('vmm', 'adapter-model', 'NE2000 model, stores')],
  received: (shape) => [
    [
      registers('read', 7, 'status, pages'),
      registers('write', 21, 'remote DMA, set up'),
      ...throughPort(shape, 'read', HEADER),
      ...throughPort(shape, 'read', shape.bytes),
    ],
  ],
})
