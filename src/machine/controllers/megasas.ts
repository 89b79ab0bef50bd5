/**
 * MegaRAID SAS, a RAID adapter of 2005, as QEMU plays it and Linux' megaraid_sas drives it.
 *
 * One command: one doorbell. One interrupt: the status is read, written back, and read again so that the write arrives.
 * 128 KiB and 80 elements a command, 256 at once.
 *
 * Not modelled: RAID itself, firmware states, the second generation's registers.
 */
import { KIB } from '../units.ts'
import { queueing } from './queueing.ts'

export const megasas = queueing({
  id: 'megasas',
  title: 'MegaRAID SAS',
  about:
    'A RAID adapter of 2005: one doorbell a command and three accesses an interrupt, 128 KiB a command. Only newer guests have its driver.',
  largest: 128 * KIB,
  segments: 80,
  queue: 256,
  effort: 4,
  interrupts: ['msix', 'intx'],
  notModelled: ['RAID itself', 'firmware states'],
  starts: { count: 1, text: 'doorbell' },
  asks: { count: 2, text: 'status, and a flush' },
  acknowledges: { count: 1, text: 'acknowledge' },
})
