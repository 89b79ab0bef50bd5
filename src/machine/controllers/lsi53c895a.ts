/**
 * LSI 53c895a, a SCSI host adapter of 1999 that runs its own small program (SCRIPTS), as QEMU plays it and Linux'
 * sym53c8xx drives it.
 *
 * One command: one ISTAT write starts the script (it runs inside that exit, on the guest's own thread). One interrupt,
 * for all commands that ended by then: two ISTAT reads and one ISTAT write. 96 scatter elements a command, 16 tags.
 * The model keeps a buffer of its own, so data is copied once between it and guest memory.
 *
 * Not modelled: the fetches of the script one by one, disconnects, parity, the boards without on-card memory.
 */
import { KIB } from '../units.ts'
import { type Datasheet, segmentsOf } from './datasheet.ts'
import { emulatedInterrupt } from './interrupts.ts'
import { applicationAsks, commandsOf, copy, findBuffer, hold, model, registers } from './parts.ts'
import { hostStorage } from './storage.ts'

const LARGEST = 1280 * KIB
const SEGMENTS = 96
const TAGS = 16

export const lsi53c895a: Datasheet = {
  id: 'lsi53c895a',
  title: 'SCSI, LSI 53c895a',
  kind: 'disk',
  about:
    'A program in the controller does the work: 4 register accesses a command, 16 commands at once, 96 pages each. Data passes through a buffer of the model.',
  largest: LARGEST,
  segments: SEGMENTS,
  queue: TAGS,
  effort: 3,
  interrupts: ['intx'],
  direct: false,
  notModelled: ['fetches of the script one by one', 'disconnects and parity'],
  path: (shape) => [
    ...applicationAsks(shape),
    commandsOf(shape, { largest: LARGEST, segments: SEGMENTS, window: TAGS }, (bytes) => {
      const through = copy(
        shape.op === 'read' ? 'vmm' : 'vcpu',
        'vmm',
        bytes,
        shape.op === 'read' ? 'copy, model to guest' : 'copy, guest to model',
        shape.cache !== 'none',
      )
      return [
        hold('queue', [
          registers('write', 1, 'start the script'),
          model('vcpu', 'lsi-script', 'script, by the model'),
          findBuffer(bytes),
          ...(shape.op === 'write'
            ? [
                model('vcpu', 'lsi-segment', 'elements, one by one', segmentsOf(bytes, shape.contiguous)),
                through,
              ]
            : []),
          ...hostStorage(shape, 'vcpu', bytes),
          ...(shape.op === 'read'
            ? [
                model('vmm', 'lsi-segment', 'elements, one by one', segmentsOf(bytes, shape.contiguous)),
                through,
              ]
            : []),
          emulatedInterrupt(shape, [
            registers('read', 2, 'what happened?'),
            registers('write', 1, 'acknowledge'),
          ]),
        ]),
      ]
    }),
  ],
}
