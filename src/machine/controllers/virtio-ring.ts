/** Disks that take their requests from a virtqueue; the VMM's main loop serves it. */
import { KIB } from '../units.ts'
import type { Datasheet } from './datasheet.ts'
import { emulatedInterrupt } from './interrupts.ts'
import {
  applicationAsks,
  commandsOf,
  findBuffer,
  hold,
  model,
  registers,
  VIRTQUEUE_DOORBELL,
} from './parts.ts'
import { hostStorage } from './storage.ts'

const LARGEST = 1280 * KIB

export type RingCard = Pick<
  Datasheet,
  'id' | 'title' | 'about' | 'segments' | 'queue' | 'effort' | 'notModelled'
>

export function virtioRing(card: RingCard): Datasheet {
  return {
    ...card,
    kind: 'disk',
    largest: LARGEST,
    interrupts: ['msix', 'intx'],
    direct: false,
    path: (shape) => [
      ...applicationAsks(shape),
      commandsOf(shape, { largest: LARGEST, segments: card.segments, window: card.queue }, (bytes) => [
        hold('ring', [
          ...VIRTQUEUE_DOORBELL,
          model('vmm', 'vmm-submit', 'ring, takes a request'),
          findBuffer(bytes),
          ...hostStorage(shape, 'vmm', bytes),
          model('vmm', 'vmm-complete', 'ring, puts the answer'),
          emulatedInterrupt(
            shape,
            shape.interrupt === 'intx' ? [registers('read', 1, 'interrupt status')] : [],
          ),
        ]),
      ]),
    ],
  }
}
