/**
 * IDE, the disk interface of 1986 to 2003, as QEMU's PIIX3 plays it and Linux' libata drives it.
 *
 * One command, bus master (13 reads, 13 writes up to 256 sectors):
 *   before   8 task file, 1 PRD pointer, 2 bus-master writes; 4 status and 2 bus-master reads
 *   after    2 bus-master writes; 4 status and 3 bus-master reads, in the interrupt
 * One command, PIO: 8 task-file writes and 6 status reads, and for every block of 16 sectors an interrupt with 3 status
 * reads, a bus-master status read and write, and the data through the port. Beyond 256 sectors LBA48 writes 5 registers more.
 * libata moves 4 bytes an access and a sector an instruction; the drivers of Windows move words, a whole block at once. Read
 * through the port, KVM needs an exit for each instruction and for every 1,024 bytes of it; written, one for every access.
 *
 * Not modelled: the model's own work for each element of a string instruction, drive 1, ATAPI, error recovery.
 */
import type { Step } from '../path/itinerary.ts'
import { KIB, SECTOR } from '../units.ts'
import type { Datasheet, Shape } from './datasheet.ts'
import { emulatedInterrupt, GUEST_COMPLETES } from './interrupts.ts'
import { applicationAsks, commandsOf, findBuffer, hold, locked, model, registers, work } from './parts.ts'
import { flushOf, hostStorage } from './storage.ts'

/** Sectors of one LBA28 command. */
const LBA28_SECTORS = 256
/** Sectors that one DRQ block holds: READ MULTIPLE as QEMU and libata agree on it. */
const MULTIPLE_SECTORS = 16
/** Bytes of one exit at most where KVM reads a string of a port. */
const KVM_STRING = 1024
const LARGEST = 1280 * KIB
const SEGMENTS = 128
const TASK_FILE = 8
const LBA48_MORE = 5

function largestCommand(shape: Shape): number {
  return shape.addressing === 'lba28' ? LBA28_SECTORS * SECTOR : LARGEST
}

function taskFile(bytes: number): number {
  return TASK_FILE + (bytes > LBA28_SECTORS * SECTOR ? LBA48_MORE : 0)
}

const NOT_MODELLED = [
  'work of the model for each element of a string instruction',
  'drive 1, ATAPI, error recovery',
]

/** FLUSH CACHE: a command without data, the same with and without bus master. */
function flush(shape: Shape): readonly Step[] {
  return flushOf(shape, [
    hold('queue', [
      locked(
        registers('read', 6, 'ready?, status reads'),
        registers('write', TASK_FILE, 'command registers'),
        model('vcpu', 'ide-model', 'IDE model, starts'),
      ),
      ...hostStorage(shape, 'vcpu', 0),
      model('vmm', 'ide-model', 'IDE model, ends'),
      blockInterrupt(shape, []),
    ]),
  ])
}

/** One command after the other; the model moves the data by itself. */
function busMaster(shape: Shape): readonly Step[] {
  return [
    ...applicationAsks(shape),
    hold('queue', [
      commandsOf(shape, { largest: largestCommand(shape), segments: SEGMENTS, window: 1 }, (bytes) => [
        locked(
          registers('read', 6, 'ready?, status reads'),
          registers('write', taskFile(bytes) + 3, 'command registers'),
          model('vcpu', 'ide-model', 'IDE model, starts'),
        ),
        findBuffer(bytes),
        ...hostStorage(shape, 'vcpu', bytes),
        model('vmm', 'ide-model', 'IDE model, ends'),
        emulatedInterrupt(shape, [
          locked(registers('read', 7, 'what happened?'), registers('write', 2, 'acknowledge')),
        ]),
      ]),
    ]),
  ]
}

/** Bus-master DMA: the model moves the data between guest memory and the host by itself. */
export const ideDma: Datasheet = {
  id: 'ide-dma',
  title: 'IDE, bus-master DMA',
  kind: 'disk',
  about:
    'One command at a time. 26 register accesses a command, whatever its size; the model fetches the data itself.',
  largest: LARGEST,
  segments: SEGMENTS,
  queue: 1,
  effort: 2,
  interrupts: ['intx'],
  direct: false,
  notModelled: NOT_MODELLED,
  // A driver that knows no bus master goes through the port, whatever the controller can.
  path: (shape) => (shape.habits.busMaster ? busMaster(shape) : idePio.path(shape)),
  flush,
}

