/** The guess before the first run, scored apart from the performance. */
import type { Prediction } from '../level.ts'
import type { Play } from './play.ts'

export interface PredictionResult {
  readonly choice: number
  /** Index of the choice that the value lies in; -1: in none. */
  readonly right: number
  readonly value: number
  readonly correct: boolean
}

/** Index of the choice that a value lies in (from ≤ value < to); -1: in none. */
export function choiceOf(prediction: Prediction, value: number): number {
  return prediction.choices.findIndex((choice) => choice.from <= value && value < choice.to)
}

/** A choice as it is offered: with its unit where it is a number of something; `never` and `none` stand alone. */
export function choiceText({ choices, unit }: Prediction, choice: number): string {
  const text = choices[choice]?.text ?? ''
  if (!/\d/.test(text)) return text
  // Of one there is no plural: a variant's choices are other numbers than the level's.
  const counted = /(?:^|\s)1$/.test(text) ? unit.replace(/^(\p{L}{3,})s(?=\s|$)/u, '$1') : unit
  return `${text} ${counted}`.trimEnd()
}

/** How the guess compares with the run of the level's start; undefined while there is no guess or no such run. */
export function predictionOf(play: Play): PredictionResult | undefined {
  const value = play.runs.find((run) => run.moves.length === 0)?.values[play.level.predict.metric]
  if (play.guess === undefined || value === undefined) return undefined
  const right = choiceOf(play.level.predict, value)
  return { choice: play.guess, right, value, correct: right === play.guess }
}
