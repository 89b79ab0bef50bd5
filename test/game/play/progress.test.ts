import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  defaultSettings,
  indexAfter,
  type Level,
  levelProgress,
  medalCount,
  mergeProgress,
  newPlay,
  newProgress,
  nextLevel,
  noLevelProgress,
  type Progress,
  parseProgress,
  printProgress,
  readCode,
  recordPlay,
  reducePlay,
  resetProgress,
  resumeAt,
  statusOf,
} from '../../../src/game/index.ts'
import { straw } from '../straw.ts'

const level = straw()
const count = fc.nat(1000)
const entry = fc.record({
  medals: fc.nat(3),
  best: fc.dictionary(
    fc.constantFrom('cpu', 'throughput@files.disk'),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 }),
  ),
  moves: fc.array(fc.constantFrom('set a.b 1', 'set a.c 2')),
  runs: count,
  hints: fc.uniqueArray(fc.nat(5)),
})
const progress: fc.Arbitrary<Progress> = fc.record({
  format: fc.constant(1 as const),
  player: fc.string(),
  levels: fc.dictionary(fc.string(), entry, { noNullPrototype: true }),
  settings: fc.constant(defaultSettings),
  seenOrientation: fc.boolean(),
})

const withMedals = (id: string, medals: number, more = {}): Progress => ({
  ...newProgress(),
  levels: { [id]: { ...noLevelProgress, medals, ...more } },
})

describe('a saved progress', () => {
  it('reads back as it was written', () => {
    fc.assert(
      fc.property(progress, (one) => {
        // -0 and a prototype are not for JSON.
        const written = JSON.parse(JSON.stringify(one))
        expect(parseProgress(printProgress(one))).toEqual({ progress: written, left: [] })
      }),
    )
  })

  it.each([
    '',
    '{',
    'null',
    '[]',
    '{"format":1}',
    '{"format":"1","levels":{}}',
    '{"format":0,"levels":{}}',
    '7',
  ])('that reads %j is refused, and is not called newer', (text) => {
    expect(parseProgress(text)).toMatchObject({ problem: expect.any(String), newer: false })
  })

  it('of a later version is left alone', () => {
    expect(parseProgress('{"format":2,"levels":{},"more":1}')).toMatchObject({ newer: true })
  })

  it('never makes anything but a progress or a problem of any JSON', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const answer = parseProgress(text)
        expect('progress' in answer || 'problem' in answer).toBe(true)
      }),
    )
  })

  it('loses only the level that is broken', () => {
    const text = '{"format":1,"levels":{"a":{"medals":9},"b":{"medals":2,"runs":-1,"moves":["set a.b 1",7]}}}'
    const answer = parseProgress(text)
    expect(answer).toMatchObject({ left: ['a'] })
    expect('progress' in answer && answer.progress.levels).toEqual({
      b: { medals: 2, best: {}, moves: ['set a.b 1'], runs: 0, hints: [] },
    })
  })

  it('keeps levels that this program does not have, and falls back to a setting that it knows', () => {
    const text =
      '{"format":1,"levels":{"of-tomorrow":{"medals":1}},"settings":{"color":"infrared","motion":"reduced"}}'
    const answer = parseProgress(text)
    expect('progress' in answer && answer.progress).toMatchObject({
      levels: { 'of-tomorrow': { medals: 1 } },
      settings: { ...defaultSettings, motion: 'reduced' },
    })
  })

  it('takes a level named __proto__ for a level', () => {
    const answer = parseProgress('{"format":1,"levels":{"__proto__":{"medals":1}}}')
    expect('progress' in answer && levelProgress(answer.progress, '__proto__').medals).toBe(1)
    expect(levelProgress(newProgress(), '__proto__')).toBe(noLevelProgress)
  })
})

