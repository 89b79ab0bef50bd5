/** How a star beyond the first stands, in words. */
import { type GoalResult, isMeaningless } from '../../game/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import type { Ran } from '../bench.ts'
import { goalValue } from '../widgets/goals.ts'

/** Won, reached while a goal is not, or what it wants. */
export function starStanding({ note, run }: Ran, list: readonly GoalResult[]): string {
  const say = words.spoken.star
  const missing = list.filter((goal) => !goal.met || isMeaningless(goal, run))
  if (list.length > 0 && missing.length === 0) return note.passed ? say.won : say.reached
  const value = (goal: GoalResult) => (isMeaningless(goal, run) ? words.bench.meansNothing : goalValue(goal))
  if (list.length === 1) return say.now(value(list[0]))
  return say.missing(missing.map((goal) => say.one(plainLine(goal.text), value(goal))).join(', '))
}
