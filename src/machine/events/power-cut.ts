/**
 * The power goes. Nothing happens from then on, so the run ends there; what it cost is counted by where each write lay
 * (memory/ledger.ts).
 */
import type { Host } from '../host/host.ts'
import type { Nanos } from '../units.ts'
import type { EventRule } from './rule.ts'

export const powerCut: EventRule<'power-cut'> = {}

/** When a run of this duration ends: with the power, at the latest with its time. */
export function endOfRun(host: Host, duration: Nanos): Nanos {
  return host.events.reduce(
    (end, event) => (event.kind === 'power-cut' ? Math.min(end, event.at) : end),
    duration,
  )
}
