/**
 * LSI SAS1068, a SAS adapter of 2005 behind the Fusion message interface, as QEMU plays it and Linux' mptsas drives it.
 *
 * One command: the address of its message is written to the request FIFO, one write. One interrupt, for all commands that
 * ended by then: the reply FIFO is read once for each of them, and once more to learn that it is empty. 128 elements a
 * command, 64 a disk.
 *
 * Not modelled: replies in full (only errors have one), task management, firmware events, expanders.
 */

import type { Step } from '../path/itinerary.ts'
import { KIB } from '../units.ts'
import type { Datasheet, Shape } from './datasheet.ts'
import { emulatedInterrupt } from './interrupts.ts'
import { applicationAsks, commandsOf, findBuffer, hold, model, registers } from './parts.ts'
import { flushOf, hostStorage } from './storage.ts'

const LARGEST = 1280 * KIB
const SEGMENTS = 128
const QUEUE = 64

function command(shape: Shape, bytes: number): readonly Step[] {
  return [
    hold('queue', [
      registers('write', 1, 'message, to the request FIFO'),
      model('vcpu', 'adapter-model', 'adapter, starts'),
      ...(bytes === 0 ? [] : [findBuffer(bytes)]),
      ...hostStorage(shape, 'vcpu', bytes),
      model('vmm', 'adapter-model', 'adapter, ends'),
      emulatedInterrupt(shape, [registers('read', 1, 'reply FIFO, empty?')], {
        each: [registers('read', 1, 'reply FIFO, who?')],
      }),
    ]),
  ]
}

export const mptsas1068: Datasheet = {
  id: 'mptsas1068',
  title: 'SAS, LSI 1068',
  kind: 'disk',
  about:
    'A SAS adapter of 2005 that takes messages: one register write a command, one read for each answer and one more. Only guests from about 2006 on have its driver.',
  largest: LARGEST,
  segments: SEGMENTS,
  queue: QUEUE,
  effort: 4,
  interrupts: ['intx', 'msi'],
  direct: false,
  notModelled: ['task management, firmware events', 'expanders'],
  path: (shape) => [
    ...applicationAsks(shape),
    commandsOf(shape, { largest: LARGEST, segments: SEGMENTS, window: QUEUE }, (bytes) =>
      command(shape, bytes),
    ),
  ],
  flush: (shape) => flushOf(shape, command(shape, 0)),
}
