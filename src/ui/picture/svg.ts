/** A frame as a picture (SVG): for slides and documents. The same cells as on the terminal, drawn without a font where they join. */
import { asciiCells } from '../looks/glyphs.ts'
import { type Block, widthOf } from '../looks/line.ts'
import type { Look } from '../looks/palettes.ts'
import type { Style } from '../looks/theme.ts'
import { CELL_HEIGHT, CELL_WIDTH, type Shape, shapeOf } from './shapes.ts'

export interface PictureLooks {
  readonly looks: Readonly<Record<Style, Look>>
  /** Colours of paper and of text without a meaning of its own, `#rrggbb`. */
  readonly paper: string
  readonly text: string
  /** For those who cannot see it: one sentence. */
  readonly title: string
  /** Signs of ASCII only. */
  readonly ascii?: boolean
}

const MARGIN = 12
const FONT_SIZE = 16.4
const BASELINE = 15
const FONTS = "ui-monospace,'DejaVu Sans Mono','Cascadia Mono',Menlo,Consolas,monospace"
const ROUND = 8

/** `<` and its like as XML wants them; what XML cannot hold becomes a blank. */
function escaped(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML cannot hold them
      .replace(/[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/g, ' ')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  )
}

/** One colour of the picture: everything that is drawn in it. */
class Layer {
  readonly #shapes = new Map<number, string>()
  light = ''
  heavy = ''
  dashed = ''
  words = ''

  add(shape: Shape): void {
    this.light += shape.light
    this.heavy += shape.heavy
    this.dashed += shape.dashed
    if (shape.fill !== '')
      this.#shapes.set(shape.opacity, (this.#shapes.get(shape.opacity) ?? '') + shape.fill)
  }

  /** Text over so many cells, from x on. */
  write(text: string, x: number, y: number, cells: number): void {
    const length = cells > 1 ? ` textLength="${cells * CELL_WIDTH}" lengthAdjust="spacingAndGlyphs"` : ''
    const middle = cells === 1 ? ` text-anchor="middle"` : ''
    const from = cells === 1 ? x + CELL_WIDTH / 2 : x
    this.words += `<text x="${from}" y="${y + BASELINE}"${length}${middle}>${escaped(text)}</text>`
  }

  /** @param color `#rrggbb` */
  svg(color: string, bold: boolean): string {
    const stroke = (data: string, width: number, more = '') =>
      data === '' ? '' : `<path d="${data}" fill="none" stroke="${color}" stroke-width="${width}"${more}/>`
    const areas = [...this.#shapes].map(
      ([opacity, data]) =>
        `<path d="${data}" fill="${color}"${opacity === 1 ? '' : ` opacity="${opacity}"`}/>`,
    )
    const weight = bold ? ' font-weight="bold"' : ''
    const words = this.words === '' ? '' : `<g fill="${color}"${weight}>${this.words}</g>`
    return [
      ...areas,
      stroke(this.light, 1.2),
      stroke(this.heavy, 2.6),
      stroke(this.dashed, 1.2, ' stroke-dasharray="3 2"'),
      words,
    ].join('')
  }
}

/** What a font may set as a word: letters of Europe's languages too. */
const LETTER = /^[\x20-\x7e\u00a1-\u00ac\u00ae-\u017f]$/

/** Letters that stand together are written together; a sign of its own stands in the middle of its cell. */
function drawText(layer: Layer, text: string, from: number, y: number): number {
  let [word, start, at] = ['', from, from]
  const flush = () => {
    const trimmed = word.trimEnd()
    if (trimmed !== '') layer.write(trimmed, start, y, trimmed.length)
    word = ''
  }
  for (const sign of text) {
    const cells = widthOf(sign)
    const shape = shapeOf(sign, at, y)
    const letter = shape === undefined && LETTER.test(sign)
    if (letter && !(word === '' && sign === ' ')) {
      if (word === '') start = at
      word += sign
    } else flush()
    if (shape !== undefined) layer.add(shape)
    else if (!letter && cells > 0) layer.write(sign, at, y, cells)
    at += cells * CELL_WIDTH
  }
  flush()
  return at
}

function groundOf(look: Look, { text }: PictureLooks): string | undefined {
  if (look.ground !== undefined) return `#${look.ground}`
  return look.inverse ? (look.rgb === undefined ? text : `#${look.rgb}`) : undefined
}

/** The cells of a frame as one SVG document. */
export function svgOf(block: Block, looks: PictureLooks): string {
  const columns = Math.max(
    0,
    ...block.map((parts) => parts.reduce((sum, { text }) => sum + widthOf(text), 0)),
  )
  const [width, height] = [columns * CELL_WIDTH + 2 * MARGIN, block.length * CELL_HEIGHT + 2 * MARGIN]
  const layers = new Map<Style, Layer>()
  let grounds = ''
  for (const [row, parts] of block.entries()) {
    let x = MARGIN
    const y = MARGIN + row * CELL_HEIGHT
    for (const span of parts) {
      const layer = layers.get(span.style) ?? new Layer()
      layers.set(span.style, layer)
      const end = drawText(layer, looks.ascii === true ? asciiCells(span.text) : span.text, x, y)
      const ground = groundOf(looks.looks[span.style], looks)
      if (ground !== undefined && end > x)
        grounds += `<rect x="${x}" y="${y}" width="${end - x}" height="${CELL_HEIGHT}" fill="${ground}"/>`
      x = end
    }
  }
  const drawn = [...layers].map(([style, layer]) => {
    const look = looks.looks[style]
    const plain = look.rgb === undefined ? looks.text : `#${look.rgb}`
    const turned = look.inverse === true && look.ground === undefined
    return layer.svg(turned ? looks.paper : plain, look.bold === true)
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family="${FONTS}" font-size="${FONT_SIZE}" xml:space="preserve">`,
    `<title>${escaped(looks.title)}</title>`,
    `<rect width="${width}" height="${height}" rx="${ROUND}" fill="${looks.paper}"/>`,
    grounds,
    ...drawn,
    '</svg>\n',
  ].join('\n')
}
