/** `exitless model`: every cost, with its source. */
import { COSTS, type CostRow, ERAS } from '../../machine/index.ts'
import { isOn } from '../arguments.ts'
import type { Input } from '../command.ts'
import { DONE } from '../exit-codes.ts'
import { say, sayJson } from '../streams.ts'
import { tableLines, wrapped } from '../table.ts'

const GRADES =
  "grades: P primary text read, A abstract, S secondary source, R raw measurement, X authors' code executed, D derived, M model value (a fit)"
const INDENT = '    '
const WIDTH = 96

export async function perform(input: Input): Promise<number> {
  if (isOn(input, 'json')) sayJson({ format: 1, costs: COSTS.map(costEntry) })
  else say(`${[...listing(), '', ...wrapped(GRADES, WIDTH)].join('\n')}\n`)
  return DONE
}

function costEntry({ id, era, value, unit, grade, source, note, range }: CostRow) {
  const entry = { id, era, value, unit, grade, source, note }
  return range === undefined ? entry : { ...entry, range }
}

/** Two lines a cost: its number, and where that comes from. Eras that share everything share them. */
function listing(): string[] {
  const groups = new Map<string, CostRow[]>()
  for (const cost of COSTS) {
    const key = JSON.stringify({ ...costEntry(cost), era: undefined })
    groups.set(key, [...(groups.get(key) ?? []), cost])
  }
  const costs = [...groups.values()]
  const columns = [
    { title: 'cost' },
    { title: 'value', align: 'right' },
    { title: 'unit' },
    { title: 'grade' },
    { title: 'era' },
  ] as const
  const rows = costs.map((same) => [
    same[0].id,
    same[0].value.toLocaleString('en-US'),
    same[0].unit,
    same[0].grade,
    same.length === ERAS.length ? 'every' : same.map((cost) => cost.era).join(', '),
  ])
  const [heading, ...lines] = tableLines(columns, rows)
  const texts = costs.map(([cost]) => wrapped(origin(cost), WIDTH))
  return [heading, ...lines.flatMap((line, index) => [line, ...texts[index].map((text) => INDENT + text)])]
}

function origin({ note, source, range, unit }: CostRow): string {
  const from = note === '' ? source : `${note}. From: ${source}`
  return range === undefined ? from : `${from}. Range: ${range.join(' to ')} ${unit}`
}
