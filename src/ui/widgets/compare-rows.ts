/** The numbers of two runs, one row a metric: A, B, the difference, what the level asks and who reaches it. */
import type { Level } from '../../game/index.ts'
import { formatMetric } from '../../metrics/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import { difference } from '../looks/format.ts'
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
import { betterOf, type Demand, metricsCompared, numberOf, reaches, type Side } from '../views/compare.ts'
import { metricName, trend } from '../views/metric-name.ts'
import { shareBar } from './ladder.ts'

const NAME = { wide: 16, narrow: 15 }
const VALUE = 10
const DIFFERENCE = 8
const DEMAND = 44
const MOST_BAR = 30
const WIDE_FROM = 98

const OPS = { '>=': '≥', '<=': '≤', '==': '=' } as const

/** `≥ 320 MB/s` */
export function targetText({ goal }: Demand): string {
  const target = formatMetric(goal.metric, goal.target).replace(/\.0+(?=\D|$)/, '')
  return `${OPS[goal.op]} ${target}`
}

/** Who reaches it; where neither does, how much B lacks. */
function verdict(demand: Demand, a: Side, b: Side, roomy: boolean): Span {
  const [byA, byB] = [reaches(a, demand), reaches(b, demand)]
  if (byA && byB) return span(words.compare.both, 'good')
  if (byA || byB) return span(words.compare.only(byA ? 'A' : 'B'), 'changed')
  const { metric, target, op } = demand.goal
  const value = numberOf(b, metric)
  if (!roomy || value === undefined || op === '==') return span(words.compare.neither, 'bad')
  return span(words.compare.misses('B', formatMetric(metric, Math.abs(target - value))), 'bad')
}

function demandParts(demand: Demand | undefined, a: Side, b: Side, width: number): Line {
  if (demand === undefined || a.ran === undefined || b.ran === undefined) return []
  const kind = demand.isStar ? words.compare.star : words.compare.goal
  const roomy = width >= 36
  const said = verdict(demand, a, b, roomy)
  const text = `${kind} ${targetText(demand)}`
  return [span(left(text, Math.max(widthOf(text), roomy ? 20 : 17)), 'muted'), span('  '), said]
}

function valueText(side: Side, metric: string): string {
  if (side.ran === undefined) return '…'
  const value = numberOf(side, metric)
  return value === undefined ? words.compare.noNumber : formatMetric(metric, value)
}

/** Both on one scale: that of the larger. */
function bars(metric: string, a: Side, b: Side, cells: number): readonly [string, string] {
  const [inA, inB] = [numberOf(a, metric) ?? 0, numberOf(b, metric) ?? 0]
  const most = Math.max(inA, inB)
  const bar = (value: number) => shareBar(most <= 0 ? 0 : value / most, cells)
  return [bar(inA), bar(inB)]
}

/** Cells of a bar, and where the level's demand stands. */
function columnsFor(width: number): { readonly cells: number; readonly demandAt: number } {
  const after = 1 + DIFFERENCE + 2
  if (width < WIDE_FROM) return { cells: 0, demandAt: 1 + NAME.narrow + 2 * (VALUE + 1) + after }
  const fixed = 1 + NAME.wide + 2 * (2 + VALUE + 2) + after
  const room = Math.min(MOST_BAR, Math.floor((width - fixed - DEMAND) / 2))
  const cells = room >= 6 ? room : 0
  return { cells, demandAt: fixed + 2 * cells }
}

function metricLine(
  level: Level,
  metric: string,
  first: Demand | undefined,
  a: Side,
  b: Side,
  width: number,
): Line {
  const wide = width >= WIDE_FROM
  const run = (b.ran ?? a.ran)?.run
  const name = left(plainLine(metricName(metric, run, level.focus)), wide ? NAME.wide : NAME.narrow)
  const [inA, inB] = [numberOf(a, metric), numberOf(b, metric)]
  const mark = inA === undefined || inB === undefined ? undefined : trend(metric, inB, inA)
  const change = inA === undefined || inB === undefined ? '' : mark?.same ? '=' : difference(inB, inA)
  const { cells, demandAt } = columnsFor(width)
  const [barA, barB] = bars(metric, a, b, cells)
  const side = (letter: string, text: string, bar: string): Line => [
    span(wide ? `${letter} ` : '', 'muted'),
    span(right(text, VALUE), letter === 'B' ? 'bold' : 'plain'),
    span(wide ? ` ${bar} ` : ' ', letter === 'A' ? 'dma' : 'exit'),
  ]
  const parts = line(
    ` ${name}`,
    side('A', valueText(a, metric), barA),
    side('B', valueText(b, metric), barB),
    span(mark?.sign ?? ' ', mark?.style ?? 'plain'),
    span(right(change, DIFFERENCE), mark?.style ?? 'plain'),
    '  ',
  )
  return exact([...exact(parts, demandAt), ...demandParts(first, a, b, width - demandAt)], width)
}

/** What else the level asks of a metric: in a row of its own, under the same column. */
function demandLine(demand: Demand, a: Side, b: Side, width: number): Line {
  const { demandAt } = columnsFor(width)
  return exact([span(' '.repeat(demandAt)), ...demandParts(demand, a, b, width - demandAt)], width)
}

export function compareLines(level: Level, a: Side, b: Side, width: number): Block {
  return metricsCompared(level).flatMap(({ metric, demands }) => {
    const [first, ...more] = demands
    const own = metricLine(level, metric, first, a, b, width)
    return [own, ...more.map((demand) => demandLine(demand, a, b, width))]
  })
}

/** How many of what is worse are named. */
const NAMED = 2

/** One sentence: is it safe, where is B better, where worse, and how many goals each meets. */
export function summary(level: Level, a: Side, b: Side): string {
  const said = words.compare.summary
  if (a.ran === undefined || b.ran === undefined) return words.compare.waiting
  const judged = metricsCompared(level).flatMap(({ metric }) => {
    const better = betterOf(metric, a, b)
    return better === undefined ? [] : [{ metric, better }]
  })
  const worse = judged.filter(({ better }) => better < 0)
  const named = worse.slice(0, NAMED).map(({ metric }) => {
    const change = difference(numberOf(b, metric) ?? 0, numberOf(a, metric) ?? 0)
    return `${plainLine(metricName(metric, b.ran?.run, level.focus))} (${change})`
  })
  const others = worse.length > NAMED ? [said.also(worse.length - NAMED)] : []
  const met = (side: Side) =>
    side.ran?.score.goals.filter((goal) => reaches(side, { goal, isStar: false })).length ?? 0
  const unsafe = [['A', a] as const, ['B', b] as const].flatMap(([letter, { ran }]) => {
    const count = ran?.run.violationCount ?? 0
    return count > 0 ? [said.violations(letter, count)] : []
  })
  const sentences = [
    ...unsafe,
    judged.length === 0 ? said.none : said.better(judged.length - worse.length, judged.length),
    ...(worse.length === 0 ? [] : [said.worse([named.join(', '), ...others].join(' '))]),
    said.goals(met(a), met(b), level.goals.length),
  ]
  return `${sentences.join('; ')}.`
}

export function summaryLines(level: Level, a: Side, b: Side, width: number): Block {
  return wrap(summary(level, a, b), width - 2).map((text) => exact(line(span(` ${text}`, 'bold')), width))
}
