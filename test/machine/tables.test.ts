/** The tables that answer: domains, the IOTLB, the page cache, the map of memory. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HOST_DEFAULTS } from '../../src/machine/host/defaults.ts'
import { Domain, Iommu } from '../../src/machine/iommu/iommu.ts'
import { Iotlb } from '../../src/machine/iommu/iotlb.ts'
import { Buffers } from '../../src/machine/memory/buffers.ts'
import { MemoryMap } from '../../src/machine/memory/memory.ts'
import { PageCache } from '../../src/machine/memory/page-cache.ts'
import { Recent } from '../../src/machine/memory/recent.ts'
import { GIB, type Gpa, type Hpa, type Iova, KIB, MIB, PAGE } from '../../src/machine/units.ts'
import { guest, host, workload } from './fixture.ts'

const cacheOf = (bytes: number): PageCache => new PageCache({ pageCache: bytes, dirty: HOST_DEFAULTS.dirty })

const iova = (address: number): Iova => address as Iova
const hpa = (address: number): Hpa => address as Hpa

describe('a domain', () => {
  test('translates what is mapped and nothing else', () => {
    const domain = new Domain(1)
    domain.map(iova(0x10000), hpa(0x500000), 0x3000, '4K')
    domain.map(iova(0), hpa(0x900000), 0x1000, '2M')
    expect([0x10000, 0x12fff, 0x13000, 0xffff, 0xfff].map((address) => domain.translate(address))).toEqual([
      0x500000, 0x502fff, -1, -1, 0x900fff,
    ])
    expect([0x10000, 0, 0x5000].map((address) => domain.leafAt(address))).toEqual([4 * KIB, 2 * MIB, 0])
  })

  test('refuses what overlaps, and takes what touches', () => {
    const domain = new Domain(7)
    domain.map(iova(0x2000), hpa(0), 0x2000, '4K')
    for (const [from, bytes] of [
      [0x2000, 0x1000],
      [0x1000, 0x1001],
      [0x3fff, 0x1000],
      [0x1000, 0x9000],
    ])
      expect(() => domain.map(iova(from), hpa(0), bytes, '4K')).toThrow(/^domain 7 maps 0x[0-9a-f]+ already$/)
    domain.map(iova(0x4000), hpa(0), 0x1000, '4K')
    domain.map(iova(0x1000), hpa(0), 0x1000, '4K')
  })
})

describe('the unit', () => {
  test.each(['off', 'identity'] as const)('translates nobody in mode %s', (mode) => {
    const iommu = new Iommu({ mode, entries: 4 })
    iommu.attach('0000:01:00.0', iommu.newDomain())
    expect(iommu.domainOf('0000:01:00.0')).toBeUndefined()
  })

  test('knows each device by its requester ID', () => {
    const iommu = new Iommu({ mode: 'translated', entries: 4 })
    const [one, other] = [iommu.newDomain(), iommu.newDomain()]
    iommu.attach('0000:01:00.0', one)
    iommu.attach('0000:02:00.0', other)
    expect(iommu.domainOf('0000:02:00.0')).toBe(other)
    expect(iommu.domainOf('0000:03:00.0')).toBeUndefined()
    expect(one.number).not.toBe(other.number)
  })
})

/** The same cache, written so that it can only be right. */
function misses(size: number, pages: readonly number[]): number {
  let recent: number[] = []
  let count = 0
  for (const page of pages) {
    if (!recent.includes(page)) count++
    recent = [page, ...recent.filter((one) => one !== page)].slice(0, size)
  }
  return count
}

describe('the IOTLB', () => {
  test('forgets what was used longest ago', () => {
    const iotlb = new Iotlb(2)
    const hits = [1, 2, 1, 3, 1, 2].map((page) => iotlb.touch(0, page))
    expect(hits).toEqual([false, false, true, false, true, false])
    expect([iotlb.lookups, iotlb.misses]).toEqual([6, 4])
  })

  test('keeps domains apart', () => {
    const iotlb = new Iotlb(8)
    iotlb.touch(1, 5)
    expect(iotlb.touch(2, 5)).toBe(false)
    expect(iotlb.touch(1, 5)).toBe(true)
  })
})

test('what was used lately is what a list of it would hold', () => {
  const keys = fc.array(
    fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 2 ** 40, max: 2 ** 40 + 300 })),
    { maxLength: 600 },
  )
  fc.assert(
    fc.property(fc.constantFrom(0, 1, 2, 5, 63, 64, 65, 200), keys, (size, used) => {
      const recent = new Recent(size)
      expect(used.filter((key) => !recent.touch(key)).length).toBe(misses(size, used))
    }),
  )
})

