/** The messages of an e1000e: held apart, and one more each time when that time ends. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { costOf } from '../../src/machine/costs/costs.ts'
import { simulate } from '../../src/machine/engine/simulate.ts'
import type { ControllerId, Workload } from '../../src/machine/host/host.ts'
import { hostProblems } from '../../src/machine/problems/problems.ts'
import { EXIT_REASONS, type Run } from '../../src/machine/record/run.ts'
import { guest, host, MS, nic } from './fixture.ts'

const QUIET = costOf('2020s', 'e1000-throttle', 0) + costOf('2020s', 'timer-slack', 0)

function run(work: Partial<Workload>, controller: ControllerId = 'e1000e', duration = 20 * MS): Run {
  const interrupt = controller === 'e1000e' ? 'msix' : 'intx'
  const made = host([
    guest('g', [nic({ controller, interrupt }, { streams: 1, ...work })], { pin: 0, vmmPin: 1 }),
  ])
  expect(hostProblems(made)).toEqual([])
  return simulate(made, { seed: 4, duration })
}

const writes = ({ flows: [{ exits }] }: Run): number => exits[EXIT_REASONS.indexOf('trap-write')]

describe('a packet that comes alone', () => {
  test('has two interrupts, and waits for the first', () => {
    for (const op of ['tx', 'rx'] as const) {
      const one = run({ op, limit: 1 })
      const [flow] = one.flows
      expect(flow.interrupts).toBe(2)
      expect(flow.eois).toBe(2)
      expect(one.requests.end[0] - one.requests.begin[0]).toBe(flow.nanosAlone)
      expect(flow.nanosAlone).toBeLessThan(QUIET)
      expect(run({ op, limit: 1 }, 'e1000').flows[0].interrupts).toBe(1)
    }
  })

  test('is unmasked after each of them where it was sent, and once where it was received', () => {
    expect(writes(run({ op: 'tx', limit: 8, think: MS }))).toBe(3 * 8)
    expect(writes(run({ op: 'rx', limit: 8, think: MS }))).toBe(8)
  })
})

test('descriptors go back to the card 16 at a time', () => {
  for (const limit of [15, 16, 31, 32, 100])
    expect(writes(run({ op: 'rx', limit, think: MS }, 'e1000e', 200 * MS))).toBe(
      limit + Math.floor(limit / 16),
    )
})

test('messages come at most two in 178 us, whatever is sent', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('tx', 'rx'),
      fc.integer({ min: 1, max: 64 }),
      fc.constantFrom(undefined, 1_000, 20_000, 100_000),
      fc.constantFrom(0, 5_000, 200_000),
      (op, depth, every, think) => {
        const [flow] = run({ op: op as 'tx', depth, every, think, bytes: 64 }, 'e1000e', 8 * MS).flows
        expect(flow.interrupts).toBeLessThanOrEqual(2 * (Math.floor((8 * MS) / QUIET) + 1))
        expect(flow.requests).toBeGreaterThan(0)
      },
    ),
    { numRuns: 40 },
  )
})

test('many share them', () => {
  const [flow] = run({ op: 'tx', depth: 32, bytes: 64 }).flows
  expect(flow.interrupts / flow.requests).toBeLessThan(0.5)
})
