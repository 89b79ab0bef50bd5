/** What the terminal can show, as its environment variables tell. Settings of the game may overrule it. */
import { SETTING_VALUES } from '../game/play/settings.ts'
import type { Environment } from '../ui/outside.ts'
import { languageOf } from './language.ts'

type Variables = Readonly<Record<string, string | undefined>>

export function environmentOf(variables: Variables): Environment {
  return {
    color: colorOf(variables),
    ascii: isAscii(variables),
    light: isLight(variables.COLORFGBG),
    screenReader: variables.INK_SCREEN_READER === 'true',
    // What moves by itself would be read all the time.
    reducedMotion: isSet(variables.EXITLESS_REDUCED_MOTION) || variables.INK_SCREEN_READER === 'true',
    language: languageOf(variables),
    palette: SETTING_VALUES.palette.find((one) => one === variables.EXITLESS_PALETTE),
  }
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0'
}

function colorOf(variables: Variables): Environment['color'] {
  const { NO_COLOR, FORCE_COLOR, TERM = '', COLORTERM = '' } = variables
  if (NO_COLOR !== undefined && NO_COLOR !== '') return 'none'
  if (FORCE_COLOR === '0' || FORCE_COLOR === 'false') return 'none'
  if (FORCE_COLOR === '1') return '16'
  if (FORCE_COLOR === '2' || FORCE_COLOR === '3') return 'full'
  const dumb = TERM === 'dumb' || TERM === ''
  if (dumb && process.platform !== 'win32') return isSet(FORCE_COLOR) ? '16' : 'none'
  const many = /256|direct|kitty|ghostty|wezterm|alacritty/.test(TERM) || /truecolor|24bit/.test(COLORTERM)
  return many || isSet(variables.WT_SESSION) ? 'full' : '16'
}

/** White and bright white, as the second or third number of `15;0` or `0;default;15`. */
function isLight(colours = ''): boolean {
  return /;(7|15)$/.test(colours)
}

/**
 * Locales in which terminals draw ● ◆ ★ and the lines of frames two cells wide, though programs count one (East Asian
 * ambiguous width).
 */
const AMBIGUOUS = /^(zh|ja|ko)(_|\.|$)/

function isAscii(variables: Variables): boolean {
  if (variables.EXITLESS_ASCII !== undefined) return isSet(variables.EXITLESS_ASCII)
  if (variables.TERM === 'linux' || variables.TERM === 'dumb') return true
  const locale = variables.LC_ALL || variables.LC_CTYPE || variables.LANG || ''
  if (AMBIGUOUS.test(locale)) return true
  return locale !== '' && !/utf-?8/i.test(locale) && process.platform === 'linux'
}
