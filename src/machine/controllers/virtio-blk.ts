/**
 * virtio-blk: a disk made for guests. Requests lie in a ring in guest memory; a doorbell is rung only where the other
 * side sleeps, and an interrupt takes along whatever is done by then.
 *
 * One command at rest: one doorbell (ioeventfd: the host kernel handles the exit), one MSI-X interrupt without a
 * register; INTx adds one read of the interrupt status. 254 data segments a command. Backend: the VMM's main loop, one
 * thread for all of the guest's devices. Data goes straight between guest memory and host file.
 *
 * Not modelled: iothreads, vhost, several queues, packed rings, legacy register layout.
 */
import { KIB } from '../units.ts'
import type { Datasheet } from './datasheet.ts'
import { emulatedInterrupt } from './interrupts.ts'
import { applicationAsks, commandsOf, findBuffer, hold, model, registers, work } from './parts.ts'
import { hostStorage } from './storage.ts'

const LARGEST = 1280 * KIB
const SEGMENTS = 254
const RING = 256

export const virtioBlk: Datasheet = {
  id: 'virtio-blk',
  title: 'virtio-blk, main loop',
  kind: 'disk',
  about:
    'A ring in shared memory instead of registers. The doorbell is an exit only where the other side sleeps.',
  largest: LARGEST,
  segments: SEGMENTS,
  queue: RING,
  effort: 2,
  interrupts: ['msix', 'intx'],
  direct: false,
  notModelled: ['iothreads, vhost, several queues', 'packed rings'],
  path: (shape) => [
    ...applicationAsks(shape),
    commandsOf(shape, { largest: LARGEST, segments: SEGMENTS, window: RING }, (bytes) => [
      hold('ring', [
        {
          do: 'post',
          to: 'vmm',
          wake: 'wake-thread',
          place: 'vmm',
          text: 'VMM loop, if it sleeps',
          kick: [
            work('vcpu', 'kvm', 'exit', 'exit-kernel', 'doorbell, if it sleeps', {
              counts: 'trap-write',
              crosses: 'exit',
            }),
          ],
        },
        work('vmm', 'vmm', 'model', 'vmm-dispatch', 'VMM loop, dispatches', { times: { answer: 'asleep' } }),
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
