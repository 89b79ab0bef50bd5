/** What a change to any host must do to its results, whatever these are. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { simulate } from '../../src/machine/engine/simulate.ts'
import type { Guest, Host, VirtualDevice, Workload } from '../../src/machine/host/host.ts'
import { Iotlb } from '../../src/machine/iommu/iotlb.ts'
import { PageCache } from '../../src/machine/memory/page-cache.ts'
import { hostProblems } from '../../src/machine/problems/problems.ts'
import { EXIT_REASONS, type Flow, type Run } from '../../src/machine/record/run.ts'
import { KIB } from '../../src/machine/units.ts'
import { device, disk, guest, host, MS } from './fixture.ts'

const RUNS = { numRuns: Number(process.env.RUNS ?? 60) }

function run(made: Host, duration = 4 * MS): Run {
  expect(hostProblems(made)).toEqual([])
  return simulate(made, { seed: 3, duration })
}

const exits = ({ exits }: Flow): number => exits.reduce((sum, count) => sum + count, 0)
const answered = ({ flows }: Run): number => flows.reduce((sum, flow) => sum + flow.requests, 0)

const works: fc.Arbitrary<Partial<Workload>> = fc.record({
  op: fc.constantFrom('read', 'write'),
  bytes: fc.constantFrom(512, 4 * KIB, 64 * KIB),
  depth: fc.integer({ min: 1, max: 16 }),
  think: fc.constantFrom(0, 0, 20_000),
  compute: fc.constantFrom(0, 5_000),
  pattern: fc.constantFrom('sequential', 'random'),
})

const lonely = works.map((work) => ({ ...work, depth: 1 }))

const CONTROLLERS = ['ide-dma', 'ahci', 'lsi53c895a', 'nvme', 'virtio-blk', 'vfio-pci'] as const

/** A disk of whatever kind, on an SSD of its own. */
const disks = (index: number, work = works): fc.Arbitrary<VirtualDevice> =>
  fc
    .record({
      controller: fc.constantFrom(...CONTROLLERS),
      delivery: fc.constantFrom('injected', 'posted'),
      work,
    })
    .map(({ controller, delivery, work }) =>
      disk({ controller, delivery: delivery as 'posted', backing: `ssd${index}` }, work),
    )

const SSDS = Object.fromEntries(
  [0, 1, 2, 3].map((index) => [`ssd${index}`, device('nvme', `0000:0${index + 1}:00.0`)]),
)

/** Guests that share nothing but cores. */
const independent = (count: number, pins: (index: number) => Partial<Guest>): fc.Arbitrary<Host> =>
  fc.tuple(...Array.from({ length: count }, (_, index) => disks(index))).map((made) =>
    host(
      made.map((one, index) => guest(`g${index}`, [one], pins(index))),
      { devices: SSDS, cores: 8 },
    ),
  )

describe('more cores', () => {
  test('change nothing for those who may not use them', () => {
    fc.assert(
      fc.property(
        independent(3, (index) => ({ pin: index % 2, vmmPin: (index + 1) % 2 })),
        (made) => {
          expect(run({ ...made, cores: 7 }).hash).toBe(run({ ...made, cores: 2 }).hash)
        },
      ),
      RUNS,
    )
  })

  test('never answer fewer requests of guests that each get cores of their own', () => {
    fc.assert(
      fc.property(
        independent(2, () => ({})),
        (made) => {
          const [a, b] = made.guests
          const shared = { ...made, guests: [a, b].map((one) => ({ ...one, pin: 0, vmmPin: 1 })) }
          const own = {
            ...made,
            guests: [
              { ...a, pin: 0, vmmPin: 1 },
              { ...b, pin: 2, vmmPin: 3 },
            ],
          }
          expect(answered(run(own))).toBeGreaterThanOrEqual(answered(run(shared)) - SOME)
        },
      ),
      RUNS,
    )
  })

  test('never cost guests that float more than a part, and help them on the whole', () => {
    const ratios: number[] = []
    fc.assert(
      fc.property(
        independent(3, () => ({})),
        fc.integer({ min: 1, max: 7 }),
        (made, cores) => {
          const few = answered(run({ ...made, cores }))
          const more = answered(run({ ...made, cores: cores + 1 }))
          ratios.push((more + SOME) / (few + SOME))
          expect(more).toBeGreaterThanOrEqual(FLOATING * few - SOME)
        },
      ),
      RUNS,
    )
    const mean = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length)
    expect(mean).toBeGreaterThan(1.05)
  })
})

/** Requests of one depth that may be just under way at the end of a run. */
const SOME = 16
/**
 * With a core more threads meet others (Graham's anomaly), and a thread that is woken sooner finds less to take along: more kicks
 * and interrupts for the same requests. 0.759 was the worst of 1,500, their mean 1.137.
 */
const FLOATING = 0.7

