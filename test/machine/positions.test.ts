/** Where requests stand at a moment, what was mapped then, and what cores did: what the pictures are made of. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { simulate } from '../../src/machine/engine/simulate.ts'
import { mappedAt } from '../../src/machine/record/mappings-at.ts'
import { positionsAt } from '../../src/machine/record/positions.ts'
import { CORE_KINDS, type Run } from '../../src/machine/record/run.ts'
import { PAGE } from '../../src/machine/units.ts'
import { hosts } from './arbitrary.ts'
import { disk, guest, host, MS, nic } from './fixture.ts'
import { stepsOf } from './placed.ts'

const smallHosts = hosts({ depth: fc.integer({ min: 1, max: 8 }) })

const placed = new WeakMap<Run, ReturnType<typeof stepsOf>>()

/** The same as positionsAt, by going through everything: `flow row waiting` to how many. */
function counted(run: Run, at: number): Map<string, number> {
  const { requests, flows } = run
  const places = new Map<string, number>()
  const steps = placed.get(run) ?? stepsOf(run)
  placed.set(run, steps)
  const where = (request: number) => {
    const last = steps[request].findLast((step) => step.at <= at)
    return last && `${last.row} ${last.kind === 0 ? 'waits' : 'served'}`
  }
  for (let request = 0; request < requests.count; request++) {
    const end = requests.end[request]
    if (requests.begin[request] > at || (end !== 0 && end <= at)) continue
    const place = `${flows[requests.flow[request]].id} ${where(request) ?? '0 served'}`
    places.set(place, (places.get(place) ?? 0) + 1)
  }
  return places
}

function told(run: Run, at: number): Map<string, number> {
  return new Map(
    positionsAt(run, at).standing.map(({ flow, row, waiting, count }) => [
      `${run.flows[flow].id} ${row} ${waiting ? 'waits' : 'served'}`,
      count,
    ]),
  )
}

function check(run: Run, at: number): void {
  expect(told(run, at)).toEqual(counted(run, at))
  const { underway, standing } = positionsAt(run, at)
  for (const [flow, count] of underway.entries())
    expect(standing.filter((one) => one.flow === flow).reduce((sum, one) => sum + one.count, 0)).toBe(count)
}

describe('positions', () => {
  test('of small hosts add up to the requests under way, and are where the log has them', () => {
    fc.assert(
      fc.property(
        smallHosts,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 6 }),
        (one, shares) => {
          const run = simulate(one, { seed: 1, duration: 2 * MS, record: true })
          for (const share of [0, ...shares, 1]) check(run, Math.floor(share * run.duration))
        },
      ),
      { numRuns: 60 },
    )
  })

  test('are the same before and after the places that are kept', () => {
    const busy = host([guest('g', [disk({}, { depth: 32, bytes: 4096 }), nic({}, {})], { vcpus: 2 })])
    const run = simulate(busy, { seed: 1, duration: 20 * MS, record: true })
    expect(run.log?.count).toBeGreaterThan(10_000)
    for (const entry of [4095, 4096, 4097, 8191, 8192]) check(run, run.log?.nanos[entry] ?? 0)
    // In any order.
    check(run, 3 * MS)
    check(run, MS)
  })

  test('who has begun and done nothing yet stands at the first row, and who was stopped where it was', () => {
    const run = simulate(host([guest('g', [disk()])]), { seed: 1, duration: MS, record: true })
    const table = { begin: [0, 100], end: [900, 0], flow: [0, 0], flags: [1, 0], kind: [0, 0] }
    const given: Run = {
      ...run,
      requests: {
        count: 2,
        begin: Uint32Array.from(table.begin),
        end: Uint32Array.from(table.end),
        flow: Uint8Array.from(table.flow),
        flags: Uint8Array.from(table.flags),
        kind: Uint8Array.from(table.kind),
      },
      log: {
        count: 5,
        nanos: Uint32Array.from([50, 300, 400, 900, 950]),
        request: Int32Array.from([0, 1, 0, 0, 0]),
        row: Uint16Array.from([2, 3, 0, 0, 5]),
        kind: Uint8Array.from([1, 0, 4, 2, 1]),
        read: () => {},
      },
    }
    const at = (nanos: number) =>
      positionsAt(given, nanos).standing.map(({ row, waiting, count }) => [row, waiting, count])
    expect([0, 50, 100, 300, 400, 900, 950].map(at)).toEqual([
      [[0, false, 1]],
      [[2, false, 1]],
      [
        [0, false, 1],
        [2, false, 1],
      ],
      [
        [2, false, 1],
        [3, true, 1],
      ],
      [
        [2, false, 1],
        [3, true, 1],
      ],
      [[3, true, 1]],
      [[3, true, 1]],
    ])
  })

  test('an answer that was posted waits for its vCPU and not at the IOMMU', () => {
    const one = disk(
      { controller: 'vfio-pci', backing: 'ssd', delivery: 'posted' },
      { depth: 32, bytes: 4096 },
    )
    const busy = host([guest('g', [one])], { apicv: true, iommu: { mode: 'translated', entries: 64 } })
    const run = simulate(busy, { seed: 1, duration: 4 * MS, record: true })
    const rows = run.flows[0].kinds.flatMap(({ path }) => path)
    const posts = rows.findIndex(({ text }) => text === 'IOMMU, posts it')
    expect(posts).toBeGreaterThan(0)
    const standing = Array.from({ length: 40 }, (_, share) => positionsAt(run, (share * MS) / 10)).flatMap(
      (one) => one.standing.filter(({ waiting }) => waiting),
    )
    const waiting = (row: number) =>
      standing.filter((one) => one.row === row).reduce((sum, { count }) => sum + count, 0)
    const behind = rows.map((_, row) => row).filter((row) => row > posts && rows[row].place !== 'host')
    expect(waiting(posts)).toBeLessThan(behind.reduce((sum, row) => sum + waiting(row), 0) / 10)
  })

  test('nothing is told of a run without a log', () => {
    const run = simulate(host([guest('g', [disk()])]), { seed: 1, duration: MS })
    expect(positionsAt(run, 0)).toMatchObject({ known: false, standing: [] })
    expect([run.fine, run.mappings]).toEqual([undefined, undefined])
  })
})

