import { describe, expect, it } from 'vitest'
import { type LevelProgress, newProgress, noLevelProgress } from '../../../src/game/index.ts'
import { progressReport } from '../../../src/game/play/progress-report.ts'
import { straw } from '../straw.ts'

const base = straw()
const level = (id: string, metric: string) => ({
  ...base,
  id,
  requires: [],
  predict: { ...base.predict, metric },
})
const levels = [
  level('a', 'throughput@files.disk'),
  level('b', 'requests@files.disk'),
  level('c', 'latency-p99@files.disk'),
  level('d', 'latency-p50@files.disk'),
  level('e', 'violations'),
]
const guessed = (right: boolean): LevelProgress => ({ ...noLevelProgress, guess: 0, guessed: right })
const report = (guesses: Readonly<Record<string, boolean>>) =>
  progressReport(levels, {
    ...newProgress(),
    levels: Object.fromEntries(Object.entries(guesses).map(([id, right]) => [id, guessed(right)])),
  })

describe('the strongest and the weakest kind of prediction', () => {
  it('are those with the largest and the least share of right ones', () => {
    expect(report({ a: true, b: true, c: true, d: false })).toMatchObject({
      strongest: 'speed',
      weakest: 'time',
    })
  })

  it('are not named of a single guess', () => {
    expect(report({ a: true, b: true, e: false })).not.toHaveProperty('weakest')
  })

  it('are not named where all are alike', () => {
    expect(report({ a: true, b: true, c: true, d: true })).not.toHaveProperty('strongest')
  })
})

describe('the report', () => {
  it('adds up hints, runs and stars', () => {
    const entry = { ...noLevelProgress, medals: 2, hints: [0, 1], runs: 4 }
    const { all, next } = progressReport(levels, { ...newProgress(), levels: { a: entry }, last: 'a' })
    expect(all).toMatchObject({ passed: 1, stars: 2, hints: 2, hintPoints: 2, runs: 4 })
    expect(next?.id).toBe('b')
  })
})
