/**
 * A device writes to the registers of another one. Below one switch without ACS the write goes straight there; else it
 * comes up to the root complex and meets the IOMMU, which maps nobody's registers for a guest.
 */
import { holdersOf } from '../topology/holders.ts'
import { goesStraight, windowOf } from '../topology/peers.ts'
import { type EventRule, flowNamed } from './rule.ts'

export const peerWrite: EventRule<'peer-write'> = {
  happens(event, scene) {
    const flow = flowNamed(scene, event)
    const { host } = scene
    const holder = holdersOf(host).get(event.target) ?? 'host'
    if (holder === flow.guest.id) return
    const straight = goesStraight(host, flow.device.backing, event.target)
    const arrives = straight || (flow.domain === undefined && flow.mappings === undefined)
    scene.dma.note(flow, -1, {
      kind: arrives ? 'peer-to-peer' : 'blocked-by-iommu',
      victim: arrives ? holder : '-',
      address: windowOf(host, event.target).from,
      landed: -1,
      meant: -1,
      bytes: 4,
      write: true,
    })
  },
}
