/** Explore: what it shows before and after passing, how one moves, and that it is measured beside everything else. */
import { describe, expect, it } from 'vitest'
import { indexAfter } from '../../src/game/index.ts'
import type { Outside } from '../../src/ui/outside.ts'
import { axisOf, placeOn, valueAt } from '../../src/ui/views/axis.ts'
import { type Driver, drive, SMALL, WIDE } from './driver.ts'
import { environment, fakeOutside, spaceFor, straw } from './fixture.ts'

const cursorOf = (driver: Driver) => {
  const top = driver.state().stack.at(-1)
  return top?.at === 'explore' ? top.cursor : undefined
}

describe('the scatter', () => {
  it('marks yours, the front, what passes, and the goals, in 80 columns', () => {
    const text = drive()
      .press('x')
      .bare(...SMALL)
    for (const sign of ['◉', '◆', '✔', '┄', '┆']) expect(text).toContain(sign)
    expect(text).toContain('exits/req over stream')
    expect(text).toContain('pass (')
  })

  it('numbers the way from the start', () => {
    const text = drive()
      .press('right', 'right', 'x')
      .bare(...WIDE)
    const plot = text
      .split('\n')
      .slice(2, 36)
      .map((row) => row.slice(9, 83))
      .join('')
    expect(plot).toMatch(/1/)
    expect(plot).toMatch(/2/)
  })

  it('has forms for ASCII: nothing else is drawn, and the marks stay apart', () => {
    const text = drive(undefined, fakeOutside({ environment: { ...environment, ascii: true } }))
      .press('x')
      .bare(...WIDE)
    expect(text).toContain('@ yours')
    expect(text).toContain('C front')
    expect(text).not.toContain('?'.repeat(2))
  })

  it('hides what a point is until the level is passed, and says so', () => {
    const driver = drive().press('x', 'right')
    expect(driver.bare(...WIDE)).toContain('what it is: once you have passed')
    expect(driver.press('enter').state().stack.at(-1)?.at).toBe('explore')
  })

  it('opens any point once the level is passed', () => {
    const driver = drive().press('right', 'x', 'n')
    const wanted = cursorOf(driver)
    expect(driver.bare(...WIDE)).not.toContain('once you have passed')
    driver.press('enter')
    expect(driver.state().stack.at(-1)?.at).toBe('bench')
    expect(indexAfter(straw, driver.state().bench!.play.moves)).toBe(wanted)
    expect(driver.state().bench?.ran?.note.moves).toEqual(driver.state().bench?.play.moves)
  })

  it('opens from the debrief too, and goes back there', () => {
    const driver = drive().press('right', 'd', 'x')
    expect(driver.state().stack.at(-1)?.at).toBe('explore')
    expect(driver.press('escape').state().stack.at(-1)?.at).toBe('debrief')
  })
})

describe('moving over points', () => {
  it('goes to a point that lies in that direction, never to where none is', () => {
    const driver = drive().press('x')
    const space = spaceFor(straw)
    const [x] = straw.headline
    const mine = indexAfter(straw, [])
    driver.press('right')
    const right = cursorOf(driver)!
    expect(space.values(right, x)).toBeGreaterThan(space.values(mine, x))
    driver.press('left', 'left')
    expect(space.values(cursorOf(driver)!, x)).toBeLessThan(space.values(right, x))
  })

  it('goes through all of one point by Tab', () => {
    const driver = drive().press('x', 'right')
    const first = cursorOf(driver)!
    const space = spaceFor(straw)
    const other = cursorOf(driver.press('tab'))!
    expect(space.values(other, straw.headline[0])).toBe(space.values(first, straw.headline[0]))
    expect(cursorOf(driver.press('tab'))).toBe(first)
  })

  it('keeps to what the filter shows, and comes back to yours', () => {
    const driver = drive().press('x', 'f')
    expect(driver.bare(...WIDE)).toContain('filter: those that pass')
    const space = spaceFor(straw)
    for (const key of ['right', 'up', 'left', 'down', 'n']) {
      driver.press(key)
      if (cursorOf(driver) !== undefined) expect(space.wins(cursorOf(driver)!)).toBe(true)
    }
    expect(cursorOf(driver.press('o'))).toBeUndefined()
  })

  it('takes other metrics for its axes', () => {
    const driver = drive().press('x', 'Y')
    expect(driver.bare(...SMALL)).not.toContain('exits/req over stream')
    expect(driver.bare(...SMALL)).toContain('over stream')
    const top = driver.press('x', 'X', 'X').state().stack.at(-1)
    if (top?.at !== 'explore') throw new Error('explore is left')
    expect(top.x).not.toBe(top.y)
  })
})

describe('a space that is measured now', () => {
  it('is shown while it grows, and asked for once', () => {
    const tells: Parameters<Outside['explore']>[1][] = []
    const outside = fakeOutside({
      explore: (_level, onSpace) => {
        tells.push(onSpace)
        return () => {}
      },
    })
    const driver = drive(undefined, outside).press('x')
    expect(driver.bare(...SMALL)).toContain('the first configurations are simulated')
    tells[0](spaceFor(straw), 20, 72)
    expect(driver.bare(...SMALL)).toContain('20 of 72 simulated')
    tells[0](spaceFor(straw), 72, 72)
    expect(driver.bare(...SMALL)).toContain('all 72')
    driver.press('escape', 'x')
    expect(tells).toHaveLength(1)
  })

  it('is not begun where it is too large to wait for', () => {
    const values = ['1', '2', '3', '4', '5', '6', '7', '8']
    const knobs = ['ring', 'coalesceUs', 'queues', 'depth', 'bytes'].map((name) => ({
      key: `files.disk.${name}`,
      values,
    }))
    const outside = fakeOutside({ levels: [{ ...straw, knobs }] })
    const driver = drive(undefined, outside).press('x')
    expect(driver.state().stack.at(-1)?.at).toBe('bench')
    expect(driver.state().bench?.notice).toContain('32,768 configurations are too many')
  })
})

describe('an axis', () => {
  it('puts its values between its ends, in order, and back', () => {
    for (const values of [[1, 2, 3], [0, 5], [7], [0, 0], [1, 1000, 20], [-4, 9]]) {
      const axis = axisOf(values)
      for (const value of values) {
        expect(placeOn(axis, value)).toBeGreaterThanOrEqual(0)
        expect(placeOn(axis, value)).toBeLessThanOrEqual(1)
        expect(valueAt(axis, placeOn(axis, value))).toBeCloseTo(value, 6)
      }
    }
  })
  it('counts by powers of ten where values lie far apart', () => {
    expect(axisOf([1, 1000]).log).toBe(true)
    expect(axisOf([100, 1000]).log).toBe(false)
  })
})
