/** The mouse: reports read, whole and in pieces; clicks that do what keys do. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import { newProgress } from '../../src/game/index.ts'
import { type Pointing, readMouse } from '../../src/ui/keys/mouse.ts'
import { topOf } from '../../src/ui/state.ts'
import { type Driver, drive, LARGE, SMALL, WIDE } from './driver.ts'
import { fakeOutside, seasoned } from './fixture.ts'
import { type Rendered, renderAt } from './render-at.tsx'

// Tests run React's production build, and the transform of the tests asks for its development one.
vi.mock('react/jsx-dev-runtime', async () => {
  const runtime = await import('react/jsx-runtime')
  return { ...runtime, jsxDEV: runtime.jsx }
})

let open: Rendered | undefined
afterEach(() => open?.unmount())

/** Pieces as they arrive, one after another. */
function read(...pieces: readonly string[]) {
  const events: Pointing[] = []
  let rest = ''
  let pending = ''
  for (const piece of pieces) {
    const answer = readMouse(pending, piece)
    events.push(...answer.events)
    rest += answer.rest
    pending = answer.pending
  }
  return { events, rest, pending }
}
const press = { kind: 'press', x: 9, y: 4 }

describe('a report of the mouse', () => {
  it('is a press, a turn of the wheel, or nothing; never keys', () => {
    expect(read('[<0;10;5M')).toEqual({ events: [press], rest: '', pending: '' })
    expect(read('[<0;10;5m')).toEqual({ events: [], rest: '', pending: '' })
    expect(read('[<64;1;1M').events).toEqual([{ kind: 'wheel-up', x: 0, y: 0 }])
    expect(read('[<65;200;60M').events).toEqual([{ kind: 'wheel-down', x: 199, y: 59 }])
    expect(read('[<4;10;5M').events).toEqual([press])
    for (const other of ['[<1;10;5M', '[<2;10;5M', '[<35;10;5M', '[<0;0;0M'])
      expect(read(other)).toEqual({ events: [], rest: '', pending: '' })
  })
  it('is the same in two pieces, cut anywhere, and in single characters', () => {
    const whole = '[<0;10;5M'
    for (let cut = 2; cut < whole.length; cut++)
      expect(read(whole.slice(0, cut), whole.slice(cut)), `cut at ${cut}`).toEqual(read(whole))
    expect(read('[<', ...whole.slice(2))).toEqual(read(whole))
    expect(read('<0;10;5M').events).toEqual([press])
  })
  it('leaves the keys around it', () => {
    expect(read('j[<0;10;5Mk').rest).toBe('jk')
    expect(read('[<0;10', 'j')).toEqual({ events: [], rest: 'j', pending: '' })
  })
  it('leaves keys alone: [ and < are two', () => {
    expect(read('[').rest).toBe('[')
    expect(read('[[<<', 'j').rest).toBe('[[<<j')
    expect(read('[<', 'j').rest).toBe('[<j')
  })
})

/** Clicks on the first cell of a text on the screen, or so many cells further and rows below. */
function click(
  driver: Driver,
  text: string,
  [columns, rows]: readonly [number, number],
  further = 0,
  below = 0,
): Driver {
  const lines = driver.bare(columns, rows).split('\n')
  const y = lines.findIndex((line) => line.includes(text))
  if (y < 0) throw new Error(`no ${text} in\n${lines.join('\n')}`)
  const event = { kind: 'press', x: lines[y].indexOf(text) + further, y: y + below } as const
  driver.store.send({ kind: 'mouse', event, columns, rows })
  return driver
}
const wheel = (driver: Driver, kind: 'wheel-up' | 'wheel-down') => {
  driver.store.send({ kind: 'mouse', event: { kind, x: 1, y: 1 }, columns: 120, rows: 40 })
  return driver
}

