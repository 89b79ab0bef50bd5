/**
 * AMD 53c974, a SCSI adapter of 1993 that is told every step, as QEMU plays it and Linux' am53c974 drives it. Tekram's DC-390
 * is the same chip with an EEPROM, which is read once, at the start.
 *
 * One command: 16 bytes of it go into a FIFO one by one, and commands and statuses around them; two interrupts. Every
 * scatter element is a DMA program of its own: 10 writes, 5 reads and an interrupt. A read ends with a loop in the driver
 * that waits for a bit which the model never clears, up to its bound of 1,000, and with one more change of phase, whose
 * interrupt shares another's in a third of all cases. One command at a time: the driver holds a second one ready, and starts
 * it in the interrupt that ends the first. A write is asked for its data at once, so there the second command's first
 * interrupt is none of its own (the driver looks again before it leaves). The model keeps a buffer of its own.
 *
 * Counted as they are: 23 reads and 31 writes around the elements of a write; 1,095 and 33 around those of a read.
 * Not modelled: selection and disconnect one by one, tagged commands; the driver's second look (up to 100 reads) is a mean.
 */

import type { ControllerId } from '../host/host.ts'
import type { Step } from '../path/itinerary.ts'
import { KIB } from '../units.ts'
import { type Datasheet, type Shape, segmentsOf } from './datasheet.ts'
import { emulatedInterrupt, GUEST_COMPLETES } from './interrupts.ts'
import { applicationAsks, commandsOf, copy, findBuffer, hold, locked, model, registers } from './parts.ts'
import { flushOf, hostStorage } from './storage.ts'

const LARGEST = 1280 * KIB
const SEGMENTS = 128
/** Bytes of the largest element that its driver asks for. */
const ELEMENT = 64 * KIB
const ELEMENT_WRITES = 10
const ELEMENT_READS = 5
/** Bound of the driver's loop that drains the FIFO after a read. */
const DRAIN_LOOP = 1000

function elements(bytes: number, contiguous: boolean): number {
  return contiguous ? Math.ceil(bytes / ELEMENT) : segmentsOf(bytes, false)
}

/** An interrupt between the phases of a command: the adapter is asked what happened, and told what comes next. */
function phase(shape: Shape, reads: number, writes: number, text: string): Step {
  return emulatedInterrupt(
    shape,
    [locked(registers('read', reads, 'status'), registers('write', writes, text))],
    { midway: true },
  )
}

const VMM_WOKEN: readonly Step[] = [
  { do: 'post', to: 'vmm', kick: [], wake: 'wake-thread', place: 'vmm', text: 'VMM loop, woken' },
]

/** What a read has more: the FIFO is drained, and the bus changes its phase once more. */
function drain(shape: Shape): readonly Step[] {
  return [
    registers('read', DRAIN_LOOP, 'is the FIFO empty?'),
    registers('read', 36, 'FIFO'),
    ...VMM_WOKEN,
    phase(shape, 36, 2, 'phase change'),
  ]
}

/** Element after element, each with its DMA program and interrupt. */
function moves(shape: Shape, bytes: number): Step {
  const count = elements(bytes, shape.contiguous)
  const size = Math.ceil(bytes / count)
  return {
    do: 'each',
    window: 1,
    text: `${count} elements`,
    commands: [
      {
        times: count,
        bytes: size,
        steps: [
          registers('write', ELEMENT_WRITES, 'DMA program, one element'),
          model('vcpu', 'adapter-model', 'adapter, moves it'),
          copy(
            'vcpu',
            'vmm',
            size,
            shape.op === 'read' ? 'copy, model to guest' : 'copy, guest to model',
            true,
          ),
          ...VMM_WOKEN,
          emulatedInterrupt(shape, [registers('read', ELEMENT_READS, 'status')], { midway: true }),
        ],
      },
    ],
  }
}

/** A write is asked for its data at once: by an interrupt, or, where one is under way, by its registers alone. */
function wantsData(shape: Shape, first: boolean): readonly Step[] {
  const interrupt = [...VMM_WOKEN, phase(shape, 10, 5, 'data phase')]
  if (first) return interrupt
  const rows = rowsOf(interrupt)
  return [...rows.slice(0, -2).map(left), ...rows.slice(-2)]
}

/** What happens in these steps, row by row. */
function rowsOf(steps: readonly Step[]): readonly Step[] {
  return steps.flatMap((step) => (step.do === 'gather' || step.do === 'hold' ? rowsOf(step.steps) : [step]))
}

/** The row of the drawing stays, and nothing happens. */
function left(step: Step): Step {
  const act = step.do === 'work' ? step.act : 'wake'
  return { do: 'work', on: 'vcpu', place: 'kvm', act, cost: 'none', times: 0, text: textOf(step) }
}

function textOf(step: Step): string {
  return 'text' in step ? step.text : ''
}

function command(shape: Shape, bytes: number, first: boolean): readonly Step[] {
  const selects: readonly Step[] = [
    locked(
      registers('write', 16, 'command, byte by byte'),
      registers('write', 5, 'selection'),
      model('vcpu', 'adapter-model', 'adapter, selects'),
    ),
    findBuffer(bytes),
  ]
  const ends: readonly Step[] = [...VMM_WOKEN, phase(shape, 13, 5, 'status phase, end'), ...GUEST_COMPLETES]
  if (shape.op === 'read')
    return [
      ...selects,
      ...hostStorage(shape, 'vcpu', bytes),
      phase(shape, 10, 5, 'data phase'),
      moves(shape, bytes),
      ...drain(shape),
      ...ends,
    ]
  return [
    ...selects,
    ...wantsData(shape, first),
    moves(shape, bytes),
    ...hostStorage(shape, 'vcpu', bytes),
    ...ends,
  ]
}

/** A command without data: no element and no phase of data. */
function flush(shape: Shape): readonly Step[] {
  return flushOf(shape, [
    hold('queue', [
      locked(
        registers('write', 16, 'command, byte by byte'),
        registers('write', 5, 'selection'),
        model('vcpu', 'adapter-model', 'adapter, selects'),
      ),
      ...hostStorage(shape, 'vcpu', 0),
      ...VMM_WOKEN,
      phase(shape, 13, 5, 'status phase, end'),
      ...GUEST_COMPLETES,
    ]),
  ])
}

function esp(card: { readonly id: ControllerId; readonly title: string; readonly about: string }): Datasheet {
  return {
    ...card,
    kind: 'disk',
    largest: LARGEST,
    segments: SEGMENTS,
    queue: 1,
    effort: 2,
    interrupts: ['intx'],
    direct: false,
    notModelled: ['selection and disconnect one by one', 'tagged commands'],
    path: (shape) => [
      ...applicationAsks(shape),
      hold('queue', [
        commandsOf(
          shape,
          { largest: LARGEST, segments: SEGMENTS, window: 1, firstDiffers: true },
          (bytes, first) => command(shape, bytes, first),
        ),
      ]),
    ],
    flush,
  }
}

export const am53c974 = esp({
  id: 'am53c974',
  title: 'SCSI, AMD 53c974',
  about:
    'Told every step of the SCSI bus: about 70 register accesses for a write, 1,140 for a read, and an interrupt for every page.',
})

export const dc390 = esp({
  id: 'dc390',
  title: 'SCSI, Tekram DC-390',
  about: 'The AMD 53c974 on a board with an EEPROM: the same registers, the same steps.',
})
