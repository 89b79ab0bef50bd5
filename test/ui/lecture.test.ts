/** A lecture: prepared configurations, step by step, large enough for a projector. */
import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { parseLevelFile, printProblem } from '../../src/cli/level-file.ts'
import { simulateWhole } from '../../src/cli/slices.ts'
import { hostAfter, type Level, readerOf } from '../../src/game/index.ts'
import { bareMetalHost, formatMetric } from '../../src/metrics/index.ts'
import { texts } from '../../src/text/de/index.ts'
import { setLanguage } from '../../src/text/language.ts'
import type { Outside } from '../../src/ui/outside.ts'
import { spoken } from '../../src/ui/spoken/screens.ts'
import { topOf } from '../../src/ui/state.ts'
import { bigMetric, lectureSteps } from '../../src/ui/views/lecture.ts'
import { levels } from '../levels/shipped.ts'
import { type Driver, drive, LARGE, SMALL, WIDE } from './driver.ts'
import { fakeOutside } from './fixture.ts'

/** Everything at once, as long as the level says. */
const whole: Outside['simulate'] = (host, options, _, onDone) => {
  const bare = options.baseline ? simulateWhole(bareMetalHost(host), options) : undefined
  onDone(simulateWhole(host, options), bare)
  return () => {}
}

const straw = levels.find(({ id }) => id === 'straw')!
const lecture = (level: Level = straw, simulate = whole): Driver =>
  drive({ screen: 'lecture', level: level.id }, { ...fakeOutside(), levels: [level], simulate })

const stepOf = (driver: Driver) => {
  const top = topOf(driver.state())
  return top.at === 'lecture' ? top.step : -1
}

afterAll(() => setLanguage('en'))

