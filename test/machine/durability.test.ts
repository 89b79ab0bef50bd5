/** What a power cut takes: only what no safe place had yet. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { datasheet } from '../../src/machine/controllers/index.ts'
import { simulate } from '../../src/machine/engine/simulate.ts'
import type {
  CacheMode,
  Device,
  DeviceModel,
  Host,
  VirtualDevice,
  Workload,
  WriteCache,
} from '../../src/machine/host/host.ts'
import type { Run } from '../../src/machine/record/run.ts'
import { KIB, MIB } from '../../src/machine/units.ts'
import { readMetric } from '../../src/metrics/index.ts'
import { CACHES, DISKS } from './arbitrary.ts'
import { disk, guest, host, MS } from './fixture.ts'

const RUNS = { numRuns: Number(process.env.RUNS ?? 200) }
const FLUSH = 32

interface Given {
  readonly cut?: number
  readonly model?: DeviceModel
  readonly writeCache?: WriteCache
  readonly more?: Partial<Host>
}

function ssd({ model = 'sata-ssd', writeCache }: Given): Device {
  return { model, address: '0000:01:00.0', ...(writeCache === undefined ? {} : { writeCache }) }
}

/** One guest writes 4 KiB after 4 KiB until the power goes. */
function written(device: Partial<VirtualDevice>, work: Partial<Workload>, given: Given = {}): Run {
  const cut = given.cut ?? 20 * MS
  const [backend = 'loop'] = datasheet(device.controller ?? 'virtio-blk').backends ?? []
  return simulate(
    host([guest('g', [disk({ backend, ...device }, { op: 'write', pattern: 'random', ...work })])], {
      devices: { ssd: ssd(given) },
      events: [{ kind: 'power-cut', at: cut }],
      ...given.more,
    }),
    { seed: 3, duration: 50 * MS },
  )
}

/** Lost writes, and those of them that had been promised. */
function lost(run: Run): readonly [number, number] {
  return [run.flows[0].lostWrites, run.flows[0].lostPromised]
}

const works: fc.Arbitrary<Partial<Workload>> = fc.record({
  bytes: fc.constantFrom(512, 4 * KIB, 64 * KIB, 300 * KIB),
  depth: fc.integer({ min: 1, max: 16 }),
  flush: fc.constantFrom(undefined, 1, 2, 7, 50),
  pattern: fc.constantFrom('sequential', 'random'),
  span: fc.constantFrom(MIB, 64 * MIB),
  mix: fc.constantFrom(undefined, 50, 100),
}) as fc.Arbitrary<Partial<Workload>>

const cuts = fc.integer({ min: 0, max: 30 * MS })
const limits = fc.constantFrom(
  { background: 10, limit: 20, expire: 30_000_000_000 },
  { background: 0, limit: 10, expire: 1_000_000 },
)

