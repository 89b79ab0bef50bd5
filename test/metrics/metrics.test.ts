/** Metrics: one number read off a run whose counts are known. */
import { describe, expect, test } from 'vitest'
import { simulate } from '../../src/machine/engine/simulate.ts'
import { EXIT_REASONS, type Flow, type Run } from '../../src/machine/record/run.ts'
import { GIB } from '../../src/machine/units.ts'
import {
  bareMetalHost,
  effortParts,
  formatMetric,
  metricCard,
  metricCards,
  readMetric,
} from '../../src/metrics/index.ts'
import { Histogram } from '../../src/sim/histogram.ts'
import { device, disk, guest, host, MS, nic } from '../machine/fixture.ts'

const SECOND = 1_000_000_000

/** Two guests: `db` with a disk and a card, `web` with a disk. Nothing has happened. */
const quiet = simulate(
  host([
    guest('db', [disk({ controller: 'ide-dma' }), nic()]),
    guest('web', [disk({ controller: 'vfio-pci', backing: 'ssd2' })]),
  ]),
  { seed: 1, duration: 1 },
)

interface Counts extends Partial<Omit<Flow, 'exits' | 'latency'>> {
  readonly exits?: Partial<Record<(typeof EXIT_REASONS)[number], number>>
  readonly took?: readonly number[]
}

/** The same run over a second, with these counts for db.disk, db.nic and web.disk. */
function counted(flows: readonly Counts[], more: Partial<Run> = {}): Run {
  return {
    ...quiet,
    duration: SECOND,
    flows: quiet.flows.map((flow, index) => {
      const { exits = {}, took = [], ...counts } = flows[index] ?? {}
      const latency = new Histogram()
      for (const nanos of took) latency.add(nanos)
      const none = { requests: 0, failed: 0, payload: 0, copied: 0, interrupts: 0, eois: 0, dropped: 0 }
      return {
        ...flow,
        ...none,
        ...counts,
        exits: Float64Array.from(EXIT_REASONS, (reason) => exits[reason] ?? 0),
        latency,
      }
    }),
    ...more,
  }
}

const busy = counted(
  [
    {
      requests: 100,
      payload: 409_600,
      copied: 819_200,
      interrupts: 80,
      exits: { 'trap-read': 1300, 'trap-write': 1300, halt: 100 },
      took: Array.from({ length: 100 }, (_, index) => index + 1),
    },
    {
      requests: 60,
      payload: 6_000,
      copied: 12_000,
      dropped: 20,
      interrupts: 60,
      exits: { 'trap-write': 180 },
    },
    {
      requests: 300,
      payload: 1_228_800,
      iotlbLookups: 400,
      iotlbMisses: 100,
      took: [200, 200, 200],
      deviceTlbLookups: 500,
      deviceTlbMisses: 400,
    },
  ],
  {
    violationCount: 3,
    containedCount: 5,
    cores: [
      { nanos: Float64Array.of(SECOND / 4, (3 * SECOND) / 20, 0, 0, 0, 0, SECOND / 10), threads: [] },
      { nanos: Float64Array.of(0, 0, 0, 0, SECOND / 10, 0, 0), threads: [] },
    ],
    locks: [
      { name: 'db kernel lock', owner: 'db', held: (3 * SECOND) / 10 },
      { name: 'web kernel lock', owner: 'web', held: SECOND / 10 },
    ],
    threads: [
      { name: 'db vCPU 0', owner: 'db', nanos: SECOND / 4, spun: SECOND / 50 },
      { name: 'db VMM loop', owner: 'db', nanos: SECOND / 20, spun: 0 },
      { name: 'web vCPU 0', owner: 'web', nanos: SECOND / 5, spun: 0 },
    ],
  },
)

