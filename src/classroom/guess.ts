/** The choices of a guess, moved: where they part, and the numbers in their texts. */
import { meanings, near } from '../game/fair/numbers.ts'
import type { Prediction } from '../game/index.ts'
import { numbersOf, renumbered } from './follow-texts.ts'

/** Where the choices of a guess part, ascending; neither 0 nor the end of all. */
export function boundsOf({ choices }: Prediction): readonly number[] {
  const all = choices.flatMap(({ from, to }) => [from, to])
  return [...new Set(all)].filter((bound) => bound > 0 && bound < Number.MAX_VALUE).sort((a, b) => a - b)
}

/**
 * How the numbers of the choices follow their bounds. bounds: each number is a bound of its choice; decades: each choice names
 * one number between its bounds, and all of them are ten times each other; words: they do not, so the choices stay.
 */
export type Following = 'bounds' | 'decades' | 'words'

export function followingOf(predict: Prediction, comma: boolean): Following {
  const numbers = predict.choices.map(({ text }) => numbersOf(text, comma))
  const isBound = predict.choices.every(({ from, to }, place) =>
    numbers[place].every((number) =>
      meanings(number).some((value) => [from, to].some((bound) => bound > 0 && near(value, bound))),
    ),
  )
  if (isBound && numbers.some((list) => list.length > 0)) return 'bounds'
  const values = numbers.map((list) => (list.length === 1 ? list[0].value : Number.NaN))
  const decades = values.every((value, place) => place === 0 || near(value, values[place - 1] * 10))
  const within = predict.choices.every(({ from, to }, place) => from <= values[place] && values[place] < to)
  return decades && within ? 'decades' : 'words'
}

/** @param bounds where the choices part now, in the order of boundsOf; absent: as they did */
export function guessAfter(
  predict: Prediction,
  bounds: readonly number[] | undefined,
  comma: boolean,
): Prediction {
  if (bounds === undefined) return predict
  const before = boundsOf(predict)
  const after = (bound: number) => bounds[before.indexOf(bound)] ?? bound
  const kind = followingOf(predict, comma)
  const choices = predict.choices.map(({ text, from, to }) => ({
    text:
      kind === 'words'
        ? text
        : renumbered(text, comma, (number) => {
            const own = before.find((bound) => meanings(number).some((value) => near(value, bound)))
            const bound = kind === 'decades' ? before[0] : own
            return bound === undefined
              ? undefined
              : Number(((number.value * after(bound)) / bound).toPrecision(12))
          }),
    from: after(from),
    to: after(to),
  }))
  return { ...predict, choices }
}
