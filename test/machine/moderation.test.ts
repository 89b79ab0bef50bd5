/** How often a card interrupts: what its driver finds out (adaptive coalescing), and what its model allows. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Moderation, stepsOf } from '../../src/machine/engine/moderation.ts'
import { simulate } from '../../src/machine/engine/simulate.ts'
import type { VirtualDevice, Workload } from '../../src/machine/host/host.ts'
import { hostProblems } from '../../src/machine/problems/problems.ts'
import type { Run } from '../../src/machine/record/run.ts'
import { device, disk, guest, host, MS, nic } from './fixture.ts'

const US = 1000

function run(more: Partial<VirtualDevice>, work: Partial<Workload>, duration = 200 * MS): Run {
  const one = nic({ controller: 'vfio-pci', interrupt: 'msix', ring: 1024, ...more }, work)
  const made = host([guest('g', [one], { pin: 0, vmmPin: 1, pages: '2M' })], {
    cores: 4,
    iommu: { mode: 'translated', entries: 64 },
    devices: { card: device('nic-25g', '0000:04:00.0') },
  })
  return simulate(made, { seed: 1, duration })
}

function meanLatency({ requests }: Run): number {
  const ended = [...requests.end].map((end, row) => end - requests.begin[row]).filter((took) => took > 0)
  return ended.reduce((sum, took) => sum + took, 0) / ended.length
}

describe('a driver that finds out how long interrupts wait', () => {
  const FLOOD: Partial<Workload> = { op: 'rx', bytes: 64, every: 2 * US }
  const DRIZZLE: Partial<Workload> = { op: 'rx', bytes: 64, every: 100 * US }

  test('interrupts less in a flood, and loses no packet more', () => {
    const [plain] = run({}, FLOOD).flows
    const [adapts] = run({ adaptive: true }, FLOOD).flows
    expect(adapts.interrupts / adapts.requests).toBeLessThan(plain.interrupts / plain.requests / 2)
    expect(adapts.requests).toBeGreaterThanOrEqual(plain.requests * 0.99)
  })

  test('keeps a drizzle about as quick as one that never waits, and quicker than one that always does', () => {
    const plain = meanLatency(run({}, DRIZZLE))
    const adapts = meanLatency(run({ adaptive: true }, DRIZZLE))
    const always = meanLatency(run({ coalesceUs: 64, coalesceFrames: 64 }, DRIZZLE))
    expect(adapts - plain).toBeLessThan(9 * US)
    expect(always - plain).toBeGreaterThan(40 * US)
  })

  test('makes a conversation wait the shortest time, as longer ones only cost it', () => {
    const talk: Partial<Workload> = { op: 'rr', bytes: 64 }
    const waits = meanLatency(run({ adaptive: true }, talk)) - meanLatency(run({}, talk))
    expect(waits).toBeLessThan(6 * US)
  })
})

describe('what it learns', () => {
  /** Interrupts of a flood that nothing slows down: so many completions a millisecond. */
  function floods(adapting: Moderation, rate: number, interrupts: number): number {
    let now = 0
    for (let count = 0; count < interrupts; count++) {
      const gap = Math.max(1e6 / rate, adapting.wait)
      now += Math.round(gap)
      adapting.interrupted(Math.max(1, Math.round((gap * rate) / 1e6)), now)
    }
    return now
  }

  /** Interrupts of a conversation: the next question comes after the answer. */
  function talks(adapting: Moderation, interrupts: number, from: number): void {
    let now = from
    for (let count = 0; count < interrupts; count++) {
      now += 20 * US + adapting.wait
      adapting.interrupted(1, now)
    }
  }

  test('is never a wait that its table does not have', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('tx' as const, 'rx' as const),
        fc.array(fc.tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 1_000_000 })), {
          maxLength: 3000,
        }),
        (op, seen) => {
          const adapting = new Moderation(op)
          let now = 0
          for (const [completions, gap] of seen) {
            now += gap
            adapting.interrupted(completions, now)
            expect(stepsOf(op)).toContainEqual([adapting.wait / US, adapting.frames])
          }
        },
      ),
      { numRuns: 30 },
    )
  })

  test('is the longest wait in a flood, and the shortest in a conversation after it', () => {
    const adapting = new Moderation('rx')
    const now = floods(adapting, 2000, 64 * 40)
    expect(adapting.wait).toBe(64 * US)
    talks(adapting, 64 * 40, now)
    expect(adapting.wait).toBe(2 * US)
  })
})

