/**
 * What was measured of one configuration, as one line of text (NDJSON): for the cache of `explore`, and for shards that
 * other machines measure. A line says what it belongs to, so that nothing of another level or another model is mixed in.
 */
import type { Level } from '../level.ts'
import { measuredMetrics } from '../play/score.ts'
import { IMPOSSIBLE, type Measured } from './measure.ts'
import { countConfigurations } from './space.ts'

export interface MeasuredLine {
  readonly level: string
  readonly hash: string
  /** Of the simulation that measured it. */
  readonly model: string
  readonly configuration: number
  /** Number of configurations. */
  readonly of: number
  /** A hash of the devices' paths; empty: cannot exist. */
  readonly paths: string
  /** By metric, for each seed; null: no number. */
  readonly metrics: Readonly<Record<string, readonly (number | null)[]>>
}

export function measuredLine(
  level: Level,
  model: string,
  configuration: number,
  measured: readonly Measured[],
): MeasuredLine {
  const numbers = (place: number) =>
    measured.map(({ values }) => (Number.isFinite(values[place]) ? values[place] : null))
  return {
    level: level.id,
    hash: level.hash,
    model,
    configuration,
    of: countConfigurations(level),
    paths: measured[0].paths,
    metrics:
      measured[0].paths === IMPOSSIBLE
        ? {}
        : Object.fromEntries(measuredMetrics(level).map((metric, place) => [metric, numbers(place)])),
  }
}

/** What a line says; undefined: it is none (the tail of a file whose writer was stopped). */
export function parseMeasuredLine(text: string): MeasuredLine | undefined {
  let line: Partial<MeasuredLine> | null
  try {
    line = JSON.parse(text)
  } catch {
    return undefined
  }
  const texts = [line?.level, line?.hash, line?.model, line?.paths]
  const whole = [line?.configuration, line?.of].every((number) => Number.isInteger(number))
  if (!texts.every((one) => typeof one === 'string') || !whole) return undefined
  return typeof line?.metrics === 'object' && line.metrics !== null ? (line as MeasuredLine) : undefined
}

/** Why a line does not belong to this level and this model. */
export function foreign(
  line: MeasuredLine,
  level: Level,
  model: string,
): 'level' | 'hash' | 'model' | undefined {
  if (line.level !== level.id) return 'level'
  if (line.hash !== level.hash || line.of !== countConfigurations(level)) return 'hash'
  return line.model === model ? undefined : 'model'
}

/** The numbers of a line; undefined where it lacks a metric or a seed, or names no configuration. */
export function measuredOf(line: MeasuredLine, level: Level): readonly Measured[] | undefined {
  if (line.configuration < 0 || line.configuration >= line.of) return undefined
  const { paths } = line
  const metrics = measuredMetrics(level)
  const nothing = level.seeds.map(() => ({ values: metrics.map(() => Number.NaN), paths }))
  if (paths === IMPOSSIBLE) return nothing
  const columns = metrics.map((metric) => line.metrics[metric])
  if (!columns.every((column) => Array.isArray(column) && column.length === level.seeds.length))
    return undefined
  return level.seeds.map((_, seed) => ({
    values: columns.map((column) => column[seed] ?? Number.NaN),
    paths,
  }))
}
