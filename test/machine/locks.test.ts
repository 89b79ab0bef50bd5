/** The lock of a guest's kernel, which drivers hold while they touch registers: who else wants it burns a core. */
import { describe, expect, test } from 'vitest'
import { simulate } from '../../src/machine/engine/simulate.ts'
import type { Guest, Host } from '../../src/machine/host/host.ts'
import { EXIT_REASONS, type Run } from '../../src/machine/record/run.ts'
import { readMetric } from '../../src/metrics/index.ts'
import { device, disk, guest, host, MS } from './fixture.ts'

const fast = {
  devices: { ssd: device('fixed', '0000:01:00.0', 20_000), other: device('fixed', '0000:02:00.0', 20_000) },
}

/** Four vCPUs that all submit to one AHCI port. */
function crowd(more: Partial<Guest> = {}, depth = 8): Guest {
  return guest('g', [disk({ controller: 'ahci' }, { depth })], { vcpus: 4, pin: 0, vmmPin: 4, ...more })
}

function metric(run: Run, id: string): number {
  const value = readMetric(run, id)
  if (typeof value !== 'number') throw new Error(value.problem)
  return value
}

function pauses(run: Run): number {
  return run.flows[0].exits[EXIT_REASONS.indexOf('pause')]
}

function runOf(made: Host): Run {
  return simulate(made, { seed: 3, duration: 60 * MS })
}

describe("a guest's kernel lock", () => {
  test('is never waited for by a guest with one vCPU, however many requests it has', () => {
    const run = runOf(host([crowd({ vcpus: 1 })], fast))
    expect(metric(run, 'lock-held')).toBeGreaterThan(0.2)
    expect(metric(run, 'spinning')).toBe(0)
  })

  test('is spun for where several vCPUs want it at once', () => {
    const run = runOf(host([crowd()], fast))
    expect(metric(run, 'spinning')).toBeGreaterThan(0.01)
    expect(metric(run, 'spinning@g')).toBeCloseTo(metric(run, 'spinning'), 9)
  })

  test('is not wanted by a driver that touches no register', () => {
    const run = runOf(host([{ ...crowd(), devices: [disk({}, { depth: 8 })] }], fast))
    expect([metric(run, 'lock-held'), metric(run, 'spinning')]).toEqual([0, 0])
  })

  test('is held by one at a time: no longer than the run is', () => {
    const run = runOf(host([crowd({}, 32)], fast))
    expect(metric(run, 'lock-held')).toBeLessThanOrEqual(1)
    expect(metric(run, 'lock-held')).toBeGreaterThan(0.6)
  })
})

describe('a vCPU that holds the lock and loses its core', () => {
  const busy = guest('g', [disk({ controller: 'ahci' }, { depth: 32, compute: 10_000 })], {
    vcpus: 4,
    pin: 0,
    vmmPin: 4,
  })
  const other = guest('other', [disk({ backing: 'other' }, { depth: 4, compute: 20 * MS })], {
    vcpus: 4,
    pin: 0,
    vmmPin: 5,
  })

  /** Nanoseconds that each request makes somebody spin. */
  function spunEach(guests: readonly Guest[]): number {
    const run = simulate(host(guests, { ...fast, cores: 6 }), { seed: 3, duration: 400 * MS })
    return (metric(run, 'spinning@g') * 6 * 400 * MS) / run.flows[0].requests
  }

  test('keeps the others spinning until it has its turn again; pause-loop exits end that', () => {
    const alone = spunEach([{ ...busy, ple: false }])
    const crowded = spunEach([{ ...busy, ple: false }, other])
    const exits = spunEach([busy, other])
    expect(crowded).toBeGreaterThan(2 * alone)
    expect(exits).toBeLessThan(crowded / 2)
  })

  test('is helped by exits that are counted, and the guest gets more done', () => {
    const [without, helped] = [false, true].map((ple) =>
      simulate(host([{ ...busy, ple }, other], { ...fast, cores: 6 }), { seed: 3, duration: 400 * MS }),
    )
    expect(pauses(without)).toBe(0)
    expect(pauses(helped)).toBeGreaterThan(1000)
    expect(helped.flows[0].requests).toBeGreaterThan(1.1 * without.flows[0].requests)
  })
})

test('what a thread spins is part of what it ran', () => {
  const run = runOf(host([crowd()], fast))
  for (const { name, spun, nanos } of run.threads) expect([name, spun <= nanos]).toEqual([name, true])
})
