/** A script that runs on the model of a card, and is held back after many instructions in a row. */
import { describe, expect, test } from 'vitest'
import { simulate } from '../../src/machine/engine/simulate.ts'
import type { Workload } from '../../src/machine/host/host.ts'
import { pausesAlone, ScriptRun } from '../../src/machine/path/script-run.ts'
import type { Run } from '../../src/machine/record/run.ts'
import { KIB } from '../../src/machine/units.ts'
import { device, disk, guest, host, MS } from './fixture.ts'

describe('a script', () => {
  test('stops for each hundred instructions, and goes on counting from there', () => {
    const script = new ScriptRun()
    const stops: number[] = []
    for (let command = 0; command < 9; command++) {
      stops.push(script.runs(30, false, command))
      script.runs(0, false, command + 1)
    }
    expect(stops).toEqual([0, 0, 0, 1, 0, 0, 1, 0, 0])
    expect([pausesAlone(99), pausesAlone(100), pausesAlone(230)]).toEqual([0, 1, 2])
  })

  test('begins anew where nothing follows at once, and where it waited for the disk', () => {
    const script = new ScriptRun()
    expect([0, 10, 20, 30, 40].map((now) => script.runs(60, false, now))).toEqual([0, 0, 0, 0, 0])
    const waits = new ScriptRun()
    expect([1, 1, 1].map(() => waits.runs(60, true, 0))).toEqual([0, 0, 0])
  })
})

/** @param model null-co: all that is asked at once is there at once */
function run(work: Partial<Workload>, model: 'nvme' | 'null-co' = 'nvme', vmmYear = 2024): Run {
  const one = disk({ controller: 'lsi53c895a' }, work)
  const devices = { ssd: device(model, '0000:01:00.0', 100_000) }
  return simulate(host([guest('g', [one], { pin: 0, vmmPin: 1 })], { devices, vmmYear }), {
    seed: 1,
    duration: 100 * MS,
  })
}

const took = ({ requests }: Run): number[] => [...requests.end].map((end, row) => end - requests.begin[row])

test('a request alone is never held back, and takes the sum of its steps', () => {
  const one = run({ limit: 5 })
  expect(took(one)[0]).toBe(one.flows[0].nanosAlone)
  expect(Math.max(...took(one))).toBeLessThan(500_000)
})

test('of many that are read at once some end half a millisecond later, and later again', () => {
  const ends = took(run({ depth: 16, limit: 16, burst: true }, 'null-co')).sort((one, other) => one - other)
  const gaps = ends.slice(1).map((end, index) => end - ends[index])
  // 16 times 21 instructions are three hundreds.
  expect(gaps.filter((gap) => gap > 500_000).length).toBe(3)
})

test('what is written waits for the disk each time, and is not', () => {
  const work = { op: 'write', depth: 16, limit: 16, burst: true, bytes: 4 * KIB } as const
  expect(Math.max(...took(run(work)))).toBeLessThan(16 * 200_000)
  expect(took(run(work)).filter((nanos) => nanos > 600_000).length).toBeLessThan(16)
})

test('is never held back by a model of an earlier year', () => {
  const many = { depth: 16, burst: true, bytes: 4 * KIB, limit: 320 }
  const [older, newer] = [run(many, 'null-co', 2023), run(many, 'null-co')]
  expect(newer.flows[0].interrupts).toBeGreaterThan(older.flows[0].interrupts)
})
