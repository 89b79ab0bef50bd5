/**
 * A device writes a message of its own to where interrupts are sent: a vector of somebody else. Without interrupt
 * remapping the write is an interrupt; with it, the table knows which device may send what.
 */
import { type EventRule, flowNamed } from './rule.ts'

/** Where messages are written on x86: the address names a core, here the first, and what is written there a vector. */
const MESSAGES = 0xfee0_0000

export const forgedMsi: EventRule<'forged-msi'> = {
  happens(event, scene) {
    const flow = flowNamed(scene, event)
    const { iommu, interrupts } = scene
    if (event.target === flow.guest.id) return
    const { vector, owner } = interrupts.aimedAt(event.target)
    const allowed = !iommu.remaps || interrupts.allows(flow.requester, vector)
    scene.dma.note(flow, -1, {
      kind: allowed ? 'vector-foreign' : 'blocked-interrupt',
      victim: allowed ? owner : '-',
      address: MESSAGES,
      landed: -1,
      meant: -1,
      bytes: 4,
      write: true,
    })
  },
}
