/** Every sign of the screen and what stands for it where the terminal has only ASCII: one cell for one cell. */
import { widthOf } from './line.ts'

const SIGNS: Readonly<Record<string, string>> = {
  // walls and crossings of the ladder
  '║': '#',
  '┃': 'I',
  '┊': ':',
  '╫': '+',
  '╂': '+',
  '┼': '+',
  '┨': '+',
  '─': '-',
  '┄': '.',
  '╰': '\\',
  '╯': '/',
  '╭': '/',
  '╮': '\\',
  // nodes
  '●': 'o',
  '○': 'w',
  '◆': 'C',
  '◇': 'D',
  '▲': '^',
  '▼': 'v',
  '△': 'A',
  '▽': 'u',
  '✔': '+',
  '✘': 'X',
  '■': 'B',
  '✚': '!',
  // frames
  '│': '|',
  '┌': '+',
  '┐': '+',
  '└': '+',
  '┘': '+',
  '├': '|',
  '┤': '|',
  '┬': '+',
  '┴': '+',
  '━': '=',
  '┏': '#',
  '┓': '#',
  '┗': '#',
  '┛': '#',
  // pointers, play
  '▸': '>',
  '◂': '<',
  '►': '>',
  '‖': '"',
  '←': '<',
  '→': '>',
  '↑': '^',
  '↓': 'v',
  '⇧': '^',
  '★': '*',
  '☆': '.',
  // bars and curves
  '█': '#',
  '▉': '#',
  '▊': '#',
  '▋': '=',
  '▌': '=',
  '▍': '=',
  '▎': '-',
  '▏': '-',
  '▓': '%',
  '▒': '=',
  '░': '-',
  '╱': '/',
  '╳': 'x',
  '▁': '_',
  '▂': '_',
  '▃': '.',
  '▄': '-',
  '▅': '-',
  '▆': '=',
  '▇': '^',
  '▀': '^',
  '▗': '.',
  // words
  '…': '~',
  '·': '.',
  '×': 'x',
  '−': '-',
  '–': '-',
  '—': '-',
  µ: 'u',
  μ: 'u',
  '≥': '>',
  '≤': '<',
  '≈': '~',
  Δ: 'd',
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '\u00a0': ' ',
  '\u202f': ' ',
}
const OUTSIDE_ASCII = /[^\x20-\x7e]/gu

/** Signs that say more with the blank behind them than in one cell. */
const PAIRS: readonly (readonly [RegExp, string])[] = [
  [/≥ /g, '>='],
  [/≤ /g, '<='],
]

/** The same cells in ASCII. */
export function asciiCells(text: string): string {
  const paired = PAIRS.reduce((cells, [sign, spelled]) => cells.replace(sign, spelled), text)
  return paired.replace(OUTSIDE_ASCII, (sign) => SIGNS[sign] ?? '?'.repeat(widthOf(sign)))
}
