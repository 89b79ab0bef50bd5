/** The idle states that a host allows its cores. */
import type { CostId, CostSheet } from '../costs/costs.ts'
import { Governor, type IdleState } from '../cpu/governor.ts'
import type { Host, IdleStateId } from '../host/host.ts'

const STATES: readonly { readonly id: IdleStateId; readonly wake: CostId; readonly stay: CostId }[] = [
  { id: 'C1', wake: 'wake-c1', stay: 'none' },
  { id: 'C1E', wake: 'wake-c1e', stay: 'stay-c1e' },
  { id: 'C3', wake: 'wake-c3', stay: 'stay-c3' },
  { id: 'C6', wake: 'wake-c6', stay: 'stay-c6' },
]

/** Undefined: no state deeper than what every wake-up takes already. */
export function governorOf({ idle, cores }: Host, cost: CostSheet): Governor | undefined {
  const deepest = STATES.findIndex(({ id }) => id === idle)
  if (deepest <= 0) return undefined
  const shallow = cost(STATES[0].wake, 0)
  const states = STATES.slice(0, deepest + 1).map(
    ({ wake, stay }): IdleState => ({
      exit: Math.max(0, cost(wake, 0) - shallow),
      residency: cost(stay, 0),
    }),
  )
  return new Governor(states, cost('guest-tick-every', 0), cores)
}
