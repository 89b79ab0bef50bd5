/** Requests of an open workload come more often for a while; what is not answered in time piles up, or is dropped. */
import { type EventRule, flowNamed } from './rule.ts'

export const burst: EventRule<'burst'> = {
  prepares(event, { kernel, workloads, ...scene }) {
    const { index } = flowNamed({ kernel, workloads, ...scene }, event)
    const actor = kernel.register({ fire: (factor) => workloads.hurries(index, factor) })
    kernel.schedule(event.at, actor, event.factor)
    kernel.schedule(event.at + event.lasts, actor, 1)
  },
}
