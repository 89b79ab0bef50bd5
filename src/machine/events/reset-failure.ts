/**
 * A device is taken from its guest while it works, and handed to another whose domain it is in from then on. A reset would
 * have emptied its queues; this one did nothing. What it still does is at addresses of its old owner, translated by the
 * table of the new one.
 */
import { type EventRule, flowNamed } from './rule.ts'

export const resetFailure: EventRule<'reset-failure'> = {
  happens(event, scene) {
    const flow = flowNamed(scene, event)
    scene.workloads.stop(flow)
    // Whoever attaches it anew takes its translations away.
    flow.deviceTlb?.forgetDomain(flow.domainNumber)
    flow.heir = scene.domainOf(event.to)
  },
}
