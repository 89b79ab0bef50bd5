/** How long work takes that moves bytes of memory, and how much longer far from what it works on: a cost of its own. */
import type { CostSheet } from '../costs/costs.ts'
import type { Nanos } from '../units.ts'
import type { Step } from './itinerary.ts'

type Work = Extract<Step, { do: 'work' }>

/** What one time of this work takes: what it costs, or as long as its bytes need in and out of memory. */
export function workNanos(step: Work, cost: CostSheet): Nanos {
  const nanos = cost(step.cost, step.bytes ?? 0)
  return fromMemory(step) ? Math.max(nanos, cost('memory-bandwidth', movedBytes(step))) : nanos
}

/** What one time of this work takes more on a core of another node: than its data's, or, in an interrupt, than its device's. */
export function farther(step: Work, cost: CostSheet): Nanos {
  if (step.on === 'core') return step.act === 'interrupt' ? cost('remote-interrupt', 0) : 0
  // To and from an application its kernel copies, though no copy of the host is counted.
  return fromMemory(step) || step.cost === 'guest-bytes' ? cost('remote-copy', step.bytes ?? 0) : 0
}

/** Bytes that one time of this work reads from memory and writes to it. */
export function movedBytes(step: Work): number {
  return fromMemory(step) ? 2 * (step.bytes ?? 0) : 0
}

/** What was copied a moment ago is still in a cache. */
function fromMemory(step: Work): boolean {
  return step.act === 'copy' && step.cost !== 'copy-hot'
}
