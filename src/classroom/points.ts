/** Points of a level by an assignment's rubric. */
import type { AssignedLevel, Rubric } from './assignment.ts'
import type { MarkedRun } from './marked.ts'

/** Stars beyond the one for passing. */
const MORE_STARS = 2

/** The most that a level can bring. */
export function mostPoints(rubric: Rubric, questions: number): number {
  return rubric.pass + rubric.medal * MORE_STARS + rubric.prediction + rubric.question * questions
}

/**
 * What a run brings. Where the level is not passed, each goal that is met counts, but no more than passing would: and none where
 * a gate is not met, since isolation is never traded for speed.
 */
export function pointsOf(rubric: Rubric, run: MarkedRun): number {
  const earned = run.passed
    ? rubric.pass + rubric.medal * Math.max(0, run.medals - 1)
    : Math.min(rubric.pass, rubric.goal * goalsMet(run))
  const prediction = run.guess?.right === true ? rubric.prediction : 0
  return rounded(earned + prediction + rubric.question * run.questions.right)
}

function goalsMet({ goals }: MarkedRun): number {
  if (goals.some(({ gate, met }) => gate && !met)) return 0
  return goals.filter(({ gate, met }) => !gate && met).length
}

/** Points of a level, and the most that there are. */
export interface Weighed {
  readonly weight: number
  readonly points: number
  readonly of: number
}

/** 0 … 100 with two decimals: the weighed mean of the shares of each level's points. */
export function scoreOf(levels: readonly Weighed[]): number {
  const weights = levels.reduce((sum, { weight }) => sum + weight, 0)
  if (weights === 0) return 0
  const got = levels.reduce((sum, { weight, points, of }) => sum + (of === 0 ? 0 : (weight * points) / of), 0)
  return rounded((100 * got) / weights)
}

export function rounded(value: number): number {
  return Math.round(value * 100) / 100
}

/** What was spent on hints beyond what the assignment allows, in words. */
export function beyondHints(assigned: AssignedLevel, run: MarkedRun): string | undefined {
  const { hints } = assigned
  if (hints === undefined) return undefined
  if (hints < 0 && run.hints.length > 0) return `${run.hints.length} hints shown where none are allowed`
  return run.hintPoints > Math.max(0, hints)
    ? `${run.hintPoints} hint points spent, ${Math.max(0, hints)} allowed`
    : undefined
}
