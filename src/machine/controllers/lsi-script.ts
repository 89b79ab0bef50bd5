/**
 * SCSI host adapters of the LSI (Symbios, NCR) 53c8xx line that run a small program (SCRIPTS), as QEMU plays them and Linux'
 * sym53c8xx drives them.
 *
 * One command: one ISTAT write starts the script (it runs inside that exit, on the guest's own thread). One interrupt,
 * for all commands that ended by then: two ISTAT reads and one ISTAT write. 96 scatter elements a command, 16 tags.
 * The model keeps a buffer of its own, so data is copied once between it and guest memory.
 *
 * 53c895a of 1999 holds the program in memory on its card; 53c810 of 1993 has none, so its script lies in guest memory,
 * moves words of it about and asks registers of its own chip. No exit, but more work of the model.
 *
 * Not modelled: the fetches of the script one by one, disconnects, parity.
 */
import type { ControllerId } from '../host/host.ts'
import { KIB } from '../units.ts'
import { type Datasheet, segmentsOf } from './datasheet.ts'
import { emulatedInterrupt } from './interrupts.ts'
import { applicationAsks, commandsOf, copy, findBuffer, hold, locked, model, registers } from './parts.ts'
import { flushOf, hostStorage } from './storage.ts'

const LARGEST = 1280 * KIB
const SEGMENTS = 96
const TAGS = 16

/** What one of the line is and says of itself. */
interface ScriptCard {
  readonly id: Extract<ControllerId, 'lsi53c895a' | 'lsi53c810'>
  readonly title: string
  readonly about: string
  /** Where its program lies. */
  readonly script: 'lsi-script' | 'lsi-script-in-guest'
}

const ENDS = [locked(registers('read', 2, 'what happened?'), registers('write', 1, 'acknowledge'))]

function scriptAdapter(card: ScriptCard): Datasheet {
  const { script, ...words } = card
  return {
    ...words,
    kind: 'disk',
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
        const reads = shape.op === 'read'
        const moves = [
          model(
            reads ? 'vmm' : 'vcpu',
            'lsi-segment',
            'elements, one by one',
            segmentsOf(bytes, shape.contiguous),
          ),
          copy(
            reads ? 'vmm' : 'vcpu',
            'vmm',
            bytes,
            reads ? 'copy, model to guest' : 'copy, guest to model',
            shape.cache !== 'none',
          ),
        ]
        return [
          hold('queue', [
            locked(registers('write', 1, 'start the script'), model('vcpu', script, 'script, by the model')),
            findBuffer(bytes),
            ...(reads ? [] : moves),
            ...hostStorage(shape, 'vcpu', bytes),
            ...(reads ? moves : []),
            emulatedInterrupt(shape, ENDS),
          ]),
        ]
      }),
    ],
    flush: (shape) =>
      flushOf(shape, [
        hold('queue', [
          locked(registers('write', 1, 'start the script'), model('vcpu', script, 'script, by the model')),
          ...hostStorage(shape, 'vcpu', 0),
          emulatedInterrupt(shape, ENDS),
        ]),
      ]),
  }
}

export const lsi53c895a = scriptAdapter({
  id: 'lsi53c895a',
  title: 'SCSI, LSI 53c895a',
  about:
    'A program in the controller does the work: 4 register accesses a command, 16 commands at once, 96 pages each. Data passes through a buffer of the model.',
  script: 'lsi-script',
})

export const lsi53c810 = scriptAdapter({
  id: 'lsi53c810',
  title: 'SCSI, LSI 53c810',
  about:
    'The first of its line, of 1993, without memory of its own: its program lies in guest memory, and the model has more work to run it. 4 register accesses a command, as its successor.',
  script: 'lsi-script-in-guest',
})
