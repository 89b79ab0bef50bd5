/** Colour by meaning. A colour only repeats a sign; without colour, bold and inverse are left. */
import type { Settings } from '../game/index.ts'
import type { Environment } from './outside.ts'

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

export interface Look {
  /** Red, green, blue in hexadecimal. */
  readonly rgb?: string
  /** One of the 16 colours: 30 to 37, 90 to 97. */
  readonly basic?: number
  readonly bold?: boolean
  readonly dim?: boolean
  readonly inverse?: boolean
  /** Background instead of inverse where there are many colours. */
  readonly ground?: string
}
export type Palette = Readonly<Record<Style, Look>>

const standard: Palette = {
  plain: {},
  bold: { bold: true },
  muted: { rgb: '7a7f87', dim: true },
  focus: { rgb: 'e6e6e6', basic: 97, bold: true },
  good: { rgb: '7fc97f', basic: 32 },
  bad: { rgb: 'f0605d', basic: 31 },
  violation: { rgb: 'ffffff', ground: 'b00020', basic: 31, inverse: true, bold: true },
  contained: { rgb: '8dd3c7', basic: 36 },
  exit: { rgb: 'f5a65b', basic: 33 },
  copy: { rgb: 'c792ea', basic: 35 },
  dma: { rgb: '6cb6ff', basic: 34 },
  wait: { rgb: '7a7f87', dim: true },
  changed: { bold: true },
  unsure: { rgb: 'd7ba7d', basic: 33 },
  here: { inverse: true },
  star: { rgb: 'e5c558', basic: 33 },
  guest: { rgb: '7fc97f', basic: 32 },
  model: { rgb: '7a9fbf', basic: 36 },
  host: { rgb: '9aa0a6', basic: 37 },
  poll: { rgb: 'd7ba7d', basic: 33 },
}

/** Okabe and Ito's colours, told apart by most colour-blind readers. */
const distinct: Palette = {
  ...standard,
  muted: { rgb: '999999', dim: true },
  focus: { rgb: '56b4e9', basic: 97, bold: true },
  good: { rgb: '0072b2', basic: 34 },
  bad: { rgb: 'd55e00', basic: 33 },
  violation: { rgb: '000000', ground: 'd55e00', basic: 31, inverse: true, bold: true },
  contained: { rgb: '009e73', basic: 36 },
  exit: { rgb: 'e69f00', basic: 33 },
  copy: { rgb: 'cc79a7', basic: 35 },
  dma: { rgb: '56b4e9', basic: 34 },
  wait: { rgb: '999999', dim: true },
  unsure: { rgb: 'f0e442', basic: 33 },
  star: { rgb: 'f0e442', basic: 33 },
  guest: { rgb: '56b4e9', basic: 34 },
  model: { rgb: '009e73', basic: 36 },
}

/** Steps of the 256-colour cube. */
const CUBE = [0, 95, 135, 175, 215, 255]

/** Nearest of the 256 colours: half the bytes of a 24-bit code, and every terminal of today knows it. */
function indexed(rgb: string): number {
  const parts = [0, 2, 4].map((at) => Number.parseInt(rgb.slice(at, at + 2), 16))
  const nearest = parts.map((part) =>
    CUBE.reduce(
      (best, step, index) => (Math.abs(step - part) < Math.abs(CUBE[best] - part) ? index : best),
      0,
    ),
  )
  const grey = Math.min(23, Math.max(0, Math.round((parts[0] + parts[1] + parts[2]) / 3 / 10 - 0.8)))
  const distance = (levels: readonly number[]) =>
    levels.reduce((sum, level, at) => sum + (level - parts[at]) ** 2, 0)
  const cube = distance(nearest.map((index) => CUBE[index]))
  const ramp = distance(Array.from({ length: 3 }, () => 8 + grey * 10))
  return ramp < cube ? 232 + grey : 16 + 36 * nearest[0] + 6 * nearest[1] + nearest[2]
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

/** The looks of a palette: what a picture is drawn with. */
export function looksOf(palette: Settings['palette']): Palette {
  return palette === 'distinct' ? distinct : standard
}

/** Paper and ink of a picture in a palette, `#rrggbb`. */
export function papersOf(_palette: Settings['palette']): { readonly paper: string; readonly text: string } {
  return { paper: '#16181d', text: '#d3d7de' }
}

export function themeOf(settings: Settings, environment: Environment): Theme {
  const color = settings.color === 'auto' ? environment.color : settings.color
  const palette = looksOf(settings.palette)
  const inks = Object.fromEntries(
    MEANINGS.map((meaning) => [meaning, inkOf(palette[meaning], color)]),
  ) as Record<Style, Ink>
  return { inks, color, ascii: settings.glyphs === 'auto' ? environment.ascii : settings.glyphs === 'ascii' }
}
