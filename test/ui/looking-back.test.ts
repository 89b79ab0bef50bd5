/** Looking back: guesses, former runs, and one's place among all configurations. */
import { describe, expect, it } from 'vitest'
import {
  countConfigurations,
  guessesOf,
  MOST_KEPT,
  newProgress,
  parseProgress,
  printProgress,
  tendencyOf,
} from '../../src/game/index.ts'
import { drive, SMALL, WIDE } from './driver.ts'
import { fakeOutside, levels, seasoned, spaceFor } from './fixture.ts'

const entry = { medals: 0, best: {}, moves: [], runs: 1, hints: [] }

describe('guesses', () => {
  const progress = {
    ...newProgress('p'),
    seenOrientation: true,
    levels: {
      first: { ...entry, guess: 2, guessed: false, answer: 0 },
      straw: { ...entry, guess: 1, guessed: true, answer: 1 },
      astray: { ...entry, guess: 0, guessed: false, answer: 2 },
    },
  }

  it('are counted by chapter, and the wrong ones by their side', () => {
    const { chapters, all } = guessesOf(levels, progress)
    expect(chapters.map(({ number, right, high, low, of }) => [number, right, high, low, of])).toEqual([
      [1, 1, 1, 0, 2],
      [3, 0, 0, 1, 1],
    ])
    expect(all).toEqual({ right: 1, high: 1, low: 1, of: 3 })
  })

  it('have a tendency only where enough went wrong', () => {
    const missed = (high: number, low: number) => tendencyOf({ right: 0, of: 9, high, low })
    expect([missed(1, 1), missed(4, 1), missed(1, 4), missed(3, 2)]).toEqual([
      'none',
      'high',
      'low',
      'balanced',
    ])
  })

  it('stand on a screen of their own', () => {
    const text = drive({ screen: 'map' }, fakeOutside({ progress }))
      .press('p')
      .bare(...SMALL)
    expect(text).toContain('1 of 2 right')
    expect(text).toContain('1 of 3 right')
  })

  it('know where the right answer lay, once the run is there', () => {
    const driver = drive({ screen: 'bench', level: 'astray' }).choose(0)
    expect(driver.outside.saved?.levels.astray).toMatchObject({ guess: 0, guessed: false, answer: 1 })
  })
})

describe('former runs', () => {
  it('are kept with their moves and numbers, each configuration once, and survive the save file', () => {
    const driver = drive().press('right', 'right', 'left')
    const saved = driver.outside.saved!
    expect(saved.levels.straw.history?.map(({ moves }) => moves.at(-1))).toEqual(
      [undefined, 'set files.disk.controller virtio-blk', 'set files.disk.controller lsi53c895a'].map(
        (move) => move && expect.stringContaining(move),
      ),
    )
    const read = parseProgress(printProgress(saved))
    if ('problem' in read) throw new Error(read.problem)
    expect(read.progress.levels.straw.history).toEqual(saved.levels.straw.history)
  })

  it('can be put on the bench again', () => {
    const driver = drive().press('right', 'right', 'f')
    expect(driver.bare(...SMALL)).toContain('the level as it starts')
    driver.press('end', 'enter')
    expect(driver.state().stack.at(-1)?.at).toBe('bench')
    expect(driver.state().bench?.play.moves).toEqual([])
  })

  it('come back at a later visit, and no more of them than are kept', () => {
    const history = Array.from({ length: 40 }, (_, at) => ({
      moves: [`set files.disk.ring ${at}`],
      medals: 1,
      values: [1e6 * at, at],
    }))
    const progress = seasoned()
    const levelsOf = { ...progress.levels, straw: { ...progress.levels.straw, history } }
    const read = parseProgress(printProgress({ ...progress, levels: levelsOf }))
    if ('problem' in read) throw new Error(read.problem)
    expect(read.progress.levels.straw.history).toHaveLength(MOST_KEPT)
    const driver = drive(undefined, fakeOutside({ progress: read.progress })).press('f')
    expect(driver.bare(...WIDE)).toContain('ring 39')
    driver.press('down', 'enter')
    expect(driver.state().bench?.notice).toContain('39')
  })
})

describe('the debrief', () => {
  it('says where one stands among the configurations that pass', () => {
    const winning = (index: number) => index % 7 !== 6 && index >= 36 && index < 54
    const placed = (wins: (index: number) => boolean) =>
      drive(
        undefined,
        fakeOutside({
          explore: (level, onSpace) => {
            onSpace({ ...spaceFor(level), wins }, countConfigurations(level), countConfigurations(level))
            return () => {}
          },
        }),
      )
        .press('right', 'd', '4')
        .bare(...SMALL)
    const text = placed(winning)
    expect(text).toContain('your place among those that pass')
    const [, place, of] = /stream: place (\d+) of (\d+) that\s+pass/.exec(text) ?? []
    const [, passing, all] = /(\d+) of (\d+) pass \(/.exec(text) ?? []
    expect([of, all]).toEqual([passing, '62'])
    expect(Number(of)).toBeLessThan(62)
    expect(Number(place)).toBeLessThanOrEqual(Number(of))
    expect(placed((index) => index === 1)).toContain('does not pass on every seed')
  })
})
