import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hostOf, newPlay } from '../../src/game/index.ts'
import { hostProblems, type Run, simulate, timeSpent } from '../../src/machine/index.ts'
import { levels } from '../levels/shipped.ts'
import { hosts } from './arbitrary.ts'

/** Requests of a flow that ended, none dropped, no flush; and how long they took together, from the record's own table. */
function fromTable({ requests: { count, flow, flags, begin, end }, flows }: Run) {
  return flows.map((_, index) => {
    let requests = 0
    let nanos = 0
    for (let row = 0; row < count; row++)
      if (flow[row] === index && (flags[row] & (1 | 16 | 32)) === 1) {
        requests++
        nanos += end[row] - begin[row]
      }
    return { requests, nanos }
  })
}

function fromLog(run: Run) {
  return timeSpent(run).map(({ requests, nanos, spent }) => {
    const sum = spent.reduce((total, one) => total + one.nanos, 0)
    return { requests, nanos, sum }
  })
}

const added = (run: Run) => fromTable(run).map((one) => ({ ...one, sum: one.nanos }))

describe('every nanosecond of every request belongs to one step', () => {
  it.each(
    levels.map((level) => [level.number, level] as const),
  )('the steps of %s at its start add up to its latencies', (_, level) => {
    const host = hostOf(newPlay(level))
    const duration = Math.min(level.duration, 50_000_000)
    const run = simulate(host, { seed: level.seeds[0], duration, record: true })
    expect(fromLog(run)).toEqual(added(run))
  })

  it('on whatever host', () => {
    fc.assert(
      fc.property(hosts(), (host) => {
        fc.pre(hostProblems(host).length === 0)
        const run = simulate(host, { seed: 1, duration: 3_000_000, record: true })
        expect(fromLog(run)).toEqual(added(run))
      }),
      { numRuns: 60 },
    )
  })
})
