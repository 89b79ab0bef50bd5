/** The card of a cost: what it is, what it is worth in the run on the bench, what it was in other eras, what it leaves out. */
import { COSTS, type CostRow, type Flow, MIB, paceOf, subjectOf } from '../../machine/index.ts'
import { formatMetric } from '../../metrics/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import { type Bench, flowOf } from '../bench.ts'
import { difference, grouped, three, time } from '../looks/format.ts'
import { type Line, left, line, right, span, wrap } from '../looks/line.ts'
import type { Style } from '../looks/theme.ts'
import type { Checked } from '../outside.ts'
import type { ModelScreen, State } from '../state.ts'
import { metricName } from '../views/metric-name.ts'
import { CHEAPER, DEARER, eraOf, isListed, trialOfCost, usageOf } from '../views/model-view.ts'
import { field, gradeStyle, shortValue, wholeValue } from '../widgets/cost.ts'

/** A part of the right half under a title of its own. */
export interface Section {
  readonly title: string
  readonly note?: Line
  readonly lines: readonly Line[]
}

function paragraph(text: string, width: number): Line[] {
  return wrap(text, width - 2).map((one) => line(` ${one}`))
}

function valueLines(cost: CostRow, width: number): Line[] {
  const { fields, range, grades } = words.model
  const [least, most] = cost.range ?? []
  const margin =
    least === undefined || most === undefined ? '' : `; ${range(digits(least), digits(most), cost.unit)}`
  return [
    ...field(fields.value, wholeValue(cost), width),
    ...field(fields.includes, cost.note, width),
    ...field(fields.source, cost.source, width),
    ...field(fields.grade, `${cost.grade}, ${grades[cost.grade]}${margin}`, width),
  ]
}

export function digits(value: number): string {
  return Number.isInteger(value) ? grouped(value) : String(value)
}

function otherEras(cost: CostRow, width: number): Line[] {
  const all = COSTS.filter(({ id }) => id === cost.id)
  const same = all.every(({ value, unit }) => value === cost.value && unit === cost.unit)
  if (same) return paragraph(words.model.everyEra, width)
  const cells = all.map((one) =>
    line(
      span(one.era === cost.era ? ' ▸ ' : '   ', 'focus'),
      left(one.era, 8),
      right(shortValue(one), 9),
      ' ',
      span(one.grade, gradeStyle(one.grade)),
    ),
  )
  // Two beside each other, where they fit: the older ones, then the newer.
  return width < 44 ? cells : [line(...cells[0], ...cells[1]), line(...cells[2], ...cells[3])]
}

/** How often, in how many words: `26`, `6.5`, `0.25`. */
function count(times: number): string {
  return Number.isInteger(times) ? times.toString() : three(times)
}

function usageLines(flow: Flow, cost: CostRow, width: number): Line[] {
  const usage = usageOf(flow, cost.id)
  const id = plainLine(flow.id)
  if (usage.times === 0) return paragraph(words.model.unused(id), width)
  const alone = flow.path.reduce((sum, row) => sum + (row.scope === 'background' ? 0 : row.nanos), 0)
  const per = words.model.perMebibyte(count((usage.times * MIB) / flow.bytes))
  const waited = words.model.takes(time(usage.nanos), time(alone), three(usage.share * 100))
  const behind = usage.behind > 0 ? `, ${words.model.behind(time(usage.behind))}` : ''
  const one = usage.steps.length === 1
  const steps = usage.steps.map(({ text, times }) => plainLine(text) + (one ? '' : ` ${count(times)}`))
  const used = words.model.usedBy(count(usage.times), id)
  return [
    ...field(words.model.used, flow.bytes < MIB / 16 ? used : `${used}, ${per}`, width),
    ...field(words.model.time, `${waited}${behind}`, width),
    ...field(words.model.where, steps.join('; '), width),
  ]
}

/** Other flows of the run that take it. */
function alsoLines(flows: readonly Flow[], here: number, cost: CostRow, width: number): Line[] {
  const used = flows.flatMap((flow, index) => {
    const { times } = usageOf(flow, cost.id)
    return index === here || times === 0 ? [] : [`${plainLine(flow.id)} ${count(times)}`]
  })
  return used.length === 0 ? [] : field(words.model.also, used.join(', '), width)
}

/** What a headline of the level would be, or the key that asks. */
export function wouldBe(bench: Bench, screen: ModelScreen, metric: string, factor: number): string {
  const { ask, computing } = words.model
  const trial = trialOfCost(bench, screen.cost, factor)
  const value = bench.trials[trial]?.values?.[metric]
  if (value === undefined) {
    if (screen.asked.includes(trial)) return computing
    return factor < 1 ? ask.cheaper : ask.dearer
  }
  const now = bench.ran?.values[metric]
  return `${formatMetric(metric, value)}${right(now === undefined ? '' : difference(value, now), 7)}`
}

