/**
 * The floppy controller of the PC (Intel 82078, isa-fdc), as QEMU plays it and Linux' floppy driver drives it: every byte of a
 * command by port, with a look at the status before it, and the data by the ISA DMA controller (8237), which has to be told, too.
 *
 * One command moves at most the two sides of one track, 36 sectors. Each begins with a seek: 3 bytes of command, an
 * interrupt that asks for the cause (7 reads, 1 write, 1 to the DMA controller), and before and after it 12 looks at the line
 * that says whether the disk was changed. Then 9 writes to the DMA controller, 9 bytes of command, and an interrupt with 7 bytes
 * of result (15 reads, 1 write to the DMA controller). The model moves sector after sector through its FIFO, on the VMM's loop.
 *
 * A machine has it because PCs have it, and hardly anybody uses it. Its code is reachable all the same, with or without a disk.
 * Written from setup_DMA, output_byte, result and floppy_interrupt of the driver. Counted on QEMU 7.2.22, 18 KiB read one after
 * the other: 46 reads (the looks at the line were taken from there), 24 writes, two interrupts.
 * Not modelled: motor, rotation and head (the disk is a file); the driver's buffer of one track, which serves small reads
 * that follow each other; formatting, retries.
 */
import type { Step } from '../path/itinerary.ts'
import { SECTOR } from '../units.ts'
import type { Datasheet } from './datasheet.ts'
import { emulatedInterrupt } from './interrupts.ts'
import { applicationAsks, commandsOf, copy, findBuffer, hold, model, registers, VMM_WOKEN } from './parts.ts'
import { flushOf, hostStorage } from './storage.ts'

/** Two sides of a track of 18 sectors. */
const CYLINDER = 36 * SECTOR
/** Bytes of the commands and of the result that follow. */
const SEEK = 3
const TRANSFER = 9
const RESULT = 7
/** The 8237: mask, flip-flop, mode, page, two bytes of address, two of count, unmask. */
const DMA_WRITES = 9

/** Bytes of a command: before each, the status is read until the controller takes one. */
function commandBytes(bytes: number, text: string): readonly Step[] {
  return [registers('read', bytes, 'ready?'), registers('write', bytes, text)]
}

export const floppy: Datasheet = {
  id: 'floppy',
  title: 'floppy disk, 82078',
  kind: 'disk',
  about:
    'The floppy controller that every PC has: 70 register accesses for 18 KiB, one sector after the other. Old code that a guest reaches whether it has a floppy or not.',
  largest: CYLINDER,
  segments: CYLINDER / SECTOR,
  queue: 1,
  effort: 2,
  interrupts: ['intx'],
  direct: false,
  notModelled: ['motor, rotation, head', "the driver's buffer of a track", 'formatting, retries'],
  path: (shape) => [
    ...applicationAsks(shape),
    hold('queue', [
      commandsOf(shape, { largest: CYLINDER, segments: CYLINDER / SECTOR, window: 1 }, (bytes) => {
        const reads = shape.op === 'read'
        const moves: readonly Step[] = [
          model('vmm', 'floppy-sector', 'floppy model, sector by sector', Math.ceil(bytes / SECTOR)),
          copy('vmm', 'vmm', bytes, reads ? 'copy, FIFO to guest' : 'copy, guest to FIFO', true),
        ]
        return [
          registers('read', 12, 'disk changed?'),
          ...commandBytes(SEEK, 'seek'),
          model('vcpu', 'adapter-model', 'floppy model, seeks'),
          ...VMM_WOKEN,
          emulatedInterrupt(
            shape,
            [registers('read', 7, 'what happened?'), registers('write', 2, 'ask for it, mask DMA')],
            { midway: true },
          ),
          registers('write', DMA_WRITES, 'DMA controller, 8237'),
          ...commandBytes(TRANSFER, reads ? 'read' : 'write'),
          model('vcpu', 'adapter-model', 'floppy model, starts'),
          findBuffer(bytes),
          ...VMM_WOKEN,
          ...(reads ? [] : moves),
          ...hostStorage(shape, 'vmm', bytes),
          ...(reads ? moves : []),
          emulatedInterrupt(shape, [
            registers('read', 2 * RESULT + 1, 'result, byte by byte'),
            registers('write', 1, 'mask DMA'),
          ]),
        ]
      }),
    ]),
  ],
  // It has no command for it: whatever the host still holds stays there.
  flush: (shape) => flushOf(shape, []),
}
