/**
 * The palettes. On their ground every colour is read well: 4.5 to 1 against white, or against a dark grey (#1e1e1e) and so
 * against black; muted ones 3 to 1 on the dark ones; high contrast 7 to 1 (WCAG 2.2, 1.4.3 and 1.4.6).
 */
import type { Settings } from '../../game/index.ts'
import type { Style } from './theme.ts'

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

/** Okabe and Ito's colours, told apart by most colour-blind readers; blue and vermilion lighter, to be read on black. */
const distinct: Palette = {
  ...standard,
  muted: { rgb: '999999', dim: true },
  focus: { rgb: '56b4e9', basic: 97, bold: true },
  good: { rgb: '5f87d7', basic: 34 },
  bad: { rgb: 'ff5f00', basic: 33 },
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

/** Dark colours for a light ground; good and bad are blue and red, which most colour-blind readers tell apart. */
const light: Palette = {
  ...standard,
  muted: { rgb: '5f5f5f', dim: true },
  focus: { rgb: '0000d7', basic: 34, bold: true },
  good: { rgb: '005faf', basic: 34 },
  bad: { rgb: 'af0000', basic: 31 },
  contained: { rgb: '005f5f', basic: 36 },
  exit: { rgb: '875f00', basic: 31 },
  copy: { rgb: '87005f', basic: 35 },
  dma: { rgb: '005f87', basic: 34 },
  wait: { rgb: '5f5f5f', dim: true },
  unsure: { rgb: '5f5f00', basic: 36 },
  star: { rgb: '875f00', basic: 35 },
  guest: { rgb: '005f00', basic: 32 },
  model: { rgb: '005f5f', basic: 36 },
  host: { rgb: '5f5f5f', basic: 30 },
  poll: { rgb: '5f5f00', basic: 36 },
}

/** Light colours for a black ground, the muted ones too. */
const contrast: Palette = {
  ...standard,
  muted: { rgb: 'bcbcbc' },
  focus: { rgb: 'ffffff', basic: 97, bold: true },
  good: { rgb: '5fff5f', basic: 92, bold: true },
  bad: { rgb: 'ff8787', basic: 91, bold: true },
  contained: { rgb: '87ffff', basic: 96 },
  exit: { rgb: 'ffd75f', basic: 93 },
  copy: { rgb: 'ffafff', basic: 95 },
  dma: { rgb: '87d7ff', basic: 94 },
  wait: { rgb: 'bcbcbc' },
  unsure: { rgb: 'ffff5f', basic: 93 },
  star: { rgb: 'ffff5f', basic: 93, bold: true },
  guest: { rgb: '5fff5f', basic: 92 },
  model: { rgb: 'd7d7ff', basic: 96 },
  host: { rgb: 'd7d7d7', basic: 37 },
  poll: { rgb: 'ffd75f', basic: 93 },
}

export const PALETTES: Readonly<Record<Exclude<Settings['palette'], 'auto'>, Palette>> = {
  standard,
  light,
  distinct,
  contrast,
}

/** Steps of the 256-colour cube. */
const CUBE = [0, 95, 135, 175, 215, 255]

/** Nearest of the 256 colours: half the bytes of a 24-bit code, and every terminal of today knows it. */
export function indexed(rgb: string): number {
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

/** The red, green and blue of one of the 240 colours that are the same everywhere, 0 to 255. */
export function rgbOf(index: number): readonly number[] {
  const rest = index - 16
  if (index >= 232) return Array.from({ length: 3 }, () => 8 + (index - 232) * 10)
  return [CUBE[Math.floor(rest / 36)], CUBE[Math.floor(rest / 6) % 6], CUBE[rest % 6]]
}
