/** `exitless model`: every cost, with its source. */
import { COSTS } from '../../machine/index.ts'
import { type Input, isOn } from '../arguments.ts'
import { DONE } from '../exit-codes.ts'
import { say, sayJson } from '../streams.ts'
import { tableLines } from '../table.ts'

const GRADES =
  'grades: P primary text read, A abstract, S secondary source, R raw measurement, X authors’ code executed, D derived, M model value'

export async function perform(input: Input): Promise<number> {
  if (isOn(input, 'json')) {
    const costs = COSTS.map(({ id, era, value, unit, grade, source, note }) => ({
      id,
      era,
      value,
      unit,
      grade,
      source,
      note,
    }))
    sayJson({ format: 1, costs })
    return DONE
  }
  const columns = [
    { title: 'cost' },
    { title: 'era' },
    { title: 'value', align: 'right' },
    { title: 'unit' },
    { title: 'grade' },
    { title: 'source; note' },
  ] as const
  const rows = COSTS.map((cost) => [
    cost.id,
    cost.era,
    String(cost.value),
    cost.unit,
    cost.grade,
    cost.note === '' ? cost.source : `${cost.source}; ${cost.note}`,
  ])
  say(`${[...tableLines(columns, rows), '', GRADES].join('\n')}\n`)
  return DONE
}
