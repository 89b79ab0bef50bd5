/** The numbers: curve, value, the value before and the difference, at columns that never move. */
import type { Level } from '../../game/index.ts'
import { type EffortPart, effortParts, formatMetric } from '../../metrics/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import type { Ran } from '../bench.ts'
import { difference, parts, round } from '../looks/format.ts'
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
import type { Style } from '../looks/theme.ts'
import { metricName, trend } from '../views/metric-name.ts'
import { seriesOf, sparkline } from './sparkline.ts'

interface Fields {
  readonly name: number
  readonly curve: number
  readonly value: number
  readonly unit: number
  readonly before: number
  readonly difference: number
}

const ROOMY: Omit<Fields, 'curve'> = { name: 14, value: 8, unit: 7, before: 9, difference: 10 }
const NARROW: Omit<Fields, 'curve'> = { name: 10, value: 7, unit: 5, before: 7, difference: 7 }

function fieldsFor(width: number): Fields {
  const fields = width >= 60 ? ROOMY : NARROW
  const { name, value, unit, before, difference: change } = fields
  const room = width - (1 + name + 2 + value + 1 + unit + before + change) - 2
  return { ...fields, curve: room >= 8 ? room : 0 }
}

export interface MeasuredGiven {
  readonly level: Level
  readonly ran: Ran | undefined
  readonly before: Ran | undefined
  readonly width: number
  /** Old numbers stay, dimmed, while a new run is computed. */
  readonly stale: boolean
  /** Index of the number that the cursor is on; -1 or absent: there is no cursor. */
  readonly cursor?: number
}

/** The value before; with its unit where that is another one. */
function beforeText(text: string, unit: string, fields: Fields): string {
  const before = parts(text)
  if (before.unit === unit || before.unit === '') return before.number
  const room = fields.before + fields.unit - widthOf(unit) - 1
  return widthOf(text) <= room ? text : text.replace('/s', '')
}

function metricLine(metric: string, given: MeasuredGiven, fields: Fields, held: boolean): Line {
  const { ran, before } = given
  const name = left(metricName(metric, ran?.run, given.level.focus), fields.name)
  const now = ran?.values[metric]
  if (ran === undefined || now === undefined) return exact(line(nameSpan(name, held, undefined)), given.width)
  const then = before?.values[metric]
  const mark = trend(metric, now, then)
  const shown = parts(formatMetric(metric, now))
  const shownBefore = then === undefined ? '' : beforeText(formatMetric(metric, then), shown.unit, fields)
  const change = then === undefined ? '' : mark.same ? '=' : difference(now, then)
  const curve = fields.curve > 0 ? `${sparkline(seriesOf(ran.run, metric), fields.curve)} ` : ''
  const dim = given.stale ? 'muted' : undefined
  return exact(
    line(
      nameSpan(name, held, dim),
      span(curve, dim ?? 'model'),
      span(`${mark.sign} `, dim ?? mark.style),
      span(right(shown.number, fields.value), dim ?? 'bold'),
      span(` ${shown.unit}`, dim ?? 'plain'),
      span(right(shownBefore, fields.unit + fields.before - widthOf(shown.unit)), 'muted'),
      span(right(change, fields.difference), dim ?? mark.style),
    ),
    given.width,
  )
}

function nameSpan(name: string, held: boolean, dim: Style | undefined): Span {
  return held ? span(`▸${name}`, 'focus') : span(` ${name}`, dim ?? 'plain')
}

export function measuredNote(ran: Ran | undefined, before: Ran | undefined): Line {
  if (ran === undefined) return []
  return line(
    span(
      before === undefined ? words.bench.first(ran.number) : words.bench.beside(ran.number, before.number),
      'muted',
    ),
  )
}

/** What the effort of this very host is the sum of, where the level asks for it. */
function effortLines({ level, ran, width, stale }: MeasuredGiven): Block {
  const asked = [...level.show, ...level.headline, ...level.goals.map(({ metric }) => metric)]
  if (ran === undefined || !asked.includes('budget')) return []
  const said = (parts: readonly EffortPart[]) =>
    parts.map(({ name, points }) => `${plainLine(name)} ${points}`).join(', ')
  const { models, paid } = effortParts(ran.run.host)
  return wrap(words.bench.effort(said(models), said(paid)), width - 2).map((text) =>
    exact(line(span(` ${text}`, stale ? 'muted' : 'plain')), width),
  )
}

export function measuredLines(given: MeasuredGiven): Block {
  const fields = fieldsFor(given.width)
  const duration =
    given.ran === undefined ? '' : fields.curve >= 16 ? words.bench.oneRun(round(given.ran.run.duration)) : ''
  const curve = fields.curve > 0 ? fields.curve + 1 : 0
  const heading = line(
    span(' '.repeat(fields.name + 1)),
    span(left(duration, curve), 'muted'),
    span(right(words.bench.now, fields.value + 2), 'muted'),
    span(
      right(given.before === undefined ? '' : words.bench.before, fields.unit + 1 + fields.before),
      'muted',
    ),
    span(right(given.before === undefined ? '' : 'Δ', fields.difference), 'muted'),
  )
  return [
    exact(heading, given.width),
    ...given.level.show.map((metric, index) => metricLine(metric, given, fields, index === given.cursor)),
    ...effortLines(given),
  ]
}
