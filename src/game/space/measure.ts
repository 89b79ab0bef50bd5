/**
 * The whole space of a level in numbers: every allowed configuration on every seed. Done case by case, so that slices and
 * workers can share them; what gives the same run for certain is simulated once.
 */
import { drawsLuck, type Host, hostProblems, knobCards, type Run, setKnob } from '../../machine/index.ts'
import type { Level } from '../level.ts'
import { measuredMetrics, type Reader, readerOf } from '../play/score.ts'
import { textHash } from '../text-hash.ts'
import { configured, countConfigurations, movesAt } from './space.ts'

/** Simulates a host whole; the baseline only where the level compares with bare metal. */
export type SimulateOne = (host: Host, seed: number) => { readonly run: Run; readonly baseline?: Run }

/** Stands for the paths of a configuration that cannot exist. */
export const IMPOSSIBLE = ''

/** One configuration on one seed. */
export interface Measured {
  /** By measuredMetrics(level); not a number where the configuration cannot exist. */
  readonly values: readonly number[]
  /** What the paths of the devices look like, as a hash: two configurations with different ones do different things. */
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

/** Numbers of the configurations that differ only in what means nothing: one run serves them all. */
export type Case = readonly number[]

/** The host of a configuration; undefined: it cannot exist. */
export function possibleHost(level: Level, index: number): Host | undefined {
  const answer = configured(level, movesAt(level, index))
  return 'problem' in answer || hostProblems(answer.host).length > 0 ? undefined : answer.host
}

/** The same host with each knob that means nothing at its first value. */
export function withoutIdle(level: Pick<Level, 'knobs'>, host: Host): Host {
  let plain = host
  let cards = knobCards(host)
  for (const { key, values } of level.knobs) {
    if (cards.find((card) => card.key === key)?.idle !== true) continue
    const answer = setKnob(plain, key, values[0])
    if (!('host' in answer)) continue
    plain = answer.host
    cards = knobCards(plain)
  }
  return plain
}

/** All configurations of a level (or these only), in cases; those that cannot exist are one. */
export function casesOf(
  level: Level,
  wanted: readonly number[] = Array.from({ length: countConfigurations(level) }, (_, index) => index),
): readonly Case[] {
  const cases = new Map<string, number[]>()
  for (const index of wanted) {
    const host = possibleHost(level, index)
    const key = host === undefined ? IMPOSSIBLE : JSON.stringify(withoutIdle(level, host))
    const known = cases.get(key)
    if (known === undefined) cases.set(key, [index])
    else known.push(index)
  }
  return [...cases.values()]
}

/** For each configuration of a case what was measured on each seed. */
export function measureCase(
  level: Level,
  which: Case,
  simulateOne: SimulateOne,
  readerFor: ReaderFor = readerOf,
): readonly (readonly Measured[])[] {
  const metrics = measuredMetrics(level)
  const hosts = which.map((index) => possibleHost(level, index))
  const [first] = hosts
  if (first === undefined)
    return which.map(() =>
      level.seeds.map(() => ({ values: metrics.map(() => Number.NaN), paths: IMPOSSIBLE })),
    )
  const seeds = drawsLuck(first) ? level.seeds : level.seeds.slice(0, 1)
  const runs = seeds.map((seed) => simulateOne(first, seed))
  const paths = pathsOf(runs[0].run)
  return hosts.map((host = first) =>
    level.seeds.map((_, place) => {
      const { run, baseline } = runs[place] ?? runs[0]
      // What is read off the host itself is its own.
      const read = readerFor(host === first ? run : { ...run, host }, baseline)
      return { values: metrics.map(read), paths }
    }),
  )
}

function pathsOf(run: Run): string {
  const flows = run.flows.map(
    (flow) => `${flow.id}:${flow.path.map((row) => `${row.place}.${row.act}`).join('-')}`,
  )
  return textHash(flows.join(' '))
}

/** Measures all cases, one a step. */
export function* measureAll(
  level: Level,
  simulateOne: SimulateOne,
  readerFor: ReaderFor = readerOf,
): Generator<{ readonly done: number; readonly of: number }, Landscape> {
  const of = countConfigurations(level)
  const measured: (readonly Measured[])[] = []
  let done = 0
  for (const which of casesOf(level)) {
    const answers = measureCase(level, which, simulateOne, readerFor)
    for (const [place, index] of which.entries()) measured[index] = answers[place]
    done += which.length
    yield { done, of }
  }
  return landscapeOf(level, measured)
}

/** Puts together what was measured of each configuration, in their order. */
export function landscapeOf(level: Level, measured: readonly (readonly Measured[])[]): Landscape {
  return { metrics: measuredMetrics(level), seeds: level.seeds.length, measured: measured.flat() }
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
