/** The game without a terminal: the same state and the same frames, everything simulated at once. */
import { defaultSettings, type Level, newProgress, SETTING_VALUES, type Settings } from '../game/index.ts'
import { bareMetalHost } from '../metrics/index.ts'
import type { Environment, Outside, Start } from '../ui/outside.ts'
import { createStore, type Store } from '../ui/store.ts'
import { numberOf, textOf } from './arguments.ts'
import type { Input } from './command.ts'
import { shippedLevels } from './shipped-levels.ts'
import { shippedSpace } from './shipped-spaces.ts'
import { simulateWhole } from './slices.ts'
import { VERSION } from './version.ts'
import { WrongUse } from './wrong-use.ts'

/** What the picture shows, whatever terminal it is made on. */
export interface Pose {
  readonly columns: number
  readonly rows: number
  readonly settings: Settings
  readonly environment: Environment
}

const SMALLEST = [80, 24] as const
const LARGEST = [400, 200] as const

/** --size, --palette, --ascii. @throws WrongUse */
export function poseOf(input: Input): Pose {
  const size = textOf(input, 'size') ?? '120x40'
  const [, columns, rows] = /^(\d{1,4})x(\d{1,4})$/i.exec(size) ?? []
  if (columns === undefined) throw new WrongUse(`--size ${size} is not COLUMNSxROWS; try 120x40`)
  for (const [index, value] of [columns, rows].entries())
    if (Number(value) < SMALLEST[index] || Number(value) > LARGEST[index])
      throw new WrongUse(`--size ${size} is outside ${SMALLEST.join('x')} to ${LARGEST.join('x')}`)
  const palette = textOf(input, 'palette') ?? defaultSettings.palette
  const palettes: readonly string[] = SETTING_VALUES.palette
  if (!palettes.includes(palette))
    throw new WrongUse(`--palette ${palette} is not known; try ${palettes.join(', ')}`)
  const glyphs = input.values.has('ascii') ? 'ascii' : 'unicode'
  return {
    columns: Number(columns),
    rows: Number(rows),
    settings: { ...defaultSettings, color: 'full', glyphs, palette: palette as Settings['palette'] },
    environment: { color: 'full', ascii: false, screenReader: false, reducedMotion: false },
  }
}

export interface Headless {
  readonly store: Store
  press(...keys: readonly string[]): void
  /** A tenth of a second goes by. */
  tick(): void
}

/** A game on its own: nothing is read from the player's progress, nothing is saved. */
export function headless(level: Level, start: Start, pose: Pose): Headless {
  const shipped = shippedLevels()
  const levels = shipped.includes(level) ? shipped : [...shipped.filter(({ id }) => id !== level.id), level]
  let tick = () => {}
  const nothing = () => () => {}
  const outside: Outside = {
    levels,
    progress: { ...newProgress(), settings: pose.settings, seenOrientation: true },
    environment: pose.environment,
    version: VERSION,
    today: '2026-01-01',
    simulate: (host, options, _, onDone) => {
      const bare = options.baseline ? simulateWhole(bareMetalHost(host), options) : undefined
      onDone(simulateWhole(host, { ...options, record: true }), bare)
      return () => {}
    },
    explore: (asked, onSpace) => {
      const space = shippedSpace(asked)
      if (space !== undefined) onSpace(space, space.configurations, space.configurations)
      return () => {}
    },
    openSandbox: () => {},
    saveSandbox: () => {},
    writeSandbox: () => {},
    saveCodes: () => {},
    drawDaily: nothing,
    every: (_, call) => {
      tick = call
      return () => {
        tick = () => {}
      }
    },
    save: () => {},
    quit: () => {},
    suspend: () => {},
    speak: () => levels,
    copy: () => {},
    mouse: () => {},
    readChecked: (onRows) => onRows([]),
  }
  const store = createStore(outside, start)
  const press = (...keys: readonly string[]) => {
    for (const key of keys) store.send({ kind: 'key', key, columns: pose.columns, rows: pose.rows })
  }
  return { store, press, tick: () => tick() }
}

/** A time such as `12.4ms`, in nanoseconds. @throws WrongUse */
export function timeOf(input: Input, flag: string): number | undefined {
  const text = textOf(input, flag)
  if (text === undefined) return undefined
  const [, number, unit] = /^(\d+(?:\.\d+)?)(ns|us|µs|ms|s)$/.exec(text) ?? []
  const scale = { ns: 1, us: 1e3, µs: 1e3, ms: 1e6, s: 1e9 }[unit ?? '']
  if (scale === undefined) throw new WrongUse(`--${flag} ${text} is not a time; try 12.4ms`)
  return Math.round(Number(number) * scale)
}

/** --seconds. @throws WrongUse */
export function secondsOf(input: Input): number {
  return numberOf(input, 'seconds', 1, 600) ?? 6
}
