/** Playback: what a run shows at a moment is what its log says. */
import { describe, expect, test } from 'vitest'
import { simulate } from '../../src/machine/engine/simulate.ts'
import {
  incidentTimes,
  type Moment,
  momentAt,
  nextMoment,
  previousMoment,
} from '../../src/machine/record/playback.ts'
import type { Run } from '../../src/machine/record/run.ts'
import { GIB } from '../../src/machine/units.ts'
import { disk, guest, host, MS, nic } from './fixture.ts'
import { stepsOf } from './placed.ts'

const guests = [
  guest('files', [disk({}, { depth: 3 }), nic({}, { think: 40_000 })]),
  guest('mail', [disk({ controller: 'ide-pio', backing: 'ssd2', cache: 'writeback' }, { op: 'write' })]),
]
const run = simulate(host(guests, { cores: 2 }), { seed: 3, duration: 20 * MS, record: true })
const placed = stepsOf(run)
const silent = simulate(host(guests, { cores: 2 }), { seed: 3, duration: MS })

/** Moments at which something of a flow happens, each once. */
function times(of: Run, flow: number): number[] {
  const { log, requests } = of
  if (log === undefined) throw new Error('no log')
  const own = [...log.nanos.subarray(0, log.count)].filter((_, at) => requests.flow[log.request[at]] === flow)
  return [...new Set(own)]
}

/** The same, by going through the whole log. */
function replayed({ requests, log }: Run, flow: number, at: number): Moment {
  let [request, ordinal] = [-1, 0]
  for (let row = 0; row < requests.count && request < 0; row++) {
    if (requests.flow[row] !== flow || requests.begin[row] > at) continue
    ordinal++
    if (requests.end[row] === 0 || requests.end[row] > at) request = row
  }
  if (log === undefined || request < 0) return { request: -1, ordinal: 0, row: -1, waiting: false }
  const last = placed[request].findLast((step) => step.at <= at)
  return { request, ordinal, row: last?.row ?? 0, waiting: last?.kind === 0 }
}

describe.each(run.flows.map((flow, index) => [flow.id, index] as const))('%s', (_id, flow) => {
  test('steps forward through all of its moments, and back again', () => {
    const expected = times(run, flow)
    expect(expected.length).toBeGreaterThan(20)
    const forward: number[] = []
    for (let at = nextMoment(run, flow, -1); at !== undefined; at = nextMoment(run, flow, at))
      forward.push(at)
    expect(forward).toEqual(expected)
    const back: number[] = []
    for (let at = previousMoment(run, flow, 20 * MS); at !== undefined; at = previousMoment(run, flow, at))
      back.push(at)
    expect(back.reverse()).toEqual(expected)
  })

  test('is at each moment where the log says, and between two moments where it was', () => {
    for (const at of times(run, flow)) {
      expect(momentAt(run, flow, at)).toEqual(replayed(run, flow, at))
      const following = nextMoment(run, flow, at) ?? 20 * MS
      expect(momentAt(run, flow, following - 1)).toEqual(momentAt(run, flow, at))
    }
  })

  test('lights only rows that its path has, and not those that go on in the background', () => {
    const { path } = run.flows[flow]
    const rows = new Set(times(run, flow).map((at) => momentAt(run, flow, at).row))
    for (const row of rows) if (row >= 0) expect(path[row].scope).not.toBe('background')
    expect(rows.size).toBeGreaterThan(5)
  })
})

test('a run without a log shows nothing', () => {
  expect(momentAt(silent, 0, 1000)).toEqual({ request: -1, ordinal: 0, row: -1, waiting: false })
  expect([nextMoment(silent, 0, 0), previousMoment(silent, 0, 1000)]).toEqual([undefined, undefined])
})

test('the second of two requests is followed when the first has ended', () => {
  const alone = simulate(host([guest('g', [disk()])]), { seed: 1, duration: MS, record: true })
  const [, second] = alone.requests.begin
  expect(momentAt(alone, 0, second - 1)).toMatchObject({ request: 0, ordinal: 1 })
  expect(momentAt(alone, 0, second)).toMatchObject({ request: 1, ordinal: 2 })
})

test('incidents are found by their times', () => {
  const event = { kind: 'stray-dma', at: 200_000, guest: 'g', device: 'disk', address: 9 * GIB } as const
  const given = [guest('g', [disk({ controller: 'vfio-pci' })])]
  const stopped = simulate(host(given, { events: [event] }), { seed: 1, duration: MS, record: true })
  const { violations, contained } = incidentTimes(stopped)
  expect(violations).toEqual([])
  expect(contained).toHaveLength(1)
  expect(contained[0]).toBeGreaterThanOrEqual(200_000)
})
