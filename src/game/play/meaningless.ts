/** Numbers of guests that do not boot. */
import type { Run } from '../../machine/index.ts'
import { splitMetric } from '../../metrics/index.ts'
import type { GoalResult } from './score.ts'

/** Metrics that say something of a guest that does not boot, too. */
const OF_ANY_HOST: readonly string[] = [
  'guests-booted',
  'migrated',
  'violations',
  'contained',
  'lost-writes',
  'pinned',
  'budget',
]

/** Does a guest that the goal is about not boot? Then its number means nothing. */
export function isMeaningless(goal: Pick<GoalResult, 'metric'>, run: Run): boolean {
  const { name, selector } = splitMetric(goal.metric)
  if (OF_ANY_HOST.includes(name)) return false
  const guest = run.flows.find((flow) => flow.id === selector)?.guest ?? selector
  const known = run.guests.find((one) => one.id === guest)
  return known === undefined ? run.guests.some((one) => !one.boots) : !known.boots
}
