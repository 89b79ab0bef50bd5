/** The models that this package can run a code with, by their version. Today one; an older one would stand beside it. */
import { hostAfter, type Level, MODEL_VERSION, type Move, type Reader, readerOf } from '../game/index.ts'
import { type Host, type Run, simulate } from '../machine/index.ts'
import { bareMetalHost, splitMetric } from '../metrics/index.ts'

/** Runs a configuration that can be, on the level's first seed, and reads metrics off it. */
export type Model = (level: Level, moves: readonly Move[]) => Reader

export type Models = ReadonlyMap<number, Model>

/** Bare metal is simulated beside it only when a metric compares with it. */
export const currentModel: Model = (level, moves) => {
  const host = hostAfter(level, moves)
  const runOf = (given: Host) => simulate(given, { seed: level.seeds[0], duration: level.duration })
  const run = runOf(host)
  let baseline: Run | undefined
  return (metric) => {
    if (splitMetric(metric).name === 'bare-metal-share') baseline ??= runOf(bareMetalHost(host))
    return readerOf(run, baseline)(metric)
  }
}

export const MODELS: Models = new Map([[MODEL_VERSION, currentModel]])
