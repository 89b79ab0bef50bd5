/** What each core did over time: a sign a cell, for what took most of it. At slow speeds a window around the playhead. */
import { CORE_KINDS, type Run } from '../../machine/index.ts'
import { machineLine } from '../../text/machine-text.ts'
import { words } from '../../text/ui-words.ts'
import { moment, time } from '../looks/format.ts'
import {
  type Block,
  exact,
  type Line,
  left,
  line,
  remember,
  right,
  type Span,
  span,
  widthOf,
  wrap,
} from '../looks/line.ts'
import { addUp, type Slices, signOf, slicesOf } from './core-strip.ts'
import { coreLook, largestUse } from './cores.ts'

export interface TimelineGiven {
  readonly run: Run
  readonly at: number
  /** The playhead has been moved, or moves. */
  readonly moving: boolean
  /** Index into SPEEDS: the slowest first. */
  readonly speed: number
  readonly width: number
  readonly height: number
  readonly scroll: number
}

/** Slices of one cell by speed; beyond these the whole run is shown. */
const CLOSE = [1, 1, 4] as const
const NAMES_WIDE = 22
const NAMES_NARROW = 8
const WIDE_FROM = 60
const NUMBERS = 13
const KINDS = CORE_KINDS.length
const HEIGHTS = '▁▂▃▄▅▆▇█'

export interface Window {
  /** First slice, and slices in all. */
  readonly from: number
  readonly count: number
}

/** The part of the run that is looked at: what the speed asks for, with the playhead in its middle as far as there is any. */
export function windowOf(
  slices: Pick<Slices, 'count' | 'width'>,
  cells: number,
  { at, moving, speed }: Pick<TimelineGiven, 'at' | 'moving' | 'speed'>,
): Window {
  const close = CLOSE[speed]
  const wanted = moving && close !== undefined ? cells * close : slices.count
  if (wanted >= slices.count) return { from: 0, count: slices.count }
  const here = Math.floor(at / slices.width)
  // It turns by quarters, so that most steps move nothing but the mark.
  const quarter = Math.max(1, Math.floor(wanted / 4))
  const from = Math.floor(here / quarter) * quarter - quarter
  return { from: Math.max(0, Math.min(slices.count - wanted, from)), count: wanted }
}

/** The slices of one cell. */
export function cellOf({ from, count }: Window, cells: number, cell: number): { from: number; to: number } {
  const first = from + Math.floor((cell * count) / cells)
  return { from: first, to: Math.max(first + 1, from + Math.floor(((cell + 1) * count) / cells)) }
}

/** What all cores did in each cell of a window: by core, then cell and kind. It is the same until the window turns. */
const sumsOf = remember((run: Run, from: number, count: number, cells: number): Float64Array[] => {
  const slices = slicesOf(run)
  return run.cores.map((_, core) => {
    const sums = new Float64Array(cells * KINDS)
    for (let cell = 0; cell < cells; cell++) {
      const part = cellOf({ from, count }, cells, cell)
      addUp(slices, core, part.from, part.to, sums, cell * KINDS)
    }
    return sums
  })
})

/** Nanoseconds of each cell of a window. */
function lengthsOf(slices: Slices, window: Window, cells: number): number[] {
  return Array.from({ length: cells }, (_, cell) => {
    const { from, to } = cellOf(window, cells, cell)
    return (to - from) * slices.width
  })
}

function cellsOf(sums: Float64Array, lengths: readonly number[], here: number): Line {
  const spans: Span[] = []
  for (const [cell, length] of lengths.entries()) {
    const sign = signOf(sums, cell * KINDS, length)
    const style = cell === here ? 'here' : sign.style
    const last = spans[spans.length - 1]
    if (last !== undefined && last.style === style)
      spans[spans.length - 1] = span(last.text + sign.text, style)
    else spans.push(span(sign.text, style))
  }
  return spans
}

/** Cells of a core's name, and of its time. */
function measures(width: number): { names: number; numbers: number; cells: number } {
  const wide = width >= WIDE_FROM
  const names = wide ? NAMES_WIDE : NAMES_NARROW
  const numbers = wide ? NUMBERS : 0
  return { names, numbers, cells: Math.max(4, width - names - numbers - 2) }
}

/** `12.000 ms to 14.000 ms, one cell 32 µs` */
export function timelineNote(given: TimelineGiven): Line {
  const slices = slicesOf(given.run)
  const { cells } = measures(given.width)
  const { from, count } = windowOf(slices, cells, given)
  const cell = time((Math.max(count, 1) * slices.width) / cells)
  const whole = count === slices.count
  const until = Math.min(given.run.duration, (from + count) * slices.width)
  const said = whole
    ? `${words.pictures.wholeRun}, ${words.pictures.cell(cell)}`
    : words.pictures.window(moment(from * slices.width), moment(until), cell)
  return line(span(said, 'muted'))
}

