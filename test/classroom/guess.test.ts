/** Where the choices of a guess part in a variant. */
import { expect, test } from 'vitest'
import { fitGuess } from '../../src/classroom/fit-texts.ts'
import { countConfigurations, indexAfter, measuredMetrics } from '../../src/game/index.ts'
import { shippedLevel } from './levels.ts'

const straw = shippedLevel('straw')

/** A space in which the start gives so many bytes a second on every seed. */
function startGives(bytes: number) {
  const metrics = measuredMetrics(straw)
  const seeds = straw.seeds.length
  const values = metrics.map((metric) => (metric === straw.predict.metric ? bytes : 1))
  const measured = new Array(countConfigurations(straw) * seeds)
  measured.fill({ values, paths: '' }, indexAfter(straw, []) * seeds, (indexAfter(straw, []) + 1) * seeds)
  return { metrics, seeds, measured }
}

test('one choice is right, another one by another turn, and none goes beyond the 600 MB/s of the question', () => {
  for (const bytes of [150e6, 214e6, 260e6]) {
    const right = [0, 1, 2, 3].map((turn) => {
      const bounds = fitGuess(straw, startGives(bytes), turn) ?? [100e6, 300e6, 500e6]
      expect(bounds.every((bound) => bound <= 600e6)).toBe(true)
      return bounds.filter((bound) => bound <= bytes).length
    })
    expect(new Set(right).size).toBeGreaterThan(1)
  }
})
