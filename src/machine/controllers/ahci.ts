/**
 * AHCI, the SATA interface of 2004, as QEMU's ICH9 plays it and Linux' ahci drives it.
 *
 * One command: SActive and command issue are written. One interrupt, for all commands that ended by then: interrupt
 * status, the port's and SActive are read, the first two written back. 128 KiB and 168 elements a command, 32 at once.
 *
 * Not modelled: port multipliers, commands without a queue, hot plug.
 */
import { KIB } from '../units.ts'
import { queueing } from './queueing.ts'

export const ahci = queueing({
  id: 'ahci',
  title: 'SATA, AHCI',
  about:
    '32 commands at once, 128 KiB each. 7 register accesses for a command that comes alone; 5 of them belong to the interrupt.',
  largest: 128 * KIB,
  segments: 168,
  queue: 32,
  effort: 3,
  interrupts: ['msi', 'intx'],
  notModelled: ['port multipliers', 'commands without a queue'],
  starts: { count: 2, text: 'SActive, command issue' },
  asks: { count: 3, text: 'what happened?' },
  acknowledges: { count: 2, text: 'acknowledge' },
})
