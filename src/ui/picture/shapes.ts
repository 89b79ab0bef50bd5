/**
 * Signs that must join their neighbours (frames, bars, curves) as shapes: a font may leave gaps between lines. A cell is
 * CELL_WIDTH by CELL_HEIGHT units.
 */

export const CELL_WIDTH = 10
export const CELL_HEIGHT = 20

/** What is drawn for some cells: strokes by weight, and areas by how much they cover. */
export interface Shape {
  /** Path data of thin and of heavy lines. */
  readonly light: string
  readonly heavy: string
  /** Dashed lines. */
  readonly dashed: string
  /** Path data of areas, and their opacity 0 to 1. */
  readonly fill: string
  readonly opacity: number
}

const NOTHING: Shape = { light: '', heavy: '', dashed: '', fill: '', opacity: 1 }

/** Arms of a line: left, right, up, down; 0 none, 1 light, 2 heavy, 3 double. */
const ARMS: Readonly<Record<string, string>> = {
  '─': '1100',
  '│': '0011',
  '┌': '0101',
  '┐': '1001',
  '└': '0110',
  '┘': '1010',
  '├': '0111',
  '┤': '1011',
  '┬': '1101',
  '┴': '1110',
  '┼': '1111',
  '╭': '0101',
  '╮': '1001',
  '╰': '0110',
  '╯': '1010',
  '━': '2200',
  '┃': '0022',
  '┏': '0202',
  '┓': '2002',
  '┗': '0220',
  '┛': '2020',
  '╂': '1122',
  '┨': '1022',
  '╫': '1133',
  '║': '0033',
}
const DASHED: Readonly<Record<string, string>> = { '┄': '1100', '┆': '0011', '┊': '0011' }
/** Distance of the lines of a double one from the middle. */
const APART = 2

function arms(arm: string, x: number, y: number): { light: string; heavy: string } {
  const middle = [x + CELL_WIDTH / 2, y + CELL_HEIGHT / 2] as const
  const ends = [`H${x}`, `H${x + CELL_WIDTH}`, `V${y}`, `V${y + CELL_HEIGHT}`]
  let [light, heavy] = ['', '']
  for (const [index, end] of ends.entries()) {
    if (arm[index] === '1') light += `M${middle[0]} ${middle[1]}${end}`
    if (arm[index] === '2') heavy += `M${middle[0]} ${middle[1]}${end}`
    if (arm[index] === '3')
      for (const aside of [-APART, APART]) light += `M${middle[0] + aside} ${middle[1]}${end}`
  }
  return { light, heavy }
}

function box(x: number, y: number, width: number, height: number): string {
  return `M${x} ${y}h${width}v${height}h${-width}z`
}

/** Bars leave a line free above, so that those of two rows can be told apart. */
const BAR_HEIGHT = CELL_HEIGHT - 3
const LOWER = '▁▂▃▄▅▆▇█'
const LEFT = '▏▎▍▌▋▊▉'
const SHADES: Readonly<Record<string, number>> = { '░': 0.4, '▒': 0.6, '▓': 0.8 }
/** Quarters: upper left, upper right, lower left, lower right. */
const QUARTERS: Readonly<Record<string, string>> = {
  '▘': '1000',
  '▝': '0100',
  '▖': '0010',
  '▗': '0001',
  '▀': '1100',
  '▐': '0101',
  '▚': '1001',
  '▞': '0110',
  '▛': '1110',
  '▜': '1101',
  '▙': '1011',
  '▟': '0111',
}

function quarters(filled: string, x: number, y: number): string {
  const [width, height] = [CELL_WIDTH / 2, CELL_HEIGHT / 2]
  return [...filled]
    .map((one, index) =>
      one === '1' ? box(x + (index % 2) * width, y + Math.floor(index / 2) * height, width, height) : '',
    )
    .join('')
}

/** Columns and rows of the dots of a braille sign, in the order of their bits. */
const DOTS = ['00', '01', '02', '10', '11', '12', '03', '13']
const BRAILLE = 0x2800
const DOT_SIZE = 2.4

function dots(bits: number, x: number, y: number): string {
  return DOTS.map((place, bit) => {
    if ((bits & (1 << bit)) === 0) return ''
    const left = x + CELL_WIDTH * (Number(place[0]) === 0 ? 0.28 : 0.72) - DOT_SIZE / 2
    const top = y + CELL_HEIGHT * (0.125 + Number(place[1]) * 0.25) - DOT_SIZE / 2
    return box(left, top, DOT_SIZE, DOT_SIZE)
  }).join('')
}

/** The shape of a sign whose cell begins at x, y; undefined: it is a letter, to be written with a font. */
export function shapeOf(sign: string, x: number, y: number): Shape | undefined {
  if (sign in ARMS) return { ...NOTHING, ...arms(ARMS[sign], x, y) }
  if (sign in DASHED) return { ...NOTHING, dashed: arms(DASHED[sign], x, y).light }
  if (sign in SHADES)
    return {
      ...NOTHING,
      fill: box(x, y + CELL_HEIGHT - BAR_HEIGHT, CELL_WIDTH, BAR_HEIGHT),
      opacity: SHADES[sign],
    }
  const lower = LOWER.indexOf(sign)
  if (lower >= 0) {
    const height = (BAR_HEIGHT * (lower + 1)) / LOWER.length
    return { ...NOTHING, fill: box(x, y + CELL_HEIGHT - height, CELL_WIDTH, height) }
  }
  const eighths = LEFT.indexOf(sign)
  if (eighths >= 0) {
    const width = (CELL_WIDTH * (eighths + 1)) / 8
    return { ...NOTHING, fill: box(x, y + CELL_HEIGHT - BAR_HEIGHT, width, BAR_HEIGHT) }
  }
  if (sign in QUARTERS) return { ...NOTHING, fill: quarters(QUARTERS[sign], x, y) }
  const bits = (sign.codePointAt(0) ?? 0) - BRAILLE
  return bits > 0 && bits < 256 ? { ...NOTHING, fill: dots(bits, x, y) } : undefined
}
