/** The histogram of latencies: how many requests of a flow took how long, with the run before behind it. */
import { type Level, splitMetric } from '../../game/index.ts'
import type { Run } from '../../machine/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import { grouped, moment, round, size, time } from '../looks/format.ts'
import {
  type Block,
  exact,
  type Line,
  left,
  line,
  right,
  type Span,
  span,
  widthOf,
  wrap,
} from '../looks/line.ts'
import {
  binned,
  binOf,
  type Latencies,
  latenciesOf,
  ordinalOf,
  type Scale,
  scaleOf,
} from '../views/latencies.ts'

export interface LatencyGiven {
  readonly run: Run
  readonly before: Run | undefined
  readonly flow: number
  readonly level: Level
  readonly width: number
  readonly height: number
  readonly plot: 'braille' | 'blocks'
}

export const QUANTILES = [
  ['p50', 0.5, 'latency-p50'],
  ['p99', 0.99, 'latency-p99'],
  ['p999', 0.999, 'latency-p999'],
] as const
const WIDE_FROM = 60
const EIGHTHS = ' ▁▂▃▄▅▆▇█'
/** Bits of a braille character from the lowest dot up, left and right. */
const DOTS = [
  [0x40, 0x04, 0x02, 0x01],
  [0x80, 0x20, 0x10, 0x08],
]
const DECADES = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9]

interface Curve {
  /** Heights of the bins, in dots or eighths; at least one where there is any request. */
  readonly now: Uint16Array
  readonly before: Uint16Array
}

/** Shares of the larger run's highest bin, so that runs of different length are alike. */
function curveOf(
  now: Latencies,
  before: Latencies | undefined,
  scale: Scale,
  bins: number,
  most: number,
): Curve {
  const shares = [now, before].map((one) => {
    const counts = one === undefined ? new Uint32Array(bins) : binned(one, scale, bins)
    return Float64Array.from(counts, (count) => count / Math.max(1, one?.nanos.length ?? 1))
  })
  const highest = Math.max(
    ...shares.map((one) => one.reduce((high, share) => Math.max(high, share), 0)),
    1e-12,
  )
  const heights = shares.map((one) =>
    Uint16Array.from(one, (share) => Math.ceil((share / highest) * most - 1e-9)),
  )
  return { now: heights[0], before: heights[1] }
}

/** One cell of braille: the run in full columns, the one before as a line of single dots. */
function brailleCell(curve: Curve, column: number, up: number): Span {
  let bits = 0
  let own = false
  for (let side = 0; side < 2; side++)
    for (let dot = 0; dot < 4; dot++) {
      const level = up * 4 + dot
      const filled = curve.now[column * 2 + side] > level
      const outline = curve.before[column * 2 + side] === level + 1
      if (filled) own = true
      if (filled || outline) bits |= DOTS[side][dot]
    }
  return span(bits === 0 ? ' ' : String.fromCharCode(0x2800 + bits), own ? 'dma' : 'muted')
}

function blockCell(curve: Curve, column: number, up: number): Span {
  const height = curve.now[column] - up * 8
  if (height > 0) return span(EIGHTHS[Math.min(8, height)], 'dma')
  const before = curve.before[column] - up * 8
  return before > 0 && before <= 8 ? span('·', 'muted') : span(' ')
}

/** Times that the level asks of this flow. Nanoseconds. */
export function goalsOf(level: Level, flow: string) {
  return [...level.goals, ...level.medals.flat()].flatMap((goal) => {
    const { name, selector } = splitMetric(goal.metric)
    const known = QUANTILES.some(([, , metric]) => metric === name)
    return known && selector === flow ? [goal] : []
  })
}

interface Plot {
  readonly scale: Scale
  readonly columns: number
  readonly rows: number
}

function plotLines(given: LatencyGiven, plot: Plot, now: Latencies, before: Latencies | undefined): Block {
  const { columns, rows, scale } = plot
  const braille = given.plot === 'braille'
  const bins = braille ? columns * 2 : columns
  const curve = curveOf(now, before, scale, bins, rows * (braille ? 4 : 8))
  const goals = new Set(
    goalsOf(given.level, given.run.flows[given.flow].id).map(({ target }) => columnOf(plot, target)),
  )
  return Array.from({ length: rows }, (_, row): Line => {
    const up = rows - 1 - row
    const cells = Array.from({ length: columns }, (_, column): Span => {
      const cell = braille ? brailleCell(curve, column, up) : blockCell(curve, column, up)
      return cell.text === ' ' && goals.has(column) ? span('┆', 'good') : cell
    })
    return exact(line(span(' │', 'muted'), ...cells), given.width)
  })
}

/** Column of a time; off the scale: -1. */
function columnOf({ scale, columns }: Plot, nanos: number): number {
  return nanos < scale.low || nanos > scale.high ? -1 : binOf(scale, nanos, columns)
}

/** Texts at columns, each where it belongs, as many as do not meet. */
function placed(texts: readonly { readonly at: number; readonly text: string }[], columns: number): string {
  let cells = ''
  for (const { at, text } of texts) {
    const from = Math.max(0, Math.min(columns - widthOf(text), at))
    if (cells !== '' && from <= widthOf(cells)) continue
    cells = left(cells, from) + text
  }
  return left(cells, columns)
}

