/** Keys through the reducer: what a player does, and what follows. */
import { describe, expect, it } from 'vitest'
import { newProgress } from '../../src/game/index.ts'
import { topOf } from '../../src/ui/state.ts'
import { drive } from './driver.ts'
import { environment, fakeOutside } from './fixture.ts'

const OFF = ['down', 'down', 'down', 'left', 'left']

describe('a level on the bench', () => {
  it('is simulated at once', () => {
    const { bench } = drive().state()
    expect(bench?.ran?.number).toBe(1)
    expect(bench?.pending).toBeUndefined()
  })

  it('asks for a guess first where the level has a question', () => {
    const driver = drive({ screen: 'bench', level: 'astray' })
    expect(topOf(driver.state())).toEqual({ at: 'menu', menu: { of: 'guess' } })
    expect(driver.state().bench?.ran).toBeUndefined()
    driver.choose(1)
    expect(driver.state().bench?.play.guess).toBe(1)
    expect(driver.state().bench?.ran?.number).toBe(1)
  })

  it('runs without a guess after Esc', () => {
    const driver = drive({ screen: 'bench', level: 'astray' }).press('escape')
    expect(topOf(driver.state()).at).toBe('bench')
    expect(driver.state().bench?.play.guess).toBeUndefined()
    expect(driver.state().bench?.ran?.number).toBe(1)
  })

  it('asks nothing in the level with the large number', () => {
    expect(topOf(drive({ screen: 'bench', level: 'first' }).state()).at).toBe('bench')
  })
})

describe('a knob', () => {
  it('changes with one key, is run, and the run before stays beside it', () => {
    const { bench } = drive().press('right').state()
    expect(bench?.play.moves).toEqual([{ key: 'files.disk.controller', value: 'lsi53c895a' }])
    expect(bench?.ran?.number).toBe(2)
    expect(bench?.before?.number).toBe(1)
    expect(bench?.ran?.run.hash).not.toBe(bench?.before?.run.hash)
  })

  it('stops at the ends of its list', () => {
    const { bench } = drive().press('left', 'left', 'left').state()
    expect(bench?.play.moves.map((move) => move.value)).toEqual(['ide-pio'])
  })

  it('takes a burst: three downs are three rows', () => {
    expect(drive().press('j', 'j', 'j').state().bench?.knob).toBe(3)
    expect(drive().press('j', 'j', 'j', 'j', 'j', 'k').state().bench?.knob).toBe(2)
  })

  it('is undone and redone', () => {
    const driver = drive().press('right', 'u')
    expect(driver.state().bench?.play.moves).toEqual([])
    driver.press('r')
    expect(driver.state().bench?.play.moves).toHaveLength(1)
  })

  it('says kindly that there is nothing to undo', () => {
    expect(drive().press('u').bare()).toContain('nothing to undo')
  })

  it('takes a value from its list', () => {
    const driver = drive().press('enter')
    expect(topOf(driver.state()).at).toBe('menu')
    driver.choose(3)
    expect(driver.state().bench?.play.moves.at(-1)?.value).toBe('virtio-blk')
    expect(topOf(driver.state()).at).toBe('bench')
  })
})

describe('a simulation', () => {
  it('keeps the old numbers until it is done, and only the newest answers', () => {
    const outside = fakeOutside({ late: true })
    const driver = drive(undefined, outside)
    outside.finish()
    driver.press('right', 'right')
    expect(outside.open).toHaveLength(1)
    expect(driver.state().bench?.ran?.number).toBe(1)
    outside.finish()
    expect(driver.state().bench?.ran?.number).toBe(2)
    expect(driver.state().bench?.ran?.note.moves.at(-1)?.value).toBe('virtio-blk')
  })

  it('says so only when it takes long', () => {
    const outside = fakeOutside({ late: true })
    const driver = drive(undefined, outside)
    outside.finish()
    driver.press('right')
    for (let slice = 0; slice < 12; slice++) outside.open[0].onProgress(0.3)
    expect(driver.bare()).not.toContain('run 2 …')
    outside.open[0].onProgress(0.42)
    expect(driver.bare()).toContain('run 2 … 42 %')
  })
})

