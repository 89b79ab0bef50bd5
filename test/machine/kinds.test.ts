/** Requests of several kinds in one workload: phases one after another, and packets of several sizes. */
import { describe, expect, test } from 'vitest'
import { simulate } from '../../src/machine/engine/simulate.ts'
import type { VirtualDevice, Workload } from '../../src/machine/host/host.ts'
import { hostProblems } from '../../src/machine/problems/problems.ts'
import type { Run } from '../../src/machine/record/run.ts'
import { KIB } from '../../src/machine/units.ts'
import { readMetric } from '../../src/metrics/index.ts'
import { device, disk, guest, host, MS, nic } from './fixture.ts'

const BOOT = [
  { requests: 20, op: 'read', bytes: 512 },
  { requests: 8, op: 'read', bytes: 128 * KIB },
  { requests: 20, op: 'read', bytes: 16 * KIB },
  { requests: 5, op: 'write', bytes: 4 * KIB },
  { requests: 2, op: 'read', bytes: 512 },
] as const satisfies Workload['phases']
const REQUESTS = 55

function booted(work: Partial<Workload> = {}, more: Partial<VirtualDevice> = {}, duration = 200 * MS): Run {
  const one = disk({ controller: 'ide-dma', ...more }, { op: 'read', bytes: 512, phases: BOOT, ...work })
  return simulate(host([guest('g', [one])]), { seed: 1, duration })
}

/** Kinds of the requests in the order in which they were asked. */
function asked({ flows: [flow], requests }: Run): string[] {
  return Array.from(requests.kind, (kind) => `${flow.kinds[kind].op} ${flow.kinds[kind].bytes}`)
}

describe('a workload in phases', () => {
  const expected = BOOT.flatMap(({ requests, op, bytes }) =>
    Array.from({ length: requests }, () => `${op} ${bytes}`),
  )

  test('asks for one after another, and then it is done', () => {
    const run = booted()
    expect(asked(run)).toEqual(expected)
    expect(run.flows[0].requests).toBe(REQUESTS)
    expect(asked(booted({ depth: 4 }))).toEqual(expected)
  })

  test('ends sooner where the asker does', () => {
    expect(asked(booted({ limit: 22 }))).toEqual(expected.slice(0, 22))
  })

  test('is finished with its last answer, and sooner where a request takes fewer exits', () => {
    const done = (run: Run) => readMetric(run, 'finished@g.disk') as number
    const run = booted()
    expect(done(run)).toBe(Math.max(...run.requests.end))
    expect(done(booted({}, { controller: 'ide-pio' }))).toBeGreaterThan(done(run))
    expect(done(booted({}, { controller: 'lsi53c895a' }))).toBeLessThan(done(run))
  })

  test('is not finished before the run is, where the run is too short, or where it never ends', () => {
    const short = booted({}, {}, 5 * MS)
    expect(short.flows[0].requests).toBeLessThan(REQUESTS)
    expect(readMetric(short, 'finished@g.disk')).toBe(5 * MS)
    const endless = booted({ phases: undefined }, {}, 5 * MS)
    expect(readMetric(endless, 'finished')).toBe(5 * MS)
  })

  test.each([
    [
      'begins with what the bench draws',
      { bytes: 4096 },
      'the bench draws the first phase: set op to read and bytes to 512',
    ],
    ['says itself what is asked', { mix: 30 }, 'each phase says what it asks for: leave mix and sizes out'],
    [
      'asks in sectors',
      { phases: [BOOT[0], { requests: 1, op: 'read', bytes: 700 }] },
      'in sectors of 512, not 700',
    ],
    ['has one at least', { phases: [] }, '1 to 16 phases follow each other, not 0'],
    [
      'asks once at least',
      { phases: [{ ...BOOT[0], requests: 0 }] },
      'a phase has one request or more, not 0',
    ],
    ['sends nothing', { phases: [BOOT[0], { requests: 1, op: 'tx', bytes: 512 }] }, 'it cannot tx'],
  ] as [string, Partial<Workload>, string][])('%s', (_, more, message) => {
    const one = disk({}, { op: 'read', bytes: 512, phases: BOOT, ...more })
    const problems = hostProblems(host([guest('g', [one])]))
    expect(problems.map((problem) => problem.message).join()).toContain(message)
  })
})

/** A simple mix of sizes as routers see them: 7 : 4 : 1. */
const IMIX = [
  { bytes: 64, weight: 7 },
  { bytes: 576, weight: 4 },
  { bytes: 1500, weight: 1 },
]

describe('packets of several sizes', () => {
  const cards = ['e1000', 'virtio-net', 'vfio-pci', 'ne2k_pci', 'vmxnet3'] as const
  const run = (controller: (typeof cards)[number], work: Partial<Workload>): Run => {
    const backing = { devices: { card: device('nic-1g') } }
    const one = nic({ controller, backing: 'card' }, { depth: 8, bytes: 64, sizes: IMIX, ...work })
    return simulate(host([guest('g', [one])], backing), { seed: 2, duration: 100 * MS })
  }

  test.each(
    cards.flatMap((card) => [[card, 'tx'] as const, [card, 'rx'] as const]),
  )('come in the shares that were asked: %s, %s', (controller, op) => {
    const { flows, requests } = run(controller, { op })
    const { kinds } = flows[0]
    const counts = IMIX.map(
      ({ bytes }) => requests.kind.filter((kind) => kinds[kind].bytes === bytes).length / requests.count,
    )
    expect(requests.count).toBeGreaterThan(150)
    for (const [place, { weight }] of IMIX.entries())
      expect(Math.abs(counts[place] - weight / 12)).toBeLessThan(0.1)
    const bytes = requests.kind.reduce(
      (sum, kind, row) => sum + ((requests.flags[row] & 31) === 1 ? kinds[kind].bytes : 0),
      0,
    )
    expect(flows[0].payload).toBe(bytes)
  })

  test('are refused where one is no packet', () => {
    const one = nic({}, { bytes: 64, sizes: [...IMIX, { bytes: 9000, weight: 1 }] })
    const problems = hostProblems(host([guest('g', [one])]))
    expect(problems.map(({ message }) => message).join()).toContain('a packet has 64 to 1514 bytes, not 9000')
  })
})
