/**
 * A mediated NVMe SSD (mdev): each guest sees queues of its own and drives them with its own NVMe driver; a thread of the
 * host keeps the real queues. It checks each command, puts real addresses in place of the guest's, and hands it on; the
 * device then reads and writes guest memory by itself. Several guests share one device, and no copy is made.
 *
 * The mediator polls the guests' queues (a core for each, no exit), or waits for a doorbell that traps each time. The
 * interrupt is raised by it. The IOMMU is no part of this: the mediator's own checks keep the guests apart, and an address
 * outside its guest is refused there.
 *
 * Not modelled: several namespaces, the host's own requests between those of guests, network cards.
 */
import type { Step } from '../path/itinerary.ts'
import type { Datasheet, Shape } from './datasheet.ts'
import { DISK_QUEUE } from './direct-disk.ts'
import { GUEST_COMPLETES, guestInterrupt } from './interrupts.ts'
import { applicationAsks, backendWoken, commandsOf, findBuffer, hold, work } from './parts.ts'
import { deviceServes, flushOf } from './storage.ts'
import { POLLED } from './virtqueue.ts'

function polls(shape: Shape): boolean {
  return shape.backend === 'vhost-user'
}

/** The guest writes its command and its doorbell: into memory that is polled, or into a page that traps. */
function submits(shape: Shape): readonly Step[] {
  if (polls(shape))
    return [work('vcpu', 'os', 'work', 'none', 'doorbell, in memory', { crosses: 'open' }), ...POLLED]
  return [
    work('vcpu', 'kvm', 'exit', 'exit-kernel', 'doorbell, trapped', {
      counts: 'trap-write',
      crosses: 'exit',
    }),
    ...backendWoken([], false),
  ]
}

/** From the guest's queue to the real one and back. */
function mediated(shape: Shape, bytes: number): readonly Step[] {
  return [
    work('backend', 'host', 'model', 'mediate', 'mediator: checks, translates'),
    ...(bytes === 0 ? [] : [findBuffer(bytes)]),
    work('backend', 'host', 'work', 'doorbell', 'doorbell, submission'),
    work('fetch', 'dev', 'dma', 'pcie-read', 'command, fetched'),
    ...deviceServes(shape, bytes, polls(shape)),
    ...(polls(shape) ? POLLED : backendWoken([], false)),
    work('backend', 'host', 'work', 'doorbell', 'doorbell, completion'),
    work('backend', 'host', 'model', 'mediate', 'mediator: the answer'),
  ]
}

/** The guest's own completion doorbell traps where nobody looks for it in memory. */
function interrupt(shape: Shape): Step {
  const ends: readonly Step[] = polls(shape)
    ? []
    : [
        work('vcpu', 'kvm', 'exit', 'exit-kernel', 'completion doorbell, trapped', {
          counts: 'trap-write',
          crosses: 'exit',
        }),
      ]
  return {
    do: 'gather',
    at: 'completion',
    wait: true,
    text: shape.interrupt,
    steps: [
      work('backend', 'host', 'model', 'vmm-inject', 'interrupt, raised'),
      ...guestInterrupt(shape),
      ...ends,
    ],
    member: GUEST_COMPLETES,
  }
}

/** One command, from the guest's queue to its interrupt. */
function command(shape: Shape, bytes: number): Step {
  return hold('ring', [...submits(shape), { do: 'attempt', steps: mediated(shape, bytes) }, interrupt(shape)])
}

export const mdev: Datasheet = {
  id: 'mdev',
  title: 'NVMe, mediated (mdev)',
  kind: 'disk',
  about:
    'Several guests share one SSD without copies: a thread of the host stands between their queues and the real ones.',
  largest: 512 * 1024,
  segments: 127,
  queue: DISK_QUEUE,
  effort: 4,
  interrupts: ['msix', 'intx'],
  direct: false,
  backends: ['vhost-user', 'vhost'],
  queues: 64,
  notModelled: ['several namespaces', 'network cards'],
  path: (shape) => [
    ...applicationAsks(shape),
    commandsOf(
      shape,
      { largest: shape.device.largest, segments: shape.device.segments, window: DISK_QUEUE },
      (bytes) => [command(shape, bytes)],
    ),
  ],
  flush: (shape) => flushOf(shape, [command(shape, 0)]),
}
