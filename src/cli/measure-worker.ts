/** A thread that simulates configurations of a level: `check` and `explore` share a level's space among several. */
import { parentPort } from 'node:worker_threads'
import {
  type Case,
  type Level,
  type Measured,
  measureCase,
  needsBaseline,
  type SimulateOne,
  withoutIdle,
} from '../game/index.ts'
import { drawsLuck, type Host, type Run } from '../machine/index.ts'
import { bareMetalHost } from '../metrics/index.ts'
import { simulateWhole } from './slices.ts'

/** Some cases of a level. */
export interface Errand {
  readonly level: Level
  readonly cases: readonly Case[]
}

/** For each case, for each of its configurations, what was measured on each seed. */
export type Answers = readonly (readonly (readonly Measured[])[])[]

export function measureErrand({ level, cases }: Errand): Answers {
  const simulateOne = simulationsOf(level)
  return cases.map((which) => measureCase(level, which, simulateOne))
}

let current: { readonly level: string; readonly simulateOne: SimulateOne } | undefined

/** Simulates hosts of this level; most configurations share their bare metal, which is kept. */
function simulationsOf(level: Level): SimulateOne {
  const key = `${level.id} ${level.hash}`
  if (current?.level === key) return current.simulateOne
  const { duration } = level
  const baselines = new Map<string, Run>()
  const baselineOf = (host: Host, asked: number): Run => {
    const native = withoutIdle(level, bareMetalHost(host))
    const seed = drawsLuck(native) ? asked : 0
    const name = `${seed} ${JSON.stringify(native)}`
    const run = baselines.get(name) ?? simulateWhole(native, { seed, duration })
    baselines.set(name, run)
    return run
  }
  const compares = needsBaseline(level)
  const simulateOne: SimulateOne = (host, seed) => {
    const run = simulateWhole(host, { seed, duration })
    return compares ? { run, baseline: baselineOf(host, seed) } : { run }
  }
  current = { level: key, simulateOne }
  return simulateOne
}

const port = parentPort
port?.on('message', (errand: Errand) => port.postMessage(measureErrand(errand)))
