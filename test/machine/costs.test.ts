/** The cost table: every number has an origin, every act is somebody's, and one era follows from another. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { COST_TABLE } from '../../src/machine/costs/cost-table.ts'
import { COSTS, costOf, ERAS } from '../../src/machine/costs/costs.ts'

/** A limit that is set in cycles, not something that a processor does. */
const SETTINGS: readonly string[] = ['ple-window']

const source = readdirSync('src/machine', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.startsWith('costs'))
  .map((name) => readFileSync(`src/machine/${name}`, 'utf8'))
  .join('\n')

const assumed = COSTS.filter(({ source: from }) => /assumed|fit of this model/.test(from))

describe('the cost table', () => {
  test.each(Object.keys(COST_TABLE))('%s is asked for by some path', (id) => {
    expect(source).toContain(`'${id}'`)
  })

  test.each(
    COSTS.map((cost) => [cost.id, cost.era, cost] as const),
  )('%s in %s has an origin', (_id, _era, cost) => {
    expect(cost.source).toMatch(/\w/)
    expect(cost.value).toBeGreaterThanOrEqual(0)
    expect(cost.unit).toMatch(/^(ns|cycles|GB\/s)$/)
  })

  test.each(
    assumed.map((cost) => [cost.id, cost.era, cost] as const),
  )('%s in %s, without a source of its own, says so and within which range', (_id, _era, {
    grade,
    value,
    range,
  }) => {
    // What is derived from an assumption keeps its grade and names the range.
    expect(['M', 'D']).toContain(grade)
    expect(range).toBeDefined()
    const [least, most] = range ?? [0, 0]
    expect(least).toBeLessThanOrEqual(value)
    expect(most).toBeGreaterThanOrEqual(value)
  })

  test('has no processor of an older era that is faster than one of 2010-13', () => {
    const faster = Object.keys(COST_TABLE)
      .filter((id) => !SETTINGS.includes(id))
      .filter((id) => {
        const [oldest, old, then] = ERAS.map((era) => costOf(era, id as keyof typeof COST_TABLE, 1e6))
        return oldest < then || old < then
      })
    expect(faster).toEqual([])
  })

  test('stands in the manual as it is', () => {
    const manual = readFileSync('docs/model.md', 'utf8')
    const rows = [
      ...manual.matchAll(/^\| `([a-z-]+)`(, 64 KiB)? \| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \|$/gm),
    ]
    expect(rows.length).toBeGreaterThan(10)
    for (const [, id, bytes, ...quoted] of rows) {
      const times = ERAS.map((era) =>
        costOf(era, id as keyof typeof COST_TABLE, bytes === undefined ? 0 : 65536),
      )
      expect([id, ...quoted]).toEqual([id, ...times.map((time) => Math.round(time).toLocaleString('en-US'))])
    }
  })
})
