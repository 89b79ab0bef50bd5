/**
 * Packets of a network card that its driver reaches without anybody between. Sending: a descriptor in memory, a tail write,
 * the card fetches both by itself. Receiving: the card writes into a buffer that the driver posted before, or drops the
 * packet where there is none.
 *
 * Not modelled: descriptors fetched ahead and written back in groups, segmentation by the card, several queues.
 */
import type { Step } from '../path/itinerary.ts'
import type { Shape } from './datasheet.ts'
import { throughIommu } from './direct-disk.ts'
import { mapsBuffer, takesPiece, unmapsBuffer } from './dma-api.ts'
import { applicationAsks, hold, work } from './parts.ts'

/** What the driver does for every descriptor that an interrupt brings. */
export const PACKET_CLEANED: readonly Step[] = [
  work('vcpu', 'os', 'work', 'packet-clean', 'descriptor, taken back'),
]

/** The card reads or writes the packet in memory. */
function moves(shape: Shape, walled: boolean): readonly Step[] {
  const text = walled ? 'DMA, guest memory' : 'DMA, no CPU'
  return [
    ...(walled || shape.mapping !== 'none' ? throughIommu(shape.bytes) : []),
    work('device', walled ? 'os' : 'host', 'dma', 'none', text, {
      bytes: shape.bytes,
      crosses: walled ? 'open' : undefined,
    }),
  ]
}

function sends(shape: Shape, walled: boolean, interrupt: Step): readonly Step[] {
  return [
    ...applicationAsks(shape),
    hold('ring', [
      ...takesPiece(shape, shape.bytes),
      ...mapsBuffer(shape, shape.bytes),
      work('vcpu', walled ? 'os' : 'host', 'work', 'doorbell', walled ? 'tail, no exit' : 'tail', {
        crosses: walled ? 'open' : undefined,
      }),
      work('device', 'dev', 'dma', 'pcie-read', 'descriptor, fetched'),
      {
        do: 'attempt',
        steps: [
          ...moves(shape, walled),
          work('link', 'dev', 'wait', 'device-link', 'on the wire', { bytes: shape.bytes }),
        ],
      },
      interrupt,
      ...unmapsBuffer(shape, shape.bytes),
    ]),
  ]
}

function receives(shape: Shape, walled: boolean, interrupt: Step): readonly Step[] {
  return [
    work('link', 'dev', 'wait', 'device-link', 'from the wire', { bytes: shape.bytes }),
    hold(
      'ring',
      [
        // The driver mapped this buffer when it posted it; the one in its place is mapped below.
        ...takesPiece(shape, shape.bytes),
        { do: 'attempt', steps: moves(shape, walled) },
        interrupt,
        ...unmapsBuffer(shape, shape.bytes),
        ...mapsBuffer(shape, shape.bytes),
      ],
      'drop',
    ),
    work('vcpu', 'os', 'work', 'guest-packet', 'driver, protocols'),
    work('vcpu', 'app', 'work', 'application', 'receives'),
  ]
}

/** One packet, in either direction. */
export function directPacket(shape: Shape, walled: boolean, interrupt: Step): readonly Step[] {
  return shape.op === 'tx' ? sends(shape, walled, interrupt) : receives(shape, walled, interrupt)
}
