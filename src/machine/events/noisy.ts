/** Somebody else's thread works on one core without a pause, and shares it with whoever is there: the scheduler decides. */
import type { EventRule } from './rule.ts'

export const noisy: EventRule<'noisy'> = {
  happens(event, { neighbours, workloads, kernel }) {
    workloads.disturbs(neighbours.threadOf(event), neighbours.start, kernel.now + event.lasts)
  },
}
