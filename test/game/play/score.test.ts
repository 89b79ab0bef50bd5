import { describe, expect, it } from 'vitest'
import {
  compare,
  hintFor,
  hintPoints,
  hintsFor,
  holds,
  newPlay,
  predictionOf,
  reducePlay,
  scoreValues,
} from '../../../src/game/index.ts'
import { straw, valuesOf } from '../straw.ts'

const level = straw()
const set = (text: string) => ({ key: `files.disk.${text.split(' ')[0]}`, value: text.split(' ')[1] })
const scored = (...texts: string[]) => scoreValues(level, valuesOf(level, texts.map(set)))

describe('a goal', () => {
  it('is met at its very edge', () => {
    expect([compare(100, '<=', 100), compare(100, '>=', 100), compare(100, '==', 100)]).toEqual([
      true,
      true,
      true,
    ])
    expect([compare(101, '<=', 100), compare(99, '>=', 100), compare(99.9, '==', 100)]).toEqual([
      false,
      false,
      false,
    ])
  })

  it('is never met by what is not a number', () => {
    for (const op of ['<=', '>=', '=='] as const) expect(compare(Number.NaN, op, 0)).toBe(false)
  })
})

describe('medals', () => {
  it('are none at the start', () => {
    expect(scored()).toMatchObject({ passed: false, medals: 0 })
  })

  it('are one for all goals', () => {
    expect(scored('controller ide-dma', 'cache writeback', 'coalesceUs 50')).toMatchObject({
      passed: true,
      medals: 1,
    })
  })

  it('are three for all stretch goals', () => {
    expect(scored('controller virtio-blk', 'cache writeback', 'coalesceUs 50').medals).toBe(3)
  })

  it('are one for each stretch goal, in any order', () => {
    const score = scored('controller virtio-blk', 'coalesceUs 50')
    expect(score.stretch.map((list) => list.every((goal) => goal.met))).toEqual([false, true])
    expect(score.medals).toBe(2)
  })

  it('are none while isolation is broken, however fast', () => {
    const read = valuesOf(level, ['controller virtio-blk', 'cache writeback', 'coalesceUs 50'].map(set))
    const broken = scoreValues(level, (metric) => (metric === 'violations' ? 1 : read(metric)))
    expect(broken).toMatchObject({ passed: false, medals: 0 })
  })
})

const note = (values: Record<string, number>) => ({ moves: [], values, goals: [], passed: false, medals: 0 })
const play = newPlay(level)

describe('a hint', () => {
  it('reacts to the configuration', () => {
    expect(hintFor(play)).toMatchObject({ index: 0, price: 1, shown: false })
    const moved = reducePlay(play, { kind: 'set', ...set('controller ide-dma') })
    expect('play' in moved && hintFor(moved.play)).toBeUndefined()
  })

  it('reacts to the last run', () => {
    const slow = { ...play, runs: [{ ...note({ 'latency-p99@files.disk': 200_000 }), number: 1 }] }
    expect(hintsFor(slow).map(({ index }) => index)).toEqual([0, 1])
    const quick = {
      ...slow,
      runs: [...slow.runs, { ...note({ 'latency-p99@files.disk': 90_000 }), number: 2 }],
    }
    expect(hintsFor(quick).map(({ index }) => index)).toEqual([0])
  })

  it('that was shown gives way to a new one, and can be read again', () => {
    const slow = { ...play, runs: [{ ...note({ 'latency-p99@files.disk': 200_000 }), number: 1 }] }
    expect(hintFor({ ...slow, hintsShown: [0] })).toMatchObject({ index: 1, shown: false })
    expect(hintFor({ ...slow, hintsShown: [0, 1] })).toMatchObject({ index: 1, shown: true })
  })

  it('costs its price', () => {
    expect(hintPoints(level, [0, 1])).toBe(2)
  })

  it('can combine conditions', () => {
    const situation = { knobs: { a: '1' }, values: { m: 5 }, runs: 3 }
    const a = { knob: 'a', is: '1' }
    const m = { metric: 'm', op: '>=', value: 6 } as const
    expect(holds({ all: [a, { not: m }] }, situation)).toBe(true)
    expect(holds({ all: [a, m] }, situation)).toBe(false)
    expect(holds({ any: [a, m] }, situation)).toBe(true)
    expect([holds({ runs: 3 }, situation), holds({ runs: 4 }, situation)]).toEqual([true, false])
    expect(holds({ metric: 'never-read', op: '<=', value: 9 }, situation)).toBe(false)
  })
})

describe('a guess', () => {
  const ran = (value: number) => ({
    ...play,
    guess: 1,
    runs: [{ ...note({ 'exits-per-request@files.disk': value }), number: 1 }],
  })

  it('is compared with the first run', () => {
    expect(predictionOf(ran(10))).toEqual({ choice: 1, right: 1, value: 10, correct: true })
    expect(predictionOf(ran(500))).toEqual({ choice: 1, right: 2, value: 500, correct: false })
  })

  it('is open until there is a run', () => {
    expect(predictionOf({ ...play, guess: 1 })).toBeUndefined()
  })
})
