/** Two requests as two bars of time on one scale: where each spends it, in the order of its steps. */
import type { Flow, Row } from '../../machine/index.ts'
import { words } from '../../text/ui-words.ts'
import { round, time } from '../looks/format.ts'
import { type Block, exact, left, line, right, type Span, span } from '../looks/line.ts'
import type { Style } from '../looks/theme.ts'

const LABEL = 4
const VALUE = 10

interface Ink {
  readonly sign: string
  readonly style: Style
}

const DEVICE: Ink = { sign: '█', style: 'host' }
const EXIT: Ink = { sign: '▓', style: 'exit' }
const COPY: Ink = { sign: '▒', style: 'copy' }
const DMA: Ink = { sign: '═', style: 'dma' }
const REST: Ink = { sign: '░', style: 'model' }

function inkOf({ place, act }: Row): Ink {
  if (act === 'exit') return EXIT
  if (act === 'copy') return COPY
  if (act === 'dma') return DMA
  return place === 'dev' ? DEVICE : REST
}

export interface BarGiven {
  readonly name: string
  readonly flow: Flow
  /** Times are multiplied by this. */
  readonly scale: number
  /** Row of the path where its request is; -1: none. */
  readonly row: number
  /** Its request is at the end of the bar. */
  readonly ended: boolean
}

/** What a request at rest takes, without what goes on beside it. */
function totalOf({ flow, scale }: BarGiven): number {
  return flow.path.reduce((sum, row) => (row.scope === 'background' ? sum : sum + row.nanos), 0) * scale
}

function barOf({ flow, scale, row: here, ended }: BarGiven, most: number, cells: number): Span[] {
  const spans: Span[] = []
  const cellOf = (nanos: number) => Math.round(((nanos * scale) / most) * cells)
  let nanos = 0
  for (const [index, row] of flow.path.entries()) {
    const from = cellOf(nanos)
    if (row.scope !== 'background') nanos += row.nanos
    const { sign, style } = inkOf(row)
    const count = cellOf(nanos) - from
    // Where the request is, even in a step that is shorter than a cell.
    if (index === here) spans.push(span('●', 'here'), span(sign.repeat(Math.max(0, count - 1)), style))
    else if (count > 0) spans.push(span(sign.repeat(count), style))
  }
  return ended ? [...spans, span('●', 'here')] : spans
}

/** `0 ─── 2 ─── 4 ms`: a step of 1, 2 or 5 that leaves room for its numbers. */
function axisLine(most: number, cells: number, width: number): Span[] {
  const [unit, name] =
    most >= 1e9 ? [1e9, 's'] : most >= 1e6 ? [1e6, 'ms'] : most >= 1e3 ? [1e3, 'µs'] : [1, 'ns']
  const whole = most / unit
  const least = (whole * 8) / cells
  const tick =
    [0.01, 0.1, 1, 10, 100].flatMap((power) => [power, 2 * power, 5 * power]).find((one) => one >= least) ??
    whole
  let text = ''
  for (let at = 0; at * tick <= whole; at++) {
    const label = Number((at * tick).toPrecision(3)).toString()
    text = `${left(text, Math.round(((at * tick) / whole) * cells))}${label}`
  }
  return [span(left(`${' '.repeat(LABEL)}${text} ${name}`, width), 'muted')]
}

/** Scale, A, B, and what the signs mean. */
export function timeBars(bars: readonly BarGiven[], width: number): Block {
  const most = Math.max(1, ...bars.map(totalOf))
  const cells = width - LABEL - VALUE - 3
  const lines = bars.map((bar) =>
    exact(
      line(
        span(left(` ${bar.name}`, LABEL), 'bold'),
        exact(barOf(bar, most, cells), cells + 1),
        span(right(time(totalOf(bar)), VALUE)),
      ),
      width,
    ),
  )
  const legend = [
    [DEVICE, words.compare.device],
    [EXIT, words.compare.exits],
    [COPY, words.compare.copies],
    [DMA, words.compare.dma],
    [REST, words.compare.rest],
  ] as const
  const meaning = [
    [{ sign: '●', style: 'here' } as const, words.compare.request] as const,
    ...legend,
  ].flatMap(([{ sign, style }, text]) => [span(sign, style), span(` ${text}  `, 'muted')])
  return [axisLine(most, cells, width), ...lines, exact(line(' '.repeat(LABEL), meaning), width)]
}

/** `4.94 ms` of a request or a MiB. */
export function totalText(flow: Flow, scale: number): string {
  return round(totalOf({ flow, scale, name: '', row: -1, ended: false }))
}
