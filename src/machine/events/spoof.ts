/**
 * A hostile guest sends frames under the address of another function of its card, to be taken for its guest. Whether anybody
 * gets to see them is the card's to say (topology/card-switch.ts): no IOMMU sees a frame.
 */

import { spoofed } from '../topology/card-switch.ts'
import { holdersOf } from '../topology/holders.ts'
import { type EventRule, flowNamed } from './rule.ts'

export const spoof: EventRule<'spoof'> = {
  happens(event, scene) {
    const flow = flowNamed(scene, event)
    const victim = holdersOf(scene.host).get(event.target) ?? 'host'
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
