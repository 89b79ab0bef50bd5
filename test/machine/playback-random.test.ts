/** Playback on random runs: every reader says what somebody says who goes through the whole log. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { simulate } from '../../src/machine/engine/simulate.ts'
import * as playback from '../../src/machine/record/playback.ts'
import type { Run } from '../../src/machine/record/run.ts'
import { hosts } from './arbitrary.ts'
import { disk, guest, host, MS } from './fixture.ts'
import { type Step, stepsOf } from './placed.ts'

const DURATION = 1 * MS

const took = ({ requests }: Run, row: number) => requests.end[row] - requests.begin[row]
const rowsOf = ({ requests }: Run, flow: number) =>
  Array.from({ length: requests.count }, (_, row) => row).filter((row) => requests.flow[row] === flow)

/** Entries of one request, by the whole log. */
function entriesOf({ log }: Run, request: number): { at: number; row: number; kind: number }[] {
  const entries = []
  for (let entry = 0; log !== undefined && entry < log.count; entry++)
    if (log.request[entry] === request)
      entries.push({ at: log.nanos[entry], row: log.row[entry], kind: log.kind[entry] })
  return entries
}

const placed = new WeakMap<Run, ReturnType<typeof stepsOf>>()

/** Where one request stood from when on. */
function placesOf(run: Run, request: number): readonly Step[] {
  const steps = placed.get(run) ?? stepsOf(run)
  placed.set(run, steps)
  return steps[request]
}

function underWay(run: Run, row: number, at: number): boolean {
  const { begin, end } = run.requests
  return begin[row] <= at && (end[row] === 0 || end[row] > at)
}

function pathBase(run: Run, request: number): number {
  const { kinds } = run.flows[run.requests.flow[request]]
  return kinds.slice(0, run.requests.kind[request]).reduce((sum, kind) => sum + kind.path.length, 0)
}

function waitedUntil(run: Run, request: number, at: number): number {
  const steps = placesOf(run, request).filter((one) => one.at <= at)
  return steps.reduce((sum, one, index) => {
    if (one.kind !== 0) return sum
    return sum + (steps[index + 1]?.at ?? at) - one.at
  }, 0)
}

/** Time from each step to the next of the same request, by the whole log. */
function spentByRow(run: Run, request: number): number[] {
  const { begin, flow, kind } = run.requests
  const end = playback.endOf(run, request) ?? run.duration
  const spent = run.flows[flow[request]].kinds[kind[request]].path.map(() => 0)
  const steps = placesOf(run, request)
  const all = [{ at: begin[request], row: pathBase(run, request) }, ...steps, { at: end, row: 0 }]
  for (const [index, { at, row }] of all.slice(0, -1).entries())
    spent[row - pathBase(run, request)] += Math.min(end, all[index + 1].at) - Math.min(end, at)
  return spent
}

function same(run: Run, flow: number, at: number): void {
  const rows = rowsOf(run, flow)
  const oldest = rows.find((row) => underWay(run, row, at)) ?? -1
  expect(playback.oldestAt(run, flow, at)).toBe(oldest)
  const drawn = rows.find((row) => run.requests.kind[row] === 0 && underWay(run, row, at))
  const moment = playback.momentAt(run, flow, at)
  expect(moment.request).toBe(drawn ?? -1)
  if (drawn !== undefined) {
    const steps = placesOf(run, drawn).filter((one) => one.at <= at)
    expect(moment.ordinal).toBe(rows.indexOf(drawn) + 1)
    expect(moment.row).toBe(steps.at(-1)?.row ?? 0)
    expect(moment.waiting).toBe(steps.at(-1)?.kind === 0)
  }
  const beginnings = rows.map((row) => run.requests.begin[row])
  expect(playback.requestAfter(run, flow, at)).toBe(rows[beginnings.findIndex((begin) => begin > at)] ?? -1)
  expect(playback.requestBefore(run, flow, at)).toBe(
    rows[beginnings.findLastIndex((begin) => begin < at)] ?? -1,
  )
}

