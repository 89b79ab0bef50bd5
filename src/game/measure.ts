/** The whole space of a level in numbers: every allowed configuration on every seed. Small tasks, so that slices and workers can share them. */
import type { Host, Run } from '../machine/index.ts'
import { hostProblems } from '../machine/index.ts'
import type { Level } from './level.ts'
import { measuredMetrics, type Reader, readerOf } from './score.ts'
import { configured, countConfigurations, movesAt } from './space.ts'

/** Simulates a host whole; the baseline only where the level compares with bare metal. */
export type SimulateOne = (host: Host, seed: number) => { readonly run: Run; readonly baseline?: Run }

/** Stands for the paths of a configuration that cannot exist. */
export const IMPOSSIBLE = ''

/** One configuration on one seed. */
export interface Measured {
  /** By measuredMetrics(level); not a number where the configuration cannot exist. */
  readonly values: readonly number[]
  /** What the paths of the devices look like: two configurations with different texts do different things. */
  readonly paths: string
}

/** Everything measured: configuration by configuration, in each the seeds in the level's order. */
export interface Landscape {
  readonly metrics: readonly string[]
  readonly seeds: number
  readonly measured: readonly Measured[]
}

/** How metrics are read off a run; another one serves the tests. */
export type ReaderFor = (run: Run, baseline?: Run) => Reader

/** Number of tasks of a level: task = configuration × seeds + place of the seed. */
export function countTasks(level: Pick<Level, 'knobs' | 'seeds'>): number {
  return countConfigurations(level) * level.seeds.length
}

export function measureTask(
  level: Level,
  task: number,
  simulateOne: SimulateOne,
  readerFor: ReaderFor = readerOf,
): Measured {
  const seeds = level.seeds.length
  const metrics = measuredMetrics(level)
  const moves = movesAt(level, Math.floor(task / seeds))
  const answer = configured(level, moves)
  if ('problem' in answer || hostProblems(answer.host).length > 0)
    return { values: metrics.map(() => Number.NaN), paths: IMPOSSIBLE }
  const { run, baseline } = simulateOne(answer.host, level.seeds[task % seeds])
  const read = readerFor(run, baseline)
  return { values: metrics.map(read), paths: pathsOf(run) }
}

function pathsOf(run: Run): string {
  return run.flows
    .map((flow) => `${flow.id}:${flow.path.map((row) => `${row.place}.${row.act}`).join('-')}`)
    .join(' ')
}

/** Measures all tasks, one a step. */
export function* measureAll(
  level: Level,
  simulateOne: SimulateOne,
  readerFor: ReaderFor = readerOf,
): Generator<{ readonly done: number; readonly of: number }, Landscape> {
  const of = countTasks(level)
  const measured: Measured[] = []
  for (let task = 0; task < of; task++) {
    measured.push(measureTask(level, task, simulateOne, readerFor))
    yield { done: task + 1, of }
  }
  return landscapeOf(level, measured)
}

/** Puts together what was measured in the order of the tasks. */
export function landscapeOf(level: Level, measured: readonly Measured[]): Landscape {
  return { metrics: measuredMetrics(level), seeds: level.seeds.length, measured }
}

/** The numbers of one configuration on one seed (its place in level.seeds). */
export function readerAt(landscape: Landscape, index: number, seed: number): Reader {
  const { values } = landscape.measured[index * landscape.seeds + seed]
  return (metric) => values[landscape.metrics.indexOf(metric)] ?? Number.NaN
}

/** Mean over the seeds. */
export function meanAt(landscape: Landscape, index: number, metric: string): number {
  const seeds = Array.from({ length: landscape.seeds }, (_, seed) => readerAt(landscape, index, seed)(metric))
  return seeds.reduce((sum, value) => sum + value, 0) / seeds.length
}
