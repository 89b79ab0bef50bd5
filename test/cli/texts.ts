/** Pieces of text for property tests: what the screens draw, what tears them, and anything at all. */
import fc from 'fast-check'

export const screen =
  ' abcXYZ019─│┌┐└┘├┤┬┴┼═║╪╫╰╯╭╮━┃▏▎▍▌▋▊▉█▓▒░▁▂▃▄▅▆▇●○◆◇▲▼△▽▸◂►★☆✔✘✚·•…–—→←↑↓≥≤×⟂⣿⠀⡇µ±°‖┄┨■╂┊'

export const piece = fc.oneof(
  fc.constantFrom(...screen),
  fc.constantFrom(
    '\u001b[31m',
    '\u001b[0m',
    '\u001b[38;5;120m',
    '\u001b[1;7m',
    '\u001b]8;;x\u0007',
    '\u001b[',
    '\u001b[2K',
    '\u001b',
  ),
  fc.constantFrom('é', 'e\u0301', '漢', '한', 'ᄀ', 'ᅡ', '👍', '👍🏽', '👨‍👩‍👧', '1\ufe0f\u20e3', '#\u20e3'),
  fc.constantFrom('▶\ufe0f', '↔\ufe0f', '⭐', '❤', '✔\ufe0f', '★\ufe0f', '©\u200d', '⁉', '™', '🇩', '🇪'),
  fc.constantFrom(
    '\u200b',
    '\u00ad',
    '\ufe0f',
    '\u200d',
    '\u0000',
    '\n',
    '\t',
    '\r',
    '\r\n',
    '\u009b1m',
    '\ud800',
    'ｶﾞ',
    'ー',
    '\u0903',
  ),
  fc.string({ unit: 'binary', maxLength: 3 }),
  fc.string({ unit: 'grapheme', maxLength: 3 }),
)
