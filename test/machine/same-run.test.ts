/** Runs that need not be simulated twice: of seeds that decide nothing, and of knobs that mean nothing. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  drawsLuck,
  type Host,
  hostProblems,
  knobCards,
  type Run,
  setKnob,
  simulate,
} from '../../src/machine/index.ts'
import { hosts } from './arbitrary.ts'
import { MS } from './fixture.ts'

const RUNS = { numRuns: Number(process.env.RUNS ?? 150) }

const runOf = (host: Host, seed = 1): Run => simulate(host, { seed, duration: 2 * MS })

/** All that a metric could read, but for the host itself and the seed. */
function told({ host: _, seed: __, ...run }: Run): unknown {
  return run
}

/** The same host, whose workloads leave nothing to chance. */
function withoutLuck(host: Host): Host {
  return {
    ...host,
    guests: host.guests.map((guest) => ({
      ...guest,
      devices: guest.devices.map((device) => {
        const { every: _, mix: __, sizes: ___, ...workload } = device.workload
        return { ...device, workload: { ...workload, pattern: 'sequential' } }
      }),
    })),
  }
}

test('a seed changes nothing where nothing is left to chance', () => {
  fc.assert(
    fc.property(hosts().map(withoutLuck), fc.integer({ min: 2, max: 2 ** 32 - 1 }), (host, seed) => {
      fc.pre(hostProblems(host).length === 0)
      expect(drawsLuck(host)).toBe(false)
      expect(told(runOf(host, seed))).toEqual(told(runOf(host)))
    }),
    RUNS,
  )
})

test('a knob that means nothing as a host stands changes nothing', () => {
  fc.assert(
    fc.property(hosts(), fc.nat(), fc.nat(), (host, which, value) => {
      const idle = knobCards(host).filter((card) => card.idle)
      fc.pre(idle.length > 0)
      const card = idle[which % idle.length]
      const values = card.values ?? [String(card.range?.min ?? 0), String(card.range?.max ?? 1)]
      const answer = setKnob(host, card.key, values[value % values.length])
      fc.pre('host' in answer && hostProblems(answer.host).length === 0)
      if (!('host' in answer)) return
      expect(told(runOf(answer.host))).toEqual(told(runOf(host)))
    }),
    RUNS,
  )
})
