/** Levels as they ship, with their measured spaces; and the configurations that every test run measures again. */
import { existsSync, readFileSync } from 'node:fs'
import { readLevelFolder } from '../../src/cli/level-folder.ts'
import { measureErrand } from '../../src/cli/measure-worker.ts'
import {
  casesOf,
  countConfigurations,
  IMPOSSIBLE,
  indexAfter,
  type Landscape,
  type Level,
  landscapeOf,
  type Measured,
  type Move,
  measuredMetrics,
  type PackedSpace,
  readSpace,
  type Space,
} from '../../src/game/index.ts'

export const folder = readLevelFolder('levels')
export const levels = folder.levels.map((one) => one.level)

/** What to do about a space that is not there, or not of this level. */
export const REMEDY = 'npm run prove'

export function shippedOf(level: Level): Space | undefined {
  const found = folder.levels.find((one) => one.level.id === level.id)
  const file = found?.file.replace(/\.yaml$/, '.space')
  if (file === undefined || !existsSync(file)) return undefined
  return readSpace(JSON.parse(readFileSync(file, 'utf8')) as PackedSpace)
}

/** Those that the author names, with the steps beside them, and a few spread over the space. */
export function sampleOf(level: Level): readonly number[] {
  const count = countConfigurations(level)
  const at = (moves: readonly Move[]) => indexAfter(level, moves)
  const named = [
    at([]),
    count - 1,
    ...level.decoys.map(({ moves }) => at(moves)),
    ...level.references.flatMap(({ moves }) => [
      at(moves),
      ...moves.map((_, place) => at(moves.toSpliced(place, 1))),
    ]),
  ]
  const spread = [1, 3, 5].map((part) => Math.floor((count * part) / 7))
  return [...new Set([...named, ...spread])].sort((one, other) => one - other)
}

/** These configurations, measured on every seed. */
export function measure(level: Level, wanted: readonly number[]): ReadonlyMap<number, readonly Measured[]> {
  const cases = casesOf(level, wanted)
  const answers = measureErrand({ level, cases })
  return new Map(
    cases.flatMap((which, number) => which.map((index, place) => [index, answers[number][place]] as const)),
  )
}

/** The measured ones as they are, and of the others the means that are shipped. */
export function landscapeWith(
  level: Level,
  space: Space,
  measured: ReadonlyMap<number, readonly Measured[]>,
): Landscape {
  const metrics = measuredMetrics(level)
  const all = Array.from({ length: space.configurations }, (_, index) => {
    const values = metrics.map((metric) => space.values(index, metric))
    const paths = values.every(Number.isNaN) ? IMPOSSIBLE : 'not looked at'
    return measured.get(index) ?? level.seeds.map(() => ({ values, paths }))
  })
  return landscapeOf(level, all)
}
