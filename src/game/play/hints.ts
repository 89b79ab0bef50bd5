/** Hints react to what was done: to the configuration on the bench and to the values of the last run. */
import type { Condition, Level } from '../level.ts'
import { knobValues, type Play } from './play.ts'
import { compare } from './score.ts'

/** What a condition is looked up in. */
export interface Situation {
  readonly knobs: Readonly<Record<string, string>>
  /** Values of the last run; empty before the first. */
  readonly values: Readonly<Record<string, number>>
  readonly runs: number
}

export interface OfferedHint {
  /** Index of level.hints, for the message `hint`. */
  readonly index: number
  readonly text: string
  readonly price: number
  /** Shown before: showing it again is free. */
  readonly shown: boolean
}

export function situationOf(play: Play): Situation {
  const values = play.runs.at(-1)?.values ?? {}
  return { knobs: knobValues(play), values, runs: play.runs.length }
}

export function holds(condition: Condition, situation: Situation): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, situation))
  if ('any' in condition) return condition.any.some((part) => holds(part, situation))
  if ('not' in condition) return !holds(condition.not, situation)
  if ('runs' in condition) return situation.runs >= condition.runs
  if ('knob' in condition) return situation.knobs[condition.knob] === condition.is
  const value = situation.values[condition.metric]
  return value !== undefined && compare(value, condition.op, condition.value)
}

/** All hints that apply now, in the author's order. */
export function hintsFor(play: Play): readonly OfferedHint[] {
  const situation = situationOf(play)
  return play.level.hints.flatMap((hint, index) =>
    holds(hint.when, situation)
      ? [{ index, text: hint.text, price: hint.price, shown: play.hintsShown.includes(index) }]
      : [],
  )
}

/** The next hint: the first that applies and is new, else the last that applies; undefined: nothing to say about this. */
export function hintFor(play: Play): OfferedHint | undefined {
  const offered = hintsFor(play)
  return offered.find((hint) => !hint.shown) ?? offered.at(-1)
}

/** Hint points spent so far. */
export function hintPoints(level: Pick<Level, 'hints'>, shown: readonly number[]): number {
  return shown.reduce((sum, index) => sum + (level.hints[index]?.price ?? 0), 0)
}