/** Under each core that works a row for each kind of its work, as high as its part of each cell. */
function kindLines(
  given: TimelineGiven,
  core: number,
  sums: Float64Array,
  lengths: readonly number[],
): Block {
  const { names } = measures(given.width)
  const { nanos } = given.run.cores[core]
  return CORE_KINDS.flatMap((kind, index) => {
    if (nanos[index] === 0) return []
    const { text, style } = coreLook(kind)
    const name = names > NAMES_NARROW ? `  ${text} ${words.kinds[kind]}` : ` ${text}`
    const heights = lengths.map((length, cell) => {
      const spent = sums[cell * KINDS + index]
      return spent === 0 ? ' ' : HEIGHTS[Math.min(7, Math.floor((spent / length) * 7.999))]
    })
    const share = Math.round((nanos[index] / given.run.duration) * 100)
    const said = right(share > 0 ? `${share} %` : '', 6)
    const parts = [
      span(` ${left(name, names - 1)} `, 'muted'),
      span(heights.join(''), style),
      span(said, 'muted'),
    ]
    return [exact(line(...parts), given.width)]
  })
}

/** Rows of cores, with the playhead above them and the times below; as many as fit, from `scroll` on. */
export function timelineLines(given: TimelineGiven): Block {
  const { run, at, width, height } = given
  const slices = slicesOf(run)
  const { names, numbers, cells } = measures(width)
  const window = windowOf(slices, cells, given)
  const here = Math.floor(((Math.floor(at / slices.width) - window.from) * cells) / window.count)
  const inside = here >= 0 && here < cells ? here : cells - 1
  const rows = Math.max(1, height - 2)
  const all = run.cores.map((core, index) => ({ core, index }))
  const busy = all.length <= rows ? all : all.filter(({ core }) => core.threads.length > 0)
  const first = Math.max(0, Math.min(given.scroll, busy.length - rows))
  const hidden = busy.length - first - rows
  const shown = busy.slice(first, first + (hidden > 0 ? rows - 1 : rows))
  const sums = sumsOf(run, window.from, window.count, cells)
  const lengths = lengthsOf(slices, window, cells)
  const indent = ' '.repeat(names + 1)
  const start = moment(window.from * slices.width)
  const end = moment(Math.min(run.duration, (window.from + window.count) * slices.width))
  const gap = ' '.repeat(Math.max(1, cells - widthOf(start) - widthOf(end)))
  const kinds = run.cores.reduce(
    (sum, { nanos }) => sum + nanos.reduce((some, one) => some + (one > 0 ? 1 : 0), 0),
    0,
  )
  const apart = hidden <= 0 && shown.length + kinds <= rows
  return [
    exact(line(indent, ' '.repeat(inside), span('▼', 'focus')), width),
    ...shown.flatMap(({ core, index }) => {
      const threads = core.threads.map(machineLine).join(', ')
      const name = names > NAMES_NARROW ? `${words.bench.core(index)}  ${threads}` : words.bench.core(index)
      const shares = [...core.nanos].map((nanos) => nanos / run.duration)
      const said = numbers > 0 ? ` ${largestUse(shares, 1)}` : ''
      const cell = cellsOf(sums[index], lengths, inside)
      const whole = exact(line(` ${left(name, names - 1)} `, ...cell, span(said, 'muted')), width)
      return apart ? [whole, ...kindLines(given, index, sums[index], lengths)] : [whole]
    }),
    ...(hidden > 0 ? [exact(line(span(`${indent}${words.bench.more(hidden + 1)}`, 'muted')), width)] : []),
    exact(line(span(`${indent}${start}${gap}${end}`, 'muted')), width),
  ]
}

/** Signs and their names, in as many lines as they need. */
function keyLines(width: number): Block {
  const signs = [
    ...CORE_KINDS.map((kind) => ({ ...coreLook(kind), name: words.kinds[kind] })),
    { ...span('·', 'wait'), name: words.kinds.idle },
  ]
  const lines: Span[][] = [[]]
  let used = 0
  for (const { text, style, name } of signs) {
    const cells = widthOf(name) + 3
    if (used + cells > width - 2) {
      lines.push([])
      used = 0
    }
    lines[lines.length - 1].push(span(` ${text}`, style), span(` ${name}`, 'muted'))
    used += cells
  }
  return lines.map((spans) => exact(spans, width))
}

function zoomLines(width: number): Block {
  return wrap(words.pictures.zoom, width - 2).map((text) => exact(line(span(` ${text}`, 'muted')), width))
}

/** The whole panel in the place of the path: the signs stand in the title of the cores below. */
export function timelinePanel(given: TimelineGiven): Block {
  const zoom = zoomLines(given.width)
  return [...timelineLines({ ...given, height: given.height - zoom.length }), ...zoom]
}

/** The tab: sums, then time. Where there is no room for both, time. @param sums lines of what each core did over the whole run */
export function coresTab(given: TimelineGiven, sums: Block): Block {
  const { width, height } = given
  const note = exact(line(' ', ...timelineNote(given)), width)
  const under = [...keyLines(width), ...zoomLines(width)]
  const cores = given.run.cores.length
  const both = sums.length + 1 + cores + 3 + under.length <= height
  const above = both ? [...sums, line(''), note] : [note]
  const room = height - above.length - under.length
  return [...above, ...timelineLines({ ...given, height: both ? room : Math.min(room, cores + 2) }), ...under]
}
