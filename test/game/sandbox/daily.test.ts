/** The task of a day: the same everywhere, fair by its own measurement, and streaks by the calendar. */
import { describe, expect, it } from 'vitest'
import {
  configured,
  type Daily,
  dailyId,
  dayNumber,
  drawDaily,
  newProgress,
  readerOf,
  scoreValues,
  streakOf,
} from '../../../src/game/index.ts'
import { hostProblems, simulate } from '../../../src/machine/index.ts'

function taskOf(date: string): Daily {
  const search = drawDaily(date)
  let step = search.next()
  while (step.done !== true) {
    const { host, seed } = step.value
    step = search.next(simulate(host, { seed, duration: 10_000_000 }))
  }
  return step.value
}

const dates = ['2026-11-25', '2026-11-26', '2026-12-31', '2027-01-01']
const tasks = new Map(dates.map((date) => [date, taskOf(date)]))

describe('the task of a day', () => {
  it.each(dates)('%s fails at its start and is passed in several ways, each simulated again', (date) => {
    const { level, space } = tasks.get(date)!
    const score = (moves: (typeof level.references)[number]['moves']) => {
      const answer = configured(level, moves)
      if ('problem' in answer) throw new Error(answer.problem)
      expect(hostProblems(answer.host)).toEqual([])
      const run = simulate(answer.host, { seed: level.seeds[0], duration: level.duration })
      return scoreValues(level, readerOf(run))
    }
    expect(score([]).passed).toBe(false)
    for (const { moves } of level.references) expect(score(moves).passed).toBe(true)
    const wins = Array.from({ length: space.configurations }, (_, index) => space.wins(index)).filter(Boolean)
    expect(wins.length).toBeGreaterThanOrEqual(3)
    expect(wins.length / space.configurations).toBeLessThanOrEqual(0.3)
    for (const goal of level.goals) expect(goal.text.length, goal.text).toBeLessThanOrEqual(36)
  })

  it('is the same for everybody, and another on another day', () => {
    expect(taskOf(dates[0]).level).toEqual(tasks.get(dates[0])!.level)
    expect(new Set([...tasks.values()].map(({ level }) => level.hash)).size).toBe(dates.length)
  })
})

describe('days', () => {
  it('follow each other over months and leap years', () => {
    const apart = (one: string, other: string) => dayNumber(other)! - dayNumber(one)!
    expect(apart('2026-11-30', '2026-12-01')).toBe(1)
    expect(apart('2027-12-31', '2028-01-01')).toBe(1)
    expect(apart('2028-02-28', '2028-03-01')).toBe(2)
    expect(apart('2100-02-28', '2100-03-01')).toBe(1)
  })
  it('that do not exist have no number', () => {
    for (const date of ['2026-02-29', '2026-13-01', '2026-00-10', '26-1-1', '2026-11-31', 'today'])
      expect(dayNumber(date), date).toBeUndefined()
  })
  it('make a streak, which a day missed ends and today need not be there yet', () => {
    const passed = (...days: readonly string[]) => ({
      ...newProgress('p'),
      levels: Object.fromEntries(
        days.map((date) => [dailyId(date), { medals: 1, best: {}, moves: [], runs: 1, hints: [] }]),
      ),
    })
    const progress = passed('2026-11-20', '2026-11-21', '2026-11-22', '2026-11-24', '2026-11-25')
    expect(streakOf(progress, '2026-11-25')).toEqual({ now: 2, longest: 3, today: true })
    expect(streakOf(progress, '2026-11-26')).toEqual({ now: 2, longest: 3, today: false })
    expect(streakOf(progress, '2026-11-27')).toEqual({ now: 0, longest: 3, today: false })
  })
})
