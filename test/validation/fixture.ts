/** Everything that `exitless validate` compares, from the sources; and a scenario that works, for changes to it. */
import { parseScenarioFile, readScenarioFolder, type ScenarioFile } from '../../src/cli/scenario-folder.ts'
import type { CountRow, RateRow, Scenario } from '../../src/validation/index.ts'
import { countCases, countRows, measureScenario, summaryOf } from '../../src/validation/index.ts'
import { CAUSES } from './causes.ts'

export const FOLDER = 'test/validation'

export const SCENARIO = `id: T1
title: two controllers
source: a test
grade: M
host:
  cores: 2
  devices:
    ssd: { model: fixed, latency: 50us }
guests:
  vm:
    devices:
      disk: { controller: ahci }
workloads:
  vm.disk: { op: read, depth: 4 }
duration: 2ms
configurations:
  sata: {}
  virtio:
    moves: ["set vm.disk.controller virtio-blk"]
  four:
    host: { cores: 4 }
    workloads: { vm.disk: { depth: 8 } }
measured:
  - metric: requests@vm.disk
    values: { sata: 10, virtio: 40, four: 20 }
    why: { virtio: a reason }
`

/** The scenario with one piece of its text replaced; a piece that is not there is the test's own mistake. */
export function scenarioText(piece = '', instead = ''): string {
  if (!SCENARIO.includes(piece)) throw new Error(`the scenario has no "${piece}"`)
  return SCENARIO.replace(piece, instead)
}

export function parsed(piece = '', instead = ''): ScenarioFile {
  return parseScenarioFile(scenarioText(piece, instead), 'mine.yaml')
}

export function scenario(piece = '', instead = ''): Scenario {
  const read = parsed(piece, instead)
  if (read.problems !== undefined) throw new Error(read.problems.map((one) => one.message).join('\n'))
  return read.scenario
}

export interface Everything {
  readonly counts: readonly CountRow[]
  readonly rates: readonly RateRow[]
  readonly summary: ReturnType<typeof summaryOf>
}

export function everything(): Everything {
  const read = readScenarioFolder(FOLDER, CAUSES)
  if ('problems' in read) throw new Error(read.problems.map((one) => one.message).join('\n'))
  const { tables, causes } = read.validation
  const counts = countCases(tables).flatMap((one) => countRows(one, causes))
  const measured = read.scenarios.map(measureScenario)
  const rates = measured.flatMap((one) => one.rows)
  return {
    counts,
    rates,
    summary: summaryOf(
      counts,
      rates,
      measured.flatMap((one) => one.pairs),
    ),
  }
}