describe('the playhead', () => {
  it('steps on and back over the same moments', () => {
    const driver = drive().press('.', '.', '.')
    const third = driver.state().bench?.playhead
    expect(third).toBe(1_200 + 16_000 + 333_000)
    driver.press('.', ',')
    expect(driver.state().bench?.playhead).toBe(third)
  })

  it('has a clock only while something plays', () => {
    const driver = drive()
    expect(driver.outside.clocks()).toBe(0)
    driver.press('space')
    expect(driver.outside.clocks()).toBe(1)
    driver.press('?')
    expect(driver.outside.clocks()).toBe(0)
    driver.press('escape')
    expect(driver.outside.clocks()).toBe(1)
    driver.press('space')
    expect(driver.outside.clocks()).toBe(0)
  })

  it('moves with the clock and stops at the end', () => {
    const driver = drive().press('space', '+', '+', '+')
    driver.outside.tick()
    expect(driver.state().bench?.playhead).toBe(50_000_000)
    expect(driver.outside.clocks()).toBe(0)
  })

  it('shows which row the request is in', () => {
    const lines = drive().press('.', '.').bare(120, 40).split('\n')
    expect(lines.filter((line) => line.includes('│▸'))).toHaveLength(1)
    expect(lines.find((line) => line.includes('│▸'))).toContain('13 register writes each')
    expect(lines.join('\n')).toContain('request 1')
  })

  it('plays by itself in the first level, but not with reduced motion', () => {
    expect(drive({ screen: 'bench', level: 'first' }).state().bench?.playing).toBe(true)
    const still = fakeOutside({ environment: { ...environment, reducedMotion: true } })
    expect(drive({ screen: 'bench', level: 'first' }, still).state().bench?.playing).toBe(false)
  })
})

describe('a violation', () => {
  it('stops the playback by itself and is looked at', () => {
    const driver = drive().press(...OFF, '+', 'space')
    for (let tick = 0; tick < 8; tick++) driver.outside.tick()
    expect(driver.state().bench?.playhead).toBe(3_214_000)
    expect(driver.state().bench?.incident).toBe(0)
    expect(driver.outside.clocks()).toBe(0)
  })

  it('is one key away, and Esc leads back', () => {
    const driver = drive().press(...OFF, 'v')
    expect(driver.state().bench?.focus).toBe('violation')
    driver.press('escape')
    expect(driver.state().bench?.incident).toBeUndefined()
    expect(topOf(driver.state()).at).toBe('bench')
  })

  it('leaves the screen when a knob is changed', () => {
    expect(
      drive()
        .press(...OFF, 'v', '3', 'right')
        .state().bench?.incident,
    ).toBeUndefined()
  })

  it('is not found where there is none', () => {
    expect(drive().press('v').bare()).toContain('this run has no violation')
  })
})

describe('leaving', () => {
  it('a panel leads back to the Bench first', () => {
    for (const digit of ['1', '2', '4', '7']) {
      const driver = drive().press(digit, 'escape')
      expect(topOf(driver.state()).at).toBe('bench')
      expect(driver.state().bench?.focus).toBe('bench')
      expect(topOf(driver.press('escape').state()).at).toBe('map')
    }
  })

  it('goes from the bench to the map and from there out, saved', () => {
    const driver = drive().press('right', 'q')
    expect(topOf(driver.state()).at).toBe('map')
    expect(driver.outside.saved?.levels.straw.moves).toEqual(['set files.disk.controller lsi53c895a'])
    expect(driver.outside.saved?.last).toBe('straw')
    driver.press('q')
    expect(driver.outside.quits).toEqual([])
    expect(driver.bare()).toContain('q again leaves')
    driver.press('q')
    expect(driver.outside.quits).toEqual([0])
  })

  it('forgets that q was pressed once', () => {
    const driver = drive({ screen: 'map' }).press('q', 'down', 'q')
    expect(driver.outside.quits).toEqual([])
  })

  it('leaves at once with ^C, from anywhere', () => {
    for (const keys of [[], ['?'], ['enter'], ['q'], ['q', 'o']]) {
      const driver = drive().press(...keys, 'ctrl-c')
      expect(driver.outside.quits).toEqual([130])
    }
  })

  it('comes back to what lay on the bench', () => {
    const driver = drive().press('right', 'q', 'enter')
    expect(driver.state().bench?.play.moves).toHaveLength(1)
    expect(driver.state().bench?.opened.runs).toBe(1)
    expect(driver.bare()).toContain('run 2')
  })
})