describe('a power cut', () => {
  test('ends the run, and what came before is counted over the time that there was power', () => {
    const rate = (cut: number) => {
      const run = written({}, { depth: 4 }, { cut })
      expect(run.duration).toBe(Math.min(cut, 50 * MS))
      return readMetric(run, 'requests@g.disk') as number
    }
    // Without it, half of the time with power would look like half of the speed.
    expect(rate(25 * MS) / rate(60 * MS)).toBeCloseTo(1, 1)
  })

  test('never takes a write that was flushed, but where somebody lied: a mode called unsafe, a disk, a floppy', () => {
    const honest = DISKS.filter((id) => id !== 'floppy' && !datasheet(id).direct)
    let flushes = 0
    fc.assert(
      fc.property(
        works,
        fc.constantFrom(...honest),
        fc.constantFrom('none', 'writeback', 'writethrough', 'directsync'),
        fc.constantFrom('none', 'volatile', 'protected'),
        cuts,
        limits,
        (work, controller, cache, writeCache, cut, dirty) => {
          const given = { cut, writeCache: writeCache as WriteCache, more: { dirty } }
          const bytes = controller === 'ide-pio' ? 4 * KIB : work.bytes
          const run = written({ controller, cache: cache as CacheMode }, { ...work, bytes }, given)
          flushes += run.flows[0].flushes
          expect(run.flows[0].lostPromised).toBe(0)
        },
      ),
      RUNS,
    )
    expect(flushes).toBeGreaterThan(100)
  })

  test('never takes an answered write where every write is flushed before its answer', () => {
    fc.assert(
      fc.property(
        works,
        fc.constantFrom('directsync', 'writethrough'),
        fc.constantFrom('none', 'volatile', 'protected'),
        cuts,
        (work, cache, writeCache, cut) => {
          const run = written({ cache: cache as CacheMode }, work, {
            cut,
            writeCache: writeCache as WriteCache,
          })
          expect(lost(run)).toEqual([0, 0])
        },
      ),
      RUNS,
    )
  })

  test('takes no more than was answered, and never counts more promised than lost', () => {
    fc.assert(
      fc.property(
        works,
        fc.constantFrom(...CACHES),
        fc.constantFrom('none', 'volatile', 'protected', 'lying'),
        cuts,
        (work, cache, writeCache, cut) => {
          const run = written({ cache: cache as CacheMode }, work, {
            cut,
            writeCache: writeCache as WriteCache,
          })
          const [writes, promised] = lost(run)
          expect(promised).toBeLessThanOrEqual(writes)
          expect(writes).toBeLessThanOrEqual(run.flows[0].requests)
        },
      ),
      RUNS,
    )
  })

  test('ends everything: nothing is answered from then on', () => {
    fc.assert(
      fc.property(works, cuts, (work, cut) => {
        const { requests } = written({}, work, { cut })
        for (let row = 0; row < requests.count; row++) {
          expect(requests.begin[row]).toBeLessThanOrEqual(cut)
          expect(requests.end[row]).toBeLessThan(Math.max(1, cut))
        }
      }),
      RUNS,
    )
  })

  test('takes what lies in the page cache, unless it was flushed', () => {
    const [writes, promised] = lost(written({ cache: 'writeback' }, {}))
    expect(writes).toBeGreaterThan(100)
    expect(promised).toBe(0)
    const flushed = lost(written({ cache: 'writeback' }, { flush: 10 }))
    expect(flushed[0]).toBeLessThanOrEqual(10)
    expect(flushed[1]).toBe(0)
  })

  test('takes what an unsafe mode called safe', () => {
    const [writes, promised] = lost(written({ cache: 'unsafe' }, { flush: 10 }))
    expect(writes).toBeGreaterThan(100)
    expect(promised).toBeGreaterThan(writes - 11)
  })

  test('takes what a disk has in a volatile cache, past every cache of the host', () => {
    const given = (writeCache: WriteCache): Given => ({ writeCache })
    expect(lost(written({ cache: 'none' }, { depth: 8 }, given('volatile')))[0]).toBeGreaterThan(0)
    expect(lost(written({ cache: 'none' }, { depth: 8 }, given('protected')))).toEqual([0, 0])
    expect(lost(written({ cache: 'none' }, { depth: 8 }, given('none')))).toEqual([0, 0])
  })

  test('takes promised writes from a disk that answers a flush without doing it', () => {
    const work = { depth: 8, flush: 4 }
    expect(lost(written({ cache: 'none' }, work, { writeCache: 'lying' }))[1]).toBeGreaterThan(0)
    expect(lost(written({ cache: 'none' }, work, { writeCache: 'volatile' }))[1]).toBe(0)
  })

  test('takes promised writes of a floppy behind a write-back cache: it cannot be told to flush', () => {
    const work = { flush: 1, limit: 2, span: MIB }
    const run = written({ controller: 'floppy', cache: 'writeback' }, work, { cut: 45 * MS })
    expect(lost(run)).toEqual([2, 2])
    const through = written({ controller: 'floppy', cache: 'writethrough' }, work, { cut: 45 * MS })
    expect(lost(through)).toEqual([0, 0])
  })

  test('does not count a write that a later one of the same place replaced', () => {
    const [writes] = lost(written({ cache: 'writeback' }, { span: 16 * KIB }))
    expect(writes).toBe(4)
  })

  test('leaves nothing to lose where write-backs had time', () => {
    const dirty = { background: 10, limit: 20, expire: MS }
    const run = written(
      { cache: 'writeback' },
      { limit: 20 },
      { model: 'nvme', cut: 40 * MS, more: { dirty } },
    )
    expect(lost(run)).toEqual([0, 0])
    const late = { background: 10, limit: 20, expire: 30_000_000_000 }
    const never = { model: 'nvme', cut: 40 * MS, more: { dirty: late } } as const
    expect(lost(written({ cache: 'writeback' }, { limit: 20 }, never))[0]).toBe(20)
  })
})

