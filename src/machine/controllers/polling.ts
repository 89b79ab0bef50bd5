/**
 * Drivers that wait for nobody: whoever asked looks for the answer in memory again and again, and burns its CPU meanwhile.
 * No interrupt. Disks and network cards, on bare metal and given whole to a guest.
 *
 * Disks. kernel-polling: io_uring with IOPOLL, a system call that takes requests and looks for answers. sqpoll: a thread of the
 * kernel does that (SQPOLL), on a core of its own; the application writes into a ring and looks into another, without a
 * system call. user-polling: a driver in the application's own process (SPDK), without a kernel on the way.
 *
 * Network cards. kernel-polling: the application's system call looks into the card's ring (busy polling); the stack remains.
 * user-polling: a driver in the process (DPDK), and no stack.
 *
 * A driver of the kernel maps what it asks for, where there is a unit that wants it; one in a process has mapped its memory for
 * good, and every address passes the IOMMU, or does not. Either writes the doorbell once for all that it has prepared by then, where it is told to.
 *
 * Not modelled: the doorbell of the completion queue, written once for many; packets found several at once; pinning at the start.
 */

import type { Step } from '../path/itinerary.ts'
import { groupSizes, type Shape, splitBytes } from './datasheet.ts'
import { DISK_QUEUE, fetched, moved } from './direct-disk.ts'
import { mapsBuffer, takesPiece, unmapsBuffer } from './dma-api.ts'
import { hold, work } from './parts.ts'

/** Who drives the device: whoever asks, or a thread of the kernel. */
type Driven = 'vcpu' | 'backend'

/** The answer is found by whoever never sleeps; the time for that is in what a request costs its driver. */
function found(to: Driven, text: string): Step {
  return { do: 'post', to, kick: [], wake: 'none', place: to === 'vcpu' ? 'app' : 'host', text }
}

const FOUND = found('vcpu', 'poller, finds the answer')

/** The doorbell of a driver that polls. */
export function polledDoorbell(shape: Shape, on: Driven, walled: boolean, text: string): Step {
  const place = walled ? 'os' : 'host'
  const ring = work(on, place, 'work', 'doorbell', text, { crosses: walled ? 'open' : undefined })
  if (!shape.doorbellBatch) return ring
  return { do: 'gather', at: 'tail', wait: true, member: [], steps: [ring], text: 'doorbell for several' }
}

/** Whether its driver is the application's own, with memory that is mapped for good. */
export function inProcess(shape: Shape): boolean {
  return shape.driver === 'user-polling'
}

/** The thread of the kernel looks into the application's ring. */
const TAKEN: readonly Step[] = [
  work('vcpu', 'app', 'work', 'uring-entry', 'request, into a ring in memory'),
  found('backend', 'kernel thread, never asleep'),
  work('backend', 'host', 'work', 'poll-pickup', 'finds it'),
]

/** … finds the answer of the device, and writes it into the other ring. */
const HANDED_BACK: readonly Step[] = [
  found('backend', 'kernel thread, finds the answer'),
  work('backend', 'host', 'work', 'poll-pickup', 'answer, into a ring in memory'),
  FOUND,
  work('vcpu', 'app', 'work', 'uring-entry', 'answer, out of the ring'),
]

/** One command of a disk, from the driver to its answer. */
function command(shape: Shape, bytes: number, walled: boolean): Step {
  const apart = shape.driver === 'sqpoll'
  const on = apart ? 'backend' : 'vcpu'
  const submits = inProcess(shape)
    ? work(on, 'app', 'work', 'poll-io', 'driver, in the process')
    : work(on, walled ? 'os' : 'host', 'work', 'uring-io', 'io_uring, block layer, driver')
  const maps = !inProcess(shape)
  const translated = walled || !maps || shape.mapping !== 'none'
  return hold('queue', [
    ...(maps ? [...takesPiece(shape, bytes), ...mapsBuffer(shape, bytes, on)] : []),
    ...(apart ? TAKEN : []),
    submits,
    polledDoorbell(shape, on, walled, walled ? 'doorbell, no exit' : 'doorbell'),
    ...fetched(),
    { do: 'attempt', steps: moved(shape, bytes, walled, translated) },
    ...(apart ? HANDED_BACK : [FOUND]),
    ...(maps ? unmapsBuffer(shape, bytes, on) : []),
  ])
}

/** One request to a disk of an application that polls. @param walled a guest's */
export function polled(shape: Shape, walled: boolean): readonly Step[] {
  const { bytes, contiguous, device } = shape
  const sizes = splitBytes(bytes, contiguous, device.largest, device.segments)
  return [
    work('vcpu', 'app', 'work', 'application', `asks to ${shape.op}`),
    {
      do: 'each',
      window: DISK_QUEUE,
      commands: groupSizes(sizes).map((group) => ({
        ...group,
        steps: [command(shape, group.bytes, walled)],
      })),
      text: `${sizes.length} command${sizes.length === 1 ? '' : 's'}`,
    },
  ]
}

/** What stands in the place of a network card's interrupt: the driver looks, and takes back what is done. */
export function looked(shape: Shape): readonly Step[] {
  const taken = inProcess(shape)
    ? work('vcpu', 'app', 'work', 'none', 'descriptor, taken back')
    : work('vcpu', 'os', 'work', 'packet-clean', 'descriptor, taken back')
  return [found('vcpu', 'poller, finds the packet'), taken]
}

/** A packet between the application and the card, without a stack. */
export const PACKET_IN_PROCESS: readonly Step[] = [
  work('vcpu', 'app', 'work', 'poll-packet', 'driver of the card, in the process'),
]
