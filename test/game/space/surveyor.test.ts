/** A space measured bit by bit is the one that is shipped. */
import { expect, it } from 'vitest'
import { countConfigurations, measureAll, Surveyor, spaceOf } from '../../../src/game/index.ts'
import { simulate } from '../../../src/machine/index.ts'
import { straw } from '../straw.ts'

it('gives the numbers and the winners of the whole measurement', () => {
  const level = { ...straw(), duration: 2_000_000, seeds: [1, 2] }
  const run = (host: Parameters<typeof simulate>[0], seed: number) =>
    simulate(host, { seed, duration: level.duration })
  const surveyor = new Surveyor(level)
  for (let task = surveyor.next(); task !== undefined; task = surveyor.next())
    surveyor.put(task.index, run(task.host, task.seed))
  expect(surveyor.done).toBe(surveyor.of)
  const all = measureAll(level, (host, seed) => ({ run: run(host, seed) }))
  let step = all.next()
  while (step.done !== true) step = all.next()
  const whole = spaceOf(level, step.value)
  const live = surveyor.space()
  for (let index = 0; index < countConfigurations(level); index++) {
    expect(live.medals(index)).toBe(whole.medals(index))
    for (const metric of whole.metrics) {
      const value = whole.values(index, metric)
      if (Number.isNaN(value)) expect(live.values(index, metric)).toBeNaN()
      else
        expect(Math.abs(live.values(index, metric) - value)).toBeLessThanOrEqual(
          Math.abs(value) * 0.01 + 0.01,
        )
    }
  }
})