describe('what cores did', () => {
  test('adds up to what the run says, kind by kind', () => {
    fc.assert(
      fc.property(smallHosts, (one) => {
        const run = simulate(one, { seed: 1, duration: 2 * MS, record: true })
        for (const [core, { nanos }] of run.cores.entries()) {
          const fine = run.fine?.cores[core] ?? new Uint32Array()
          const sums = CORE_KINDS.map((_, kind) =>
            fine.reduce((sum, spent, at) => (at % CORE_KINDS.length === kind ? sum + spent : sum), 0),
          )
          expect(sums).toEqual([...nanos])
          // The last slice takes what comes after it.
          const { width = 0, slices = 0 } = run.fine ?? {}
          for (let slice = 0; slice < slices - 1; slice++) {
            const from = slice * CORE_KINDS.length
            const busy = fine.subarray(from, from + CORE_KINDS.length).reduce((sum, spent) => sum + spent, 0)
            expect(busy).toBeLessThanOrEqual(width)
          }
        }
      }),
      { numRuns: 30 },
    )
  })
})

const assigned = (guestIommu: 'strict' | 'lazy' | 'optimistic' | 'off', bounce = false) =>
  simulate(
    host([guest('g', [disk({ controller: 'vfio-pci', guestIommu, bounce }, { depth: 8, bytes: 65_536 })])], {
      era: '2020s',
    }),
    { seed: 1, duration: 30 * MS, record: true },
  )

function moments(run: Run): number[] {
  const nanos = run.mappings?.nanos ?? new Uint32Array()
  return [...new Set(nanos)].filter((_, index, all) => index % Math.ceil(all.length / 400) === 0)
}

describe('what is mapped', () => {
  test('strict: as many pages at most as could not move, and nothing stale', () => {
    const run = assigned('strict')
    const seen = [...new Set(run.mappings?.nanos)].map((at) => mappedAt(run, 0, at))
    expect(Math.max(...seen.map((one) => one?.mappedPages ?? 0)) * PAGE).toBe(run.pinned)
    expect(seen.every((one) => one?.stalePages === 0 && one.oldest === -1)).toBe(true)
    expect(seen[0]?.longest).toBe(0)
  })

  test('lazy: what is taken back stays reachable until all is forgotten, and the longest of it is told', () => {
    const run = assigned('lazy')
    const seen = moments(run).map((at) => ({ at, now: mappedAt(run, 0, at) }))
    const ages = seen.map(({ at, now }) => (now === undefined || now.oldest < 0 ? 0 : at - now.oldest))
    expect(Math.max(...seen.map(({ now }) => now?.stalePages ?? 0))).toBeGreaterThan(100)
    const { longest = 0, longestUntil = 0 } = seen[0].now ?? {}
    expect(longest).toBeGreaterThanOrEqual(Math.max(...ages))
    // Just before it ends, one piece is as old as that; then it is gone.
    const before = mappedAt(run, 0, longestUntil - 1)
    expect(longestUntil - (before?.oldest ?? 0)).toBe(longest)
    expect(
      mappedAt(run, 0, longestUntil)?.pieces.some((one) => one.stale && one.since === before?.oldest),
    ).toBe(false)
  })

  test('lazy: each invalidation ends every window', () => {
    const run = assigned('lazy')
    const { count = 0, kind, nanos } = run.mappings ?? {}
    const ends = Array.from({ length: count }, (_, entry) => entry).filter((entry) => kind?.[entry] === 3)
    expect(ends.length).toBe(run.flows[0].invalidations)
    expect(ends.length).toBeGreaterThan(1)
    for (const entry of ends) {
      const now = mappedAt(run, 0, nanos?.[entry] ?? 0)
      expect(now?.pieces.every((one) => !one.stale || one.since >= (nanos?.[entry] ?? 0))).toBe(true)
    }
  })

  test('lazy: mapped and stale together are as many as could not move', () => {
    const run = assigned('lazy')
    const most = Math.max(
      ...[...new Set(run.mappings?.nanos)].slice(0, 3000).map((at) => {
        const now = mappedAt(run, 0, at)
        return (now?.mappedPages ?? 0) + (now?.stalePages ?? 0)
      }),
    )
    expect(most * PAGE).toBeLessThanOrEqual(run.pinned)
    expect(most * PAGE).toBeGreaterThan(run.pinned / 2)
  })

  test('optimistic: what is left mapped counts as taken back', () => {
    const run = assigned('optimistic')
    expect(mappedAt(run, 0, 20 * MS)?.stalePages).toBeGreaterThan(0)
  })

  test('a device whose guest maps all for good, and one without a log, have no entry', () => {
    expect(assigned('off').mappings).toBeUndefined()
    expect(mappedAt(assigned('off'), 0, MS)).toBeUndefined()
  })

  test('writing it down changes no run', () => {
    for (const one of ['strict', 'lazy', 'optimistic'] as const) {
      const given = host([guest('g', [disk({ controller: 'vfio-pci', guestIommu: one }, { depth: 4 })])])
      const silent = simulate(given, { seed: 1, duration: 5 * MS })
      expect(simulate(given, { seed: 1, duration: 5 * MS, record: true }).hash).toBe(silent.hash)
    }
  })
})
