import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Kernel } from '../../src/sim/kernel.ts'
import { Station } from '../../src/sim/station.ts'

interface Arrival {
  at: number
  nanos: number
}

interface Served {
  job: number
  ended: number
}

const arrivals = fc.array(fc.record({ at: fc.nat(100), nanos: fc.nat(40) }), { minLength: 1, maxLength: 60 })
const servers = fc.integer({ min: 1, max: 4 })

/** Jobs arrive as told, job 0 the first of the list; `again` jobs come straight back once more. */
function serve(servers: number, arrivals: Arrival[], again = 0): { served: Served[]; station: Station } {
  const kernel = new Kernel()
  const served: Served[] = []
  const station = new Station(kernel, servers, arrivals.length, (job) => {
    expect(station.busy).toBeLessThanOrEqual(servers)
    served.push({ job, ended: kernel.now })
    if (served.length <= again) station.accept(job, arrivals[job].nanos)
  })
  const door = kernel.register({
    fire(job) {
      station.accept(job, arrivals[job].nanos)
      expect(station.busy).toBeLessThanOrEqual(servers)
      if (station.waiting > 0) expect(station.busy).toBe(servers)
    },
  })
  arrivals.forEach(({ at }, job) => {
    kernel.schedule(at, door, job)
  })
  kernel.run(Infinity)
  return { served, station }
}

/** First come, first served, by hand: each job in turn takes the server that is free first. */
function byHand(servers: number, arrivals: Arrival[]): number[] {
  const freeAt = new Array(servers).fill(0)
  const ended: number[] = []
  const inTurn = arrivals.map((arrival, job) => ({ ...arrival, job })).sort((a, b) => a.at - b.at)
  for (const { at, nanos, job } of inTurn) {
    const server = freeAt.indexOf(Math.min(...freeAt))
    freeAt[server] = Math.max(freeAt[server], at) + nanos
    ended[job] = freeAt[server]
  }
  return ended
}

describe('a station', () => {
  test('serves each job in its turn, for as long as it asks', () => {
    fc.assert(
      fc.property(servers, arrivals, (servers, arrivals) => {
        const { served } = serve(servers, arrivals)
        const ended: number[] = []
        for (const { job, ended: at } of served) ended[job] = at
        expect(ended).toEqual(byHand(servers, arrivals))
      }),
    )
  })

  test('ends every job once for each time it came, and is idle then', () => {
    fc.assert(
      fc.property(servers, arrivals, fc.nat(30), (servers, arrivals, again) => {
        const { served, station } = serve(servers, arrivals, again)
        expect(served.length).toBe(arrivals.length + again)
        expect(new Set(served.map(({ job }) => job)).size).toBe(arrivals.length)
        expect(station.idle).toBe(true)
        expect(station.busy).toBe(0)
        expect(station.waiting).toBe(0)
      }),
    )
  })

  test('puts a job that comes straight back behind those already here', () => {
    const kernel = new Kernel()
    const order: number[] = []
    const station = new Station(kernel, 1, 3, (job) => {
      order.push(job)
      if (order.length <= 3) station.accept(job, 10)
    })
    for (let job = 0; job < 3; job++) station.accept(job, 10)
    expect(station.busy).toBe(1)
    expect(station.waiting).toBe(2)
    expect(station.idle).toBe(false)
    kernel.run(Infinity)
    expect(order).toEqual([0, 1, 2, 0, 1, 2])
    expect(kernel.now).toBe(60)
  })

  test('lets a job go on before it takes the next: at equal times the one who left comes first', () => {
    const kernel = new Kernel()
    const order: string[] = []
    const second = new Station(kernel, 1, 2, (job) => order.push(`second ${job}`))
    const first = new Station(kernel, 1, 2, (job) => {
      order.push(`first ${job}`)
      second.accept(job, 10)
    })
    first.accept(0, 10)
    first.accept(1, 10)
    kernel.run(Infinity)
    expect(order).toEqual(['first 0', 'second 0', 'first 1', 'second 1'])
  })

  test('refuses a job it has no room for, a time that is none, and to be without servers', () => {
    const kernel = new Kernel()
    const station = new Station(kernel, 1, 2, () => {})
    for (const job of [-1, 2, 0.5, Number.NaN]) {
      expect(() => station.accept(job, 1)).toThrow(RangeError)
      expect(station.idle).toBe(true)
    }
    for (const nanos of [-1, 0.5, 2 ** 32]) {
      expect(() => station.accept(0, nanos)).toThrow(RangeError)
      expect(station.idle).toBe(true)
    }
    station.accept(0, 1)
    for (const nanos of [-1, 0.5, 2 ** 32]) expect(() => station.accept(1, nanos)).toThrow(RangeError)
    for (const job of [-1, 2, 0.5, Number.NaN]) expect(() => station.accept(job, 1)).toThrow(RangeError)
    expect(station.waiting).toBe(0)
    station.accept(1, 1)
    expect(() => station.accept(1, 1)).toThrow(/waits here already/)
    for (const servers of [0, -1, Number.NaN, 0.5, 1.5])
      expect(() => new Station(kernel, servers, 1, () => {})).toThrow(RangeError)
    for (const jobs of [0, -1, 65537, Number.NaN, 1.5])
      expect(() => new Station(kernel, 1, jobs, () => {})).toThrow(RangeError)
  })
})
