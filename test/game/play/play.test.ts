import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  configurations,
  countConfigurations,
  hostOf,
  indexAfter,
  knobValues,
  movesAt,
  newPlay,
  type Play,
  type PlayMessage,
  reducePlay,
  settledMoves,
} from '../../../src/game/index.ts'
import { straw } from '../straw.ts'

const level = straw()
const begin = newPlay(level)

/** The play after a message that must be accepted. */
function played(play: Play, message: PlayMessage): Play {
  const answer = reducePlay(play, message)
  if ('problem' in answer) throw new Error(answer.problem)
  return answer.play
}

const sets = level.knobs.flatMap(({ key, values }) =>
  values.map((value) => ({ kind: 'set', key, value }) as const),
)

/** A play after any moves; those that change nothing are refused and left out. */
const anyPlay = fc.array(fc.constantFrom(...sets), { maxLength: 12 }).map((messages) =>
  messages.reduce((play, message) => {
    const answer = reducePlay(play, message)
    return 'play' in answer ? answer.play : play
  }, begin),
)

describe('a play', () => {
  it('undoes a move, and does it again', () => {
    fc.assert(
      fc.property(anyPlay, fc.constantFrom(...sets), (play, message) => {
        const moved = reducePlay(play, message)
        if ('problem' in moved) return
        const undone = played(moved.play, { kind: 'undo' })
        expect(undone.moves).toEqual(play.moves)
        expect(hostOf(undone)).toEqual(hostOf(play))
        expect(played(undone, { kind: 'redo' })).toEqual({ ...moved.play, fresh: false })
      }),
    )
  })

  it('counts a run for each change, and none for undo, redo, and what lay there', () => {
    const note = { moves: [], values: {}, goals: [], passed: false, medals: 0 }
    const ran: PlayMessage = { kind: 'ran', note }
    const change: PlayMessage = { kind: 'set', key: 'files.disk.cache', value: 'writeback' }
    const counts = (...messages: PlayMessage[]) => messages.reduce(played, begin).counted
    expect(counts(ran)).toBe(0)
    expect(counts(ran, change, ran)).toBe(1)
    expect(counts(ran, change, ran, ran)).toBe(1)
    expect(counts(ran, change, ran, { kind: 'undo' }, ran, { kind: 'redo' }, ran)).toBe(1)
    expect(counts({ kind: 'load', moves: [{ key: 'files.disk.cache', value: 'writeback' }] }, ran)).toBe(0)
  })

  it('leads back to the start when all is undone', () => {
    fc.assert(
      fc.property(anyPlay, (play) => {
        let back = play
        while (back.moves.length > 0) back = played(back, { kind: 'undo' })
        expect(hostOf(back)).toEqual(hostOf(begin))
        expect(back.undone.map(({ key }) => key)).toEqual(play.moves.map(({ key }) => key).reverse())
      }),
    )
  })

  it('has the same host by whatever way its knobs came to stand', () => {
    fc.assert(
      fc.property(anyPlay, (play) => {
        const direct = played(begin, { kind: 'load', moves: settledMoves(level, play.moves) })
        expect(knobValues(direct)).toEqual(knobValues(play))
        expect(hostOf(direct)).toEqual(hostOf(play))
      }),
    )
  })

  it('forgets what was undone once another move is made', () => {
    const moved = played(begin, { kind: 'set', key: 'files.disk.cache', value: 'writeback' })
    const other = played(played(moved, { kind: 'undo' }), {
      kind: 'set',
      key: 'files.disk.controller',
      value: 'ide-dma',
    })
    expect(reducePlay(other, { kind: 'redo' })).toEqual({ problem: 'nothing to redo' })
  })

  const refusals: readonly [string, PlayMessage, string][] = [
    [
      'a knob that this level does not have',
      { kind: 'set', key: 'files.disk.cash', value: 'none' },
      'this level has no knob "files.disk.cash"; try files.disk.cache',
    ],
    [
      'a value that is not offered',
      { kind: 'set', key: 'files.disk.cache', value: 'writebak' },
      'files.disk.cache has no value "writebak" here; try writeback',
    ],
    [
      'what is so already',
      { kind: 'set', key: 'files.disk.cache', value: 'none' },
      'files.disk.cache is none already',
    ],
    ['to undo the start', { kind: 'undo' }, 'nothing to undo: this is the start'],
    ['a guess that is none of the choices', { kind: 'guess', choice: 3 }, 'there is no such choice'],
    ['a hint that is not there', { kind: 'hint', index: 9 }, 'this level has no such hint'],
    [
      'a configuration out of bounds',
      { kind: 'load', moves: [{ key: 'files.disk.ring', value: '1' }] },
      'this level has no knob "files.disk.ring"; try files.disk.cache',
    ],
  ]
  it.each(refusals)('refuses %s', (_, message, problem) => {
    expect(reducePlay(begin, message)).toEqual({ problem })
  })

  it('takes a guess only before the first run', () => {
    const guessed = played(begin, { kind: 'guess', choice: 2 })
    expect(guessed.guess).toBe(2)
    const note = { moves: [], values: {}, goals: [], passed: false, medals: 0 }
    const ran = played(guessed, { kind: 'ran', note })
    expect(ran.runs[0].number).toBe(1)
    expect(reducePlay(ran, { kind: 'guess', choice: 1 })).toEqual({
      problem: 'a guess comes before the first run',
    })
  })

  it('goes back to the start and keeps its runs', () => {
    const note = { moves: [], values: {}, goals: [], passed: false, medals: 0 }
    const moved = played(
      played(begin, { kind: 'ran', note }),
      sets.find(({ value }) => value === 'writeback')!,
    )
    const reset = played(moved, { kind: 'reset' })
    expect([reset.moves, reset.runs.length]).toEqual([[], 1])
  })

  it('loses no move by going back to the start: redo brings one after another', () => {
    const now = knobValues(begin)
    const [one, other] = level.knobs.map(({ key, values }) => ({
      kind: 'set' as const,
      key,
      value: values.find((value) => value !== now[key])!,
    }))
    let play = played(played(played(begin, one), other), { kind: 'reset' })
    for (const wanted of [[one], [one, other]]) {
      play = played(play, { kind: 'redo' })
      expect(play.moves).toEqual(wanted.map(({ key, value }) => ({ key, value })))
    }
  })
})

describe('the space of a level', () => {
  const all = [...configurations(level)]

  it('holds every combination once', () => {
    expect(countConfigurations(level)).toBe(18)
    expect(new Set(all.map((moves) => JSON.stringify(moves))).size).toBe(18)
    expect(all[0]).toEqual([])
  })

  it('gives each configuration a number, and each number its configuration', () => {
    for (const [index, moves] of all.entries()) {
      expect(indexAfter(level, moves)).toBe(index)
      expect(movesAt(level, index)).toEqual(moves)
    }
  })

  it('has no number for what lies outside', () => {
    expect(indexAfter(level, [{ key: 'files.disk.cache', value: 'unsafe' }])).toBe(-1)
  })
})
