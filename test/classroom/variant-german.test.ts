/** Whatever moves, a variant says the same numbers in German as in the words of its author. */
import { expect, test } from 'vitest'
import { boundsOf, followingOf } from '../../src/classroom/guess.ts'
import { noVariant, variantOf } from '../../src/classroom/variant.ts'
import { parseTranslation } from '../../src/game/author.ts'
import { numbersIn } from '../../src/game/fair/numbers.ts'
import { type Level, levelTexts, printPath, translated } from '../../src/game/index.ts'
import { german, shippedLevels } from './levels.ts'

const other = german()

/** Every number of the level moved, each by another part, to what nothing else in it is. */
function moved(level: Level) {
  let turn = 0
  const next = (value: number) => Number((value * (1.07 + 0.013 * turn++)).toPrecision(3))
  const plain = noVariant(level)
  const numbers = (level.numbers ?? []).map(({ says }) => numbersIn(says)[0].value)
  const once = new Map<string, number>()
  return {
    ...plain,
    goals: plain.goals.map((target, place) => (level.goals[place].op === '==' ? target : next(target))),
    medals: plain.medals.map((list) => list.map(next)),
    // A number that stands for two claims stays one.
    numbers: numbers.map((value) => {
      const key = String(value)
      if (!once.has(key)) once.set(key, next(value))
      return once.get(key) ?? value
    }),
    guess:
      followingOf(level.predict, false) === 'words'
        ? undefined
        : boundsOf(level.predict).map((one) => one * 30),
  }
}

test.each(shippedLevels().map((level) => [level.id, level] as const))('%s', (_, level) => {
  const variant = moved(level)
  const own = variantOf(level, variant)
  const texts = levelTexts(variantOf(translated(level, other), variant))
  const told = (parseTranslation(texts, own).problems ?? []).map(
    ({ path, message }) => `${printPath(path)}: ${message}`,
  )
  expect(told).toEqual([])
})
