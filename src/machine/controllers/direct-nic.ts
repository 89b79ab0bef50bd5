/**
 * Packets of a network card that its driver reaches without anybody between. Sending: a descriptor in memory, a tail write,
 * the card fetches both by itself. Receiving: the card writes into a buffer that the driver posted before, or drops the
 * packet where there is none.
 *
 * Descriptors are fetched and written back in groups, which is what their share of the PCIe link counts; a unit of up to
 * 64 KiB is cut into frames by the card, and received frames are joined by the driver.
 *
 * Not modelled: descriptors fetched ahead of the packet.
 */
import { framesOf } from '../hardware/network-cards.ts'
import type { Step } from '../path/itinerary.ts'
import type { Shape } from './datasheet.ts'
import { mapsBuffer, takesPiece, unmapsBuffer } from './dma-api.ts'
import { farSide, guestReceives, guestSends, wire } from './packets.ts'
import { hold, work } from './parts.ts'
import { inProcess, PACKET_IN_PROCESS, polledDoorbell } from './polling.ts'
import { throughIommu } from './through-iommu.ts'

/** What the driver does for every descriptor that an interrupt brings. */
export const PACKET_CLEANED: readonly Step[] = [
  work('vcpu', 'os', 'work', 'packet-clean', 'descriptor, taken back'),
]

/** The packet's share of the card's PCIe link. */
function onBus({ bytes }: Shape, walled: boolean): readonly Step[] {
  const text = walled ? 'DMA, guest memory' : 'DMA, no CPU'
  return [
    work('bus-down', 'dev', 'dma', 'bus-down', 'PCIe, from the host', { bytes }),
    work('bus-up', walled ? 'os' : 'host', 'dma', 'bus-up', text, {
      bytes,
      crosses: walled ? 'open' : undefined,
    }),
  ]
}

/** The card reads or writes the packet in memory. */
function moves(shape: Shape, walled: boolean): readonly Step[] {
  const translated = walled || shape.mapping !== 'none'
  return [...(translated ? throughIommu(shape, shape.bytes) : []), ...onBus(shape, walled)]
}

/** The driver tells the card of what it has prepared. */
function tail(shape: Shape, walled: boolean): readonly Step[] {
  const text = walled ? 'tail, no exit' : 'tail'
  const place = walled ? 'os' : 'host'
  if (shape.driver === 'interrupts')
    return [work('vcpu', place, 'work', 'doorbell', text, { crosses: walled ? 'open' : undefined })]
  // Who had to wait for a descriptor comes back to its driver.
  const prepared = work('vcpu', place, 'work', 'none', 'descriptor, prepared')
  return [prepared, polledDoorbell(shape, 'vcpu', walled, text)]
}

/** The application sends: through its kernel's stack, or by a driver of its own. */
function asked(shape: Shape): readonly Step[] {
  if (!inProcess(shape)) return guestSends(shape)
  return [work('vcpu', 'app', 'work', 'application', 'sends'), ...PACKET_IN_PROCESS]
}

/** … and receives. */
function taken(shape: Shape): readonly Step[] {
  if (!inProcess(shape)) return guestReceives(shape)
  return [...PACKET_IN_PROCESS, work('vcpu', 'app', 'work', 'application', 'receives')]
}

/** From the doorbell to the wire. */
function leaves(shape: Shape, walled: boolean): readonly Step[] {
  return [
    ...tail(shape, walled),
    work('device', 'dev', 'dma', 'pcie-read', 'descriptor, fetched'),
    { do: 'attempt', steps: [...moves(shape, walled), wire(shape, 'link', true)] },
  ]
}

/** The driver joins the frames of a unit. */
function joins(shape: Shape): readonly Step[] {
  const times = framesOf(shape.bytes) - 1
  return times === 0 ? [] : [work('vcpu', 'os', 'work', 'gro-frame', 'frames, joined', { times })]
}

function sends(shape: Shape, walled: boolean, interrupt: readonly Step[]): readonly Step[] {
  return [
    ...asked(shape),
    hold('ring', [
      ...takesPiece(shape, shape.bytes),
      ...mapsBuffer(shape, shape.bytes),
      ...leaves(shape, walled),
      ...interrupt,
      ...unmapsBuffer(shape, shape.bytes),
    ]),
  ]
}

function receives(shape: Shape, walled: boolean, interrupt: readonly Step[]): readonly Step[] {
  return [
    wire(shape, 'link', false),
    hold(
      'ring',
      [
        // The driver mapped this buffer when it posted it; the one in its place is mapped below.
        ...takesPiece(shape, shape.bytes),
        { do: 'attempt', steps: moves(shape, walled) },
        ...interrupt,
        ...unmapsBuffer(shape, shape.bytes),
        ...mapsBuffer(shape, shape.bytes),
      ],
      'drop',
    ),
    ...joins(shape),
    ...taken(shape),
  ]
}

/** A small request and its answer. One buffer serves both ways, and is translated once. */
function converses(shape: Shape, walled: boolean, interrupt: readonly Step[]): readonly Step[] {
  const comes = [...onBus(shape, walled), ...interrupt]
  const out = leaves(shape, walled).filter(({ do: what }) => what === 'work' || what === 'gather')
  return [
    ...asked(shape),
    hold('ring', [
      ...takesPiece(shape, shape.bytes),
      ...mapsBuffer(shape, shape.bytes),
      ...leaves(shape, walled),
      ...farSide([...comes, ...taken(shape), ...asked(shape), ...out]),
      wire(shape, 'back', false),
      ...comes,
      ...unmapsBuffer(shape, shape.bytes),
    ]),
    ...taken(shape),
  ]
}

const PATHS = { tx: sends, rx: receives, rr: converses } as const

/** One packet, in either direction, or both. */
export function directPacket(shape: Shape, walled: boolean, interrupt: readonly Step[]): readonly Step[] {
  return PATHS[shape.op as keyof typeof PATHS](shape, walled, interrupt)
}
