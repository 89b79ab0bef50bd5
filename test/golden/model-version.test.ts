/** Results of real levels belong to a version of the model; whoever changes one raises it. */
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { MODEL_LINES, MODEL_VERSION, packageOf } from '../../src/game/code/model-version.ts'
import {
  hostAfter,
  type Level,
  type Move,
  measuredMetrics,
  needsBaseline,
  readerOf,
} from '../../src/game/index.ts'
import { textHash } from '../../src/game/text-hash.ts'
import { simulate } from '../../src/machine/index.ts'
import { bareMetalHost } from '../../src/metrics/index.ts'
import { levels } from '../levels/shipped.ts'

const FILE = `test/golden/model-${MODEL_VERSION}.results`
const WRITE = `npx vitest run test/golden/model-version.test.ts -u writes ${FILE}`

/** The record of a run and every number that is read off it. */
function digestOf(level: Level, moves: readonly Move[]): string {
  const host = hostAfter(level, moves)
  const options = { seed: level.seeds[0], duration: level.duration }
  const run = simulate(host, options)
  const read = readerOf(run, needsBaseline(level) ? simulate(bareMetalHost(host), options) : undefined)
  return textHash(JSON.stringify([run.hash, measuredMetrics(level).map(read)]))
}

/** Id, the level's own hash, then what each reference gives. */
const lines = levels.map((level) =>
  [level.id, level.hash, ...level.references.map(({ moves }) => digestOf(level, moves))].join(' '),
)

const idAndHash = (line: string) => line.split(' ').slice(0, 2).join(' ')

/** Lines of levels that are as they were, and give something else. */
function changed(before: readonly string[], now: readonly string[]): readonly string[] {
  return now.filter((line) =>
    before.some((other) => idAndHash(other) === idAndHash(line) && other !== line && !samePart(other, line)),
  )
}

/** References may come and go: what is there in both files has to agree. */
function samePart(one: string, other: string): boolean {
  const [shorter, longer] = one.length < other.length ? [one, other] : [other, one]
  return shorter.split(' ').every((part) => longer.split(' ').includes(part))
}

const kept = () => readFileSync(FILE, 'utf8').trim().split('\n')

test('levels that did not change give the results that this version of the model gives', () => {
  if (!existsSync(FILE)) throw new Error(`${FILE} is missing: ${WRITE}`)
  const ids = changed(kept(), lines).map((line) => line.split(' ')[0])
  const remedy = `the model gives other results for ${ids.join(', ')}: raise MODEL_VERSION in src/game/code/model-version.ts, add a line there, and then ${WRITE}`
  expect(ids, ids.length === 0 ? '' : remedy).toEqual([])
})

test('the results of this version are kept for every level as it is now', async () => {
  await expect(`${lines.join('\n')}\n`, WRITE).toMatchFileSnapshot(`../../${FILE}`)
})

test('a changed result is told from a changed level and from another reference', () => {
  expect(changed(['a 1 x y', 'b 2 z'], ['a 1 x q', 'b 3 w', 'c 4 v'])).toEqual(['a 1 x q'])
  expect(changed(['a 1 x y'], ['a 1 x y z'])).toEqual([])
})

test('the table of models ends with the current one, which no package is the last to carry', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
  expect(MODEL_LINES.map(({ model }) => model)).toEqual(MODEL_LINES.map((_, place) => place + 1))
  expect(MODEL_LINES.at(-1)?.model).toBe(MODEL_VERSION)
  for (const { model, to } of MODEL_LINES) expect(to === undefined).toBe(model === MODEL_VERSION)
  expect(version.localeCompare(MODEL_LINES.at(-1)!.from, 'en', { numeric: true })).toBeGreaterThanOrEqual(0)
  const two = [
    { model: 1, from: '0.1.0', to: '0.3.2' },
    { model: 2, from: '0.4.0' },
  ]
  expect([1, 2, 3].map((model) => packageOf(model, two))).toEqual(['0.3.2', '0.4.0', undefined])
})
