/** What a recorded run says of its queues, its interrupts and its IOTLB. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Host, hostProblems, type Occupancy, type Run, simulate } from '../../src/machine/index.ts'
import { hosts } from './arbitrary.ts'
import { disk, guest, host, MS, nic } from './fixture.ts'

const RUNS = { numRuns: Number(process.env.RUNS ?? 60) }

type Recorded = Run & { readonly occupancy: Occupancy }

const recorded = (of: Host, duration = 2 * MS): Recorded =>
  simulate(of, { seed: 1, duration, record: true }) as Recorded

const total = (values: Iterable<number>): number => [...values].reduce((sum, one) => sum + one, 0)

const ringOf = (run: Recorded, name: string) => run.occupancy.gauges.find((gauge) => gauge.name === name)!

describe('any host', () => {
  const given = (law: (run: Recorded) => void) =>
    fc.assert(
      fc.property(hosts(), (of) => {
        fc.pre(hostProblems(of).length === 0)
        law(recorded(of))
      }),
      RUNS,
    )

  test('nothing ever holds more than it has places for, and the mean is never above the most', () => {
    given(({ occupancy: { gauges, iotlb } }) => {
      for (const { name, capacity, most, mean } of [...gauges, { name: 'IOTLB', ...iotlb, mean: iotlb.mean }])
        for (let slice = 0; slice < most.length; slice++) {
          if (capacity > 0) expect(most[slice], name).toBeLessThanOrEqual(capacity)
          expect(mean[slice], name).toBeLessThanOrEqual(most[slice])
          expect(mean[slice], name).toBeGreaterThanOrEqual(0)
        }
    })
  })

  test('the interrupts of the vectors of a flow are those of its curve', () => {
    given((run) => {
      for (const [index] of run.flows.entries()) {
        const own = run.occupancy.vectors.filter((vector) => vector.flow === index)
        expect(total(own.flatMap(({ taken }) => [...taken]))).toBe(total(run.series.flows[index].interrupts))
      }
    })
  })

  test('whoever was lost was lost at one of its places', () => {
    given((run) => {
      for (const [index, flow] of run.flows.entries()) {
        const places = run.occupancy.gauges.filter((gauge) => gauge.flow === index)
        const lost = total(places.flatMap(({ drops }) => [...drops])) + run.occupancy.turnedAway[index]
        expect(lost).toBe(flow.dropped)
      }
    })
  })

  test('look-ups of the IOTLB by slice are those of the flows', () => {
    given(({ flows, occupancy: { iotlb } }) => {
      expect(total(iotlb.lookups)).toBe(total(flows.map((flow) => flow.iotlbLookups)))
      expect(total(iotlb.misses)).toBe(total(flows.map((flow) => flow.iotlbMisses)))
    })
  })

  test('being watched changes nothing', () => {
    fc.assert(
      fc.property(hosts(), (of) => {
        fc.pre(hostProblems(of).length === 0)
        const plain = simulate(of, { seed: 1, duration: MS })
        const watched = recorded(of, MS)
        expect(plain.occupancy).toBeUndefined()
        expect(watched.hash).toBe(plain.hash)
        expect(watched.events).toBe(plain.events)
      }),
      RUNS,
    )
  })
})

describe('a ring', () => {
  const packets = (ring: number): Recorded =>
    recorded(host([guest('g', [nic({ ring, controller: 'vfio-pci' }, { op: 'rx', every: 500, bytes: 64 })])]))

  test('that loses packets was full when it did', () => {
    const { most, drops, capacity } = ringOf(packets(4), 'g.nic ring')
    expect(total(drops)).toBeGreaterThan(0)
    for (const [slice, lost] of drops.entries()) if (lost > 0) expect(most[slice]).toBe(capacity)
  })

  test('of a closed workload holds its depth at most', () => {
    const { most } = ringOf(recorded(host([guest('g', [disk({}, { depth: 5 })])])), 'g.disk ring')
    expect(Math.max(...most)).toBe(5)
  })

  test('each queue has its own, and all that came are counted', () => {
    const run = recorded(host([guest('g', [disk({ queues: 2 }, { depth: 8 })], { vcpus: 2 })]))
    const rings = run.occupancy.gauges.filter((gauge) => gauge.kind === 'ring')
    expect(rings.map((ring) => ring.queue)).toEqual([0, 1])
    for (const ring of rings) expect(total(ring.came)).toBeGreaterThan(0)
  })
})

describe('a vector', () => {
  const given = (more: Parameters<typeof disk>[0], at: Parameters<typeof guest>[2] = {}) =>
    recorded(host([guest('g', [disk({ controller: 'vfio-pci', ...more }, { depth: 4 })], at)])).occupancy
      .vectors[0]
  const where = (counts: Float64Array): number[] => [...counts.keys()].filter((core) => counts[core] > 0)

  test('that is injected calls the core that was chosen, and its guest where that runs', () => {
    const { called, taken } = given({ irqCore: 5 }, { pin: 2 })
    expect(where(called)).toEqual([5])
    expect(where(taken)).toEqual([2])
    // The last one may be under way when the run ends.
    expect(total(called) - total(taken)).toBeLessThanOrEqual(1)
  })

  test('that is posted stops no core of the host', () => {
    const { called, taken } = given({ delivery: 'posted', irqCore: 5 }, { pin: 2 })
    expect(where(called)).toEqual([])
    expect(where(taken)).toEqual([2])
  })

  test("a guest's clock is one of its own", () => {
    const run = recorded(host([guest('g', [disk({}, { depth: 1 })], { tick: 1000 })]), 20 * MS)
    const clock = run.occupancy.vectors.find(({ queue }) => queue < 0)!
    expect(total(clock.taken)).toBeGreaterThan(10)
    expect(total(clock.called)).toBe(0)
  })

  test('of a card that adapts how long it waits says what it came to', () => {
    const run = recorded(
      host([guest('g', [nic({ controller: 'vfio-pci', adaptive: true }, { op: 'rx', every: 2000 })])]),
      20 * MS,
    )
    expect(run.occupancy.vectors[0].wait).toBeGreaterThan(0)
  })
})

describe('the IOTLB', () => {
  test('fills up to its last entry, and then one goes for each that comes', () => {
    const of = host([guest('g', [disk({ controller: 'vfio-pci' }, { depth: 32 })], { pages: '4K' })], {
      iommu: { mode: 'translated', entries: 16 },
    })
    const { iotlb } = recorded(of).occupancy
    expect(Math.max(...iotlb.most)).toBe(16)
    expect(iotlb.evictions).toBe(total(iotlb.misses) - 16)
  })

  test('of sets counts its entries like one of all', () => {
    const of = (ways: number) =>
      host([guest('g', [disk({ controller: 'vfio-pci' }, { depth: 32 })], { pages: '4K' })], {
        iommu: { mode: 'translated', entries: 64, ways },
      })
    const { iotlb } = recorded(of(4)).occupancy
    expect(Math.max(...iotlb.most)).toBeGreaterThan(4)
    expect(iotlb.evictions + Math.max(...iotlb.most)).toBe(total(iotlb.misses))
  })
})
