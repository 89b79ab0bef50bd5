/** The documents that `--json` prints: shapes are a contract, `format` their version. */
import type { Incident, Run } from '../../machine/index.ts'
import { metricCards, readMetric, splitMetric } from '../../metrics/index.ts'
import type { CheckResult } from '../fair/check.ts'
import type { Level } from '../level.ts'
import { type Problem, printPath } from '../problem.ts'
import type { MeasuredWay, Survey } from '../space/survey.ts'
import { printMove } from './moves.ts'
import { score } from './score.ts'

export const REPORT_FORMAT = 1

export interface Place {
  readonly line: number
  readonly column: number
}

export function levelsReport(levels: readonly Level[]) {
  const ids = [...new Set(levels.map((level) => level.chapter.id))]
  return {
    format: REPORT_FORMAT,
    chapters: ids.map((id) => {
      const own = levels.filter((level) => level.chapter.id === id)
      return { id, number: own[0].chapter.number, title: own[0].chapter.title, levels: own.map(levelEntry) }
    }),
  }
}

function levelEntry(level: Level) {
  const { id, number, kind, title, teaches, requires, minutes, goals, medals, hash } = level
  const knobs = Object.fromEntries(level.knobs.map(({ key, values }) => [key, values]))
  return { id, number, kind, title, teaches, requires, minutes, knobs, goals, medals, hash }
}

/** The level's own metrics, and each metric of the whole host that this run has. */
function reportedMetrics(level: Level, run: Run, baseline: Run | undefined) {
  const asked = [...level.goals, ...level.medals.flat()].map((goal) => goal.metric)
  const ids = [
    ...new Set([...asked, ...level.headline, ...level.show, ...metricCards.map((card) => card.id)]),
  ]
  const values = ids
    .filter((id) => baseline !== undefined || splitMetric(id).name !== 'bare-metal-share')
    .map((id) => [id, readMetric(run, id, baseline)] as const)
  return Object.fromEntries(
    values.filter(([, value]) => typeof value === 'number' && Number.isFinite(value)),
  ) as Record<string, number>
}

function incident({ at, kind, device, owner, victim, address }: Incident) {
  return { at, kind, device, owner, victim, address }
}

export function runReport(level: Level, run: Run, baseline?: Run) {
  const { goals, stretch, passed, medals } = score(level, run, baseline)
  return {
    format: REPORT_FORMAT,
    level: level.id,
    seed: run.seed,
    passed,
    medals,
    goals,
    stretch,
    metrics: reportedMetrics(level, run, baseline),
    violations: run.violations.map(incident),
    contained: run.contained.map(incident),
    violationCount: run.violationCount,
    containedCount: run.containedCount,
    faults: run.faults,
    guests: run.guests,
    ...(run.migrations.length === 0 ? {} : { migrations: run.migrations }),
    ...(run.lines.length === 0 ? {} : { lines: run.lines }),
    hash: run.hash,
    simulatedNanos: run.duration,
    requests: run.requests.count,
  }
}

/** `seconds`: how long it took, by the caller's clock. */
export function exploreReport(level: Level, survey: Survey, seconds: number) {
  const { configurations, impossible, winning, medals, pars, optima, start, references, decoys } = survey
  const { front, knobs } = surveyEntry(survey)
  const startEntry = { medals: start.medals, values: start.values }
  return {
    format: REPORT_FORMAT,
    level: level.id,
    hash: level.hash,
    configurations,
    impossible,
    winning,
    medals,
    pars,
    optima,
    front,
    knobs,
    start: startEntry,
    references: references.map(wayEntry),
    decoys: decoys.map(wayEntry),
    seconds,
  }
}

/** One file of `check`. A file that could not be read as a level has only problems. */
export function checkEntry(
  path: string,
  result: CheckResult | { readonly problems: readonly Problem[] },
  placeOf: (problem: Problem) => Place,
) {
  const problems = 'problems' in result ? result.problems : result.reasons
  const reasons = problems.map((problem) => ({
    path: printPath(problem.path),
    ...placeOf(problem),
    message: problem.message,
  }))
  const survey = 'problems' in result ? undefined : result.survey
  return {
    path,
    fair: problems.length === 0,
    reasons,
    configurations: survey?.configurations ?? 0,
    winningShare: survey?.winningShare ?? 0,
    ...(survey === undefined ? {} : surveyEntry(survey)),
  }
}

function wayEntry({ moves, ...rest }: MeasuredWay) {
  return { ...rest, moves: moves.map(printMove) }
}

function surveyEntry({ pars, front, references, decoys, knobs }: Survey) {
  return {
    pars,
    front: front.map(({ moves, metrics, wins }) => ({ moves: moves.map(printMove), metrics, wins })),
    references: references.map(wayEntry),
    decoys: decoys.map(wayEntry),
    knobs,
  }
}

export function checkReport<Entry>(results: readonly Entry[]) {
  return { format: REPORT_FORMAT, results }
}

/** What the unit wrote down of the faults that it stopped; nothing where none came. */
export function faultLines({ faults: { recorded, lost } }: Pick<Run, 'faults'>): string[] {
  if (recorded + lost === 0) return []
  const records = `fault records: ${recorded} written`
  return [lost === 0 ? records : `${records}, ${lost} lost: no record was free`]
}