describe('a play is recorded', () => {
  const moves = [{ key: 'files.disk.cache', value: 'writeback' }]
  const run = (number: number, medals: number, cpu: number) => ({
    number,
    moves,
    values: { cpu },
    goals: [],
    passed: medals > 0,
    medals,
  })

  it('with the best of the runs that passed', () => {
    const play = {
      ...newPlay(level),
      moves,
      hintsShown: [1],
      runs: [run(1, 0, 0.1), run(2, 2, 0.5), run(3, 1, 0.4)],
      counted: 2,
    }
    const recorded = recordPlay(newProgress(), play)
    expect(recorded.last).toBe('straw')
    expect(levelProgress(recorded, 'straw')).toEqual({
      medals: 2,
      best: { cpu: 0.4 },
      moves: ['set files.disk.cache writeback'],
      bestMoves: ['set files.disk.cache writeback'],
      code: expect.stringMatching(/^X1-12-/),
      runs: 2,
      hints: [1],
      skipped: true,
      // One configuration, run three times; this level's headline was not measured.
      history: [{ moves: ['set files.disk.cache writeback'], medals: 1, values: [] }],
    })
  })

  it('with the newest of the runs that have most medals', () => {
    const other = [{ key: 'files.disk.cache', value: 'none' }]
    const play = { ...newPlay(level), runs: [run(1, 2, 0.5), { ...run(2, 2, 0.6), moves: other }] }
    expect(levelProgress(recordPlay(newProgress(), play), 'straw').bestMoves).toEqual([
      'set files.disk.cache none',
    ])
  })

  it('with the knobs that were turned, the time on the bench, and a code that says all of it', () => {
    const turned = reducePlay(newPlay(level), { kind: 'set', key: 'files.disk.cache', value: 'writeback' })
    if (!('play' in turned)) throw new Error(turned.problem)
    const passing = Object.fromEntries(
      [...level.goals, ...level.medals.flat()].map(({ metric, target }) => [metric, target]),
    )
    const play = { ...turned.play, guess: 1, runs: [{ ...run(1, 3, 0), values: passing }], counted: 1 }
    const first = recordPlay(newProgress(), play, undefined, { millis: 150_000 })
    const entry = levelProgress(first, 'straw')
    expect(entry).toMatchObject({ tried: ['files.disk.cache'], millis: 150_000 })
    const answer = readCode(entry.code ?? '')
    const knob = level.knobs.findIndex(({ key }) => key === 'files.disk.cache')
    expect('code' in answer && answer.code).toMatchObject({
      level: level.hash.slice(0, 8),
      configuration: indexAfter(level, moves),
      guess: 1,
      tried: [knob],
      runs: 1,
      minutes: 3,
      hints: [],
    })
    const later = recordPlay(first, { ...newPlay(level), hintsShown: [0], counted: 4 }, entry, {
      millis: 60_000,
    })
    const again = readCode(levelProgress(later, 'straw').code ?? '')
    expect('code' in answer && 'code' in again && again.code).toEqual(
      'code' in answer && { ...answer.code, hints: [0], runs: 5, minutes: 4 },
    )
    const parsed = parseProgress(printProgress(later))
    expect('progress' in parsed && parsed.progress).toEqual(later)
  })

  it('and never takes a medal back', () => {
    const before = { ...noLevelProgress, medals: 3, runs: 5 }
    const play = { ...newPlay(level), runs: [run(1, 1, 0.5)], counted: 1 }
    expect(levelProgress(recordPlay(newProgress(), play, before), 'straw')).toMatchObject({
      medals: 3,
      runs: 6,
    })
  })
})

