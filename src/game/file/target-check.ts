/** Targets as they are written: an amount in a unit that the metric has. */
import { metricCard } from '../../metrics/index.ts'
import { en } from '../../text/index.ts'
import type { Path, Problem } from '../problem.ts'
import { type AmountKind, kindOfAmount } from './amount.ts'

/** What may be written for a metric of each unit; of any other unit only a bare number. */
const FITS: Readonly<Record<string, readonly AmountKind[]>> = {
  'bytes/s': ['rate', 'size'],
  bytes: ['size'],
  ns: ['time'],
  '0–1': ['share'],
}

/** A number of the file, and the metric that it is about. */
export interface Target {
  readonly path: Path
  readonly metric: string
}

/** @param data the file's own data, in which amounts are still text */
export function targetProblems(data: unknown, targets: readonly Target[]): readonly Problem[] {
  return targets.flatMap(({ path, metric }) => {
    const given = valueAt(data, path)
    const unit = metricCard(metric)?.unit
    if (typeof given !== 'string' || unit === undefined) return []
    const kind = kindOfAmount(given)
    if (kind === undefined || kind === 'number' || FITS[unit]?.includes(kind)) return []
    return [{ path, message: en.level.otherUnit(metric, given, unit) }]
  })
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], data)
}