function axisLines(plot: Plot, width: number): Block {
  const { scale, columns } = plot
  const inside = DECADES.filter((one) => one > scale.low && one < scale.high)
  const rule = Array.from({ length: columns }, (_, column) =>
    inside.some((one) => columnOf(plot, one) === column) ? '┴' : '─',
  )
  const end = time(scale.high)
  const ticks = [
    { at: 0, text: time(scale.low) },
    ...inside.map((one) => ({ at: columnOf(plot, one), text: round(one) })),
  ].filter(({ at, text }) => at + widthOf(text) < columns - widthOf(end))
  return [
    exact(line(span(` └${rule.join('')}`, 'muted')), width),
    exact(
      line(span(`  ${placed([...ticks, { at: columns - widthOf(end), text: end }], columns)}`, 'muted')),
      width,
    ),
  ]
}

/** `▲p50` under the curve; those that stand in one place share a sign. */
function markLine(run: Run, flow: number, plot: Plot, width: number): Line {
  const { latency } = run.flows[flow]
  const marks = new Map<number, string>()
  for (const [name, share] of QUANTILES) {
    const at = binOf(plot.scale, latency.quantile(share), plot.columns)
    const before = marks.get(at)
    marks.set(at, `${before === undefined ? '▲' : `${before} `}${words.pictures.percentiles[name]}`)
  }
  const texts = [...marks].map(([at, text]) => ({ at, text }))
  const cells = [...left(placed(texts, plot.columns), plot.columns)]
  // A name may give way, its sign does not.
  for (const { at } of texts) if (cells[at] === ' ') cells[at] = '▲'
  return exact(line('  ', cells.join('')), width)
}

/** `p99   9.80 ms   was 11.2 ms   goal: p99 ≤ 12 ms ┆` */
function numberLines(given: LatencyGiven): Block {
  const { run, before, flow, level, width } = given
  const one = run.flows[flow]
  const then = before?.flows.find(({ id }) => id === one.id)
  const goals = goalsOf(level, one.id)
  const numbers = QUANTILES.map(([name, share, metric]) => {
    const was =
      then === undefined || then.latency.count === 0
        ? ''
        : words.bench.was(time(then.latency.quantile(share)))
    const start = line(
      ` ${left(words.pictures.percentiles[name], 6)}`,
      span(right(time(one.latency.quantile(share)), 9), 'bold'),
      span(left(was === '' ? '' : `   ${was}`, 18), 'muted'),
    )
    const said = goals
      .filter((wanted) => width >= WIDE_FROM && splitMetric(wanted.metric).name === metric)
      .map(({ text }) => words.pictures.goal(plainLine(text)))
    return exact(line(...start, span(said.join('  '), 'good')), width)
  })
  // In few cells goals have lines of their own.
  const apart = width >= WIDE_FROM ? [] : goals.map(({ text }) => words.pictures.goal(plainLine(text)))
  return [
    ...numbers,
    ...apart
      .flatMap((text) => wrap(text, width - 2))
      .map((text) => exact(line(span(` ${text}`, 'good')), width)),
  ]
}

function longestLines(run: Run, { longest, nanos }: Latencies, width: number): Block {
  const { begin, end, flow, kind } = run.requests
  const ordinal = ordinalOf(run, longest)
  const of1 = run.flows[flow[longest]]
  const one = of1.kinds[kind[longest]]
  const said = words.pictures.longestRequest(
    grouped(ordinal),
    time(end[longest] - begin[longest]),
    moment(begin[longest]),
  )
  const what = of1.kinds.length > 1 && one !== undefined ? ` (${one.op} ${size(one.bytes)})` : ''
  return nanos.length === 0 ? [] : wrap(said + what, width - 2).map((text) => exact(line(` ${text}`), width))
}

/** `files.disk  1,204 requests` */
export function latencyNote(run: Run, flow: number): Line {
  const one = run.flows[flow]
  if (one === undefined) return []
  return line(
    span(words.pictures.latencyOf(plainLine(one.id), grouped(latenciesOf(run, flow).nanos.length)), 'muted'),
  )
}

export function latencyLines(given: LatencyGiven): Block {
  const { run, before, flow, width, height } = given
  const one = run.flows[flow]
  const now = latenciesOf(run, flow)
  if (one === undefined || now.longest < 0)
    return wrap(words.pictures.noLatency, width - 2).map((text) => line(` ${text}`))
  const index = before?.flows.findIndex(({ id }) => id === one.id) ?? -1
  const then = before === undefined || index < 0 ? undefined : latenciesOf(before, index)
  const shown = then !== undefined && then.longest >= 0 ? then : undefined
  const below = [...numberLines(given), ...longestLines(run, now, width)]
  const key = wrap(
    shown === undefined ? words.pictures.scale : words.pictures.scaleBefore[given.plot],
    width - 2,
  ).map((text) => exact(line(span(` ${text}`, 'muted')), width))
  const spare = height - below.length - 3
  const rows = Math.max(2, spare - key.length)
  const plot = {
    scale: scaleOf(
      shown === undefined ? [now] : [now, shown],
      goalsOf(given.level, one.id).map(({ target }) => target),
    ),
    columns: Math.max(8, width - 3),
    rows,
  }
  const body = [
    ...plotLines(given, plot, now, shown),
    ...axisLines(plot, width),
    markLine(run, flow, plot, width),
    ...below,
    ...key,
  ]
  return body.slice(0, height)
}
