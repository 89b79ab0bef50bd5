/**
 * BusLogic BT-958, a SCSI host adapter of 1995 that shares mailboxes in memory with its driver, as Linux' BusLogic driver
 * drives it. It also stands in for the Adaptec-like adapters (AHA-1542 to AHA-2940) that VMMs of the time showed: they share
 * the idea of mailboxes, and differ in registers.
 *
 * One command: the driver puts it into an outgoing mailbox, in memory, and writes "start" to the command register. One
 * interrupt, for all commands that ended by then: the interrupt register is read, and reset by a write to the control
 * register; incoming mailboxes are read in memory. 128 elements a command, 28 tagged commands a disk.
 *
 * QEMU has no such model: the counts are reasoned from the driver's source (BusLogic_InterruptHandler,
 * BusLogic_QueueCommand, BusLogic_ScatterGatherLimit), not measured.
 * Not modelled: setting up (dozens of bytes by port), aborted commands, FlashPoint boards without firmware.
 */
import { KIB } from '../units.ts'
import { queueing } from './queueing.ts'

export const buslogic = queueing({
  id: 'buslogic',
  title: 'SCSI, BusLogic',
  about:
    'A SCSI adapter of 1995 with mailboxes in memory: one write starts a command, one read and one write end an interrupt. NT 4 and 2000 have its driver in the box; XP has not.',
  largest: 512 * KIB,
  segments: 128,
  queue: 28,
  effort: 3,
  interrupts: ['intx'],
  notModelled: ['setting up, aborted commands', 'boards without firmware'],
  starts: { count: 1, text: 'start, a mailbox is full' },
  asks: { count: 1, text: 'what happened?' },
  acknowledges: { count: 1, text: 'acknowledge' },
})
