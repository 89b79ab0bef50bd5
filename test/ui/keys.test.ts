import type { Key } from 'ink'
import { describe, expect, it } from 'vitest'
import { keyWords } from '../../src/text/ui-keys.ts'
import { footerKeys } from '../../src/ui/keys/footers.ts'
import {
  ACTIVE,
  type ActiveSet,
  COMMANDS,
  commandFor,
  helpRows,
  keysOf,
  type Scope,
} from '../../src/ui/keys/keys.ts'

const noKey = Object.fromEntries(
  [
    'upArrow',
    'downArrow',
    'leftArrow',
    'rightArrow',
    'pageDown',
    'pageUp',
    'home',
    'end',
    'return',
    'escape',
    'ctrl',
    'shift',
    'tab',
    'backspace',
    'delete',
    'meta',
  ].map((name) => [name, false]),
) as unknown as Key

describe('the table of keys', () => {
  it('gives no key twice among the commands that are active together', () => {
    for (const [set, scopes] of Object.entries(ACTIVE)) {
      const keys = COMMANDS.filter((command) => (scopes as readonly Scope[]).includes(command.scope)).flatMap(
        (command) => command.keys,
      )
      const twice = keys.filter((key, index) => keys.indexOf(key) !== index)
      expect(twice, set).toEqual([])
    }
  })

  it('has each command once, and words for each', () => {
    const ids = COMMANDS.map((command) => command.id)
    expect(new Set(ids).size).toBe(ids.length)
    expect([...ids].sort()).toEqual(Object.keys(keyWords).sort())
  })

  it('has help and leaving everywhere', () => {
    for (const set of Object.keys(ACTIVE) as ActiveSet[]) {
      expect(commandFor(set, '?')).toBe('help')
      expect(commandFor(set, 'ctrl-c')).toBe('quit')
      expect(commandFor(set, 'escape')).toBe('back')
    }
  })

  it('knows the arrows and their letters', () => {
    expect(commandFor('bench', 'j')).toBe('down')
    expect(commandFor('bench', 'up')).toBe('up')
    expect(commandFor('bench', 'left')).toBe('value-before')
    expect(commandFor('map', 'left')).toBe('chapter-before')
    expect(commandFor('map', 'space')).toBeUndefined()
  })

  it('shows at most nine keys in a footer, each with a word', () => {
    for (const screen of [
      ...(Object.keys(ACTIVE) as ActiveSet[]),
      'first-run',
      'violation',
      'debrief-result',
      'guess',
    ] as const) {
      const shown = footerKeys(screen)
      expect(shown.length, screen).toBeLessThanOrEqual(9)
      for (const { label, text } of shown) expect(`${label} ${text}`).toMatch(/^\S+ \S/)
    }
  })

  it('puts opposite commands into one row of the help', () => {
    const rows = helpRows(COMMANDS.filter((command) => command.scope === 'bench'))
    expect(rows[0]).toEqual({ label: '← →', text: 'value before, next value' })
  })
})

describe('keys of an event', () => {
  it('takes a burst apart', () => {
    expect(keysOf('jjj', noKey)).toEqual(['j', 'j', 'j'])
    expect(keysOf('l \r', noKey)).toEqual(['l', 'space', 'enter'])
  })
  it('names the named keys', () => {
    expect(keysOf('', { ...noKey, upArrow: true })).toEqual(['up'])
    expect(keysOf('', { ...noKey, tab: true })).toEqual(['tab'])
    expect(keysOf('', { ...noKey, tab: true, shift: true })).toEqual(['shift-tab'])
    expect(keysOf('c', { ...noKey, ctrl: true })).toEqual(['ctrl-c'])
    expect(keysOf('', { ...noKey, return: true })).toEqual(['enter'])
  })
  it('has nothing for a key with Alt', () => {
    expect(keysOf('x', { ...noKey, meta: true })).toEqual([])
  })
})
