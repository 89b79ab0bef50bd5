/** The level of the fixture, and a stand-in for the simulation: a few lines of arithmetic instead of a machine. */
import { readFileSync } from 'node:fs'
import { parseLevelFile } from '../../src/cli/level-file.ts'
import type { CheckResult, Level, Reader, SimulateOne } from '../../src/game/index.ts'
import { checkLevel } from '../../src/game/index.ts'
import type { Run } from '../../src/machine/index.ts'

export const strawFile = 'test/game/fixtures/straw.yaml'
export const strawText = readFileSync(strawFile, 'utf8')
const chapter = { id: 'dummies', number: 1, title: 'Dummies' }

export function parseStraw(text = strawText) {
  return parseLevelFile(text, strawFile, { chapter, number: '1.2', ids: ['straw', 'ring'] })
}

/** Stands in a text where a problem is expected; not part of the text. */
export const HERE = '▮'

/** The fixture after one change: what its problems are, and the places marked in the change. */
export function strawWith(from: string, to: string) {
  if (!strawText.includes(from)) throw new Error(`the fixture has no "${from}"`)
  const parts = strawText.replace(from, to).split(HERE)
  const marked = parts.slice(1).map((_, index) => {
    const lines = parts
      .slice(0, index + 1)
      .join('')
      .split('\n')
    return `${lines.length}:${lines[lines.length - 1].length + 1}`
  })
  const { problems = [] } = parseStraw(parts.join(''))
  return {
    marked,
    places: problems.map(({ line, column }) => `${line}:${column}`),
    problems: problems.map(({ path, message }) => `${path}: ${message}`),
  }
}

export function straw(): Level {
  const parsed = parseStraw()
  if (parsed.problems !== undefined) throw new Error(JSON.stringify(parsed.problems))
  return parsed.level
}

const EXITS: Readonly<Record<string, number>> = { 'ide-pio': 1043, 'ide-dma': 26, 'virtio-blk': 2 }
const SPEED: Readonly<Record<string, number>> = { 'ide-pio': 2e6, 'ide-dma': 20e6, 'virtio-blk': 40e6 }

/** The numbers of a configuration, by arithmetic. Seeds differ by a thousandth. */
export function fakeReader(run: Run): Reader {
  const { controller, cache, coalesceUs } = run.host.guests[0].devices[0]
  const luck = 1 + run.seed / 1000
  const values: Readonly<Record<string, number>> = {
    'exits-per-request@files.disk': EXITS[controller],
    'throughput@files.disk':
      SPEED[controller] *
      (cache === 'writeback' ? 2 : 1) *
      (coalesceUs === 0 ? 1 : coalesceUs === 50 ? 1.5 : 2) *
      luck,
    'latency-p99@files.disk': (100 + coalesceUs + (cache === 'writeback' ? 20 : 0)) * 1000,
    cpu: 0.5,
    violations: run.violationCount,
  }
  return (metric) => values[metric] ?? Number.NaN
}

/** A run that remembers only what fakeReader needs. */
export const fakeSimulate: SimulateOne = (host, seed) => {
  const path = [{ place: 'app', act: host.guests[0].devices[0].controller }]
  return { run: { host, seed, violationCount: 0, flows: [{ id: 'files.disk', path }] } as unknown as Run }
}

/** The whole check at once. */
export function checked(
  level: Level,
  levels: readonly Level[] = [],
  simulate = fakeSimulate,
  reader = fakeReader,
): CheckResult {
  const steps = checkLevel(level, simulate, levels, reader)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

/** A note of a run with these values; all other metrics are as good as can be. */
export function valuesOf(level: Level, moves: readonly { key: string; value: string }[], seed = 1) {
  let host = level.host
  for (const { key, value } of [...level.start, ...moves]) {
    const device = host.guests[0].devices[0]
    const name = key.split('.')[2]
    const changed = { ...device, [name]: typeof device[name as 'ring'] === 'number' ? Number(value) : value }
    host = { ...host, guests: [{ ...host.guests[0], devices: [changed] }] }
  }
  return fakeReader({ host, seed, violationCount: 0 } as unknown as Run)
}
