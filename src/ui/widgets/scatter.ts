/**
 * The scatter: a cloud of dots, eight a cell, with whole-cell marks for what has a name. Marks win over dots: yours over
 * front over the way there over what passes. Goals are dashed lines.
 */
import { formatMetric } from '../../metrics/index.ts'
import { parts, three } from '../looks/format.ts'
import { type Block, exact, type Line, left, line, right, type Span, span, widthOf } from '../looks/line.ts'
import type { Style } from '../looks/theme.ts'
import { type Axis, placeOn, valueAt } from '../views/axis.ts'
import type { ExploreView, PlacedPoint } from '../views/explore-view.ts'

/** How dots are drawn: eight in a cell, or how many there are by the shade of the cell. */
export type Plot = 'braille' | 'blocks' | 'ascii'

interface Cell {
  dots: number
  bits: number
  mark?: string
  style: Style
}

/** Cells left of the plot: a number and its tick. */
const GUTTER = 8
/** Rows under the plot: the axis, and its numbers. */
const UNDER = 2
/** Bits of a braille character, by row and column of its dots. */
const BRAILLE = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
]

const cellAt = (place: number, cells: number) => Math.min(cells - 1, Math.max(0, Math.floor(place * cells)))

class Grid {
  private readonly cells: Cell[][]
  private readonly columns: number
  private readonly rows: number

  constructor(columns: number, rows: number) {
    this.columns = columns
    this.rows = rows
    this.cells = Array.from({ length: rows }, () =>
      Array.from({ length: columns }, () => ({ dots: 0, bits: 0, style: 'muted' as Style })),
    )
  }

  at({ across, up }: Pick<PlacedPoint, 'across' | 'up'>): Cell {
    return this.cells[cellAt(1 - up, this.rows)][cellAt(across, this.columns)]
  }

  dot(point: PlacedPoint): void {
    const cell = this.at(point)
    const column = cellAt(point.across, this.columns * 2) % 2
    const row = cellAt(1 - point.up, this.rows * 4) % 4
    cell.bits |= BRAILLE[row][column]
    cell.dots++
  }

  mark(point: Pick<PlacedPoint, 'across' | 'up'>, sign: string, style: Style): void {
    const cell = this.at(point)
    cell.mark = sign
    cell.style = style
  }

  /** A dashed line where nothing else stands. */
  dash(row: number | undefined, column: number | undefined): void {
    this.cells.forEach((cells, y) => {
      cells.forEach((cell, x) => {
        if (cell.dots > 0 || cell.mark !== undefined) return
        if (y === row) cell.mark = '┄'
        else if (x === column) cell.mark = '┆'
      })
    })
  }

  line(row: number, plot: Plot): Line {
    return this.cells[row].map((cell): Span => span(cell.mark ?? dots(cell, plot), cell.style))
  }
}

function dots({ bits, dots: count }: Cell, plot: Plot): string {
  if (count === 0) return ' '
  if (plot === 'braille') return String.fromCharCode(0x2800 + bits)
  const shades = plot === 'ascii' ? '.:%' : '░▒▓'
  return shades[count > 4 ? 2 : count > 1 ? 1 : 0]
}

function marked(view: ExploreView, columns: number, rows: number): Grid {
  const grid = new Grid(columns, rows)
  const { points, front, xGoal, yGoal, xAxis, yAxis, mine, trail, held } = view
  for (const point of points) grid.dot(point)
  const rowOf = yGoal && placeOn(yAxis, yGoal.target)
  const columnOf = xGoal && placeOn(xAxis, xGoal.target)
  grid.dash(
    inside(rowOf) ? cellAt(1 - rowOf, rows) : undefined,
    inside(columnOf) ? cellAt(columnOf, columns) : undefined,
  )
  const shown = new Map(points.map((point) => [point.index, point]))
  for (const point of points) if (point.wins) grid.mark(point, '✔', 'good')
  for (const [place, index] of trail.entries()) markShown(index, `${place + 1}`, 'bold')
  for (const { index } of front) markShown(index, '◆', 'star')
  markShown(mine, '◉', 'focus')
  if (held !== undefined) {
    const cell = grid.at(held)
    cell.style = 'here'
    cell.mark ??= '○'
  }
  return grid

  function markShown(index: number, sign: string, style: Style): void {
    const point = shown.get(index)
    if (point !== undefined) grid.mark(point, sign, style)
  }
}

function inside(place: number | undefined): place is number {
  return place !== undefined && place >= 0 && place <= 1
}

/** A tick's number, without its unit where the metric has one that stays the same. */
function tick(metric: string, value: number): string {
  const said = formatMetric(metric, value)
  return said.includes(' ') || said.includes('%') ? said : three(value)
}

function shortTick(metric: string, axis: Axis, place: number, cells: number): string {
  const said = tick(metric, valueAt(axis, place))
  // A prefix is a part of the number: 33.8 k is no 33.8.
  const rate = said.replace('/s', '')
  const fits = [said, rate, rate.replace(' ', '')].find((one) => widthOf(one) <= cells)
  return fits ?? left(parts(said).number, cells).trimEnd()
}

/** The plot with its axes in exactly so many cells. */
export function scatterBlock(
  view: ExploreView,
  metrics: { readonly x: string; readonly y: string },
  plot: Plot,
  width: number,
  height: number,
): Block {
  const columns = Math.max(8, width - GUTTER - 1)
  const rows = Math.max(3, height - UNDER)
  const grid = marked(view, columns, rows)
  const labelled = new Set([0, Math.floor((rows - 1) / 2), rows - 1])
  const lines = Array.from({ length: rows }, (_, row): Line => {
    const has = labelled.has(row)
    const said = has ? shortTick(metrics.y, view.yAxis, 1 - (row + 0.5) / rows, GUTTER - 1) : ''
    return exact(
      line(span(right(said, GUTTER - 1), 'muted'), span(has ? '┤' : '│', 'muted'), grid.line(row, plot)),
      width,
    )
  })
  return [...lines, ...underLines(view, metrics.x, columns, width)]
}

/** The axis below, with a number at its ends and in its middle. */
function underLines(view: ExploreView, metric: string, columns: number, width: number): Block {
  const places = [0, 0.5, 1]
  const at = (place: number) => Math.min(columns - 1, Math.floor(place * columns))
  const rule = Array.from({ length: columns }, (_, x) => (places.some((one) => at(one) === x) ? '┴' : '─'))
  const cells = 10
  const [first, middle, last] = places.map((place) => shortTick(metric, view.xAxis, place, cells))
  const half = Math.floor(columns / 2)
  const start = half - Math.floor(widthOf(middle) / 2)
  const numbers = left(left(first, start) + middle, columns - widthOf(last)) + last
  return [
    exact(line(span(`${' '.repeat(GUTTER - 1)}└${rule.join('')}`, 'muted')), width),
    exact(line(span(' '.repeat(GUTTER) + numbers, 'muted')), width),
  ]
}