describe('a disk array with 256 MiB of cache', () => {
  const array = (writeCache?: WriteCache): Given => ({ model: 'array', writeCache })

  test('answers writes at once with its battery, and keeps them', () => {
    const battery = written({ cache: 'directsync' }, { depth: 4 }, array())
    const through = written({ cache: 'directsync' }, { depth: 4 }, array('none'))
    expect(lost(battery)).toEqual([0, 0])
    expect(lost(through)).toEqual([0, 0])
    expect(battery.flows[0].requests).toBeGreaterThan(20 * through.flows[0].requests)
  })

  test('loses what was not flushed without a battery, and pays for every flush', () => {
    const work = { depth: 4, flush: 8 }
    const without = written({ cache: 'none' }, work, array('volatile'))
    const battery = written({ cache: 'none' }, work, array())
    expect(without.flows[0].lostWrites).toBeGreaterThan(0)
    expect(without.flows[0].lostPromised).toBe(0)
    expect(without.flows[0].flushLatency.quantile(0.5)).toBeGreaterThan(
      10 * battery.flows[0].flushLatency.quantile(0.5),
    )
  })

  test('reads from its cache what it has read or written before', () => {
    const read = (span: number): number => {
      const one = disk({ cache: 'none' }, { op: 'read', pattern: 'random', span, depth: 4 })
      const made = host([guest('g', [one])], { devices: { ssd: ssd({ model: 'array' }) } })
      return simulate(made, { seed: 1, duration: 500 * MS }).flows[0].requests
    }
    expect(read(MIB)).toBeGreaterThan(5 * read(1024 * MIB))
  })

  test('makes writers wait once its cache is full', () => {
    const work = { bytes: 512 * KIB, depth: 32, span: 4096 * MIB }
    const run = simulate(
      host([guest('g', [disk({ cache: 'none' }, { op: 'write', pattern: 'random', ...work })])], {
        devices: { ssd: ssd({ model: 'array' }) },
      }),
      { seed: 1, duration: 2000 * MS },
    )
    const { payload } = run.series.flows[0]
    const early = payload.slice(1, 6).reduce((sum, one) => sum + one, 0)
    const late = payload.slice(-6, -1).reduce((sum, one) => sum + one, 0)
    expect(early).toBeGreaterThan(1.4 * late)
  })
})

describe('dirty pages', () => {
  test('make a writer wait beyond their limit', () => {
    const rate = (limit: number): number => {
      const made = host(
        [
          guest('g', [
            disk({ cache: 'writeback' }, { op: 'write', depth: 4, bytes: 64 * KIB, span: 1024 * MIB }),
          ]),
        ],
        {
          devices: { ssd: ssd({}) },
          pageCache: 256 * MIB,
          dirty: { background: 1, limit, expire: 30_000_000_000 },
        },
      )
      return simulate(made, { seed: 1, duration: 200 * MS }).flows[0].payload
    }
    // The disk takes 500 MB/s: 100 MB in that time, and what may be dirty beside it.
    expect(rate(2)).toBeLessThan(115e6)
    expect(rate(100)).toBeGreaterThan(200e6)
  })

  test('of the same place are written once', () => {
    const written = (span: number): number => {
      const one = disk(
        { cache: 'writeback' },
        { op: 'write', limit: 64, pattern: 'sequential', span, flush: 64 },
      )
      const made = host([guest('g', [one])], { devices: { ssd: ssd({ writeCache: 'none' }) } })
      return simulate(made, { seed: 1, duration: 1000 * MS }).flows[0].flushLatency.max
    }
    expect(written(4 * KIB)).toBeLessThan(written(MIB))
  })
})

