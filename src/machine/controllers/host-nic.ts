/**
 * The host's own network card, which its kernel drives for guests. Where the unit translates for the host as well, what is sent
 * is mapped by whoever hands it to the card, and what is received lies in buffers that were mapped when they were posted: each is
 * taken back in the card's interrupt, which maps the next one in its place.
 *
 * A packet that was sent counts as sent when its mapping has been taken back.
 *
 * Not modelled: an interrupt of its own for what was sent (drivers clean up in whichever comes), mappings of acknowledgements and
 * of the far side of a conversation.
 */
import type { Role, Step } from '../path/itinerary.ts'
import type { Shape } from './datasheet.ts'
import { hostMapsBuffer, hostUnmapsBuffer, maps, takesPiece } from './dma-api.ts'
import { hostReceives, wire } from './packets.ts'
import { throughIommu } from './through-iommu.ts'

/** From the host's kernel to the wire. @param on who hands it over */
export function leavesHost(shape: Shape, on: Role): readonly Step[] {
  const out = wire(shape, 'link', true)
  if (shape.mapping === 'none') return [out]
  return [
    ...hostMapsBuffer(shape, on, shape.bytes),
    { do: 'attempt', steps: [...throughIommu(shape, shape.bytes), out] },
    ...hostUnmapsBuffer(shape, shape.bytes),
  ]
}

/** From the wire to the host's kernel. `back` is the way that an answer comes. */
export function reachesHost(shape: Shape, by: 'link' | 'back'): readonly Step[] {
  const comes = wire(shape, by, false)
  if (shape.mapping === 'none') return [comes, ...hostReceives(shape)]
  return [
    comes,
    ...takesPiece(shape, shape.bytes),
    { do: 'attempt', steps: throughIommu(shape, shape.bytes) },
    ...hostReceives(shape),
    ...hostUnmapsBuffer(shape, shape.bytes),
    maps(shape, 'core', shape.bytes),
  ]
}
