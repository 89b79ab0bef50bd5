/** Colour by meaning. A colour only repeats a sign; without colour, bold and inverse are left. */
import type { Settings } from '../../game/index.ts'
import type { Environment } from '../outside.ts'
import { indexed, type Look, PALETTES, type Palette } from './palettes.ts'

export const MEANINGS = [
  'plain',
  'bold',
  'muted',
  'focus',
  'good',
  'bad',
  'violation',
  'contained',
  'exit',
  'copy',
  'dma',
  'wait',
  'changed',
  'unsure',
  'here',
  'star',
  'guest',
  'model',
  'host',
  'poll',
] as const
export type Style = (typeof MEANINGS)[number]
export type ColorMode = Environment['color']

/** How a meaning is switched on and off in the terminal's own codes (SGR). */
export interface Ink {
  readonly on: string
  readonly off: string
}
export interface Theme {
  readonly inks: Readonly<Record<Style, Ink>>
  readonly ascii: boolean
  readonly color: ColorMode
}

function inkOf(look: Look, color: ColorMode): Ink {
  const on: (number | string)[] = []
  const off: number[] = []
  const inverse = look.inverse && (look.ground === undefined || color !== 'full')
  if (look.bold || (look.dim && color === '16')) {
    on.push(look.bold ? 1 : 2)
    off.push(22)
  }
  if (inverse) {
    on.push(7)
    off.push(27)
  }
  if (color === '16' && look.basic !== undefined) {
    on.push(look.basic)
    off.push(39)
  }
  if (color === 'full' && look.rgb !== undefined) {
    on.push(`38;5;${indexed(look.rgb)}`)
    off.push(39)
  }
  if (color === 'full' && look.ground !== undefined) {
    on.push(`48;5;${indexed(look.ground)}`)
    off.push(49)
  }
  if (on.length === 0) return { on: '', off: '' }
  return { on: `\u001B[${on.join(';')}m`, off: `\u001B[${off.join(';')}m` }
}

/** The looks of a palette; `auto` goes by the ground of the terminal. */
export function looksOf(palette: Settings['palette'], environment: Pick<Environment, 'light'> = {}): Palette {
  const ground = environment.light === true ? 'light' : 'standard'
  return PALETTES[palette === 'auto' ? ground : palette]
}

/** Paper and ink of a picture in a palette, `#rrggbb`. */
export function papersOf(palette: Settings['palette']): { readonly paper: string; readonly text: string } {
  if (palette === 'light') return { paper: '#ffffff', text: '#1f2328' }
  if (palette === 'contrast') return { paper: '#000000', text: '#ffffff' }
  return { paper: '#16181d', text: '#d3d7de' }
}

export function themeOf(settings: Settings, environment: Environment): Theme {
  const color = settings.color === 'auto' ? environment.color : settings.color
  const palette = looksOf(environment.palette ?? settings.palette, environment)
  const inks = Object.fromEntries(
    MEANINGS.map((meaning) => [meaning, inkOf(palette[meaning], color)]),
  ) as Record<Style, Ink>
  return { inks, color, ascii: settings.glyphs === 'auto' ? environment.ascii : settings.glyphs === 'ascii' }
}
