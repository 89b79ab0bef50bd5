/**
 * NVMe, as QEMU 7.2 plays it and Linux' nvme drives it. Driver and model share a page with the doorbells' last values
 * (doorbell buffer): the register is written only where the model has seen all that was submitted before. It looks, and
 * tells of what it has completed, by timers of half a microsecond, for which its loop sleeps about 50.
 *
 * One command at rest: the submission doorbell, and after the interrupt (MSI-X) the completion doorbell; each is an exit
 * to the process, whose loop then fetches the command. 512 KiB and 127 elements a command.
 *
 * Not modelled: several queues, namespaces, the controller memory buffer.
 */

import type { Step } from '../path/itinerary.ts'
import { KIB } from '../units.ts'
import type { Datasheet, Shape } from './datasheet.ts'
import { emulatedInterrupt } from './interrupts.ts'
import {
  applicationAsks,
  commandsOf,
  findBuffer,
  gatheredDoorbell,
  hold,
  model,
  registers,
  VMM_WOKEN,
  work,
} from './parts.ts'
import { flushOf, hostStorage } from './storage.ts'

const LARGEST = 512 * KIB
const SEGMENTS = 127
const QUEUE = 1023

/** The model does it a moment later, and then all that has come by then. */
const PUT_OFF: readonly Step[] = [
  work('moment', 'vmm', 'wait', 'nvme-delay', 'timer, a moment later'),
  ...VMM_WOKEN,
]

function command(shape: Shape, bytes: number): readonly Step[] {
  return [
    hold('queue', [
      gatheredDoorbell(shape, bytes, [registers('write', 1, 'submission doorbell'), ...PUT_OFF]),
      model('vmm', 'adapter-model', 'NVMe model, fetches'),
      ...(bytes === 0 ? [] : [findBuffer(bytes)]),
      ...hostStorage(shape, 'vmm', bytes),
      model('vmm', 'vmm-complete', 'NVMe model, completes'),
      emulatedInterrupt(shape, [registers('write', 1, 'completion doorbell')], { putOff: PUT_OFF }),
    ]),
  ]
}

export const nvme: Datasheet = {
  id: 'nvme',
  title: 'NVMe, emulated',
  kind: 'disk',
  about: 'A modern disk played by software: two doorbells a command, and fewer where many are under way.',
  largest: LARGEST,
  segments: SEGMENTS,
  queue: QUEUE,
  effort: 3,
  interrupts: ['msix', 'intx'],
  direct: false,
  notModelled: ['several queues', 'namespaces'],
  path: (shape) => [
    ...applicationAsks(shape),
    commandsOf(shape, { largest: LARGEST, segments: SEGMENTS, window: QUEUE }, (bytes) =>
      command(shape, bytes),
    ),
  ],
  flush: (shape) => flushOf(shape, command(shape, 0)),
}
