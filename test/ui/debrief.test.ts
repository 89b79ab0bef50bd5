/** The debrief: which run it is about, and that all of it can be reached. */
import { describe, expect, it } from 'vitest'
import { type Level, noLevelProgress } from '../../src/game/index.ts'
import { topOf } from '../../src/ui/state.ts'
import { drive, SMALL, WIDE } from './driver.ts'
import { fakeOutside, levels, seasoned, straw } from './fixture.ts'

const passedThenNot = () => drive().press('right', 'left', 'd')

describe('the run of the debrief', () => {
  it('is the best that passed, when what lies on the bench does not', () => {
    const text = passedThenNot().bare(...WIDE)
    expect(text).toContain('★ all goals')
    expect(text).toContain('run 2')
    expect(text).toContain('passed, 2 changes tried')
    expect(text).not.toContain('✘')
    expect(text).toMatch(/yours +disk controller lsi53c895a +273 MB\/s/)
    expect(text).toContain('This is your best run, run 2')
  })

  it('is the newest of those with the same stars', () => {
    const text = drive()
      .press('right', 'right', 'left', 'left', 'd')
      .bare(...WIDE)
    expect(text).toContain('run 4')
  })

  it('is simulated again after a visit', () => {
    const text = drive()
      .press('right', 'left', 'q', 'd')
      .bare(...WIDE)
    expect(text).toMatch(/✔ stream ≥ 220 MB\/s +273 MB\/s/)
    expect(text).not.toContain('✘')
    expect(text).toMatch(/yours +disk controller lsi53c895a/)
  })

  it('is never called passed beside a goal that it misses', () => {
    const bestMoves = ['set files.disk.controller ide-pio']
    const progress = {
      ...seasoned(),
      levels: { straw: { ...noLevelProgress, medals: 1, guess: 1, bestMoves } },
    }
    const text = drive(undefined, fakeOutside({ progress }))
      .press('d')
      .bare(...WIDE)
    expect(text).toContain('passed an earlier version of this level')
    expect(text).not.toContain('passed,')
    expect(text).not.toContain('★ all goals')
  })

  it('says whose stars are at the top, when another run has more', () => {
    const two: Level = {
      ...straw,
      medals: [[{ metric: 'throughput@files.disk', op: '>=', target: 1e6, text: 'easy' }], straw.medals[0]],
    }
    const opened = (medals: number) => {
      const bestMoves = ['set files.disk.controller virtio-blk']
      const progress = {
        ...seasoned(),
        levels: { straw: { ...noLevelProgress, medals, guess: 1, bestMoves, hints: [0] } },
      }
      const known = levels.map((level) => (level.id === 'straw' ? two : level))
      return drive(undefined, fakeOutside({ levels: known, progress }))
        .press('right', 'd')
        .bare(...WIDE)
    }
    const text = opened(3)
    expect(text).toContain('Your best run here has ★★★: those are the stars at the top.')
    expect(text).not.toContain('a star more')
    expect(opened(0)).not.toContain('Your best run here')
    expect(text).toContain('1 hint opened, 1 hint point: no star less.')
  })

  it('says what the number of a run counts beside the changes', () => {
    expect(passedThenNot().bare(...WIDE)).toContain('2 changes tried; runs also count the start and undo')
    expect(
      drive()
        .press('right', 'q')
        .bare(...WIDE),
    ).toContain('1 change tried')
  })

  it('counts changes, not visits', () => {
    const driver = drive().press('right', 'q', 'enter', 'd')
    expect(driver.bare(...WIDE)).toContain('passed, 1 change tried')
  })
})

