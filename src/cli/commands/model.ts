/** `exitless model`: every cost, with its source. */
import { COSTS, type CostRow } from '../../machine/index.ts'
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

function costEntry({ id, era, value, unit, grade, source, note }: CostRow) {
  return { id, era, value, unit, grade, source, note }
}

/** Two lines a cost: its number, and where that comes from. */
function listing(): string[] {
  const costs = COSTS.filter((cost) => twin(cost) === undefined || cost === firstOf(cost))
  const columns = [
    { title: 'cost' },
    { title: 'value', align: 'right' },
    { title: 'unit' },
    { title: 'grade' },
    { title: 'era' },
  ] as const
  const rows = costs.map((cost) => [
    cost.id,
    cost.value.toLocaleString('en-US'),
    cost.unit,
    cost.grade,
    twin(cost) === undefined ? cost.era : 'every',
  ])
  const [heading, ...lines] = tableLines(columns, rows)
  const texts = costs.map(({ note, source }) =>
    wrapped(note === '' ? source : `${note}. From: ${source}`, WIDTH),
  )
  return [heading, ...lines.flatMap((line, index) => [line, ...texts[index].map((text) => INDENT + text)])]
}

/** The same cost of another era, where it is the same in all that a reader sees. */
function twin(cost: CostRow): CostRow | undefined {
  return COSTS.find((other) => other !== cost && isSame(other, cost))
}

function firstOf(cost: CostRow): CostRow | undefined {
  return COSTS.find((other) => isSame(other, cost))
}

function isSame(one: CostRow, other: CostRow): boolean {
  return (
    one.id === other.id &&
    one.value === other.value &&
    one.grade === other.grade &&
    one.source === other.source &&
    one.note === other.note
  )
}
