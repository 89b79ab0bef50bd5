/** `exitless validate [FILE...]`: the model beside what was measured elsewhere, row by row. */
import { existsSync, readFileSync } from 'node:fs'
import {
  countCases,
  countRows,
  measureScenario,
  parseScenario,
  type Scenario,
  summaryOf,
} from '../../validation/index.ts'
import { isOn } from '../arguments.ts'
import type { Input } from '../command.ts'
import { type Comparison, comparisonLines, rowEntry } from '../comparison.ts'
import { DONE, WRONG_USE } from '../exit-codes.ts'
import { printProblem } from '../level-file.ts'
import { parseScenarioFile, type Validation } from '../scenario-folder.ts'
import { shippedData } from '../shipped-data.ts'
import { say, sayJson } from '../streams.ts'
import { CannotDo, WrongUse } from '../wrong-use.ts'

export async function perform(input: Input): Promise<number> {
  const { positionals } = input
  const compared = positionals.length > 0 ? compare(positionals.map(scenarioIn)) : compareShipped()
  const { counts, rates, summary } = compared
  if (isOn(input, 'json')) sayJson({ format: 1, rows: [...counts, ...rates].map(rowEntry), summary })
  else say(`${comparisonLines(compared, isOn(input, 'all') || positionals.length > 0).join('\n')}\n`)
  return DONE
}

function compareShipped(): Comparison {
  const { scenarios, tables, causes } = shippedData('validation') as Validation
  const counts = countCases(tables).flatMap((one) => countRows(one, causes))
  return compare(scenarios.map(known), counts)
}

function compare(scenarios: readonly Scenario[], counts: Comparison['counts'] = []): Comparison {
  const measured = scenarios.map(measureScenario)
  const rates = measured.flatMap((one) => one.rows)
  const pairs = measured.flatMap((one) => one.pairs)
  return { counts, rates, summary: summaryOf(counts, rates, pairs) }
}

/** A shipped scenario: it was checked when it was built. */
function known(data: unknown): Scenario {
  const parsed = parseScenario(data)
  if (parsed.problems !== undefined) throw new Error(parsed.problems.map((one) => one.message).join('; '))
  return parsed.scenario
}

/** @throws WrongUse, CannotDo */
function scenarioIn(path: string): Scenario {
  if (!existsSync(path)) throw new WrongUse(`no file ${path}`)
  const read = parseScenarioFile(readFileSync(path, 'utf8'), path)
  if (read.problems !== undefined) throw new CannotDo(read.problems.map(printProblem).join('\n'), WRONG_USE)
  return read.scenario
}
