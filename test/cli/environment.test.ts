import { expect, it } from 'vitest'
import { environmentOf } from '../../src/cli/environment.ts'

const usual = { TERM: 'xterm-256color', LANG: 'en_US.UTF-8' }

it.each([
  ['many colours where TERM says so', {}, 'full'],
  ['many colours where COLORTERM says so', { TERM: 'xterm', COLORTERM: 'truecolor' }, 'full'],
  ['sixteen else', { TERM: 'xterm' }, '16'],
  ['none with NO_COLOR', { NO_COLOR: '1', FORCE_COLOR: '3' }, 'none'],
  ['an empty NO_COLOR is none', { NO_COLOR: '' }, 'full'],
  ['none with FORCE_COLOR=0', { FORCE_COLOR: '0' }, 'none'],
  ['sixteen with FORCE_COLOR=1', { FORCE_COLOR: '1' }, '16'],
  ['many with FORCE_COLOR=3', { FORCE_COLOR: '3', TERM: 'xterm' }, 'full'],
  ['none on a dumb terminal', { TERM: 'dumb' }, 'none'],
])('%s', (_name, variables, color) => {
  expect(environmentOf({ ...usual, ...variables }).color).toBe(color)
})

it.each([
  ['a locale of UTF-8', {}, false],
  ['the locale C', { LANG: 'C' }, true],
  ['LC_ALL over LANG', { LC_ALL: 'POSIX' }, true],
  ['C.UTF-8', { LANG: 'C', LC_CTYPE: 'C.UTF-8' }, false],
  ['no locale at all', { LANG: undefined }, false],
  ['the console of Linux', { TERM: 'linux' }, true],
  ['Japanese, where signs may be two cells wide', { LANG: 'ja_JP.UTF-8' }, true],
  ['Chinese and Korean too', { LANG: 'de_DE.UTF-8', LC_ALL: 'zh_CN.UTF-8' }, true],
  ['no other language that begins so', { LANG: 'kok_IN.UTF-8' }, false],
  ['EXITLESS_ASCII=0 over Japanese', { EXITLESS_ASCII: '0', LANG: 'ja_JP.UTF-8' }, false],
  ['EXITLESS_ASCII=1', { EXITLESS_ASCII: '1' }, true],
  ['EXITLESS_ASCII=0', { EXITLESS_ASCII: '0', LANG: 'C' }, false],
])('ASCII follows %s', (_name, variables, ascii) => {
  expect(environmentOf({ ...usual, ...variables }).ascii).toBe(ascii)
})

it('screen reader and motion are asked for by name', () => {
  expect(environmentOf({ ...usual, INK_SCREEN_READER: 'true', EXITLESS_REDUCED_MOTION: '1' })).toEqual({
    color: 'full',
    ascii: false,
    language: 'en',
    light: false,
    screenReader: true,
    reducedMotion: true,
  })
})

it.each([
  ['15;0', false],
  ['0;15', true],
  ['0;default;15', true],
  ['0;7', true],
  ['7;8', false],
  ['', false],
  [undefined, false],
])('a ground is light where COLORFGBG is %s: %s', (COLORFGBG, light) => {
  expect(environmentOf({ ...usual, COLORFGBG }).light).toBe(light)
})