describe('the page cache', () => {
  const AHEAD = 64 * KIB

  test('reads ahead in a file that is read in order', () => {
    const cache = cacheOf(MIB)
    const asked = [0, 4096, 65535, 65536].map((offset) => cache.touch(1, offset, 1, AHEAD))
    expect(asked).toEqual([1, 0, 0, 1])
  })

  test('fetches the page alone where nothing is read in order', () => {
    const cache = cacheOf(MIB)
    expect([0, 4096, 4095, 0].map((offset) => cache.touch(1, offset, 1, 4096))).toEqual([1, 1, 0, 0])
  })

  test('lacks something where any piece is missing', () => {
    const cache = cacheOf(MIB)
    cache.touch(1, 0, 64 * KIB, AHEAD)
    expect(cache.touch(1, 0, 64 * KIB + 1, AHEAD)).toBe(1)
    expect(cache.touch(1, 0, 128 * KIB, AHEAD)).toBe(0)
  })

  test('keeps files apart', () => {
    const cache = cacheOf(MIB)
    cache.touch(1, 0, 1, AHEAD)
    expect(cache.touch(2, 0, 1, AHEAD)).toBe(1)
  })

  test('drops what was used longest ago', () => {
    const cache = cacheOf(128 * KIB)
    const asked = [0, 1, 0, 2, 0, 1].map((block) => cache.touch(1, block * 64 * KIB, 4096, AHEAD))
    expect(asked).toEqual([1, 1, 0, 1, 0, 1])
  })

  test('keeps nothing where it has no room', () => {
    const cache = cacheOf(0)
    expect([cache.touch(1, 0, 1, AHEAD), cache.touch(1, 0, 1, AHEAD)]).toEqual([1, 1])
  })
})

describe('real memory', () => {
  const made = host([guest('a', []), guest('b', [], { memory: 2 * GIB })], {
    memory: 8 * GIB,
    hostMemory: GIB,
  })
  const map = new MemoryMap(made)

  test("is the host's at the bottom, then the guests' in their order, then free", () => {
    expect(map.regions).toEqual([
      { owner: 'host', from: 0, bytes: GIB },
      { owner: 'a', from: GIB, bytes: GIB },
      { owner: 'b', from: 2 * GIB, bytes: 2 * GIB },
      { owner: '-', from: 4 * GIB, bytes: 4 * GIB },
    ])
    const at = [0, GIB - 1, GIB, 2 * GIB, 4 * GIB, 100 * GIB]
    expect(at.map((address) => map.ownerOf(hpa(address)))).toEqual(['host', 'host', 'a', 'b', '-', '-'])
  })

  test('is meant to lie behind the beginning of its guest', () => {
    const [, second] = made.guests
    expect([0, 5, 2 * GIB].map((address) => map.meant(second, address as Gpa))).toEqual([
      2 * GIB,
      2 * GIB + 5,
      -1,
    ])
  })

  test('belongs to nobody who is not there', () => {
    expect(() => map.baseOf('c')).toThrow('no memory belongs to c')
  })
})

describe('buffers', () => {
  test('of requests under way never overlap, and lie in the memory of their guest', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 32 }),
        fc.boolean(),
        fc.integer({ min: 0, max: 100_000 }),
        (pages, depth, contiguous, first) => {
          const owner = guest('g', [])
          const buffers = new Buffers(owner, workload({ bytes: pages * PAGE, depth, contiguous }))
          const taken = new Set<number>()
          for (let ordinal = first; ordinal < first + depth; ordinal++)
            for (let page = 0; page < pages; page++) taken.add(buffers.at(ordinal, page))
          expect(taken.size).toBe(pages * depth)
          for (const address of taken) expect(address >= 0 && address + PAGE <= owner.memory).toBe(true)
        },
      ),
    )
  })

  test('are one run where they are contiguous, else scattered', () => {
    const at = (contiguous: boolean): number[] => {
      const buffers = new Buffers(guest('g', []), workload({ bytes: 4 * PAGE, contiguous }))
      return [1, 2, 3].map((page) => buffers.at(0, page) - buffers.at(0, page - 1))
    }
    expect(at(true)).toEqual([PAGE, PAGE, PAGE])
    expect(at(false).every((step) => step !== PAGE)).toBe(true)
  })

  test('that wait in rings are as many as the rings hold, each page once, and never lie outside', () => {
    const owner = guest('g', [], { memory: GIB })
    const places = (posted: number): Set<number> => {
      const buffers = new Buffers(owner, workload({ op: 'rx', bytes: 16 * PAGE, depth: 8 }), posted)
      const taken = new Set<number>()
      for (let ordinal = 0; ordinal < 2 * posted; ordinal++)
        for (let page = 0; page < 16; page++) taken.add(buffers.at(ordinal, page))
      return taken
    }
    expect(places(1024).size).toBe(16 * 1024)
    // Half of the room above the first buffer, and no more.
    const many = places(16 * 1024)
    expect(many.size * PAGE).toBe(256 * MIB)
    for (const address of many) expect(address + PAGE <= owner.memory).toBe(true)
  })

  test('that wait in rings come back to a large page as seldom as its share of them', () => {
    const posted = 16 * 1024
    const buffers = new Buffers(
      guest('g', [], { memory: 4 * GIB }),
      workload({ op: 'rx', bytes: 16 * PAGE, depth: 8 }),
      posted,
    )
    const iotlb = new Iotlb(64)
    for (let ordinal = 0; ordinal < posted; ordinal++)
      for (let page = 0; page < 16; page++) iotlb.touch(1, Math.floor(buffers.at(ordinal, page) / (2 * MIB)))
    // 1 GiB of buffers, an eighth of them in reach of 64 entries.
    expect(1 - iotlb.misses / iotlb.lookups).toBeCloseTo(0.125, 1)
  })
})
