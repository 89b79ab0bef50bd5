/** Laws that hold for every host: nothing is lost, nothing is made, and the same gives the same. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Assembled, assemble } from '../../src/machine/engine/assemble.ts'
import { prepare, simulate } from '../../src/machine/engine/simulate.ts'
import { requestsAsked } from '../../src/machine/host/asked.ts'
import type { Host } from '../../src/machine/host/host.ts'
import { hostProblems } from '../../src/machine/problems/problems.ts'
import { CORE_KINDS, type Run } from '../../src/machine/record/run.ts'
import { Kernel } from '../../src/sim/kernel.ts'
import { hosts } from './arbitrary.ts'
import { MS } from './fixture.ts'

const RUNS = { numRuns: Number(process.env.RUNS ?? 300) }
const ENDED = 1
const FAILED = 2
const DROPPED = 16
const FLUSH = 32
const EXIT = CORE_KINDS.indexOf('exit')
const HOST = CORE_KINDS.indexOf('host')

/** Nearly all that the clock holds, and the last part of it. */
const LONGEST = 4000 * MS
const LAST_PART = 2000 * MS

/**
 * Until nothing is left to happen. Where a thread that polls shares its core with all the others, a mebibyte can take
 * half a second; a host that has not come to an end by then must still have been getting on, and says
 * nothing about the law.
 */
function drained(host: Host): Assembled {
  const kernel = new Kernel()
  const assembled = assemble(host, kernel, { seed: 5, duration: LONGEST, record: false })
  const ended = () => assembled.recorder.flows.reduce((sum, flow) => sum + flow.requests + flow.dropped, 0)
  assembled.workloads.begin()
  // Threads that poll never end.
  kernel.endAt(LONGEST)
  let before = 0
  while (kernel.run(100_000) === 'more') if (kernel.now < LONGEST - LAST_PART) before = ended()
  assembled.cores.settle()
  assembled.recorder.closes(assembled.flows.map((flow) => flow.kinds.bytes))
  const asked = assembled.flows.reduce((sum, flow) => sum + requestsAsked(flow.device.workload), 0)
  if (ended() < asked) expect(ended(), 'stuck: nothing ended in the last part').toBeGreaterThan(before)
  fc.pre(ended() === asked)
  return assembled
}

const limited = hosts({ limit: fc.integer({ min: 1, max: 12 }), depth: fc.integer({ min: 1, max: 8 }) })

test('every random host can exist', () => {
  fc.assert(
    fc.property(hosts(), (host) => {
      expect(hostProblems(host)).toEqual([])
    }),
    RUNS,
  )
})