describe('a busy second', () => {
  test.each<[string, number]>([
    ['throughput', 409_600 + 6_000 + 1_228_800],
    ['throughput@db', 415_600],
    ['throughput@db.nic', 6_000],
    ['requests', 460],
    ['requests@web', 300],
    ['packets', 60],
    ['packets@web', 0],
    ['copies-per-byte@db', 2],
    ['copies-per-byte@web.disk', 0],
    ['exits-per-request@db.disk', 27],
    ['exits-per-request@halt', 100 / 460],
    ['exits-per-request@trap-write', 1480 / 460],
    ['exits', 2880],
    ['exits@db.nic', 180],
    ['exits@trap-read', 1300],
    ['interrupts', 140],
    ['interrupts@db.nic', 60],
    ['drops@db.nic', 0.25],
    ['drops@web', 0],
    ['iotlb-hits', 0.75],
    ['iotlb-hits@db', 1],
    ['device-tlb-hits', 0.2],
    ['device-tlb-hits@db', 0],
    ['latency-p50@db.disk', 50],
    ['latency-p99@db.disk', 99],
    ['latency-p999@db.disk', 100],
    ['latency-p50', 200],
    ['latency-p99@db.nic', 0],
    ['violations', 3],
    ['contained', 5],
    ['cpu', 0.3],
    ['cpu@core-0', 0.5],
    ['cpu@core-1', 0.1],
    ['cpu@db', 0.15],
    ['cpu@web', 0.1],
    ['lock-held', 0.3],
    ['lock-held@web', 0.1],
    ['lock-held@host', 0],
    ['spinning', 0.05],
    ['spinning@core-0', 0.1],
    ['spinning@core-1', 0],
    ['spinning@db', 0.01],
    ['spinning@web', 0],
    ['guests-booted', 2],
    ['pinned', GIB],
    ['fairness', (415_600 + 1_228_800) ** 2 / (2 * (415_600 ** 2 + 1_228_800 ** 2))],
  ])('%s is %d', (id, value) => {
    expect(readMetric(busy, id)).toBeCloseTo(value, 9)
  })

  test('core-ms-per-gb is what the cores did for the bytes that arrived', () => {
    expect(readMetric(busy, 'core-ms-per-gb')).toBeCloseTo(600 / (1_644_400 / 1e9), 3)
  })

  test('budget counts each controller once', () => {
    const one = readMetric(busy, 'budget') as number
    const host = { ...busy.host, guests: [...busy.host.guests, ...busy.host.guests] }
    expect(readMetric({ ...busy, host }, 'budget')).toBe(one)
    // IDE's bus master 2, e1000 3, a device given whole 1.
    expect(one).toBe(6)
  })

  test('budget adds what was paid for, where it was chosen', () => {
    const paid = (is: string) => {
      const prices = [{ knob: 'db.disk.cache', is, points: 5 }]
      return readMetric({ ...busy, host: { ...busy.host, prices } }, 'budget')
    }
    expect(paid('none')).toBe(11)
    expect(paid('unsafe')).toBe(6)
  })

  test('effort is told apart: each model, and what was paid for', () => {
    const prices = [
      { knob: 'db.disk.cache', is: 'none', points: 5 },
      { knob: 'db.disk.cache', is: 'unsafe', points: 7 },
    ]
    const { models, paid } = effortParts({ ...busy.host, prices })
    expect(models.map(({ points }) => points).toSorted()).toEqual([1, 2, 3])
    expect(paid).toEqual([{ name: 'disk cache none', points: 5 }])
  })

  test('bare-metal-share is the part of what the same work moves without guests', () => {
    const native = counted([{ payload: 819_200 }, { payload: 6_000 }, { payload: 1_228_800 }])
    expect(readMetric(busy, 'bare-metal-share@db.disk', native)).toBe(0.5)
    expect(readMetric(busy, 'bare-metal-share@web', native)).toBe(1)
    expect(readMetric(busy, 'bare-metal-share')).toBe(0)
  })
})

describe('a run in which nothing happens', () => {
  const idle = counted([])
  test.each<[string, number]>([
    ['throughput', 0],
    ['requests', 0],
    ['copies-per-byte', 0],
    ['exits-per-request', 0],
    ['core-ms-per-gb', 0],
    ['drops', 0],
    ['iotlb-hits', 1],
    ['device-tlb-hits', 0],
    ['latency-p99', 0],
    ['fairness', 1],
  ])('%s is %d', (id, value) => {
    expect(readMetric(idle, id)).toBe(value)
  })
})