describe('a flush', () => {
  const flushed = (
    controller: VirtualDevice['controller'],
    more: Partial<VirtualDevice>,
    given: Given,
  ): Run => {
    const one = disk({ controller, ...more }, { op: 'write', flush: 5, depth: 4, limit: 40 })
    const made = host([guest('g', [one])], { devices: { ssd: ssd(given) } })
    return simulate(made, { seed: 1, duration: 2000 * MS })
  }

  test.each(
    DISKS.filter((id) => id !== 'vfio-pci' && id !== 'bare-metal'),
  )('of %s is asked for after so many writes, and answered', (controller) => {
    const { flows, unfinished } = flushed(controller, { cache: 'writeback' }, {})
    expect([flows[0].requests, flows[0].flushes, unfinished]).toEqual([40, 8, []])
  })

  test.each(['vfio-pci', 'bare-metal'] as const)('through %s reaches the disk itself', (controller) => {
    const given = (writeCache: WriteCache): Given => ({ model: 'nvme', writeCache })
    const unsafe = flushed(controller, { interrupt: 'msix' }, given('volatile')).flows[0]
    const safe = flushed(controller, { interrupt: 'msix' }, given('protected')).flows[0]
    expect([unsafe.flushes, safe.flushes]).toEqual([8, 8])
    expect(unsafe.flushLatency.quantile(0.5)).toBeGreaterThan(700_000)
    expect(safe.flushLatency.quantile(0.5)).toBeLessThan(20_000)
  })

  test('costs nothing but the question where the guest sees no write cache', () => {
    const exits = (cache: CacheMode): number => {
      const { flows } = flushed('ahci', { cache }, {})
      return flows[0].exits.reduce((sum, one) => sum + one, 0)
    }
    expect(exits('writeback')).toBeGreaterThan(exits('writethrough') + 8 * 5)
  })

  test('is no request: it has neither bytes nor a place among latencies', () => {
    const { flows, requests } = flushed('virtio-blk', {}, {})
    expect([...requests.flags].filter((flags) => (flags & FLUSH) !== 0)).toHaveLength(8)
    expect([flows[0].latency.count, flows[0].flushLatency.count]).toEqual([40, 8])
    expect(flows[0].payload).toBe(40 * 4 * KIB)
  })
})

describe('a mix', () => {
  test('reads and writes as often as it says, of the sizes that it says', () => {
    const sizes = [
      { bytes: 4 * KIB, weight: 3 },
      { bytes: 64 * KIB, weight: 1 },
    ]
    const one = disk({}, { op: 'read', mix: 30, sizes, depth: 16, pattern: 'random' })
    const { flows, requests } = simulate(host([guest('g', [one])]), { seed: 1, duration: 200 * MS })
    const { kinds } = flows[0]
    expect(kinds.map(({ op, bytes }) => [op, bytes])).toEqual([
      ['read', 4 * KIB],
      ['read', 64 * KIB],
      ['write', 4 * KIB],
      ['write', 64 * KIB],
    ])
    const share = (of: (kind: (typeof kinds)[number]) => boolean): number =>
      [...requests.kind].filter((kind) => of(kinds[kind])).length / requests.count
    expect(requests.count).toBeGreaterThan(5_000)
    expect(share((kind) => kind.op === 'write')).toBeCloseTo(0.3, 1)
    expect(share((kind) => kind.bytes === 64 * KIB)).toBeCloseTo(0.25, 1)
  })

  test('of one kind is that kind', () => {
    const hashOf = (work: Partial<Workload>): string =>
      simulate(host([guest('g', [disk({}, { depth: 4, ...work })])]), { seed: 1, duration: 20 * MS }).hash
    const one = [{ bytes: 4 * KIB, weight: 7 }]
    expect(hashOf({ op: 'write', mix: 100, sizes: one })).toBe(hashOf({ op: 'write' }))
    expect(hashOf({ op: 'read', mix: 0, sizes: one })).toBe(hashOf({ op: 'read' }))
  })
})