describe('the first start', () => {
  it('shows the welcome once', () => {
    const driver = drive({ screen: 'bench', level: 'first' }, fakeOutside({ progress: newProgress('p') }))
    expect(topOf(driver.state()).at).toBe('orientation')
    driver.press('enter')
    expect(topOf(driver.state()).at).toBe('bench')
    expect(driver.outside.saved?.seenOrientation).toBe(true)
  })
})

describe('the map', () => {
  it('does not open a closed level, and says why', () => {
    const driver = drive({ screen: 'map' }).press('end', 'enter')
    expect(topOf(driver.state()).at).toBe('map')
    expect(driver.bare()).toContain('closed')
  })

  it('walks by chapter', () => {
    const driver = drive({ screen: 'map' }).press('right')
    expect(topOf(driver.state())).toMatchObject({ cursor: 2 })
    driver.press('left')
    expect(topOf(driver.state())).toMatchObject({ cursor: 0 })
  })
})

describe('after passing', () => {
  it('offers the debrief, which has the ways simulated', () => {
    const driver = drive().press('right')
    expect(driver.bare(120, 40)).toContain('passed: Enter or d opens the debrief')
    driver.press('enter')
    expect(topOf(driver.state()).at).toBe('debrief')
    const { trials } = driver.state().bench!
    expect(Object.keys(trials)).toEqual([
      'set files.disk.controller lsi53c895a',
      'set files.disk.controller virtio-blk',
    ])
    expect(trials['set files.disk.controller lsi53c895a'].passed).toBe(true)
  })

  it('keeps the debrief closed until then', () => {
    expect(topOf(drive().press('d').state()).at).toBe('bench')
  })

  it('goes on with the next level', () => {
    const driver = drive().press('right', 'd', 'enter')
    expect(driver.state().bench?.play.level.id).toBe('astray')
  })

  it('keeps the medal', () => {
    expect(drive().press('right').outside.saved?.levels.straw.medals).toBe(1)
  })
})

describe('settings', () => {
  it('change the looks at once and are saved', () => {
    const outside = fakeOutside({ environment: { ...environment, color: 'full' } })
    const driver = drive({ screen: 'map' }, outside).press('o')
    expect(driver.text()).toContain('\u001B[38;5;')
    driver.press('enter').choose(1)
    expect(driver.text()).not.toContain('\u001B[38;5;')
    expect(outside.saved?.settings.color).toBe('none')
    driver.press('down', 'down', 'enter').choose(2)
    expect(outside.saved?.settings.glyphs).toBe('ascii')
    expect(driver.bare()).toMatch(/^[\x20-\x7e\n]*$/)
  })
})

describe('panels', () => {
  it('are reached by number and by Tab', () => {
    const driver = drive().press('2')
    expect(driver.state().bench).toMatchObject({ focus: 'measured', tab: 'measured' })
    driver.press('tab')
    expect(driver.state().bench?.focus).toBe('cores')
    driver.press('shift-tab', 'shift-tab', 'shift-tab')
    expect(driver.state().bench?.focus).toBe('bench')
  })
})