describe('a lecture', () => {
  it('begins with the question, and gives no number away before it is asked', () => {
    const page = lecture().bare(...SMALL)
    expect(page).toContain('How much of that')
    for (const { text } of straw.predict.choices) expect(page).toContain(text)
    expect(page).not.toContain('214')
  })

  it('goes on through the start, what looks good, and what passes', () => {
    const driver = lecture()
    const titles = lectureSteps(straw).map(({ title }) => title)
    expect(titles).toHaveLength(3 + straw.decoys.length + straw.references.length)
    for (const title of titles.slice(1)) {
      driver.press('right')
      expect(driver.bare(...WIDE)).toContain(title)
    }
    driver.press('space', 'right')
    expect(stepOf(driver)).toBe(titles.length - 1)
  })

  it('goes by the keys that a presenter has, too', () => {
    const driver = lecture().press('pagedown', 'space', 'pagedown')
    expect(stepOf(driver)).toBe(3)
    expect(stepOf(driver.press('pageup', 'left'))).toBe(1)
  })

  it('shows the number of each step as a run of it says, and the change from the start', () => {
    const driver = lecture()
    const metric = bigMetric(straw)
    for (const [index, { moves, kind }] of lectureSteps(straw).entries()) {
      if (index === 0) continue
      if (kind === 'pause') {
        driver.press('right')
        continue
      }
      const host = hostAfter(straw, moves)
      const { duration, seeds } = straw
      const run = simulateWhole(host, { seed: seeds[0], duration })
      const value = readerOf(run, simulateWhole(bareMetalHost(host), { seed: seeds[0], duration }))(metric)
      driver.press('right')
      expect(driver.bare(...WIDE)).toContain(formatMetric(metric, value))
      if (index > 1) expect(driver.bare(...WIDE)).toContain('at the start 214 MB/s')
    }
  })

  it('goes to a step by its digit, and says where there is none', () => {
    const driver = lecture({ ...straw, decoys: [], references: straw.references.slice(0, 1) })
    expect(stepOf(driver.press('3'))).toBe(2)
    driver.press('9')
    expect(stepOf(driver)).toBe(2)
    expect(driver.bare(...SMALL)).toContain('there is no step 9; there are 4')
  })

  it('has notes for the speaker under a key, and not before', () => {
    const driver = lecture().press('3')
    const [decoy] = straw.decoys
    const words = decoy.text.split(' ').slice(0, 5).join(' ')
    expect(driver.bare(...WIDE)).not.toContain(words)
    expect(driver.press('n').bare(...WIDE)).toContain(words)
    expect(driver.bare(...SMALL)).toContain('Ask:')
    expect(driver.press('n').bare(...WIDE)).not.toContain(words)
  })

  it('is blank at a key, and at the next one shows what was there', () => {
    const driver = lecture().press('2')
    const before = driver.bare(...SMALL)
    expect(
      driver
        .press('b')
        .bare(...SMALL)
        .trim(),
    ).toBe('')
    expect(driver.press('b').bare(...SMALL)).toBe(before)
    expect(stepOf(driver.press('b', 'right'))).toBe(1)
    expect(driver.bare(...SMALL)).toBe(before)
  })

  it('lays the step before and this one beside each other', () => {
    const driver = lecture().press('3', 't')
    const page = driver.bare(...WIDE)
    expect(page).toContain('as it is')
    expect(page).toContain(straw.decoys[0].title)
    expect(page).toContain('214 MB/s')
    expect(driver.press('t').bare(...WIDE)).not.toContain('as it is')
    expect(
      lecture()
        .press('2', 't')
        .bare(...SMALL),
    ).toContain('nothing was measured before')
  })

  it('stops between what looks good and what passes, with nothing of a way on the screen', () => {
    const driver = lecture().press(`${3 + straw.decoys.length}`)
    expect(driver.bare(...SMALL)).toContain('from here')
    for (const { title } of straw.references) expect(driver.bare(...SMALL)).not.toContain(title)
    expect(driver.bare(...SMALL)).not.toContain('measuring')
    expect(driver.press('n').bare(...SMALL)).toContain('Stop here if the class has not played yet')
    expect(spoken(driver.state()).join(' ')).toContain('ways that pass')
  })

  it('has no number for a guest that does not boot', () => {
    const first = levels.find(({ id }) => id === 'controller-everybody-knows')!
    const driver = lecture(first).press('3')
    const page = driver.bare(...WIDE)
    expect(page).toContain('does not boot')
    expect(page).not.toMatch(/0\.00|100 %|exits a request/)
    expect(page).toMatch(/exits per write ≤ 100 +–/)
    expect(spoken(driver.state()).join(' ')).toContain('Exits a request: does not boot.')
  })

  it('drops the end of a sentence that does not fit, and says which goal’s value has which unit', () => {
    const first = levels.find(({ id }) => id === 'controller-everybody-knows')!
    const page = lecture(first)
      .press('2', 'right', 'right', 'right', 't')
      .bare(...SMALL)
    expect(page).toContain('1,045 exits a request')
    expect(page).not.toMatch(/each byte copi\s|copied 1 times/)
    expect(
      lecture()
        .press('2')
        .bare(...WIDE),
    ).toMatch(/214 MB\/s\s*\n/)
  })

  it('leads back to the map, and keeps nothing', () => {
    const driver = lecture().press('3', 'q')
    expect(topOf(driver.state()).at).toBe('map')
    expect(driver.outside.saved).toBeUndefined()
  })

  it('says that it measures until the run is there', () => {
    const driver = lecture(straw, () => () => {}).press('2')
    expect(driver.bare(...SMALL)).toContain('measuring')
    expect(spoken(driver.state()).join(' ')).toContain('measuring')
  })

  it('reads each step aloud: its name, its number, its goals', () => {
    const said = spoken(lecture().press('3').state()).join(' ')
    expect(said).toContain('ask for a megabyte')
    expect(said).toContain('210 megabytes a second')
    expect(said).toMatch(/not met/)
  })

  it.each([
    'en',
    'de',
  ] as const)('of every level fits the smallest and the largest terminal, %s', (language) => {
    setLanguage(language, language === 'de' ? texts : {})
    for (const level of levels) {
      const driver = lecture(level, () => () => {})
      for (const size of [SMALL, LARGE]) {
        const page = driver.bare(...size)
        const last = level.predict.choices.at(-1)!.text
        expect(page, level.id).toContain(last)
      }
    }
  })

  it.each([
    'straw',
    'address-that-lied',
    'black-friday',
  ])('of %s shows every goal in the smallest terminal', (id) => {
    setLanguage('en')
    const level = levels.find((one) => one.id === id)!
    const driver = lecture(level).press('2')
    for (const { text } of level.goals) expect(driver.bare(...SMALL)).toContain(text)
    for (const { text } of level.goals) expect(driver.press('n', 'n').bare(...LARGE)).toContain(text)
  })
})

describe('a lecture that its author prepared', () => {
  const file = readFileSync('levels/1-dummies/03-straw.yaml', 'utf8')
  const own = (moves: string) => {
    const text = `${file}lecture:\n  - { title: two tags, moves: [${moves}], notes: Say that tags let others pass. }\n`
    const context = { chapter: straw.chapter, number: straw.number, ids: ['where-copies-come-from'] }
    return parseLevelFile(text, 'straw.yaml', context)
  }

  it('has the question, the start, and then the steps of its file', () => {
    const read = own('set backup.disk.controller lsi53c895a, set backup.disk.depth 4')
    if (read.problems !== undefined) throw new Error(read.problems.map(printProblem).join())
    expect(read.level.hash).toBe(straw.hash)
    expect(lectureSteps(read.level).map(({ kind }) => kind)).toEqual(['guess', 'start', 'prepared'])
    const driver = lecture(read.level).press('3')
    expect(driver.bare(...SMALL)).toContain('two tags')
    expect(driver.bare(...SMALL)).not.toContain('Say that tags')
    expect(driver.press('n').bare(...SMALL)).toContain('Say that tags let others pass.')
  })

  it('is told where a step turns a knob that is none', () => {
    const read = own('set backup.disk.contoller lsi53c895a')
    const told = (read.problems ?? []).map(printProblem).join()
    expect(told).toMatch(/lecture\[0\]\.moves.*contoller/)
  })
})
