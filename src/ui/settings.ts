/** Settings that the settings screen offers, in its order. */
import type { Settings } from '../game/index.ts'

export const SETTINGS = [
  'color',
  'palette',
  'glyphs',
  'motion',
  'plot',
  'mouse',
  'language',
] as const satisfies readonly (keyof Settings)[]