function sameRequest(run: Run, request: number, at: number): void {
  const { begin, flow } = run.requests
  const end = playback.endOf(run, request)
  const standing = playback.standingOf(run, request, at)
  const entries = entriesOf(run, request)
  expect(playback.nextMomentOf(run, request, at)).toBe(entries.find((one) => one.at > at)?.at)
  expect(playback.previousMomentOf(run, request, at)).toBe(entries.findLast((one) => one.at < at)?.at)
  const spent = playback.nanosByRow(run, request)
  expect([...spent]).toEqual(spentByRow(run, request))
  expect(spent.reduce((sum, nanos) => sum + nanos, 0)).toBe((end ?? run.duration) - begin[request])
  const ordinal = playback.ordinalOf(run, request)
  expect(rowsOf(run, flow[request])[ordinal - 1]).toBe(request)
  expect(playback.requestOf(run, flow[request], ordinal)).toBe(request)
  const phase = at < begin[request] ? 'ahead' : end !== undefined && at >= end ? 'ended' : 'under-way'
  expect(standing.phase).toBe(phase)
  if (phase === 'ahead') return
  const until = Math.min(at, end ?? at)
  expect(standing.elapsed).toBe(until - begin[request])
  expect(standing.waited).toBe(waitedUntil(run, request, until))
  expect(standing.waited).toBeLessThanOrEqual(standing.elapsed)
  expect(standing.most.nanos).toBeLessThanOrEqual(standing.waited)
  if (phase === 'ended') return
  const last = placesOf(run, request).findLast((one) => one.at <= at)
  expect(standing.row).toBe(last === undefined ? 0 : last.row - pathBase(run, request))
}

describe('a random run', () => {
  const given = fc.record({
    made: hosts(),
    seed: fc.integer({ min: 1, max: 1000 }),
    moments: fc.array(fc.double({ min: 0, max: 1.05, noNaN: true }), { minLength: 3, maxLength: 6 }),
    picks: fc.array(fc.nat(), { minLength: 3, maxLength: 6 }),
  })

  test('is read as one would read it by going through the whole log', () => {
    fc.assert(
      fc.property(given, ({ made, seed, moments, picks }) => {
        const run = simulate(made, { seed, duration: DURATION, record: true })
        for (const flow of run.flows.keys())
          for (const share of moments) same(run, flow, Math.floor(share * DURATION))
        if (run.requests.count === 0) return
        for (const pick of picks)
          for (const share of moments)
            sameRequest(run, pick % run.requests.count, Math.floor(share * DURATION))
      }),
      { numRuns: 20 },
    )
  })

  test('tells its longest requests in turn, and its drops in the order of time', () => {
    fc.assert(
      fc.property(given, ({ made, seed }) => {
        const run = simulate(made, { seed, duration: DURATION, record: true })
        const { flags, end } = run.requests
        for (const flow of run.flows.keys()) {
          const counted = rowsOf(run, flow).filter((row) => end[row] > 0 && (flags[row] & (16 | 32)) === 0)
          const expected = counted.sort((one, other) => took(run, other) - took(run, one) || one - other)
          let row = -1
          for (const longest of expected.slice(0, 12)) {
            row = playback.longestAfter(run, flow, row)
            expect(row).toBe(longest)
          }
          if (expected.length <= 12) expect(playback.longestAfter(run, flow, row)).toBe(-1)
        }
        const drops = [...playback.dropsOf(run)]
        expect(drops).toHaveLength(run.flows.reduce((sum, flow) => sum + flow.dropped, 0))
        expect(drops.map((drop) => end[drop])).toEqual(drops.map((drop) => end[drop]).sort((a, b) => a - b))
      }),
      { numRuns: 20 },
    )
  })
})

test('a request of any kind stands on rows of the path of its own kind', () => {
  const mixed = disk({ cache: 'writeback' }, { mix: 50, depth: 4, flush: 4 })
  const run = simulate(host([guest('g', [mixed])]), { seed: 5, duration: 4 * MS, record: true })
  const kinds = new Set<number>()
  for (let request = 0; request < run.requests.count; request++) {
    const kind = run.requests.kind[request]
    kinds.add(kind)
    const { path } = run.flows[0].kinds[kind]
    for (const { at, kind: how } of entriesOf(run, request)) {
      const { row, phase } = playback.standingOf(run, request, at)
      if (how <= 1 && phase === 'under-way') expect(path[row]).toBeDefined()
    }
  }
  expect(kinds.size).toBeGreaterThan(1)
})
