/** What `exitless validate` found, as a document's rows and as text. */
import { formatMetric } from '../metrics/index.ts'
import { BOUNDS, type CountRow, errorOf, type RateRow, type Summary } from '../validation/index.ts'
import { tableLines, wrapped } from './table.ts'

export interface Comparison {
  readonly counts: readonly CountRow[]
  readonly rates: readonly RateRow[]
  readonly summary: Summary
}

const WIDTH = 96
const INDENT = '    '
/** A row further off than this is never printed without its reason. */
const FAR = 1.25

/** A row of the document. What serves the summary alone stays out. */
export function rowEntry(row: CountRow | RateRow) {
  if (row.kind === 'count') return row
  const { null: _, isReference: __, repeats, ...entry } = row
  return { ...entry, counted: repeats === undefined, ...(repeats === undefined ? {} : { repeats }) }
}

/** @param all every row; else only those that are off */
export function comparisonLines({ counts, rates, summary }: Comparison, all: boolean): string[] {
  const shownCounts = all ? counts : counts.filter((row) => !row.exact)
  const shownRates = all ? rates : rates.filter((row) => row.ratio === null || errorOf(row.ratio) > FAR)
  const hidden = counts.length + rates.length - shownCounts.length - shownRates.length
  return [
    ...summaryLines(summary),
    '',
    ...legend(counts.length > 0),
    ...(hidden === 0 ? [] : [`Not shown: ${number(hidden)} rows that are met; --all shows them.`]),
    '',
    ...(shownCounts.length === 0 ? [] : [...countLines(shownCounts), '']),
    ...(shownRates.length === 0 ? [] : rateLines(shownRates)),
  ]
}

/** What the columns say. */
const legend = (counts: boolean): string[] => [
  ...(counts
    ? [
        'count  accesses and interrupts of one load: traps/CONTROLLER/LOAD/BYTES/WHAT; qd4 is a queue depth of 4',
      ]
    : []),
  `rate   a published result; ratio is simulated / measured; shown here where it is beyond ${FAR}x`,
  'grade  P primary text read, A abstract, S secondary source, R raw measurement, X code executed, D derived',
]

function countLines(counts: readonly CountRow[]): string[] {
  const columns = [
    { title: 'count' },
    { title: 'measured', align: 'right' },
    { title: 'simulated', align: 'right' },
    { title: 'ratio', align: 'right' },
    { title: 'grade' },
    { title: '' },
  ] as const
  const rows = counts.map((row) => [
    row.id,
    number(row.measured),
    number(row.simulated),
    ratio(row.ratio),
    row.grade,
    row.exact ? '' : 'off',
  ])
  const [heading, ...lines] = tableLines(columns, rows)
  const causes = counts.map(({ exact, why }) => (exact || why === undefined ? [] : indented(why)))
  return [heading, ...lines.flatMap((line, index) => [line, ...causes[index]])]
}

function rateLines(rates: readonly RateRow[]): string[] {
  const columns = [
    { title: 'rate' },
    { title: 'measured', align: 'right' },
    { title: 'simulated', align: 'right' },
    { title: 'ratio', align: 'right' },
    { title: 'grade' },
    { title: 'what' },
  ] as const
  const rows = rates.map((row) => [
    row.id,
    valueText(row, row.measured),
    valueText(row, row.simulated),
    ratio(row.ratio),
    row.grade,
    row.of === undefined ? row.metric : `${row.metric}, of ${row.of}`,
  ])
  const [heading, ...lines] = tableLines(columns, rows)
  return [heading, ...lines.flatMap((line, index) => [line, ...remarks(rates, index)])]
}

/** Where a row comes from, where that changes; why it is far off; why it is not counted. */
function remarks(rates: readonly RateRow[], index: number): string[] {
  const { source, why, repeats, ratio: off } = rates[index]
  const told = rates[index - 1]?.source === source
  const far = off === null || errorOf(off) > FAR
  return [
    ...(told ? [] : indented(`from: ${source}`)),
    ...(far && why !== undefined ? indented(`why: ${why}`) : []),
    ...(repeats === undefined ? [] : indented(`not counted: ${repeats}`)),
  ]
}

function indented(text: string): string[] {
  return wrapped(text, WIDTH).map((line) => INDENT + line)
}

function summaryLines({ counts, rates, nullModel, order, notCounted }: Summary): string[] {
  const lines = rates.total === 0 ? [] : [ratesLine('rates', rates), ratesLine('without causes', nullModel)]
  return [
    ...(counts.total === 0
      ? []
      : [`counts: ${counts.exact} of ${counts.total} met (whole numbers exactly, others within 10 %)`]),
    ...lines,
    `order: ${order.right} of ${order.total} pairs right, where they measured more than 5 % apart`,
    ...order.wrong.map((pair) => `${INDENT}wrong or tied: ${pair}`),
    `not counted: ${notCounted} rates that repeat a constant or a baseline`,
  ]
}

function ratesLine(title: string, { within, total, geometricMeanError }: Summary['rates']): string {
  const bounds = BOUNDS.map((bound) => `${within[`${bound}`]} within ${bound}x`)
  return `${title}: ${bounds.join(', ')} of ${total}; geometric mean error ${geometricMeanError.toFixed(2)}x`
}

/** A share is a bare number; an absolute value has its metric's unit. */
function valueText(row: RateRow, value: number | null): string {
  if (value === null) return '–'
  if (row.of !== undefined || row.metric.includes(' / ')) return number(value)
  return formatMetric(row.metric, value)
}

function number(value: number | null): string {
  return value === null
    ? '–'
    : Number(value.toPrecision(4)).toLocaleString('en-US', { maximumFractionDigits: 3 })
}

function ratio(value: number | null): string {
  return value === null ? '–' : value.toFixed(2)
}
