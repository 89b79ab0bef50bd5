/**
 * Measures the space of a level bit by bit, where none is shipped: every configuration on the first seed, then on the next.
 * Whoever simulates asks for a task, gives its run, and may look at the space whenever it likes.
 */
import type { Host, Run } from '../../machine/index.ts'
import type { Level } from '../level.ts'
import { measuredMetrics, readerOf, scoreValues } from '../play/score.ts'
import { possibleHost } from './measure.ts'
import type { Space } from './shipped-space.ts'
import { countConfigurations } from './space.ts'

/** Spaces beyond this are not measured while somebody waits. Configurations. */
export const MOST_SURVEYED = 4_096

export interface SurveyTask {
  readonly index: number
  readonly host: Host
  readonly seed: number
  /** Nanoseconds. */
  readonly duration: number
}

/** What all runs of one configuration gave so far. */
interface Sums {
  readonly runs: number
  readonly sums: readonly number[]
  readonly medals: number
}

export class Surveyor {
  private readonly metrics: readonly string[]
  private readonly sums: (Sums | undefined)[] = []
  private task = 0
  readonly of: number

  private readonly level: Level

  constructor(level: Level) {
    this.level = level
    this.metrics = measuredMetrics(level)
    this.of = countConfigurations(level) * level.seeds.length
  }

  /** Tasks that are behind, those of configurations that cannot be among them. */
  get done(): number {
    return this.task
  }

  /** The next configuration to be simulated; undefined: nothing is left. */
  next(): SurveyTask | undefined {
    const count = countConfigurations(this.level)
    for (; this.task < this.of; this.task++) {
      const index = this.task % count
      const host = possibleHost(this.level, index)
      if (host === undefined) continue
      return {
        index,
        host,
        seed: this.level.seeds[Math.floor(this.task / count)],
        duration: this.level.duration,
      }
    }
    return undefined
  }

  /** The run of the task that was given last. */
  put(index: number, run: Run, baseline?: Run): void {
    const read = readerOf(run, baseline)
    const { medals } = scoreValues(this.level, read)
    const values = this.metrics.map(read)
    const known = this.sums[index]
    this.sums[index] =
      known === undefined
        ? { runs: 1, sums: values, medals }
        : {
            runs: known.runs + 1,
            sums: known.sums.map((sum, at) => sum + values[at]),
            medals: Math.min(known.medals, medals),
          }
    this.task++
  }

  /** All that is known by now; a configuration that was not simulated yet has no numbers. */
  space(): Space {
    const { level, metrics } = this
    const sums = [...this.sums]
    const places = new Map(metrics.map((metric, at) => [metric, at]))
    return {
      level: level.id,
      hash: level.hash,
      metrics,
      configurations: countConfigurations(level),
      values: (index, metric) => {
        const at = places.get(metric)
        const known = sums[index]
        return at === undefined || known === undefined ? Number.NaN : known.sums[at] / known.runs
      },
      wins: (index) => (sums[index]?.medals ?? 0) > 0,
      medals: (index) => sums[index]?.medals ?? 0,
    }
  }
}
