/** What a level promises can be had: its stars, its hints, an answer to its guess; the first level's one step. */
import { formatMetric } from '../../metrics/index.ts'
import { en } from '../../text/index.ts'
import type { Condition, Goal, Hint } from '../level.ts'
import { holds, type Situation } from '../play/hints.ts'
import { choiceOf } from '../play/prediction.ts'
import { compare } from '../play/score.ts'
import { type Landscape, meanAt, readerAt } from '../space/measure.ts'
import { digitsAt, indexAfter, neighboursOf } from '../space/space.ts'
import { MARGIN, type Rule } from './fairness.ts'

/** Are these goals met on every seed? */
function meets(landscape: Landscape, index: number, goals: readonly Goal[]): boolean {
  return Array.from({ length: landscape.seeds }, (_, seed) => readerAt(landscape, index, seed)).every(
    (read) => goals.every(({ metric, op, target }) => compare(read(metric), op, target)),
  )
}

function winnersOf(stars: readonly number[]): readonly number[] {
  return stars.flatMap((many, index) => (many > 0 ? [index] : []))
}

/** Each star can be won, and all of them by one configuration. */
export const starsCanBeWon: Rule = ({ level, landscape, stars }) => {
  const winning = winnersOf(stars)
  const most = stars.reduce((one, other) => Math.max(one, other), 0)
  if (winning.length === 0 || most === 1 + level.medals.length) return []
  const never = level.medals.flatMap((goals, medal) =>
    winning.some((index) => meets(landscape, index, goals))
      ? []
      : [{ path: ['medals', medal], message: en.check.starNever }],
  )
  if (never.length > 0) return never
  return [{ path: ['medals'], message: en.check.starsNotTogether(most, 1 + level.medals.length) }]
}

/** A star that passing brings by itself is none. */
export const starsAskForMore: Rule = ({ level, landscape, stars }) => {
  const winning = winnersOf(stars)
  if (winning.length === 0) return []
  return level.medals.flatMap((goals, medal) =>
    winning.every((index) => meets(landscape, index, goals))
      ? [{ path: ['medals', medal], message: en.check.starForAll }]
      : [],
  )
}

/** The best way to a star goes beyond it far enough. */
export const starsKeepDistance: Rule = ({ level, landscape, stars }) =>
  level.medals.flatMap((goals, medal) => {
    const earning = winnersOf(stars).filter((index) => meets(landscape, index, goals))
    return goals.flatMap(({ metric, op, target }, place) => {
      if (op === '==' || target === 0 || earning.length === 0) return []
      const values = earning.map((index) => meanAt(landscape, index, metric))
      const best = values.reduce((one, other) => (op === '>=' ? Math.max(one, other) : Math.min(one, other)))
      const distance = Math.abs(best / target - 1)
      if (!(distance < MARGIN)) return []
      const message = en.check.starTooNear(formatMetric(metric, best), distance)
      return [{ path: ['medals', medal, place, 'target'], message }]
    })
  })

/** Numbers of runs at which a condition may turn. */
function runsIn(condition: Condition): readonly number[] {
  if ('all' in condition) return condition.all.flatMap(runsIn)
  if ('any' in condition) return condition.any.flatMap(runsIn)
  if ('not' in condition) return runsIn(condition.not)
  return 'runs' in condition ? [Math.max(0, condition.runs - 1), condition.runs] : []
}

/** All that a player may stand before: each configuration with the numbers of its run. */
function situations(evidence: Parameters<Rule>[0]): readonly Omit<Situation, 'runs'>[] {
  const { level, landscape } = evidence
  return evidence.stars.flatMap((_, index) => {
    const digits = digitsAt(level, index)
    const knobs = Object.fromEntries(
      level.knobs.map(({ key, values }, place) => [key, values[digits[place]]]),
    )
    return level.seeds.map((_, seed) => {
      const { values } = landscape.measured[index * landscape.seeds + seed]
      return {
        knobs,
        values: Object.fromEntries(landscape.metrics.map((metric, place) => [metric, values[place]])),
      }
    })
  })
}

export const hintsCanHold: Rule = (evidence) => {
  const all = situations(evidence)
  const ever = ({ when }: Hint) => {
    const runs = [...new Set([1, ...runsIn(when)])]
    return all.some((one) =>
      runs.some((many) => holds(when, { ...one, values: many === 0 ? {} : one.values, runs: many })),
    )
  }
  return evidence.level.hints.flatMap((hint, number) =>
    ever(hint) ? [] : [{ path: ['hints', number, 'when'], message: en.check.hintNever }],
  )
}

/** The guess is about the start: one choice is right, whatever the seed. */
export const guessHasAnAnswer: Rule = ({ level, landscape }) => {
  const { metric } = level.predict
  const start = indexAfter(level, [])
  const values = level.seeds.map((_, seed) => readerAt(landscape, start, seed)(metric))
  const right = values.map((value) => choiceOf(level.predict, value))
  const path = ['predict', 'choices']
  const missing = right.indexOf(-1)
  if (missing >= 0) return [{ path, message: en.check.noChoice(formatMetric(metric, values[missing])) }]
  const other = right.findIndex((choice) => choice !== right[0])
  if (other < 0) return []
  const [one, two] = [values[0], values[other]].map((value) => formatMetric(metric, value))
  return [{ path, message: en.check.seedsDisagree(one, two) }]
}

/** The very first level is won by turning one knob. */
export const firstLevelIsOneStep: Rule = ({ level, stars }) => {
  if (level.number !== '1.1') return []
  const near = neighboursOf(level, indexAfter(level, []))
  return near.some((index) => stars[index] > 0) ? [] : [{ path: ['knobs'], message: en.check.notOneStep }]
}
