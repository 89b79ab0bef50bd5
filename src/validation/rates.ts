/** Rows of a scenario: each configuration is simulated, and what comes out is laid beside what was measured. */
import { type Host, type Nanos, type Run, simulate } from '../machine/index.ts'
import { type Pair, pairsOf } from './order.ts'
import type { RateRow } from './row.ts'
import type { Configuration, Scenario, Series } from './scenario.ts'
import { readSeries } from './series.ts'

export interface Measured {
  readonly rows: readonly RateRow[]
  readonly pairs: readonly Pair[]
}

/** By configuration: a run for each seed; none where the model has no such path. */
type Runs = ReadonlyMap<string, readonly Run[]>

/** Simulates a scenario whole. A configuration that several series name is run once. */
export function measureScenario(scenario: Scenario): Measured {
  const named = new Set(scenario.series.flatMap(namesIn))
  const runs = new Map<string, readonly Run[]>()
  for (const { name, host, duration } of scenario.configurations)
    if (named.has(name) && host !== undefined) runs.set(name, runsOf(host, duration, scenario.seeds))
  const measured = scenario.series.map((series) => measureSeries(scenario, series, runs))
  return { rows: measured.flatMap((one) => one.rows), pairs: measured.flatMap((one) => one.pairs) }
}

function namesIn({ values, reference, beyond }: Series): readonly string[] {
  return [...values.keys(), reference, ...(beyond === undefined ? [] : [beyond])]
}

function runsOf(host: Host, duration: Nanos, seeds: readonly number[]): readonly Run[] {
  return seeds.map((seed) => simulate(host, { seed, duration }))
}

function measureSeries(scenario: Scenario, series: Series, runs: Runs): Measured {
  const { beyond, values } = series
  const floor = beyond === undefined ? 0 : valueIn(series, beyond, runs)
  const simulated = new Map(
    [...namesIn(series)].map((name) => {
      const value = valueIn(series, name, runs)
      return [name, value === undefined || floor === undefined ? undefined : value - floor]
    }),
  )
  const rows = [...values.keys()]
    .filter((name) => series.absolute || name !== series.reference)
    .map((name) => rowOf(scenario, series, name, simulated))
  const id = idOf(scenario, series)
  // Of two rows that prove nothing, neither does the order.
  const pairs = pairsOf(id, values, simulated).filter(
    ({ lower, higher }) => !(series.repeats.has(lower) && series.repeats.has(higher)),
  )
  return { rows, pairs }
}

/** Mean over the seeds. */
function valueIn(series: Series, name: string, runs: Runs): number | undefined {
  const made = runs.get(name)
  if (made === undefined) return undefined
  return made.reduce((sum, run) => sum + readSeries(series, run), 0) / made.length
}

function idOf(scenario: Scenario, series: Series): string {
  return series.id === '' ? scenario.id : `${scenario.id}.${series.id}`
}

function rowOf(
  scenario: Scenario,
  series: Series,
  name: string,
  simulated: ReadonlyMap<string, number | undefined>,
): RateRow {
  const { values, reference, absolute } = series
  const by = absolute ? 1 : (values.get(reference) ?? Number.NaN)
  const own = simulated.get(name)
  const bySimulated = absolute ? 1 : simulated.get(reference)
  const value = own === undefined || bySimulated === undefined ? null : own / bySimulated
  const measured = (values.get(name) ?? Number.NaN) / by
  const configuration = scenario.configurations.find((one) => one.name === name)
  return {
    id: `${idOf(scenario, series)}.${name}`,
    kind: 'rate',
    measured: rounded(measured),
    simulated: value === null ? null : rounded(value),
    ratio: value === null ? null : rounded(value / measured),
    grade: scenario.grade,
    source: scenario.source,
    metric: series.metric,
    ...(absolute ? {} : { of: reference }),
    ...told(series, name, configuration),
    null: rounded(absolute ? (values.get(reference) ?? measured) : 1),
    isReference: absolute && name === reference,
  }
}

function told(series: Series, name: string, configuration: Configuration | undefined) {
  const why = configuration?.cannot ?? series.why.get(name)
  const repeats = series.repeats.get(name)
  return { ...(why === undefined ? {} : { why }), ...(repeats === undefined ? {} : { repeats }) }
}

/** Six digits that matter. */
function rounded(value: number): number {
  return Number(value.toPrecision(6))
}
