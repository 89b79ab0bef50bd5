/** The values of a knob as a list to walk through: words as they are, a number's range in powers of two. */
import { type KnobCard, sizeText } from '../../machine/index.ts'
import { parseSize } from '../file/amount.ts'

/** At least two values where there are two; the present one is among them. */
export function ladderOf(card: Pick<KnobCard, 'values' | 'range'>, now: string): readonly string[] {
  const { values, range } = card
  if (values !== undefined) return values.includes(now) ? values : [now, ...values]
  if (range === undefined) return [now]
  const isSize = range.unit.startsWith('bytes')
  const powers = Array.from({ length: 41 }, (_, power) => 2 ** power)
  // Years go one by one.
  const years =
    range.min < 1000 || isSize ? [] : Array.from({ length: range.max - range.min }, (_, at) => range.min + at)
  const numbers = [-1, 0, ...powers, ...years, range.min, range.max].filter(
    (number) => number >= range.min && number <= range.max,
  )
  const own = isSize ? parseSize(now) : Number(now)
  const all = [...new Set([...numbers, ...(own === undefined || Number.isNaN(own) ? [] : [own])])]
  return all.sort((one, other) => one - other).map((number) => (isSize ? sizeText(number) : String(number)))
}
