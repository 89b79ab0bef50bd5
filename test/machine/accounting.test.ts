/** Where a request's time goes: what it takes, and what it waits for. Read off the log alone. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { simulate } from '../../src/machine/engine/simulate.ts'
import type { VirtualDevice } from '../../src/machine/host/host.ts'
import type { Run } from '../../src/machine/record/run.ts'
import { KIB, MIB } from '../../src/machine/units.ts'
import { CACHES, DISKS, hosts, NICS } from './arbitrary.ts'
import { disk, guest, host, MS, nic } from './fixture.ts'

const WAITS = 0
const SERVED = 1
const ENDED = 2

interface Account {
  readonly elapsed: number
  readonly waiting: number
  /** By row of the path. */
  readonly service: readonly number[]
}

/** The time of one request that ended, from entry to entry. */
function accountOf({ requests, log, flows }: Run, request: number): Account {
  if (log === undefined) throw new Error('the run has no log')
  const service = flows[requests.flow[request]].kinds.flatMap((kind) => kind.path.map(() => 0))
  let waiting = 0
  let since = requests.begin[request]
  let [row, kind] = [0, WAITS]
  for (let entry = 0; entry < log.count; entry++) {
    if (log.request[entry] !== request || log.kind[entry] > ENDED) continue
    const took = log.nanos[entry] - since
    if (kind === SERVED) service[row] += took
    else waiting += took
    since = log.nanos[entry]
    row = log.row[entry]
    kind = log.kind[entry]
    if (kind === ENDED) break
  }
  return { elapsed: requests.end[request] - requests.begin[request], waiting, service }
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0)
}

test('service and waiting are all of the time of every request of every run', () => {
  fc.assert(
    fc.property(hosts(), (host) => {
      const run = simulate(host, { seed: 6, duration: MS, record: true })
      for (let request = 0; request < run.requests.count; request++) {
        if (run.requests.end[request] === 0) continue
        const { elapsed, waiting, service } = accountOf(run, request)
        expect(waiting + total(service)).toBe(elapsed)
      }
    }),
    { numRuns: Number(process.env.RUNS ?? 100) },
  )
})

/** Guests that get in each other's way on a core or two, each with one request at a time. */
const crowds = fc.record({
  devices: fc.array(
    fc
      .record({
        controller: fc.constantFrom(...DISKS, ...NICS),
        cache: fc.constantFrom(...CACHES),
        op: fc.constantFrom('read', 'write') as fc.Arbitrary<'read' | 'write'>,
        bytes: fc.constantFrom(512, 4 * KIB, 16 * KIB, 128 * KIB),
        compute: fc.constantFrom(0, 20_000),
      })
      .map(({ controller, cache, op, bytes, compute }): VirtualDevice => {
        if (NICS.includes(controller))
          return nic({ controller }, { op: op === 'read' ? 'rx' : 'tx', think: 3_000 })
        return disk({ controller, cache, addressing: 'lba28' }, { op, bytes, compute, span: 4 * MIB })
      }),
    { minLength: 1, maxLength: 3 },
  ),
  cores: fc.integer({ min: 1, max: 2 }),
})

test('what is written down as service is what the acts cost; the rest is waiting', () => {
  let checked = 0
  fc.assert(
    fc.property(crowds, ({ devices, cores }) => {
      const guests = devices.map((device, index) =>
        guest(`g${index}`, [
          device.id === 'nic' ? device : { ...device, backing: ['ssd', 'ssd2', 'ssd3'][index] },
        ]),
      )
      const crowd = host(guests, { cores, pageCache: 0, iommu: { mode: 'translated', entries: 64 } })
      const run = simulate(crowd, {
        seed: 6,
        duration: 8 * MS,
        record: true,
        // These two lengthen an act by what happened around it.
        factors: { 'context-switch': 0, 'exit-interrupt': 0 },
      })
      for (let request = 0; request < run.requests.count; request++) {
        if (run.requests.end[request] === 0 || (run.requests.flags[request] & ~1) !== 0) continue
        const { path } = run.flows[run.requests.flow[request]]
        const { service } = accountOf(run, request)
        for (const [index, row] of path.entries()) {
          if (row.scope === 'background') continue
          // Who is found awake needs no waking and nothing that follows from it.
          const asleep = [row.nanos, 0]
          expect({
            text: row.text,
            service: asleep.includes(service[index]) ? 'as it costs' : [service[index], row.nanos],
          }).toEqual({ text: row.text, service: 'as it costs' })
          if (row.act === 'copy' || row.act === 'wait' || row.act === 'dma')
            expect([row.text, service[index]]).toEqual([row.text, row.nanos])
          checked++
        }
      }
    }),
    { numRuns: Number(process.env.RUNS ?? 100) },
  )
  expect(checked).toBeGreaterThan(10_000)
})
