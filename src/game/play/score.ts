/** The result of one run: which goals are met, and how many medals that is. */
import type { Run } from '../../machine/index.ts'
import { readMetric, splitMetric } from '../../metrics/index.ts'
import type { Comparison, Condition, Goal, Level } from '../level.ts'

export interface GoalResult extends Goal {
  readonly value: number
  readonly met: boolean
}

export interface Score {
  readonly goals: readonly GoalResult[]
  /** Stretch goals: silver, gold. */
  readonly stretch: readonly (readonly GoalResult[])[]
  readonly passed: boolean
  /** Stars: one for passing, and one for each stretch list met, in any order; 0 when not passed. */
  readonly medals: number
}

/** Gives a metric's number, by id. */
export type Reader = (metric: string) => number

export function compare(value: number, op: Comparison, target: number): boolean {
  switch (op) {
    case '>=':
      return value >= target
    case '<=':
      return value <= target
    case '==':
      return value === target
  }
}

/** Reads metrics off a run; an id that the run does not know is our fault, since levels are checked when read. */
export function readerOf(run: Run, baseline?: Run): Reader {
  return (metric) => {
    const value = readMetric(run, metric, baseline)
    if (typeof value !== 'number') throw new Error(value.problem)
    return value
  }
}

export function score(level: Pick<Level, 'goals' | 'medals'>, run: Run, baseline?: Run): Score {
  return scoreValues(level, readerOf(run, baseline))
}

/** The same for numbers that were read before. Isolation is the goal `violations == 0`, which every level has. */
export function scoreValues(level: Pick<Level, 'goals' | 'medals'>, read: Reader): Score {
  const judge = (goal: Goal): GoalResult => {
    const value = read(goal.metric)
    return { ...goal, value, met: compare(value, goal.op, goal.target) }
  }
  const goals = level.goals.map(judge)
  const stretch = level.medals.map((list) => list.map(judge))
  const passed = goals.every((goal) => goal.met)
  const medals = passed ? 1 + stretch.filter((list) => list.every((goal) => goal.met)).length : 0
  return { goals, stretch, passed, medals }
}

/** What each star that is still to be won asks, in words. */
export function starsToWin(stretch: Score['stretch']): readonly string[] {
  return stretch.flatMap((list) =>
    list.every((goal) => goal.met)
      ? []
      : [
          list
            .filter((goal) => !goal.met)
            .map((goal) => goal.text)
            .join(', '),
        ],
  )
}

function metricsIn(condition: Condition): readonly string[] {
  if ('all' in condition) return condition.all.flatMap(metricsIn)
  if ('any' in condition) return condition.any.flatMap(metricsIn)
  if ('not' in condition) return metricsIn(condition.not)
  return 'metric' in condition ? [condition.metric] : []
}

/** All metric ids that a level reads off a run, each once: goals, screens, guess, hints. */
export function measuredMetrics(level: Level): readonly string[] {
  const goals = [...level.goals, ...level.medals.flat()].map((goal) => goal.metric)
  const big = level.big === undefined ? [] : [level.big]
  const hints = level.hints.flatMap((hint) => metricsIn(hint.when))
  const claims = (level.numbers ?? []).map(({ metric }) => metric)
  const shown = [...level.headline, ...level.show, ...big]
  return [...new Set([...goals, ...shown, level.predict.metric, ...hints, ...claims])]
}

/** Does a metric of this level compare with bare metal? Then a run needs its baseline. */
export function needsBaseline(level: Level): boolean {
  return measuredMetrics(level).some((metric) => splitMetric(metric).name === 'bare-metal-share')
}
