/** Numbers of a level's texts and of its guess on another machine. */
import { meanings, numbersIn, says } from '../game/fair/numbers.ts'
import {
  choiceOf,
  indexAfter,
  type Landscape,
  type Level,
  meanAt,
  metricCard,
  type Prediction,
  readerAt,
} from '../game/index.ts'
import { numbersOf, printNumber, scaleOf } from './follow-texts.ts'
import { boundsOf, followingOf, guessAfter } from './guess.ts'

/** What the level's `numbers` are, as its texts are to have them: as they were where that is still true. */
export function fitNumbers(level: Level, original: Landscape, own: Landscape): readonly number[] | undefined {
  return level.numbers?.map(({ says: text, metric, moves }) => {
    const [number] = numbersIn(text)
    const index = indexAfter(level, moves)
    const now = meanAt(own, index, metric)
    if (number === undefined || !Number.isFinite(now) || says(number, now)) return number?.value ?? 0
    const before = meanAt(original, index, metric)
    const unit = scaleOf(number.unit)
    const scale = Math.abs(before / unit / number.value - 1) < 0.2 ? unit : 1
    return rounded(now / scale, number.unit, now)
  })
}

/** With as few digits as say it, two at least. */
function rounded(value: number, unit: string, measured: number): number {
  for (let digits = 2; digits < 6; digits++) {
    const short = Number(value.toPrecision(digits))
    const [number] = numbersIn(`${printNumber(short, false)} ${unit}`.trim())
    if (number !== undefined && says(number, measured)) return short
  }
  return Number(value.toPrecision(6))
}

/** A value keeps so far from where two choices part. */
const CLEAR = 0.08
const FACTORS = [1, 1.25, 0.8, 1.5, 0.75, 2, 0.5, 2.5, 0.4, 3, 0.3, 4, 0.25, 5, 0.2, 6, 0.15, 8, 10, 0.1]
const DECADES = [1, 10, 0.1, 100, 0.01]
/** Units of which there may be any amount. */
const AMOUNTS = ['ns', 'bytes/s', '1/s', '0–1', 'ms/GB']

/**
 * Where the choices of the guess part: so that one is right, whatever the seed, and not the same one in each variant.
 * undefined: as in the level.
 * @param turn one more with each variant of a level
 */
export function fitGuess(level: Level, own: Landscape, turn: number): readonly number[] | undefined {
  const { predict } = level
  const wanted = turn % predict.choices.length
  const comma = level.written !== undefined
  const unit = metricCard(predict.metric)?.unit ?? ''
  const kind = followingOf(predict, comma)
  if (kind === 'words' || (kind === 'bounds' && !AMOUNTS.includes(unit))) return undefined
  const start = indexAfter(level, [])
  const values = level.seeds.map((_, seed) => readerAt(own, start, seed)(predict.metric))
  const before = boundsOf(predict)
  const fits = (kind === 'bounds' ? FACTORS : DECADES).flatMap((factor) => {
    const bounds = before.map((bound) => Number((bound * factor).toPrecision(factor === 1 ? 12 : 2)))
    const after = guessAfter(predict, bounds, comma)
    return isClear(level, after, bounds, values, unit)
      ? [{ factor, bounds, right: choiceOf(after, values[0]) }]
      : []
  })
  const best = fits.find(({ right }) => right === wanted) ?? fits[0]
  return best === undefined || best.factor === 1 ? undefined : best.bounds
}

/** Amounts that the question itself names and that no choice goes beyond: what a device gives at most. */
function limitsIn({ predict, written }: Level): readonly number[] {
  const most = Math.max(...boundsOf(predict))
  return numbersOf(predict.question, written !== undefined)
    .filter(({ unit }) => unit !== '')
    .map((number) => Math.max(...meanings(number)))
    .filter((amount) => amount >= most && amount < 100 * most)
}

function isClear(
  level: Level,
  predict: Prediction,
  bounds: readonly number[],
  values: readonly number[],
  unit: string,
): boolean {
  if (bounds.some((bound, place) => place > 0 && bound <= bounds[place - 1])) return false
  if (unit === '0–1' && bounds.some((bound) => bound > 0.95)) return false
  if (limitsIn(level).some((limit) => bounds.some((bound) => bound > limit))) return false
  // A choice says at least 1 of what is counted.
  if (unit === '' && predict.choices.some(({ text }) => numbersIn(text).some(({ value }) => value < 1)))
    return false
  if (predict.choices.some(({ text }) => text.length > 40)) return false
  const right = values.map((value) => choiceOf(predict, value))
  return (
    right[0] >= 0 &&
    right.every((choice) => choice === right[0]) &&
    values.every((value) => bounds.every((bound) => Math.abs(value / bound - 1) >= CLEAR))
  )
}