describe('two saves', () => {
  it('become one with the better of each', () => {
    const mine = withMedals('a', 1, { best: { cpu: 0.5, 'throughput@x.y': 5 }, runs: 3 })
    const other = withMedals('a', 2, {
      best: { cpu: 0.7, 'throughput@x.y': 9 },
      bestMoves: ['set a.b 1'],
      runs: 2,
    })
    expect(mergeProgress(mine, other).levels.a).toEqual({
      medals: 2,
      best: { cpu: 0.5, 'throughput@x.y': 9 },
      moves: [],
      bestMoves: ['set a.b 1'],
      runs: 3,
      hints: [],
    })
  })

  it('of which one is empty become the other', () => {
    fc.assert(
      fc.property(progress, (one) => {
        expect(mergeProgress(one, newProgress()).levels).toEqual(one.levels)
        expect(mergeProgress(newProgress(), one).levels).toEqual(one.levels)
      }),
    )
  })

  it('without a guess, where the run was seen without one, stay so; a guess of the other is kept', () => {
    const entry = { ...noLevelProgress, runs: 1 }
    const save = (of: object) => ({ ...newProgress(), levels: { a: { ...entry, ...of } } })
    const [skipped, open, guessed] = [save({ skipped: true }), save({}), save({ guess: 1, guessed: true })]
    const read = parseProgress(printProgress(skipped))
    expect('progress' in read && read.progress.levels.a.skipped).toBe(true)
    expect(mergeProgress(open, skipped).levels.a).toMatchObject({ skipped: true })
    expect(mergeProgress(skipped, open).levels.a).toMatchObject({ skipped: true })
    for (const merged of [mergeProgress(skipped, guessed), mergeProgress(guessed, skipped)]) {
      expect(merged.levels.a.guess).toBe(1)
      expect(merged.levels.a.skipped).toBeUndefined()
    }
  })

  it('merged again change nothing', () => {
    fc.assert(
      fc.property(progress, progress, (one, other) => {
        const merged = mergeProgress(one, other)
        expect(mergeProgress(merged, other).levels).toEqual(merged.levels)
      }),
    )
  })
})

describe('a reset', () => {
  const both: Progress = {
    ...newProgress('ada'),
    seenOrientation: true,
    levels: { straw: noLevelProgress, far: noLevelProgress },
  }

  it('of a level forgets that level', () => {
    expect(Object.keys(resetProgress(both, { level: 'straw' }, [level]).levels)).toEqual(['far'])
  })

  it('of a chapter forgets its levels', () => {
    expect(Object.keys(resetProgress(both, { chapter: 'dummies' }, [level]).levels)).toEqual(['far'])
  })

  it('of everything leaves the name', () => {
    expect(resetProgress(both, 'everything', [level])).toEqual(newProgress('ada'))
  })
})

describe('the campaign', () => {
  const one: Level = { ...level, id: 'one', number: '1.1' }
  const two: Level = { ...level, id: 'two', number: '1.2', requires: ['one'] }
  const boss: Level = { ...level, id: 'boss', number: '1.3', kind: 'boss', requires: ['two'] }
  const all = [one, two, boss]
  const states = (saved: Progress) => all.map((each) => statusOf(each, all, saved))

  it('opens a level when what it requires is passed; a boss is always open', () => {
    expect(states(newProgress())).toEqual(['open', 'closed', 'open'])
    expect(states(withMedals('one', 1))).toEqual(['passed', 'open', 'open'])
  })

  it('opens the whole chapter when its boss is won', () => {
    expect(states(withMedals('boss', 1))).toEqual(['open', 'open', 'passed'])
  })

  it('goes on where one left off', () => {
    expect(resumeAt(all, newProgress())?.id).toBe('one')
    expect(resumeAt(all, { ...newProgress(), last: 'boss' })?.id).toBe('boss')
    expect(nextLevel(one, all, withMedals('one', 1))?.id).toBe('two')
  })

  it('sends nobody to a boss before all that it requires is passed', () => {
    const last: Level = { ...level, id: 'last', number: '1.X' }
    const won = (...ids: string[]): Progress => ({
      ...newProgress(),
      levels: Object.fromEntries(ids.map((id) => [id, { ...noLevelProgress, medals: 1 }])),
    })
    const ids = (after: Level, ...passed: string[]) => nextLevel(after, [...all, last], won(...passed))?.id
    expect(ids(last, 'last')).toBe('one')
    expect(ids(two, 'one', 'two')).toBe('boss')
    expect(ids(one, 'one', 'two', 'boss', 'last')).toBeUndefined()
  })

  it('counts its medals', () => {
    expect(medalCount(all, withMedals('one', 2))).toEqual({ won: 2, of: 9 })
  })
})
