/** What a screen reader is told: another screen whole, then only what has become different. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import { announced } from '../../src/ui/spoken/announced.ts'
import { spoken } from '../../src/ui/spoken/screens.ts'
import { drive } from './driver.ts'
import { environment, fakeOutside } from './fixture.ts'
import { playReal } from './real-levels.ts'
import { type Rendered, renderAt } from './render-at.tsx'

// Tests run React's production build, and the transform of the tests asks for its development one.
vi.mock('react/jsx-dev-runtime', async () => {
  const runtime = await import('react/jsx-runtime')
  return { ...runtime, jsxDEV: runtime.jsx }
})

/** What is told after these keys. */
function toldAfter(keys: readonly string[], ...before: readonly string[]): string {
  const driver = drive().press(...before)
  const then = driver.state()
  return announced(then, driver.press(...keys).state()).join('\n')
}

describe('what is announced', () => {
  it('another screen is read whole', () => {
    const { state } = drive()
    expect(announced(undefined, state())).toEqual(spoken(state()))
    expect(toldAfter(['x'])).toContain('Explore: 72 configurations')
  })

  it('a change tells its run, its value and what it did, and nothing that stayed', () => {
    const said = toldAfter(['right'])
    expect(said).toMatch(
      /^Level 1\.3, Through a 128 KB straw\. Run 2, seed 1\.\nIn hand: files disk controller, value lsi/,
    )
    expect(said).toContain('Newly met: Exits a mebibyte at most 24: 15.0, was 216.')
    expect(said).not.toContain('Core 0')
  })

  it('another knob is named with its value, and another panel is read', () => {
    expect(toldAfter(['down'])).toMatch(/^In hand: files disk ring, value 64, 2 of 3\./)
    expect(toldAfter(['3'])).toMatch(/^4 cores\.\nCore 0, files vCPU 0/)
  })

  it('every key that shows something is read', () => {
    for (const key of ['w', 'i', 'm', ':', '6', '7', '8', '9', 'c', 't', 'b', 'x', '?'])
      expect(toldAfter([key]), key).not.toBe('')
  })

  it('a screen that is come back to says its title and what is in hand alone', () => {
    for (const key of ['w', 'i', 'm', ':', 'x', 't', 'b', '?']) {
      const said = toldAfter(['escape'], key)
      expect(said, key).toMatch(/^Level 1\.3, Through a 128 KB straw\. Run 1, seed 1\.\nIn hand: files disk/)
      expect(said.split('\n').length, key).toBeLessThan(7)
    }
    const map = toldAfter(['escape'])
    expect(map).toMatch(/^Map\. /)
    expect(map).toContain('In hand: ')
    expect(map.split('\n').length).toBeLessThan(7)
    expect(toldAfter(['escape'], 'v', 'right', 'right')).not.toContain('Core 0')
  })

  it('a value that was taken from a list is told once, with its run', () => {
    const driver = drive().press('enter')
    const then = driver.state()
    driver.choose(3)
    const said = announced(then, driver.state()).join('\n')
    expect(said.match(/Level 1\.3/g)).toHaveLength(1)
    expect(said).toContain('In hand: files disk controller, value virtio-blk')
    expect(said).toMatch(/Newly met|No longer met|Better|Worse/)
  })

  it('that there is no run yet is said once, and of a panel by its name', () => {
    const driver = drive(undefined, fakeOutside({ late: true }))
    const said = spoken(driver.state()).join('\n')
    expect(said.match(/no run yet/gi)).toHaveLength(1)
    const then = driver.state()
    expect(announced(then, driver.press('3').state())).toEqual(['Cores: no run yet.'])
  })

  it('memory of nobody is free, and no sign stands alone', () => {
    expect(announced(undefined, playReal('2.3').press('7').state()).join(' ')).toMatch(
      /Memory: host 2 gibibytes, box 2 GiB, free 12 GiB\./,
    )
    expect(toldAfter(['?'])).toContain('minus plus: slower, faster.')
  })

  it('a star says which of what it wants is missing', () => {
    const star = (keys: string[]) =>
      spoken(
        drive()
          .press(...keys)
          .state(),
      ).filter((one) => one.startsWith('A star'))
    expect(star([])).toEqual([
      'A star more: copies a byte at most 1, not yet, now 2.00.',
      'A star more: CPU at most 15 percent, not yet, now 22.8.',
    ])
    expect(spoken(playReal('1.3').press('right').state()).join(' ')).toContain(
      'A star more: CPU at most 8 percent, reached; it counts once all goals are met.',
    )
  })

  it('a refusal is said, and nothing where nothing is different', () => {
    expect(toldAfter(['u'])).toBe('Nothing to undo: this is the start.')
    expect(toldAfter(['left'], 'left')).toBe('')
  })

  it('a row of a list of choices is said when it is reached', () => {
    const driver = drive().press('enter')
    const then = driver.state()
    driver.store.send({ kind: 'highlight', index: 0 })
    expect(announced(then, driver.state()).join(' ')).toMatch(/^In hand: 1 of 4, ide-pio/)
  })

  it('the playback is silent', () => {
    const driver = drive().press('space')
    const then = driver.state()
    driver.outside.tick()
    expect(driver.state()).not.toBe(then)
    expect(announced(then, driver.state())).toEqual([])
  })
})

let open: Rendered | undefined
afterEach(() => open?.unmount())

describe('with a screen reader', () => {
  const reading = () => fakeOutside({ environment: { ...environment, screenReader: true } })

  it('text follows text, without a frame, at any size', async () => {
    open = await renderAt(60, 12, undefined, reading())
    const first = open.lines().join('\n')
    expect(first).toContain('Level 1.3, Through a 128 KB straw.')
    expect(first).not.toMatch(/[\u2190-\u2bff\u2800-\u28ff]/)
    await open.type('\u001B[C')
    const second = open.lines().join('\n')
    expect(second.startsWith(first.trimEnd())).toBe(true)
    expect(second.slice(first.length)).toContain('Newly met')
    expect(second.slice(first.length)).not.toContain('Core 0')
  })

  it('a choice is taken by its digit, and by arrows and Enter', async () => {
    open = await renderAt(80, 24, { screen: 'bench', level: 'astray' }, reading())
    expect(open.lines().join('\n')).toContain('Nothing is marked yet.')
    await open.type('\r')
    expect(open.store().read().bench?.play.guess).toBeUndefined()
    await open.type('\u001B[B')
    await open.type('\u001B[B')
    await open.type('\r')
    expect(open.store().read().bench?.play.guess).toBe(1)
    await open.type('\r')
    await open.type('4')
    expect(open.store().read().bench?.play.moves).toEqual([
      { key: 'files.disk.controller', value: 'virtio-blk' },
    ])
  })

  it('^L reads the whole screen again', async () => {
    open = await renderAt(80, 24, undefined, reading())
    const times = () => open!.lines().filter((line) => line.startsWith('Core 0')).length
    expect(times()).toBe(1)
    await open.type('\u000C')
    expect(times()).toBe(2)
  })
})

describe('a terminal that is too small', () => {
  it('offers the line mode, and its key leads there with what is on the bench', () => {
    const asked: string[] = []
    const driver = drive(undefined, Object.assign(fakeOutside(), { lineMode: () => asked.push('lines') }))
    expect(driver.bare(60, 20)).toContain('l line mode   q quit')
    expect(driver.bare(40, 8)).toContain('l line mode')
    driver.press('l')
    expect(asked).toEqual([])
    driver.store.send({ kind: 'key', key: 'l', columns: 60, rows: 20 })
    expect(asked).toEqual(['lines'])
  })
})