describe('a cache that forgets what was used longest ago', () => {
  const uses = fc.array(fc.nat(7), { maxLength: 100, size: 'max' })
  const rooms = fc.integer({ min: 1, max: 4 })
  const MANY = { numRuns: 500 }

  // Use by use, which is more than the sum: one that forgot what came first would fail here at once (Belady's anomaly).
  test('never misses what it would have with less room: IOTLB', () => {
    fc.assert(
      fc.property(uses, rooms, rooms, (pages, room, more) => {
        const [small, large] = [new Iotlb(room), new Iotlb(room + more)]
        for (const page of pages) {
          const hit = small.touch(1, page)
          expect(large.touch(1, page) || !hit).toBe(true)
        }
      }),
      MANY,
    )
  })

  test('never misses what it would have with less room: page cache without read-ahead', () => {
    const cacheOf = (pages: number): PageCache => new PageCache(host([], { pageCache: pages * 4 * KIB }))
    fc.assert(
      fc.property(uses, rooms, rooms, (pages, room, more) => {
        const [small, large] = [cacheOf(room), cacheOf(room + more)]
        for (const page of pages) {
          const [fewer, missing] = [small, large].map((one) => one.touch(1, page * 4 * KIB, 4 * KIB, 4 * KIB))
          expect(missing).toBeLessThanOrEqual(fewer)
        }
      }),
      MANY,
    )
  })

  test('of one flow, one request after the other: a run never misses more, and never answers fewer', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(4 * KIB, 64 * KIB),
        fc.constantFrom(1, 4, 16, 64),
        fc.constantFrom('4K', '2M'),
        (bytes, entries, pages) => {
          const at = (entries: number): Flow =>
            run(
              host(
                [
                  guest('g', [disk({ controller: 'vfio-pci' }, { bytes, pattern: 'random' })], {
                    pages: pages as '4K',
                    pin: 0,
                  }),
                ],
                {
                  iommu: { mode: 'translated', entries },
                },
              ),
            ).flows[0]
          const [few, many] = [at(entries), at(4 * entries)]
          expect(many.iotlbMisses * few.iotlbLookups).toBeLessThanOrEqual(few.iotlbMisses * many.iotlbLookups)
          expect(many.requests).toBeGreaterThanOrEqual(few.requests)
        },
      ),
      RUNS,
    )
  })
})

test('a posted interrupt never exits more than an injected one, by request', () => {
  fc.assert(
    fc.property(works, fc.integer({ min: 1, max: 4 }), fc.boolean(), (work, vcpus, apicv) => {
      const with_ = (delivery: 'posted' | 'injected'): Flow =>
        run(
          host([guest('g', [disk({ controller: 'vfio-pci', delivery }, work)], { vcpus, pin: 0 })], {
            apicv,
          }),
        ).flows[0]
      const [posted, injected] = [with_('posted'), with_('injected')]
      // Every halt is an exit, too, and whoever is answered sooner halts more often: those apart.
      const halts = 5
      expect((exits(posted) - posted.exits[halts]) * injected.requests).toBeLessThanOrEqual(
        (exits(injected) - injected.exits[halts]) * posted.requests,
      )
    }),
    RUNS,
  )
})

// Deeper, it may: an interrupt that comes sooner has less company, and each costs its exits. At depth 6 a write through AHCI was seen to
// take 1.6 times as long at the 99th percentile.
test('a guest that shares a word for the ends of interrupts exits at none of those that are messages, and at each of a line', () => {
  fc.assert(
    fc.property(works, fc.constantFrom(...CONTROLLERS), (work, controller) => {
      const ends = (more: Partial<Guest>) => {
        const device = disk({ controller, backing: 'ssd0' }, work)
        const { flows } = run(host([guest('g', [device], more)], { devices: SSDS, apicv: false }))
        const [{ eois, exits, interrupts }] = flows
        return { device, eois, exits: exits[EXIT_REASONS.indexOf('eoi')], interrupts }
      }
      const [own, shared] = [ends({}), ends({ pvEoi: true })]
      expect(own.exits).toBe(own.eois)
      expect(shared.exits).toBe(shared.device.interrupt === 'intx' ? shared.eois : 0)
    }),
    RUNS,
  )
})

test('an interrupt on an idle core never makes a lonely flow slower, one request after the other', () => {
  fc.assert(
    fc.property(disks(0, lonely), fc.integer({ min: 1, max: 4 }), (one, vcpus) => {
      const on = (irqCore: number): Flow =>
        run(host([guest('g', [{ ...one, irqCore }], { vcpus, pin: 0, vmmPin: 5 })], { devices: SSDS }))
          .flows[0]
      const [idle, own] = [on(7), on(0)]
      expect(idle.latency.quantile(0.99)).toBeLessThanOrEqual(own.latency.quantile(0.99))
      expect(idle.requests).toBeGreaterThanOrEqual(own.requests)
    }),
    RUNS,
  )
})

test('a faster device never answers fewer requests of a lonely flow, one after the other', () => {
  fc.assert(
    fc.property(
      disks(0, lonely),
      fc.integer({ min: 0, max: 200_000 }),
      fc.integer({ min: 1, max: 50_000 }),
      (one, latency, slower) => {
        const at = (nanos: number): number =>
          answered(
            run(
              host([guest('g', [one], { pin: 0, vmmPin: 1 })], {
                devices: { ssd0: device('nvme', '0000:01:00.0', nanos) },
              }),
            ),
          )
        expect(at(latency)).toBeGreaterThanOrEqual(at(latency + slower))
      },
    ),
    RUNS,
  )
})

test('two equal guests that change places change numbers', () => {
  fc.assert(
    fc.property(disks(0), disks(1), fc.boolean(), (one, other, together) => {
      const cores = (index: number): Partial<Guest> =>
        together ? { pin: 0, vmmPin: 1 } : { pin: 2 * index, vmmPin: 2 * index + 1 }
      const flows = (made: readonly Guest[]): Readonly<Record<string, number>> =>
        Object.fromEntries(run(host(made, { devices: SSDS })).flows.map(({ id, requests }) => [id, requests]))
      const a = guest('a', [one], cores(0))
      const b = guest('b', [other], cores(1))
      if (together) {
        // On the same cores only equals may change places: who comes first decides ties.
        const twin = guest('b', [{ ...one, backing: other.backing }], cores(0))
        const there = flows([a, twin])
        const back = flows([
          { ...twin, id: 'a' },
          { ...a, id: 'b' },
        ])
        expect(back).toEqual(there)
      } else expect(flows([b, a])).toEqual(flows([a, b]))
    }),
    RUNS,
  )
})
