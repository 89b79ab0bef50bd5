/**
 * Drivers that wait for nobody: whoever asked looks for the answer in memory again and again, and burns its CPU meanwhile.
 * No interrupt. Disks on bare metal.
 *
 * kernel-polling: io_uring with IOPOLL, a system call that takes requests and looks for answers; where the unit translates,
 * the kernel maps each request. user-polling: a driver in the application's own process (SPDK), without a kernel on the way;
 * its memory is mapped for good, and every address passes the IOMMU, or does not. Either writes the doorbell once for all
 * that it has prepared by then, where it is told to.
 *
 * Not modelled: the doorbell of the completion queue, written once for many; pinning at the start.
 */

import type { Step } from '../path/itinerary.ts'
import { groupSizes, type Shape, splitBytes } from './datasheet.ts'
import { DISK_QUEUE, fetched, moved } from './direct-disk.ts'
import { mapsBuffer, takesPiece, unmapsBuffer } from './dma-api.ts'
import { hold, work } from './parts.ts'

/** The answer is found by whoever asked, who never sleeps; the time for that is in what a request costs its driver. */
const FOUND: Step = {
  do: 'post',
  to: 'vcpu',
  kick: [],
  wake: 'none',
  place: 'app',
  text: 'poller, finds the answer',
}

function doorbell(shape: Shape): Step {
  const ring = work('vcpu', 'host', 'work', 'doorbell', 'doorbell')
  if (!shape.doorbellBatch) return ring
  return { do: 'gather', at: 'tail', wait: true, member: [], steps: [ring], text: 'doorbell for several' }
}

/** One request of an application that polls. */
export function polled(shape: Shape): readonly Step[] {
  const { bytes, contiguous, device } = shape
  const user = shape.driver === 'user-polling'
  const submits = user
    ? work('vcpu', 'app', 'work', 'poll-io', 'driver, in the process')
    : work('vcpu', 'host', 'work', 'uring-io', 'io_uring, block layer, driver')
  const sizes = splitBytes(bytes, contiguous, device.largest, device.segments)
  return [
    work('vcpu', 'app', 'work', 'application', `asks to ${shape.op}`),
    {
      do: 'each',
      window: DISK_QUEUE,
      commands: groupSizes(sizes).map((group) => ({
        ...group,
        steps: [
          hold('queue', [
            ...takesPiece(shape, group.bytes),
            submits,
            ...mapsBuffer(shape, group.bytes),
            doorbell(shape),
            ...fetched(),
            { do: 'attempt', steps: moved(shape, group.bytes, false, user || shape.mapping !== 'none') },
            FOUND,
            ...unmapsBuffer(shape, group.bytes),
          ]),
        ],
      })),
      text: `${sizes.length} command${sizes.length === 1 ? '' : 's'}`,
    },
  ]
}
