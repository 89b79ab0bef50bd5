/** Disks that take their requests from a virtqueue, whoever serves it. */
import type { Step } from '../path/itinerary.ts'
import { KIB } from '../units.ts'
import type { Datasheet, Shape } from './datasheet.ts'
import { applicationAsks, backendWoken, commandsOf, findBuffer, hold, sharedDoorbell, work } from './parts.ts'
import { deviceServes, flushOf, hostStorage } from './storage.ts'
import { handsOver, POLLED, puts, server, takes, tells } from './virtqueue.ts'

const LARGEST = 1280 * KIB
const QUEUES = 64

export type RingCard = Pick<
  Datasheet,
  'id' | 'title' | 'about' | 'segments' | 'queue' | 'effort' | 'notModelled' | 'backends'
>

/** A kernel's worker hands the request to the block layer itself: no system call, no file. */
function kernelStorage(shape: Shape, bytes: number): readonly Step[] {
  return [
    work('backend', 'host', 'work', 'host-block', 'block layer, driver'),
    ...deviceServes(shape, bytes),
    ...backendWoken([], false),
  ]
}

/** A driver of its own for the SSD, in the backend's process: its doorbell, and its answers. */
function userDriver(shape: Shape, bytes: number): readonly Step[] {
  const polls = shape.backend === 'vhost-user'
  return [
    work('backend', 'host', 'work', 'poll-io', 'NVMe driver, in the process'),
    work('backend', 'host', 'work', 'doorbell', 'doorbell, submission'),
    work('fetch', 'dev', 'dma', 'pcie-read', 'command, fetched'),
    ...deviceServes(shape, bytes, polls),
    ...(polls ? POLLED : backendWoken([], true)),
    work('backend', 'host', 'work', 'doorbell', 'doorbell, completion'),
  ]
}

function served(shape: Shape, bytes: number): readonly Step[] {
  const on = server(shape)
  switch (shape.backend) {
    case 'loop':
    case 'iothread':
      return hostStorage(shape, on, bytes, { back: on, together: true })
    case 'serial':
      return hostStorage(shape, on, bytes, { back: on, file: on })
    case 'vhost':
      return kernelStorage(shape, bytes)
    case 'vhost-user':
    case 'nvme-user':
      return userDriver(shape, bytes)
  }
}

/** From the ring to the ring. A thread that blocks takes the next request when this one is done. */
function serves(shape: Shape, bytes: number): readonly Step[] {
  const finds = bytes === 0 ? [] : [findBuffer(bytes)]
  const steps = [takes(shape), ...finds, ...served(shape, bytes)]
  if (shape.backend !== 'serial') return [...steps, puts(shape)]
  return [hold('backend', [{ do: 'attempt', steps }, puts(shape)])]
}

function command(shape: Shape, bytes: number): readonly Step[] {
  return [
    hold('ring', [
      ...sharedDoorbell(shape, bytes, handsOver(shape)),
      ...serves(shape, bytes),
      ...tells(shape),
    ]),
  ]
}

export function virtioRing(card: RingCard): Datasheet {
  return {
    ...card,
    kind: 'disk',
    largest: LARGEST,
    interrupts: ['msix', 'intx'],
    direct: false,
    queues: QUEUES,
    path: (shape) => [
      ...applicationAsks(shape),
      commandsOf(shape, { largest: LARGEST, segments: card.segments, window: card.queue }, (bytes) =>
        command(shape, bytes),
      ),
    ],
    flush: (shape) => flushOf(shape, command(shape, 0)),
  }
}