describe('a card that its model throttles', () => {
  const flood = (controller: 'e1000' | 'rtl8139'): Run =>
    run(
      { controller, interrupt: 'intx', delivery: 'injected' },
      { op: 'rx', bytes: 64, every: 20 * US },
      20 * MS,
    )

  test('interrupts 7,813 times a second at most', () => {
    expect(flood('e1000').flows[0].interrupts).toBeLessThanOrEqual((20 * MS) / (128 * US) + 1)
    expect(flood('rtl8139').flows[0].interrupts).toBeGreaterThan((20 * MS) / (128 * US) + 1)
  })

  test('loses nobody who waited', () => {
    const one = run(
      { controller: 'e1000', interrupt: 'intx' },
      { op: 'tx', bytes: 64, depth: 16, limit: 500 },
      400 * MS,
    )
    expect(one.flows[0].requests).toBe(500)
    expect(one.unfinished).toEqual([])
  })
})

describe('a driver that takes back what was sent when it sends the next', () => {
  function sends(more: Partial<VirtualDevice>, work: Partial<Workload>, vcpus = 1, duration = 20 * MS): Run {
    const one = nic({ controller: 'virtio-net', interrupt: 'msix', ...more }, { op: 'tx', ...work })
    return simulate(host([guest('g', [one], { vcpus })]), { seed: 1, duration })
  }

  test('wants hardly an interrupt in a stream', () => {
    const [flow] = sends({}, { depth: 64, bytes: 64 }).flows
    expect(flow.interrupts / flow.requests).toBeLessThan(0.05)
  })

  test('wants one for a packet that comes alone, as nobody would come by', () => {
    const [flow] = sends({}, { depth: 1, bytes: 64, think: 1 * MS }).flows
    expect(flow.interrupts).toBe(flow.requests)
  })

  test('leaves none behind, whatever its rings', () => {
    const rings = fc.record({
      ring: fc.integer({ min: 1, max: 9 }),
      queues: fc.integer({ min: 1, max: 3 }),
      interrupt: fc.constantFrom('msix' as const, 'intx' as const),
      backend: fc.constantFrom('loop' as const, 'vhost' as const, 'vhost-user' as const),
      coalesceUs: fc.constantFrom(0, 0, 20),
      coalesceFrames: fc.constantFrom(1, 4),
    })
    const works = fc.record({
      depth: fc.integer({ min: 1, max: 12 }),
      limit: fc.integer({ min: 1, max: 60 }),
      think: fc.constantFrom(0, 0, 7 * US),
    })
    fc.assert(
      fc.property(rings, works, fc.integer({ min: 3, max: 4 }), (more, work, vcpus) => {
        const one = sends(more, { ...work, bytes: 64 }, vcpus, 40 * MS)
        expect([one.flows[0].requests, one.unfinished]).toEqual([work.limit, []])
      }),
      { numRuns: Number(process.env.RUNS ?? 60) },
    )
  })
})

test('only the driver of a real network card adapts, and who else is asked says why not', () => {
  const said = (one: VirtualDevice): string[] =>
    hostProblems(host([guest('g', [one])])).map(({ message }) => message)
  expect(said(nic({ adaptive: true }))).toEqual([
    'network card, Intel e1000 is played by software, which has nothing to set: leave adaptive off, or take a network card with vfio-pci or bare-metal',
  ])
  expect(said(disk({ adaptive: true }))[0]).toContain('what a disk waits is set once')
})