/** The exits that move one block through the port. */
function throughPort(shape: Shape, bytes: number): readonly Step[] {
  const reads = shape.op === 'read'
  const direction = reads ? 'copy, guest reads port' : 'copy, guest writes port'
  const { portElement, portString } = shape.habits
  const moved = work('vcpu', 'vmm', 'copy', 'guest-copy', direction, { bytes })
  if (shape.accel === 'tcg')
    return [
      registers(reads ? 'read' : 'write', bytes / portElement, `data, ${portElement} bytes an access`),
      moved,
    ]
  const run = Math.min(portString, KVM_STRING)
  const unit = run === SECTOR ? 'a sector' : `every ${run.toLocaleString('en-US')} bytes`
  return [
    work(
      'vcpu',
      'vmm',
      'exit',
      'exit-user',
      reads ? `data, one exit ${unit}` : `data, one exit every ${portElement} bytes`,
      {
        times: reads ? Math.ceil(bytes / run) : bytes / portElement,
        counts: 'string',
        crosses: 'exit',
      },
    ),
    moved,
  ]
}

/** The interrupt that ends a block. */
function blockInterrupt(shape: Shape, then: readonly Step[]): Step {
  return emulatedInterrupt(
    shape,
    [locked(registers('read', 4, 'what happened?'), registers('write', 1, 'acknowledge'), ...then)],
    { midway: true },
  )
}

/** Programmed I/O: the guest's own CPU carries every byte through a port. */
export const idePio: Datasheet = {
  id: 'ide-pio',
  title: 'IDE, data through a port',
  kind: 'disk',
  about: 'The guest carries every byte through a port of the controller. Each touch of it stops the guest.',
  largest: LARGEST,
  segments: SEGMENTS,
  queue: 1,
  effort: 1,
  interrupts: ['intx'],
  direct: false,
  notModelled: NOT_MODELLED,
  path: (shape) => [
    ...applicationAsks(shape),
    hold('queue', [
      commandsOf(shape, { largest: largestCommand(shape), segments: SEGMENTS, window: 1 }, (bytes) => [
        locked(
          registers('read', 6, 'ready?, status reads'),
          registers('write', taskFile(bytes), 'command registers'),
          model('vcpu', 'ide-model', 'IDE model, starts'),
          ...(shape.op === 'write' ? throughPort(shape, Math.min(bytes, MULTIPLE_SECTORS * SECTOR)) : []),
        ),
        ...blocks(shape, bytes),
        ...GUEST_COMPLETES,
      ]),
    ]),
  ],
  flush,
}

/** Block after block: the model fetches or stores one, then interrupts; a write has carried its first block already. */
function blocks(shape: Shape, bytes: number): readonly Step[] {
  const block = MULTIPLE_SECTORS * SECTOR
  const one = (size: number, carries: number): readonly Step[] => [
    model('vcpu', 'ide-block', 'block, 16 sectors'),
    ...hostStorage(shape, 'vcpu', size),
    blockInterrupt(shape, carries === 0 ? [] : throughPort(shape, carries)),
  ]
  const full = Math.floor(bytes / block)
  const rest = bytes - full * block
  if (shape.op === 'read')
    return [
      {
        do: 'each',
        window: 1,
        text: 'blocks of 16 sectors',
        commands: [
          ...(full > 0 ? [{ times: full, bytes: block, steps: one(block, block) }] : []),
          ...(rest > 0 ? [{ times: 1, bytes: rest, steps: one(rest, rest) }] : []),
        ],
      },
    ]
  // A write carries the next block in the interrupt that ends the one before.
  const sizes = [...Array.from({ length: full }, () => block), ...(rest > 0 ? [rest] : [])]
  const groups: { times: number; bytes: number; steps: readonly Step[] }[] = []
  for (const [index, size] of sizes.entries()) {
    const carries = sizes[index + 1] ?? 0
    const last = groups.at(-1)
    if (last !== undefined && last.bytes === size && carries === size) last.times++
    else groups.push({ times: 1, bytes: size, steps: one(size, carries) })
  }
  return [{ do: 'each', window: 1, text: 'blocks of 16 sectors', commands: groups }]
}
