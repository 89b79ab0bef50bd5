/** From a screen to the line mode in one process: the same state, with whatever was under way asked for again. */
import { type State, type Step, step, topOf } from '../state.ts'
import { openDebrief, simulate } from '../update/runs.ts'

/** Places that the line mode has too; from others it goes on at the one below. */
const KEPT = ['map', 'bench', 'debrief', 'sandbox', 'orientation']

export function resumed(given: State): Step {
  const stack = given.stack.filter(
    (screen) => KEPT.includes(screen.at) || (screen.at === 'menu' && screen.menu.of === 'guess'),
  )
  const bench = given.bench && { ...given.bench, playing: false, incident: undefined }
  // A space that is not whole was being measured by somebody who has gone.
  const explored = given.explored && given.explored.done < given.explored.of ? undefined : given.explored
  const state: State = { ...given, stack, bench, explored }
  if (topOf(state).at === 'debrief') return openDebrief(step(state))
  return bench?.pending === undefined ? step(state) : simulate(state, bench)
}
