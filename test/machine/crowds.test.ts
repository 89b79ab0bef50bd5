/** Many requests at once: a run goes on, whatever is asked of it. */
import { describe, expect, test } from 'vitest'
import { simulate } from '../../src/machine/engine/simulate.ts'
import { hostProblems } from '../../src/machine/problems/problems.ts'
import { MIB } from '../../src/machine/units.ts'
import { device, disk, guest, host, MS, nic } from './fixture.ts'

describe('there is room', () => {
  test.each([
    'ide-dma',
    'lsi53c895a',
    'virtio-blk',
    'vfio-pci',
  ] as const)('for three guests that ask for 256 times 4 MiB each through %s', (controller) => {
    const guests = ['ssd', 'ssd2', 'ssd3'].map((backing, index) =>
      guest(`g${index}`, [disk({ controller, backing }, { depth: 256, bytes: 4 * MIB })]),
    )
    const run = simulate(host(guests), { seed: 1, duration: 50 * MS })
    expect(run.requests.count).toBeGreaterThanOrEqual(3 * 256)
  })

  test('for requests that come faster than they are answered: what finds no place is dropped', () => {
    const busy = disk({ controller: 'ide-pio' }, { every: 10_000 })
    const { flows, requests } = simulate(host([guest('g', [busy])]), { seed: 1, duration: 200 * MS })
    const [flow] = flows
    expect(flow.dropped).toBeGreaterThan(10_000)
    expect(requests.count - flow.requests - flow.dropped).toBe(512)
  })

  test('for packets that come faster than the wire carries them', () => {
    const busy = nic({}, { op: 'rx', every: 1_000 })
    const { flows, requests } = simulate(host([guest('g', [busy])]), { seed: 1, duration: 100 * MS })
    expect(flows[0].requests + flows[0].dropped).toBeGreaterThan(requests.count - 513)
  })

  test('for writes that a slow disk does not keep up with', () => {
    const busy = disk({ cache: 'writeback', backing: 'slow' }, { op: 'write', depth: 64, bytes: 256 * 1024 })
    const slow = host([guest('g', [busy])], { devices: { slow: device('sata-disk') } })
    const run = simulate(slow, { seed: 1, duration: 1000 * MS })
    // What may be dirty is taken at once, and from then on what the disk takes.
    expect(run.flows[0].requests).toBeGreaterThan(400)
    expect(run.flows[0].requests).toBeLessThan(1_000)
  })
})

test('a host that asks for more at once than a run can follow has a problem', () => {
  const guests = Array.from({ length: 16 }, (_, index) =>
    guest(`g${index}`, [disk({ backing: 'shared' }, { depth: 256, bytes: 4 * MIB })], { memory: 64 * MIB }),
  )
  const [problem] = hostProblems(host(guests, { devices: { shared: device('nvme') } }))
  expect(problem).toEqual({
    path: 'guests',
    message: expect.stringMatching(
      /^\d+,\d\d\d requests and commands may .* at most 65,536: take fewer or smaller ones$/,
    ),
  })
})