/** The headlines as they are, and were the cost another: asked for by key, simulated beside everything else. */
function whatIfLines(bench: Bench, screen: ModelScreen, width: number): Line[] {
  const { whatIf } = words.model
  const { headline, focus } = bench.play.level
  const cells = Math.min(24, Math.floor((width - 11) / 2))
  const row = (name: string, said: (metric: string) => string, style: Style): Line =>
    line(
      span(` ${left(name, 10)}`, 'muted'),
      ...headline.map((metric) => span(right(said(metric), cells), style)),
    )
  const as = (metric: string) => {
    const now = bench.ran?.values[metric]
    return now === undefined ? '' : formatMetric(metric, now) + ' '.repeat(7)
  }
  return [
    row('', (metric) => metricName(metric, bench.ran?.run, focus), 'muted'),
    row(whatIf.cheaper, (metric) => wouldBe(bench, screen, metric, CHEAPER), 'plain'),
    row(whatIf.as, as, 'bold'),
    row(whatIf.dearer, (metric) => wouldBe(bench, screen, metric, DEARER), 'plain'),
  ]
}

/** Another machine of the era. */
function paceLines({ play }: Bench, { id }: CostRow, width: number): Line[] {
  const times = paceOf(play.level.host, id)
  return times === 1 ? [] : paragraph(words.model.otherPace(three(times)), width)
}

function hereSection(state: State, screen: ModelScreen, width: number): Section {
  const { bench } = state
  const run = bench?.ran?.run
  const title = words.model.here
  if (bench === undefined || run === undefined) return { title, lines: paragraph(words.model.noRun, width) }
  const era = eraOf(bench)
  const cost = COSTS.find((one) => one.id === screen.cost && one.era === era)
  const here = flowOf(bench, run)
  const flow = run.flows[here]
  if (cost === undefined || flow === undefined) return { title, lines: paragraph(words.model.noRun, width) }
  return {
    title,
    note: line(span(`${bench.play.level.number}, ${words.bench.first(bench.ran?.number ?? 1)}`, 'muted')),
    lines: [
      ...(era === screen.era ? [] : paragraph(words.model.otherEra(era), width)),
      ...paceLines(bench, cost, width),
      ...usageLines(flow, cost, width),
      ...alsoLines(run.flows, here, cost, width),
      ...whatIfLines(bench, screen, width),
    ],
  }
}

/** More rows than these lean little. */
const MOST_ROWS = 4
/** In few cells a row takes two lines: its name, and its numbers. */
const FEW_ROWS = 3
const ROOM_FOR_NAMES = 60

/** What was measured elsewhere and leans on this cost, the most first. */
function checkedSection({ checked }: State, { id }: CostRow, width: number): Section {
  const { checked: title, checkedNote, checkedColumns, moreRows, noRows } = words.model
  if (checked === undefined) return { title, lines: paragraph(words.model.computing, width) }
  const share = (row: Checked) => row.costs.find(([cost]) => cost === id)?.[1] ?? 0
  const rows = checked.filter((row) => share(row) > 0).sort((one, other) => share(other) - share(one))
  if (rows.length === 0) return { title, lines: paragraph(noRows, width) }
  const wide = width >= ROOM_FOR_NAMES
  const cells = wide ? 11 : 10
  const fields = (name: string, values: readonly string[]) =>
    ` ${left(name, width - 4 * cells - 2)}${values.map((one) => right(one, cells)).join('')}`
  const { measured, model, off, leans } = checkedColumns
  return {
    title,
    note: wide ? line(span(checkedNote, 'muted')) : undefined,
    lines: [
      line(span(fields('', [measured, model, off, leans]), 'muted')),
      ...rows.slice(0, wide ? MOST_ROWS : FEW_ROWS).flatMap((row) => {
        const values = [
          checkedValue(row, row.measured),
          checkedValue(row, row.simulated),
          `${three(Math.max(row.ratio, 1 / row.ratio))} ×`,
          `${Math.round(share(row) * 100)} %`,
        ]
        return wide ? [line(fields(row.id, values))] : [line(` ${row.id}`), line(fields('', values))]
      }),
      ...paragraphOf(rows.length - (wide ? MOST_ROWS : FEW_ROWS), moreRows, width),
    ],
  }
}

function paragraphOf(count: number, said: (count: number) => string, width: number): Line[] {
  return count > 0 ? paragraph(said(count), width).map((one) => line(span(one[0].text, 'muted'))) : []
}

/** A share of another configuration, a quotient of two metrics, or a metric. */
function checkedValue({ of, metric }: Checked, value: number): string {
  if (of !== undefined) return `${three(value)} ×`
  return metric.includes(' / ') ? three(value) : formatMetric(metric, value)
}

export function cardSections(state: State, screen: ModelScreen, width: number): readonly Section[] {
  const cost = COSTS.find((one) => one.id === screen.cost && one.era === screen.era)
  if (cost === undefined || !isListed(cost.id)) return []
  const { card, eras, limits, grade, leaves, fixed, argue } = words.model
  return [
    {
      title: card,
      note: line(span(grade(cost.grade), gradeStyle(cost.grade))),
      lines: valueLines(cost, width),
    },
    hereSection(state, screen, width),
    checkedSection(state, cost, width),
    { title: eras, lines: otherEras(cost, width) },
    {
      title: limits,
      lines: [leaves[subjectOf(cost.id)], fixed, argue].flatMap((text) => paragraph(text, width)),
    },
  ]
}
