/** Drives the interface without a terminal: keys in, frames as text out. */

import { paint } from '../../src/ui/looks/paint.ts'
import { themeOf } from '../../src/ui/looks/theme.ts'
import type { Start } from '../../src/ui/outside.ts'
import { frameOf } from '../../src/ui/screens/index.ts'
import type { State } from '../../src/ui/state.ts'
import { createStore, type Store } from '../../src/ui/store.ts'
import { type FakeOutside, fakeOutside } from './fixture.ts'

export interface Driver {
  readonly outside: FakeOutside
  readonly store: Store
  press(...keys: readonly string[]): Driver
  choose(index: number): Driver
  state(): State
  /** The lines of the frame, with the terminal's codes where there is colour. */
  lines(columns?: number, rows?: number): string[]
  text(columns?: number, rows?: number): string
  /** The cells alone, without codes. */
  bare(columns?: number, rows?: number): string
}

/** A code of the terminal for colour. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: codes begin with one
export const CODE = /\u001B\[[\d;]*m/g

export const WIDE = [120, 40] as const
export const SMALL = [80, 24] as const
export const LARGE = [200, 60] as const

export function drive(
  start: Start = { screen: 'bench', level: 'straw' },
  outside: FakeOutside = fakeOutside(),
): Driver {
  const store = createStore(outside, start)
  const lines = (columns: number = SMALL[0], rows: number = SMALL[1]): string[] => {
    const state = store.read()
    const theme = themeOf(state.progress.settings, outside.environment)
    return paint(frameOf(state, { columns, rows, theme }).block, theme)
  }
  const driver: Driver = {
    outside,
    store,
    press: (...keys) => {
      for (const key of keys) store.send({ kind: 'key', key, columns: 120, rows: 40 })
      return driver
    },
    choose: (index) => {
      store.send({ kind: 'choose', index })
      return driver
    },
    state: store.read,
    lines,
    text: (columns, rows) => lines(columns, rows).join('\n'),
    bare: (columns, rows) => lines(columns, rows).join('\n').replace(CODE, ''),
  }
  return driver
}
