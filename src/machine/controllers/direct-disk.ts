/**
 * One command of an NVMe SSD that its driver reaches without anybody between: a doorbell for the submission, the fetch of
 * the command, the device's work and the DMA, and an interrupt. Who that driver is (a guest's, the host's) is told by the
 * datasheet: `walled` where a guest's device is kept apart from the host.
 */
import type { Step } from '../path/itinerary.ts'
import type { Datasheet, Shape } from './datasheet.ts'
import { mapsBuffer, takesPiece, unmapsBuffer } from './dma-api.ts'
import { commandsOf, hold, work } from './parts.ts'
import { deviceFinds, deviceFlushes, deviceTook } from './storage.ts'
import { throughIommu } from './through-iommu.ts'

export const DISK_QUEUE = 1023

/** What a driver of the real device may do, with a guest or without. */
export const REAL_DEVICE: Pick<
  Datasheet,
  'kind' | 'largest' | 'segments' | 'queue' | 'effort' | 'interrupts' | 'direct' | 'offload'
> = {
  kind: 'any',
  largest: 512 * 1024,
  segments: 127,
  queue: DISK_QUEUE,
  effort: 1,
  interrupts: ['msix', 'msi', 'intx'],
  direct: true,
  offload: ['tx', 'rx'],
}

/** The device's work and the DMA of one command. @param translated whether its addresses pass the IOMMU */
export function moved(shape: Shape, bytes: number, walled: boolean, translated = walled): readonly Step[] {
  const through = translated ? throughIommu(shape, bytes) : []
  const moves = work(
    'link',
    walled ? 'os' : 'host',
    'dma',
    'device-link',
    walled ? 'DMA, to guest memory' : 'DMA, no CPU',
    { bytes, crosses: walled ? 'open' : undefined },
  )
  const writes = work('device', 'dev', 'wait', 'device-write', 'device writes')
  return shape.op === 'write'
    ? [...through, moves, writes, deviceTook(shape, bytes)]
    : [...deviceFinds(shape, bytes), ...through, moves]
}

/** Doorbell, fetch, and what the device does. */
function command(shape: Shape, bytes: number, walled: boolean): readonly Step[] {
  const translated = walled || shape.mapping !== 'none'
  return [...submitted(walled), { do: 'attempt', steps: moved(shape, bytes, walled, translated) }]
}

/** The device reads the command out of its queue. */
export function fetched(): readonly Step[] {
  return [work('fetch', 'dev', 'dma', 'pcie-read', 'command, fetched')]
}

function submitted(walled: boolean): readonly Step[] {
  return [
    work('vcpu', walled ? 'os' : 'host', 'work', 'doorbell', walled ? 'doorbell, no exit' : 'doorbell', {
      crosses: walled ? 'open' : undefined,
    }),
    ...fetched(),
  ]
}

/** A command without data that waits until the device has made safe what it answered. */
export function directFlush(walled: boolean, interrupt: Step): Step {
  return hold('queue', [...submitted(walled), ...deviceFlushes(), interrupt])
}

/** All commands of one request, each ended by an interrupt of its own or in company. */
export function directCommands(shape: Shape, walled: boolean, interrupt: Step): Step {
  return commandsOf(
    shape,
    { largest: shape.device.largest, segments: shape.device.segments, window: DISK_QUEUE },
    (bytes) => [
      hold('queue', [
        ...takesPiece(shape, bytes),
        ...mapsBuffer(shape, bytes),
        ...command(shape, bytes, walled),
        interrupt,
        ...unmapsBuffer(shape, bytes),
      ]),
    ],
  )
}
