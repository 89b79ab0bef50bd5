/** Which panel is in hand decides what a key means, and what the footer says. */
import { describe, expect, it } from 'vitest'
import { inHand } from '../../src/ui/spoken/bench.ts'
import { topOf } from '../../src/ui/state.ts'
import { drive, LARGE, SMALL, WIDE } from './driver.ts'
import { fakeOutside, levels, straw } from './fixture.ts'

describe('keys outside the Bench', () => {
  it('change no knob, and say how to get back', () => {
    for (const [digit, name] of [
      ['1', 'Path'],
      ['2', 'Measured'],
      ['4', 'Log'],
    ]) {
      const driver = drive().press(digit, 'right')
      expect(driver.state().bench?.play.moves).toEqual([])
      expect(driver.bare()).toContain(`${name} is in hand: 5 leads back to Bench`)
      expect(driver.press('5', 'right').state().bench?.play.moves).toHaveLength(1)
    }
  })

  it('are named by the footer of the panel in hand', () => {
    const footerOf = (...keys: readonly string[]) =>
      drive()
        .press(...keys)
        .bare()
        .split('\n')
        .at(-1)
    expect(footerOf()).toContain('←→ change')
    for (const digit of ['1', '2', '3', '4']) {
      expect(footerOf(digit)).not.toContain('change')
      expect(footerOf(digit)).toContain('5 Bench')
    }
    expect(footerOf('1')).toContain('↑↓ step')
    expect(footerOf('2')).toContain('↑↓ number')
  })

  it('take a message away again', () => {
    const driver = drive().press('1', 'right', '.')
    expect(driver.bare()).not.toContain('is in hand')
  })

  it('do not lead away from the two panels of the first level', () => {
    const driver = drive({ screen: 'bench', level: 'first' }).press('2')
    expect(driver.state().bench?.focus).toBe('bench')
    expect(driver.bare()).toContain('2 is no panel here; there are 1 Path, 5 Bench')
    expect(driver.press('tab').state().bench?.focus).toBe('path')
    expect(driver.press('tab').state().bench?.focus).toBe('bench')
  })
})

describe('the goals', () => {
  it('are in hand before the Bench, at every width', () => {
    for (const columns of [80, 120]) {
      const driver = drive()
      driver.store.send({ kind: 'key', key: 'shift-tab', columns, rows: 40 })
      expect(driver.state().bench).toMatchObject({ focus: 'goals', tab: 'path' })
      driver.store.send({ kind: 'key', key: 'tab', columns, rows: 40 })
      expect(driver.state().bench?.focus).toBe('bench')
    }
  })

  it('are chosen one by one, and each has its card', () => {
    const driver = drive().press('shift-tab', 'down', 'down')
    for (const [columns, rows] of [SMALL, WIDE, LARGE]) {
      expect(driver.bare(columns, rows)).toMatch(/▸ Goals/)
      expect(driver.bare(columns, rows)).toMatch(/▸✘ stream ≥ 220 MB\/s/)
      expect(driver.bare(columns, rows).split('\n').at(-1)).toContain('↑↓ goal')
    }
    expect(topOf(driver.press('m').state())).toMatchObject({
      at: 'card',
      card: { of: 'metric', id: 'throughput@files.disk' },
    })
  })

  it('are said one by one', () => {
    const { bench } = drive().press('shift-tab', 'down').state()
    expect(inHand(bench!)).toEqual(['In hand: 2 of 4, Isolation holds.'])
  })
})

describe('everything undone', () => {
  it('leaves nothing marked as changed', () => {
    const driver = drive().press('right', 'u')
    for (const [columns, rows] of [SMALL, WIDE]) {
      expect(driver.bare(columns, rows)).not.toContain('~')
      expect(driver.bare(columns, rows)).not.toContain('1 changed')
    }
    expect(driver.press('right').bare()).toContain('1 changed')
  })
})

describe('a hint', () => {
  it('is shown on a second key, with its price noted', () => {
    const driver = drive().press('h')
    expect(driver.bare()).toContain('it takes 1 hint point')
    driver.press('enter')
    expect(driver.bare()).toContain('How many commands')
    expect(driver.state().bench?.play.hintsShown).toEqual([0])
    expect(driver.outside.saved?.levels.straw.hints).toEqual([0])
    expect(driver.bare().split('\n').at(-1)).not.toContain('show it')
    expect(topOf(driver.press('h').state()).at).toBe('bench')
  })

  it('stays in sight although another one is there as well', () => {
    const second = {
      when: { knob: 'files.disk.controller', is: 'ide-dma' },
      text: 'And how long is each?',
      price: 2,
    }
    const two = levels.map((one) =>
      one.id === 'straw' ? { ...straw, hints: [...straw.hints, second] } : one,
    )
    const driver = drive(undefined, fakeOutside({ levels: two })).press('h', 'enter')
    expect(driver.bare()).toContain('How many commands')
    driver.press('enter')
    expect(driver.state().bench?.play.hintsShown).toEqual([0])
    driver.press('h')
    expect(driver.bare()).toContain('it takes 2 hint points')
    expect(driver.press('enter').bare()).toContain('And how long is each?')
  })
})
