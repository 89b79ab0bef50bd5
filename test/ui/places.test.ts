/** Coming back to a screen finds it as it was left. */
import { describe, expect, it } from 'vitest'
import { parseProgress, printProgress } from '../../src/game/index.ts'
import { topOf } from '../../src/ui/state.ts'
import { drive } from './driver.ts'
import { fakeOutside, seasoned } from './fixture.ts'

/** The bench of 1.3, which is open. */
function bench() {
  const before = seasoned()
  const first = { ...before.levels.straw, medals: 1 }
  return drive(undefined, fakeOutside({ progress: { ...before, levels: { ...before.levels, first } } }))
}

describe('within a session', () => {
  it('the settings, the tree and explore are where they were', () => {
    const settings = drive({ screen: 'map' }).press('o', 'down', 'down', 'escape', 'p', 'escape', 'o')
    expect(topOf(settings.state())).toMatchObject({ at: 'settings', cursor: 2 })

    const explore = drive().press('right', 'x', 'Y', 'f', 'n')
    const before = topOf(explore.state())
    expect(topOf(explore.press('escape', 'x').state())).toEqual(before)

    const help = drive().press('?', 'down', 'down', 'escape', '?')
    expect(topOf(help.state())).toMatchObject({ at: 'help', scroll: 2 })
    expect(topOf(help.press('escape', 'q', '?').state())).toMatchObject({ at: 'help', scroll: 0 })
  })

  it('the bench has its knob, panel and scroll, each level its own', () => {
    const driver = bench().press('down', 'down', '1', 'down', 'q')
    driver.press('enter')
    expect(driver.state().bench).toMatchObject({ knob: 2, focus: 'path', tab: 'path', scroll: { path: 1 } })
    driver.press('q', 'up', 'enter')
    expect(driver.state().bench).toMatchObject({ knob: 0, focus: 'bench', scroll: {} })
    driver.press('q', 'down', 'enter')
    expect(driver.state().bench).toMatchObject({ knob: 2, focus: 'path' })
  })

  it('a violation that was looked at is no place: the bench has its knobs in hand', () => {
    const driver = bench().press('down', 'down', 'down', 'left', 'left', 'v')
    expect(driver.state().bench?.focus).toBe('violation')
    driver.press('q', 'enter')
    expect(driver.state().bench).toMatchObject({ knob: 3, focus: 'bench' })
    expect(driver.state().bench?.incident).toBeUndefined()
  })

  it('the debrief is where it was for one run, and begins with its result after the next', () => {
    const driver = drive().press('right', 'd', '2', 'escape', 'd')
    expect(topOf(driver.state())).toMatchObject({ at: 'debrief', tab: 'lesson' })
    driver.press('escape', 'right', 'd')
    expect(topOf(driver.state())).not.toHaveProperty('tab')
  })

  it('the map stands on the level that one comes from', () => {
    expect(topOf(drive().press('q').state())).toMatchObject({ at: 'map', cursor: 1 })
  })
})

describe('across sessions', () => {
  const saved = () => drive().press('down', 'down', 'right', '4', 'q').outside.saved!
  it('the knob and the panel of each level come back', () => {
    const read = parseProgress(printProgress(saved()))
    if ('problem' in read) throw new Error(read.problem)
    expect(read.progress.levels.straw.place).toEqual({ knob: 'db.disk.controller', panel: 'log' })
    const driver = drive(undefined, fakeOutside({ progress: read.progress }))
    expect(driver.state().bench).toMatchObject({ knob: 2, focus: 'log', tab: 'log' })
  })
  it('a place that this program does not know is left out', () => {
    const progress = saved()
    for (const place of [
      { knob: 'gone', panel: 'gone' },
      { knob: 1 },
      'x',
      { knob: 'gone', panel: 'violation' },
    ]) {
      const levels = { straw: { ...progress.levels.straw, place } }
      const read = parseProgress(JSON.stringify({ ...progress, levels }))
      if ('problem' in read) throw new Error(read.problem)
      const driver = drive(undefined, fakeOutside({ progress: read.progress }))
      expect(driver.state().bench).toMatchObject({ knob: 0, focus: 'bench' })
    }
  })
})
