/** The clock of an interpreted guest: its ticks wake the loop, and cost nobody a count. */
import { describe, expect, test } from 'vitest'
import { INTERPRETED_FACTORS } from '../../src/machine/costs/costs.ts'
import { simulate } from '../../src/machine/engine/simulate.ts'
import type { Workload } from '../../src/machine/host/host.ts'
import type { Run } from '../../src/machine/index.ts'
import { disk, guest, host, MS } from './fixture.ts'

const US = 1000
const DURATION = 400 * MS

function run(interpreted: boolean, work: Partial<Workload>): Run {
  const made = host([guest('g', [disk({ controller: 'ahci', backing: 'none' }, work)])], {
    devices: { none: { model: 'null-co', address: '0000:01:00.0', latency: 100 * US } },
  })
  return simulate(made, { seed: 1, duration: DURATION, factors: INTERPRETED_FACTORS, interpreted })
}

function spent(made: Run, name: string): number {
  return made.threads.find((thread) => thread.name === name)?.nanos ?? 0
}

describe('the clock of an interpreted guest', () => {
  test('wakes the loop, which finds commands that are due: they end before the others', () => {
    const work = { bytes: 1024 * 1024, limit: 100 }
    const [still, ticking] = [run(false, work).flows[0], run(true, work).flows[0]]
    expect([still.requests, ticking.requests]).toEqual([100, 100])
    expect(still.interrupts).toBe(100)
    expect(ticking.interrupts).toBeGreaterThan(100)
  })

  test('adds nothing to the counts of a request that comes alone', () => {
    const counts = (interpreted: boolean): unknown => {
      const [{ requests, interrupts, eois, exits }] = run(interpreted, { limit: 50, think: MS }).flows
      return { requests, interrupts, eois, registers: exits.slice(0, 2) }
    }
    expect(counts(true)).toEqual(counts(false))
  })

  test('ticks 250 times a second, busy or not', () => {
    const idle = (interpreted: boolean): number => spent(run(interpreted, { limit: 1 }), 'g vCPU 0')
    const one = (idle(true) - idle(false)) / (DURATION / (4 * MS) - 1)
    // A handler, interpreted, and a register written.
    expect(one).toBeGreaterThan(50 * US)
    expect(one).toBeLessThan(70 * US)
  })

  test('gives the same run twice', () => {
    const work = { bytes: 1024 * 1024, depth: 4 }
    expect(run(true, work).hash).toBe(run(true, work).hash)
  })
})
