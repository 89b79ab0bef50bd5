/**
 * PVSCSI, VMware's paravirtual SCSI adapter, as QEMU plays it and Linux' vmw_pvscsi drives it.
 *
 * One command: one kick, which the process handles itself. Its interrupt (MSI-X) wants no register at all. 128 elements
 * a command, 254 at once.
 *
 * Not modelled: its own coalescing of interrupts, request calls by threshold.
 */
import { KIB } from '../units.ts'
import { queueing } from './queueing.ts'

export const pvscsi = queueing({
  id: 'pvscsi',
  title: 'PVSCSI',
  about:
    'Made for guests: one kick a command, nothing to acknowledge. The kick is always an exit to the process.',
  largest: 1280 * KIB,
  segments: 128,
  queue: 254,
  effort: 3,
  interrupts: ['msix'],
  notModelled: ['its own coalescing', 'kicks by threshold'],
  starts: { count: 1, text: 'kick' },
})
