/** Settings that the settings screen offers, in its order. */
import type { Settings } from '../game/index.ts'

export const SETTINGS = [
  'color',
  'palette',
  'glyphs',
  'motion',
  'plot',
  'language',
  'mouse',
] as const satisfies readonly (keyof Settings)[]
