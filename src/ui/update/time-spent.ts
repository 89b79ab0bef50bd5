/** Time on the bench: from one key to the next, without long pauses. The clock stands outside. */
import type { State } from '../state.ts'

/** Who does nothing for longer has gone for a coffee. Milliseconds. */
export const LONGEST_PAUSE = 120_000

export function spent(state: State, millis: number): State {
  const { bench } = state
  const whole = Math.round(Math.min(Math.max(0, millis), LONGEST_PAUSE))
  if (bench === undefined || whole === 0 || !state.stack.some(({ at }) => at === 'bench')) return state
  return { ...state, bench: { ...bench, millis: (bench.millis ?? 0) + whole } }
}
