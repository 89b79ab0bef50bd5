/**
 * A hostile guest sends frames under the address of another function of its card, to be taken for its guest. Whether anybody
 * gets to see them is the card's to say (topology/card-switch.ts): no IOMMU sees a frame.
 */

import type { Host } from '../host/host.ts'
import { spoofed } from '../topology/card-switch.ts'
import { type EventRule, flowNamed } from './rule.ts'

/** Whose address a function has: the one guest's that stands before it, whoever drives it; else the host's. */
function ownerOf({ guests }: Pick<Host, 'guests'>, name: string): string {
  const owners = guests.filter(({ devices }) => devices.some(({ backing }) => backing === name))
  return owners.length === 1 ? owners[0].id : 'host'
}

export const spoof: EventRule<'spoof'> = {
  happens(event, scene) {
    const flow = flowNamed(scene, event)
    const victim = ownerOf(scene.host, event.target)
    if (victim === flow.guest.id) return
    const kind = spoofed(scene.host, flow.device.backing, event.target)
    scene.dma.note(flow, -1, {
      kind,
      victim: kind === 'spoofed-frame' ? victim : '-',
      address: 0,
      landed: -1,
      meant: -1,
      bytes: 64,
      write: true,
    })
  },
}
