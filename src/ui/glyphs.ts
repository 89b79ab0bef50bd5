/** Every sign of the screen and what stands for it where the terminal has only ASCII: one cell for one cell. */

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
const OUTSIDE_ASCII = /[^\x20-\x7e]/g

/** The same cells in ASCII. */
export function asciiCells(text: string): string {
  return text.replace(OUTSIDE_ASCII, (sign) => SIGNS[sign] ?? '?')
}

/** Signs that lose their sense in one cell; said in words before anything is laid out. */
const SPELLED: readonly (readonly [RegExp, string])[] = [
  [/≥/g, '>='],
  [/≤/g, '<='],
  [/…/g, '...'],
]

export function asciiWords(text: string): string {
  return SPELLED.reduce((words, [sign, spelled]) => words.replace(sign, spelled), text)
}