describe('a small debrief', () => {
  const long = {
    ...straw,
    references: Array.from({ length: 9 }, (_, index) => ({
      ...straw.references[0],
      title: `way number ${index + 1}`,
    })),
    debrief: {
      ...straw.debrief,
      text: Array.from({ length: 40 }, (_, index) => `Paragraph ${index + 1} of the lesson.`),
    },
  }
  const small = () =>
    drive(
      undefined,
      fakeOutside({ levels: levels.map((level) => (level.id === 'straw' ? long : level)) }),
    ).press('right', 'd')
  /** As a player in 80 columns presses it. */
  const at80 = (driver: ReturnType<typeof small>, ...keys: string[]) => {
    for (const key of keys) driver.store.send({ kind: 'key', key, columns: SMALL[0], rows: SMALL[1] })
    return driver.bare(...SMALL)
  }

  it('has a tab for each part, by digit and by Tab', () => {
    const driver = small()
    expect(at80(driver)).toContain('━▸ Result ')
    expect(at80(driver)).toContain('2 Lesson  3 Sources  4 Ways')
    expect(at80(driver)).toContain('3.1  The address that lied')
    expect(at80(driver, 'tab')).toContain('━▸ Lesson ')
    expect(at80(driver, '3')).toContain('counted in QEMU')
    expect(at80(driver, '4')).toContain('way number 1')
    expect(at80(driver, 'tab')).toContain('━▸ Result ')
    expect(at80(driver, 'shift-tab')).toContain('━▸ Ways ')
  })

  it('turns its tabs with ← and →', () => {
    const driver = small()
    expect(at80(driver, 'right')).toContain('━▸ Lesson ')
    expect(at80(driver, 'right', 'right')).toContain('━▸ Ways ')
    expect(at80(driver, 'left')).toContain('━▸ Sources ')
    expect(at80(driver, 'left', 'left', 'left')).toContain('━▸ Ways ')
    expect(at80(driver).split('\n').at(-1)).toContain('←→ part')
  })

  it('leads with Enter from the result to the lesson, and only then to the next level', () => {
    const driver = small()
    const result = at80(driver)
    expect(result).toMatch(/▸ Lesson: what happened here, and why +Enter opens it/)
    expect(result).not.toContain('Enter plays it')
    expect(result.split('\n').at(-1)).toContain('Enter lesson')
    const lesson = at80(driver, 'enter')
    expect(lesson).toContain('━▸ Lesson ')
    expect(lesson.split('\n').at(-1)).toContain('Enter next level')
    expect(at80(driver, 'end')).toContain('3.1  The address that lied   Enter plays it')
    at80(driver, 'enter')
    expect(driver.state().bench?.play.level.id).toBe('astray')
  })

  it('leads to the lesson too where no level follows', () => {
    const driver = drive(undefined, fakeOutside({ levels: levels.slice(1, 2) })).press('right', 'd')
    expect(at80(driver).split('\n').at(-1)).toContain('Enter lesson')
    const lesson = at80(driver, 'enter')
    expect(lesson).toContain('━▸ Lesson ')
    expect(lesson.split('\n').at(-1)).not.toContain('Enter')
  })

  it('skips no line on PgDn, and shows every line in the end', () => {
    for (const [tab, wanted] of [
      ['2', Array.from({ length: 40 }, (_, index) => `Paragraph ${index + 1} of`)],
      ['4', Array.from({ length: 9 }, (_, index) => `way number ${index + 1}`)],
    ] as const) {
      const driver = small()
      const seen = [at80(driver, tab)]
      expect(seen[0]).toMatch(/\d+ more ▼/)
      for (let page = 0; page < 6; page++) seen.push(at80(driver, 'pagedown'))
      for (const text of wanted) expect(seen.join('\n')).toContain(text)
      expect(seen.at(-1)).not.toContain('more ▼')
      expect(at80(driver, 'up')).toContain('1 more ▼')
    }
  })
})

describe('a large debrief', () => {
  it('says that Enter plays the next level, and ← → lead nowhere else', () => {
    const driver = drive().press('right', 'd')
    expect(driver.bare(...WIDE)).toContain('Enter plays it')
    driver.press('right', 'left', 'left', 'right')
    expect(driver.bare(...WIDE)).toContain('┏━▸ Lesson ')
    expect(topOf(driver.press('enter').state()).at).toBe('menu')
    expect(driver.state().bench?.play.level.id).toBe('astray')
  })
})

describe('the end of the campaign', () => {
  const footer = (some: typeof levels) => {
    const driver = drive(undefined, fakeOutside({ levels: some })).press('right', 'd')
    expect(topOf(driver.state()).at).toBe('debrief')
    return driver
      .bare(...WIDE)
      .split('\n')
      .at(-1)
  }

  it('offers no next level in the footer', () => {
    expect(footer(levels.slice(1, 2))).not.toContain('next level')
  })

  it('goes back to what was left out', () => {
    expect(footer(levels.slice(0, 2))).toContain('next level')
  })
})
