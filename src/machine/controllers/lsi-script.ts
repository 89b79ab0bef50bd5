/**
 * SCSI host adapters of the LSI (Symbios, NCR) 53c8xx line that run a small program (SCRIPTS), as QEMU plays them and Linux'
 * sym53c8xx drives them.
 *
 * One command: one ISTAT write starts the script (it runs inside that exit, on the guest's own thread). One interrupt,
 * for all commands that ended by then: two ISTAT reads and one ISTAT write. 96 scatter elements a command, 16 tags.
 * The model keeps a buffer of its own, 128 KiB, so data is copied once between it and guest memory, piece by piece. Whose
 * data moves has the bus for itself: a read from its first piece on, a write until its last is on the disk.
 *
 * 53c895a of 1999 holds the program in memory on its card; 53c810 of 1993 has none, so its script lies in guest memory,
 * moves words of it about and asks registers of its own chip. No exit, but more work of the model.
 *
 * After 100 instructions in a row a model of 2024 or later (`vmmYear`) lets the script go on 500 us later, and the guest takes what has ended by then: so
 * commands that were read at once end some at a time. How many instructions the end of a command takes (20, and one an element) is
 * a fit on interrupts counted at depth 16; 18 to 22 would do.
 *
 * Not modelled: the fetches of the script one by one, disconnects, parity; pauses while a command is started.
 */
import type { ControllerId } from '../host/host.ts'
import type { Step } from '../path/itinerary.ts'
import { KIB } from '../units.ts'
import { type Datasheet, groupSizes, type Shape, segmentsOf, splitBytes } from './datasheet.ts'
import { emulatedInterrupt } from './interrupts.ts'
import {
  applicationAsks,
  commandsOf,
  copy,
  findBuffer,
  hold,
  locked,
  model,
  registers,
  VMM_WOKEN,
  work,
} from './parts.ts'
import { flushOf, hostStorage } from './storage.ts'

const LARGEST = 1280 * KIB
const SEGMENTS = 96
const TAGS = 16
/** The model's buffer. */
const PIECE = 128 * KIB

/** Before, a script ran on until it was done. */
const HELD_BACK_SINCE = 2024
/** Instructions from the reselection to the end of a command, without its elements. */
const END = 20

/** The script runs so many instructions. @param anew it waited for the disk before */
function script(every: number, anew: boolean): readonly Step[] {
  return [{ do: 'ask', table: 'script', place: 'vmm', bytes: anew ? 1 : 0, every, text: 'script, goes on' }]
}

/** It has run for long, and goes on later. */
const PAUSE: Step = work('moment', 'vmm', 'wait', 'lsi-pause', 'script, held back', {
  times: { answer: 'pauses' },
})

/** Through the model's buffer, one piece; on the loop. */
function moves(shape: Shape, bytes: number): readonly Step[] {
  return [
    model('vmm', 'lsi-segment', 'elements, one by one', segmentsOf(bytes, shape.contiguous)),
    copy(
      'vmm',
      'vmm',
      bytes,
      shape.op === 'read' ? 'copy, model to guest' : 'copy, guest to model',
      shape.cache !== 'none',
    ),
  ]
}

/** @param from pieces before this one have been moved already; they count, as where a piece lies follows from its number */
function pieces(bytes: number, each: (bytes: number) => readonly Step[], from = 0): Step {
  const sizes = splitBytes(bytes, true, PIECE, 1)
  return {
    do: 'each',
    window: 1,
    text: `pieces of ${PIECE / KIB} KiB`,
    commands: [
      ...groupSizes(sizes.slice(0, from)).map((group) => ({ ...group, steps: [] })),
      ...groupSizes(sizes.slice(from)).map((group) => ({ ...group, steps: each(group.bytes) })),
    ],
  }
}

/** The first piece is there when the command gets the bus; it keeps it until the last has come. */
function readsOnBus(shape: Shape, bytes: number): readonly Step[] {
  if (shape.vmmYear < HELD_BACK_SINCE) {
    const first = moves(shape, Math.min(bytes, PIECE))
    if (bytes <= PIECE) return first
    return [...first, pieces(bytes, (more) => [...hostStorage(shape, 'vmm', more), ...moves(shape, more)], 1)]
  }
  const run = (piece: number, more: number, anew: boolean): readonly Step[] => [
    ...script(segmentsOf(piece, shape.contiguous) + more, anew),
    ...moves(shape, piece),
    PAUSE,
  ]
  const handsOver = script(0, false)
  const first = run(Math.min(bytes, PIECE), END, false)
  if (bytes <= PIECE) return [...first, ...handsOver]
  const rest = pieces(bytes, (more) => [...hostStorage(shape, 'vmm', more), ...run(more, 0, true)], 1)
  return [...first, rest, ...handsOver]
}

/** Every piece has to be written before the model takes the next; the bus is the command's own until then. */
function writesOnBus(shape: Shape, bytes: number): readonly Step[] {
  const writes = (piece: number): readonly Step[] => [
    ...moves(shape, piece),
    ...hostStorage(shape, 'vmm', piece),
  ]
  return bytes <= PIECE ? writes(bytes) : [pieces(bytes, writes)]
}

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
        return [
          hold('queue', [
            locked(registers('write', 1, 'start the script'), model('vcpu', script, 'script, by the model')),
            findBuffer(bytes),
            ...(reads ? hostStorage(shape, 'vcpu', Math.min(bytes, PIECE)) : VMM_WOKEN),
            hold('bus', reads ? readsOnBus(shape, bytes) : writesOnBus(shape, bytes)),
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
