/** A guest whose memory the processor seals: the copies come back. */
import { describe, expect, test } from 'vitest'
import { simulate } from '../../src/machine/engine/simulate.ts'
import type { Guest, Host, VirtualDevice, Workload } from '../../src/machine/host/host.ts'
import { HARDENED } from '../../src/machine/knobs/confidential.ts'
import { LARGEST_MAPPING, mappingsAtOnce, poolBytes } from '../../src/machine/memory/swiotlb.ts'
import { hostProblems } from '../../src/machine/problems/problems.ts'
import type { Run } from '../../src/machine/record/run.ts'
import { GIB, KIB, MIB } from '../../src/machine/units.ts'
import { readMetric } from '../../src/metrics/index.ts'
import { device, disk, guest, host, MS, nic } from './fixture.ts'

function made(one: VirtualDevice, more: Partial<Guest> = {}, hosting: Partial<Host> = {}): Host {
  return host([guest('g', [one], { confidential: true, pin: 0, ...more })], {
    iommu: { mode: 'translated', entries: 64 },
    ...hosting,
  })
}

function run(one: Host, duration = 10 * MS): Run {
  expect(hostProblems(one)).toEqual([])
  return simulate(one, { seed: 1, duration })
}

function copies(one: Host): number {
  return readMetric(run(one), 'copies-per-byte') as number
}

const SHOWN = HARDENED.flatMap((controller) => {
  const ops = controller === 'virtio-net' ? [] : (['read', 'write'] as const)
  const packets =
    controller === 'virtio-net' || controller === 'vfio-pci' ? (['tx', 'rx', 'rr'] as const) : []
  return [...ops, ...packets].map((op) => [controller, op] as const)
})

describe('every byte is copied once more', () => {
  test.each(SHOWN)('%s, %s', (controller, op) => {
    const shown = { controller, interrupt: 'msix' } as const
    const one =
      op === 'read' || op === 'write'
        ? disk(shown, { op, limit: 20 })
        : nic(shown, { op, bytes: 512, limit: 20 })
    const more = copies(made(one)) - copies(made(one, { confidential: false }))
    // A conversation is copied both ways.
    expect(more).toBeCloseTo(op === 'rr' ? 2 : 1, 6)
  })
})

test('a large request goes in pieces that the pool maps at once', () => {
  const read = disk({ controller: 'vfio-pci', interrupt: 'msix' }, { bytes: MIB, contiguous: true, limit: 1 })
  expect(LARGEST_MAPPING).toBe(256 * KIB)
  expect(run(made(read)).flows[0].commands).toBe(4)
  expect(run(made(read, { confidential: false })).flows[0].commands).toBe(2)
})

describe('the pool', () => {
  test('is 6 % of memory, 64 MiB to 1 GiB, or what is said', () => {
    const of = (memory: number, swiotlb = 0) => poolBytes(guest('g', [], { memory, swiotlb }))
    expect([of(GIB), of(4 * GIB), of(64 * GIB)]).toEqual([64 * MIB, Math.floor(0.06 * 4 * GIB), GIB])
    expect(of(GIB, 8 * MIB)).toBe(8 * MIB)
  })

  test('makes who finds it full wait: few requests are under way, and fewer end', () => {
    const work: Partial<Workload> = { bytes: 256 * KIB, depth: 64, pattern: 'random', contiguous: true }
    const shown = disk({ controller: 'vfio-pci', interrupt: 'msix', queues: 1 }, work)
    const slow: Partial<Host> = { devices: { ssd: device('nvme', '0000:01:00.0', MS) } }
    const deep = (swiotlb: number) => run(made(shown, { swiotlb }, slow), 40 * MS)
    const [short, usual] = [deep(MIB), deep(0)]
    expect(mappingsAtOnce(short.host.guests[0])).toBe(4)
    expect(2 * short.flows[0].requests).toBeLessThan(usual.flows[0].requests)
  })

  test('is one for all devices of a guest', () => {
    const one = (id: string, backing: string) =>
      disk(
        { id, backing, controller: 'vfio-pci', interrupt: 'msix' },
        { bytes: 256 * KIB, depth: 8, contiguous: true },
      )
    const both = [one('a', 'ssd'), one('b', 'ssd2')]
    const requests = (devices: readonly VirtualDevice[]) =>
      run(host([guest('g', devices, { confidential: true, swiotlb: MIB, vcpus: 2 })]), 40 * MS).flows[0]
        .requests
    expect(requests(both)).toBeLessThan(requests([both[0]]))
  })
})

test('an exit takes longer', () => {
  const one = disk({ controller: 'virtio-blk', interrupt: 'msix' }, { bytes: 512 })
  const alone = (confidential: boolean) => run(made(one, { confidential })).flows[0].nanosAlone
  expect(alone(true)).toBeGreaterThan(alone(false) + 2000)
})

test('a device of another guest writes nothing there, unit or none', () => {
  const evil = guest('evil', [disk({ controller: 'vfio-pci', interrupt: 'msix', backing: 'ssd2' })], {
    trust: 'hostile',
  })
  const attacked = (confidential: boolean) => {
    const one = made(disk({ controller: 'virtio-blk', interrupt: 'msix' }), { confidential })
    return run({
      ...one,
      iommu: { mode: 'off', entries: 64 },
      guests: [...one.guests, evil],
      events: [
        {
          kind: 'hostile-dma',
          at: MS,
          guest: 'evil',
          device: 'disk',
          aim: one.hostMemory + 4096,
          write: true,
        },
      ],
    })
  }
  const kinds = (one: Run) => [...one.contained, ...one.violations].map((it) => it.kind)
  expect(kinds(attacked(true))).toContain('sealed-memory')
  expect(attacked(false).violations.some((it) => it.victim === 'g')).toBe(true)
})

test('refused, with what would do', () => {
  const told = (one: Host) => hostProblems(one).map((problem) => problem.message)
  expect(told(made(disk({ controller: 'ide-dma' })))).toEqual([
    expect.stringMatching(/^IDE.* is no device for a confidential guest: .*; take virtio-blk, /),
  ])
  expect(told(made(disk({ controller: 'virtio-blk', interrupt: 'msix' }), {}, { era: '2010-13' }))).toEqual([
    "no processor of 2010-13 seals a guest's memory: set era to 2020s and hypervisor to kvm",
  ])
  const plain = disk({ controller: 'virtio-blk', interrupt: 'msix' })
  expect(
    told(made(plain, { os: 'linux-2.6', drivers: ['virtio-blk'], bootDrivers: ['virtio-blk'] })),
  ).toEqual(['linux-2.6 knows nothing of sealed memory: set os to linux-6'])
  expect(told(made(plain, { swiotlb: 4096 }))[0]).toMatch(/has 1 MiB or more/)
})
