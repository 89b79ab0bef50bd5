/** A thread that simulates configurations of a level: `check` shares a level's space among several. */
import { parentPort } from 'node:worker_threads'
import { type Level, type Measured, measureTask, needsBaseline } from '../game/index.ts'
import { bareMetalHost } from '../metrics/index.ts'
import { simulateWhole } from './slices.ts'

/** Some tasks of a level, half-open: configuration × seeds + place of the seed. */
export interface Errand {
  readonly level: Level
  readonly from: number
  readonly to: number
}

/** @returns what was measured, in the order of the tasks */
export function measureErrand({ level, from, to }: Errand): readonly Measured[] {
  const baselineToo = needsBaseline(level)
  const { duration } = level
  const measured: Measured[] = []
  for (let task = from; task < to; task++)
    measured.push(
      measureTask(level, task, (host, seed) => {
        const run = simulateWhole(host, { seed, duration })
        if (!baselineToo) return { run }
        return { run, baseline: simulateWhole(bareMetalHost(host), { seed, duration }) }
      }),
    )
  return measured
}

const port = parentPort
port?.on('message', (errand: Errand) => port.postMessage(measureErrand(errand)))
