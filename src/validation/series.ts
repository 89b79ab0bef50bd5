/** What a series names: configurations, metrics with their selectors, one or a quotient of two. */
import { nearest } from '../game/nearest.ts'
import type { Path, Problem } from '../game/problem.ts'
import { type Run, simulate } from '../machine/index.ts'
import { metricCards, readMetric, splitMetric } from '../metrics/index.ts'
import { en } from '../text/index.ts'
import type { Configuration, Series } from './scenario.ts'

/** Metrics of a series: `requests@a.disk`, or over and under the line of `exits / interrupts`. */
export function metricsOf({ metric }: Series): readonly string[] {
  return metric.split(' / ')
}

/** The number that a series is about, read off one run. */
export function readSeries(series: Series, run: Run): number {
  const [over, under] = metricsOf(series).map((metric) => {
    const value = readMetric(run, metric)
    if (typeof value !== 'number') throw new Error(value.problem)
    return value
  })
  return under === undefined ? over : over / under
}

/** Long enough for a run to know its own names. */
const GLANCE = 1000

export function seriesProblems(
  list: readonly Series[],
  configurations: readonly Configuration[],
): readonly Problem[] {
  const names = configurations.map((one) => one.name)
  const problems = list.flatMap((series, index) => namesProblems(series, names, ['measured', index]))
  const example = configurations.find((one) => one.host !== undefined)?.host
  if (problems.length > 0 || example === undefined) return problems
  const run = simulate(example, { seed: 1, duration: GLANCE })
  return list.flatMap((series, index) => metricProblems(series, run, ['measured', index, 'metric']))
}

function namesProblems(series: Series, names: readonly string[], path: Path): readonly Problem[] {
  const { reference, beyond, values, repeats, why } = series
  const missing = (name: string, ...at: Path): readonly Problem[] =>
    names.includes(name)
      ? []
      : [{ path: [...path, ...at], message: en.scenario.noConfiguration(name, nearest(name, names)) }]
  const measured = [...values.keys()]
  const told = (field: string, texts: ReadonlyMap<string, string>): readonly Problem[] =>
    [...texts.keys()]
      .filter((name) => !values.has(name))
      .map((name) => ({
        path: [...path, field, name],
        message: en.scenario.notMeasured(name, nearest(name, measured)),
        atKey: true,
      }))
  const problems = [
    ...measured.flatMap((name) => missing(name, 'values', name)),
    ...(values.has(reference) || series.absolute ? [] : missing(reference, 'reference')),
    ...(beyond === undefined ? [] : missing(beyond, 'beyond')),
    ...told('repeats', repeats),
    ...told('why', why),
  ]
  const least = series.absolute ? 1 : 2
  if (measured.length < least)
    problems.push({ path: [...path, 'values'], message: en.scenario.tooFew(least) })
  if (!series.absolute && !values.has(reference))
    problems.push({ path: [...path, 'reference'], message: en.scenario.noReference(reference) })
  return problems
}

function metricProblems(series: Series, run: Run, path: Path): readonly Problem[] {
  const ids = metricCards.map((card) => card.id)
  return metricsOf(series).flatMap((metric) => {
    const { name } = splitMetric(metric)
    if (!(ids as readonly string[]).includes(name))
      return [{ path, message: en.level.noSuchMetric(metric, nearest(name, ids)) }]
    const value = readMetric(run, metric)
    return typeof value === 'number' ? [] : [{ path, message: value.problem }]
  })
}