const CORES = busy.cores.map((_, core) => `core-${core}`).join(', ')

describe('a metric that is not there says so', () => {
  test.each<[string, string]>([
    ['thruput', 'no metric "thruput"'],
    ['violations@db', 'violations is one number: nothing goes behind the @'],
    ['throughput@mail', 'throughput knows no "mail"; there are db.disk, db.nic, web.disk'],
    [
      'exits@trap',
      'exits knows no "trap"; there are db.disk, db.nic, web.disk, trap-read, trap-write, string, interrupt, eoi, halt, pause, world-switch, page-fault, irqchip',
    ],
    ['cpu@core-9', `cpu knows no "core-9"; there are db, web, ${CORES}`],
  ])('%s', (id, problem) => {
    expect(readMetric(busy, id)).toEqual({ problem })
  })
})

test('a person reads three digits and a unit', () => {
  const texts: [string, number, string][] = [
    ['throughput', 212e6, '212 MB/s'],
    ['throughput@db', 3.2e9, '3.20 GB/s'],
    ['throughput', 12, '12.0 B/s'],
    ['latency-p99', 4_100_000, '4.10 ms'],
    ['latency-p50', 93_110, '93.1 µs'],
    ['exits-per-request', 26, '26.0'],
    ['exits-per-request', 1043, '1,043'],
    ['cpu', 0.256, '25.6 %'],
    ['requests', 153_200, '153 k/s'],
    ['requests', 2_890_000, '2.89 M/s'],
    ['pinned', GIB, '1.00 GiB'],
    ['violations', 3, '3'],
    ['no-such', 3, '3'],
  ]
  expect(texts.map(([id, value]) => formatMetric(id, value))).toEqual(texts.map(([, , text]) => text))
})

describe('every metric', () => {
  test('has a title, a sentence, and is found by its id', () => {
    for (const card of metricCards) {
      expect(card.text).toMatch(/^[A-Z0-9].*\.$/)
      expect(card.title).not.toBe('')
      expect(metricCard(`${card.id}@db`)).toBe(card)
    }
    expect(new Set(metricCards.map((card) => card.id)).size).toBe(metricCards.length)
  })

  test('can be read off a real run', () => {
    const run = simulate(quiet.host, { seed: 1, duration: 5 * MS })
    for (const { id } of metricCards) expect(readMetric(run, id)).toBeGreaterThanOrEqual(0)
  })
})

describe('the host without guests', () => {
  test('has every device on bare metal', () => {
    const bare = bareMetalHost(quiet.host)
    expect(bare.guests.flatMap((one) => one.devices.map(({ controller }) => controller))).toEqual([
      'bare-metal',
      'bare-metal',
      'bare-metal',
    ])
  })

  test('does no worse than the same work through any controller', () => {
    const made = host([guest('g', [disk({ controller: 'virtio-blk' }, { depth: 8 })])])
    const [run, bare] = [made, bareMetalHost(made)].map((one) =>
      simulate(one, { seed: 1, duration: 20 * MS }),
    )
    const share = readMetric(run, 'bare-metal-share', bare) as number
    expect(share).toBeGreaterThan(0.3)
    expect(share).toBeLessThanOrEqual(1)
  })
})

test('a guest without a driver does not boot', () => {
  const old = host([guest('nt', [disk()], { os: 'nt-4' }), guest('new', [disk()])], {
    devices: { ssd: device('nvme') },
  })
  expect(readMetric(simulate(old, { seed: 1, duration: MS }), 'guests-booted')).toBe(1)
})

describe('nothing', () => {
  test.each([
    ['pinned', '0 B'],
    ['throughput', '0 B/s'],
    ['latency-p99', '0 ns'],
  ])('of %s is %s: no digits behind a point', (id, said) => {
    expect(formatMetric(id, 0)).toBe(said)
  })
})
