/**
 * NE2000 on PCI, the clone of 1994 of a card of 1987, as QEMU plays it and Linux' ne2k-pci drives it: no DMA, the guest
 * carries every packet through a port, 4 bytes an access, and what is left over in smaller ones.
 *
 * Sending: 18 writes and 5 reads beside the data. The driver disables its interrupt line meanwhile; the model is done at
 * once, so an interrupt finds the line disabled, masks it, and comes again after it is unmasked: 5 accesses to the IO-APIC and a
 * second end of interrupt.
 * Receiving: 4 reads and 5 writes for an interrupt; for each packet in it 2 reads, 17 writes, 4 bytes of heading and the data.
 * Through the port, KVM needs an exit for every element written and one for every 1,024 bytes read.
 *
 * Not modelled: the card's own ring of pages; and what network-card.ts says.
 */
import type { Step } from '../path/itinerary.ts'
import type { Shape } from './datasheet.ts'
import { endOfInterrupt } from './interrupts.ts'
import { networkCard, toTap } from './network-card.ts'
import { findBuffer, model, registers, work } from './parts.ts'

/** Bytes an access, and bytes of one exit where a string is read. */
const ELEMENT = 4
const STRING = 1024
const HEADER = 4
/** The redirection entry's index and value, to mask and to unmask it. */
const IO_APIC = 5

/** Accesses for the bytes behind the last whole element: 2, then 1. A packet sent is rounded up to an even size. */
function leftOver(direction: 'read' | 'write', bytes: number): number {
  const rest = bytes % ELEMENT
  return direction === 'write' ? Math.ceil(rest / 2) % 2 : (rest >> 1) + (rest & 1)
}

/** The guest carries so many bytes through the port. */
function throughPort(shape: Shape, direction: 'read' | 'write', bytes: number): readonly Step[] {
  const rest = leftOver(direction, bytes)
  const elements = Math.floor(bytes / ELEMENT) + (direction === 'write' && bytes % ELEMENT === 3 ? 1 : 0)
  const moved = work('vcpu', 'vmm', 'copy', 'guest-copy', `copy, guest ${direction}s port`, { bytes })
  const last = registers(direction, rest, 'data, what is left over')
  if (shape.accel === 'tcg') return [registers(direction, elements, 'data, 4 bytes an access'), last, moved]
  const exits = direction === 'read' ? Math.ceil((elements * ELEMENT) / STRING) : elements
  return [
    work('vcpu', 'vmm', 'exit', 'exit-user', 'data, through the port', {
      times: exits,
      counts: 'string',
      crosses: 'exit',
    }),
    last,
    moved,
  ]
}

/** What the disabled line costs. */
function maskedInterrupt(shape: Shape): readonly Step[] {
  return [
    work('vcpu', 'os', 'interrupt', 'guest-interrupt', 'handler, the line is disabled'),
    endOfInterrupt(shape),
    work('vcpu', 'kvm', 'exit', 'exit-kernel', 'IO-APIC, masked and unmasked', {
      times: IO_APIC,
      counts: 'irqchip',
      crosses: 'exit',
    }),
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
    ...maskedInterrupt(shape),
  ],
  sent: () => [[registers('read', 3, 'status'), registers('write', 3, 'acknowledge')]],
  stores: () => [model('vmm', 'adapter-model', 'NE2000 model, stores')],
  received: () => [[registers('read', 4, 'status, pages'), registers('write', 5, 'pages, acknowledge')]],
  takes: (shape) => [
    registers('read', 2, 'where is it?'),
    registers('write', 17, 'remote DMA, set up'),
    ...throughPort(shape, 'read', HEADER),
    ...throughPort(shape, 'read', shape.bytes),
  ],
})