describe('conservation', () => {
  test('when all requests have ended, everything is idle and everything given back', () => {
    fc.assert(
      fc.property(limited, (host) => {
        const { machine, cores, flows, threads } = drained(host)
        expect(machine.tokens.live).toBe(0)
        expect(cores.idle).toBe(true)
        for (const flow of flows) {
          for (const station of flow.stations) expect(station.idle).toBe(true)
          for (const pool of flow.pools) expect([pool.name, pool.free]).toEqual([pool.name, pool.capacity])
          for (const gate of flow.completion)
            expect([gate.first, gate.count, gate.underway]).toEqual([-1, 0, false])
        }
        for (const thread of threads)
          expect([
            thread.name,
            thread.token < 0,
            thread.queued,
            thread.state === 'idle' || thread.spins,
          ]).toEqual([thread.name, true, false, true])
      }),
      RUNS,
    )
  })

  test('a workload with an end asks exactly so often', () => {
    fc.assert(
      fc.property(limited, (host) => {
        const { recorder, flows } = drained(host)
        const asked = flows.map((flow) => requestsAsked(flow.device.workload))
        expect(recorder.flows.map((sums) => sums.requests + sums.dropped)).toEqual(asked)
        expect(recorder.requests().end.every((end) => end > 0)).toBe(true)
      }),
      RUNS,
    )
  })

  test('every request has ended or is listed as unfinished, and payload is that of those that ended well', () => {
    fc.assert(
      fc.property(hosts(), (host) => {
        const run = simulate(host, { seed: 2, duration: 3 * MS })
        const { count, flags, flow, begin, end, kind } = run.requests
        const open = new Set<number>()
        for (const [index, one] of run.flows.entries()) {
          let [requests, failed, dropped, flushes, payload] = [0, 0, 0, 0, 0]
          for (let row = 0; row < count; row++) {
            if (flow[row] !== index) continue
            if ((flags[row] & ENDED) === 0) open.add(row)
            else if ((flags[row] & DROPPED) !== 0) dropped++
            else if ((flags[row] & FLUSH) !== 0) flushes++
            else {
              requests++
              if ((flags[row] & FAILED) !== 0) failed++
              else payload += one.kinds[kind[row]].bytes
              expect(end[row]).toBeGreaterThanOrEqual(begin[row])
            }
          }
          expect([one.requests, one.failed, one.dropped, one.flushes]).toEqual([
            requests,
            failed,
            dropped,
            flushes,
          ])
          expect(one.payload).toBe(payload)
          expect(one.flushLatency.count).toBe(flushes)
          expect(one.latency.count).toBe(requests)
        }
        for (const row of open) expect(run.unfinished.join('\n')).toContain(`request ${row}:`)
      }),
      RUNS,
    )
  })

  test('curves add up to their sums when all requests have ended', () => {
    fc.assert(
      fc.property(limited, (host) => {
        const { recorder, cores } = drained(host)
        const sum = (slices: Float64Array): number => slices.reduce((one, more) => one + more, 0)
        for (const [index, flow] of recorder.flows.entries()) {
          const series = recorder.series.flows[index]
          expect(sum(series.requests)).toBe(flow.requests)
          expect(sum(series.payload)).toBe(flow.payload)
          expect(sum(series.exits)).toBe(sum(flow.exits))
          expect(sum(series.copied)).toBe(flow.copied)
          expect(sum(series.interrupts)).toBe(flow.interrupts)
        }
        for (const [core, use] of cores.uses.entries())
          expect(recorder.series.cores[core].map(sum)).toEqual([...use.nanos])
      }),
      RUNS,
    )
  })
})

test('no core is busier than the run is long, and no slice of it', () => {
  fc.assert(
    fc.property(hosts(), (host) => {
      const run = simulate(host, { seed: 2, duration: 3 * MS })
      for (const [core, { nanos }] of run.cores.entries()) {
        expect(nanos.reduce((one, more) => one + more, 0)).toBeLessThanOrEqual(run.duration)
        for (let slice = 0; slice < run.series.slices; slice++) {
          const busy = run.series.cores[core].reduce((one, kind) => one + kind[slice], 0)
          expect(busy).toBeLessThanOrEqual(run.series.width)
        }
      }
    }),
    RUNS,
  )
})

test('threads and interrupts together are as busy as their cores', () => {
  fc.assert(
    fc.property(hosts(), (host) => {
      const run = simulate(host, { seed: 2, duration: 3 * MS })
      const busy = run.cores.reduce((sum, { nanos }) => sum + nanos.reduce((one, more) => one + more, 0), 0)
      const threads = run.threads.reduce((sum, { nanos }) => sum + nanos, 0)
      // Interrupts belong to no thread: the host's work, and the exits that they force.
      const interrupts = run.cores.reduce((sum, { nanos }) => sum + nanos[HOST] + nanos[EXIT], 0)
      expect(threads).toBeLessThanOrEqual(busy)
      expect(busy - threads).toBeLessThanOrEqual(interrupts)
      for (const { nanos } of run.threads) expect(nanos).toBeLessThanOrEqual(run.duration)
    }),
    RUNS,
  )
})

describe('the same host, workload and seed give the same run', () => {
  function hashInSlices(host: Host, events: number): string {
    const simulation = prepare(host, { seed: 9, duration: 3 * MS })
    while (!simulation.advance(events)) {}
    return simulation.result().hash
  }

  test('twice, in slices of 37 events, and with a log', () => {
    fc.assert(
      fc.property(hosts(), (host) => {
        const whole: Run = simulate(host, { seed: 9, duration: 3 * MS })
        expect(simulate(host, { seed: 9, duration: 3 * MS }).hash).toBe(whole.hash)
        expect(hashInSlices(host, 37)).toBe(whole.hash)
        expect(simulate(host, { seed: 9, duration: 3 * MS, record: true }).hash).toBe(whole.hash)
      }),
      RUNS,
    )
  })
})