describe('a click', () => {
  for (const size of [SMALL, WIDE, LARGE])
    it(`on a knob takes it into the hand, and on its arrows turns it, at ${size.join('x')}`, () => {
      const driver = click(drive(), 'iommu mode', size)
      expect(driver.state().bench?.knob).toBe(3)
      expect(driver.state().bench?.play.moves).toEqual([])
      click(driver, '◂', size)
      expect(driver.state().bench?.play.moves).toHaveLength(1)
      click(driver, ' ▸ ', size, 1)
    })

  it('on a key of the last line presses it, on a tab shows it, on ? help opens the help', () => {
    expect(topOf(click(drive(), 'h hint', SMALL).state()).at).toBe('hint')
    expect(topOf(click(drive(), 'h hint', SMALL, 3).state()).at).toBe('hint')
    expect(click(drive(), '2 Measured', SMALL).state().bench?.tab).toBe('measured')
    expect(topOf(click(drive(), '? help', WIDE).state()).at).toBe('help')
    expect(click(drive(), '↑↓ knob', WIDE, 1).state().bench?.knob).toBe(1)
  })

  it('on the title of a panel takes the panel into the hand', () => {
    for (const size of [WIDE, LARGE])
      for (const [title, focus] of [
        ['─ 3 Cores ─', 'cores'],
        ['─ 4 Log ─', 'log'],
        ['─ 2 Measured ─', 'measured'],
      ] as const)
        expect(click(drive(), title, size, 3).state().bench?.focus, title).toBe(focus)
  })

  it('on a level takes it, and once more plays it', () => {
    const driver = click(drive({ screen: 'map' }).press('down'), '1.1 A controller', WIDE)
    expect(topOf(driver.state())).toMatchObject({ at: 'map', cursor: 0 })
    click(driver, '1.1 A controller', WIDE)
    expect(driver.state().bench?.play.level.id).toBe('first')
  })

  it('on a choice of a list takes it', () => {
    const driver = click(drive().press('enter'), 'what the guest is shown', WIDE, 2, 5)
    expect(driver.state().bench?.play.moves.at(-1)?.value).toBe('virtio-blk')
    expect(topOf(driver.state()).at).toBe('bench')
  })

  it('beside an overlay does nothing to the screen under it, and nothing on nothing', () => {
    const driver = drive().press('h')
    const before = driver.state()
    click(driver, 'Goals', WIDE)
    expect(driver.state().bench).toBe(before.bench)
    expect(topOf(driver.state()).at).toBe('hint')
    const event = { kind: 'press', x: 500, y: 500 } as const
    driver.store.send({ kind: 'mouse', event, columns: 80, rows: 24 })
    driver.store.send({ kind: 'mouse', event, columns: 20, rows: 5 })
  })
})

describe('the wheel', () => {
  it('goes through a list, and scrolls a text', () => {
    expect(wheel(drive(), 'wheel-down').state().bench?.knob).toBe(1)
    expect(wheel(wheel(drive(), 'wheel-down'), 'wheel-up').state().bench?.knob).toBe(0)
    expect(topOf(wheel(drive().press('?'), 'wheel-down').state())).toMatchObject({ scroll: 3 })
    expect(wheel(drive().press('1'), 'wheel-down').state().bench?.scroll.path).toBe(3)
  })
})

describe('the terminal', () => {
  it('is asked to report the mouse only by the setting, which is off at first', () => {
    const driver = drive({ screen: 'map' })
    expect(driver.outside.mice).toEqual([])
    driver.press('o', 'down', 'down', 'down', 'down', 'down', 'enter').choose(1)
    expect(driver.state().progress.settings.mouse).toBe('on')
    expect(driver.outside.mice).toEqual([true])
    driver.press('enter').choose(0)
    expect(driver.outside.mice).toEqual([true, false])
    const progress = { ...seasoned(), settings: { ...newProgress('p').settings, mouse: 'on' as const } }
    expect(drive(undefined, fakeOutside({ progress })).outside.mice).toEqual([true])
  })

  it('sends reports through Ink, which never become keys', async () => {
    open = await renderAt(120, 40)
    await open.type('\u001B[<65;10;5M\u001B[<65;10;5M')
    expect(open.store().read().bench?.knob).toBe(2)
    await open.type('\u001B[<0;3')
    await new Promise((done) => setTimeout(done, 60))
    await open.type('4;5Mj')
    expect(open.store().read().bench?.knob).toBe(3)
    expect(open.store().read().stack).toHaveLength(2)
  })
})
