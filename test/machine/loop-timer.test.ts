/** Timers of a VMM's main loop: how long it sleeps for them, and what it finds when something else wakes it. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { simulate } from '../../src/machine/engine/simulate.ts'
import type { Workload } from '../../src/machine/host/host.ts'
import { hostProblems } from '../../src/machine/problems/problems.ts'
import { disk, guest, host, MS } from './fixture.ts'

const US = 1000

function timed(latency: number, more: Partial<Workload>, controller: 'ahci' | 'virtio-blk' = 'ahci') {
  const made = host([guest('g', [disk({ controller, backing: 'none' }, more)])], {
    devices: { none: { model: 'null-co', address: '0000:01:00.0', latency } },
  })
  return simulate(made, { seed: 1, duration: 1000 * MS, record: true })
}

/** Nanoseconds of the timer's row. */
function wait(latency: number): number {
  const [flow] = timed(latency, { limit: 1 }).flows
  return flow.path.find((row) => row.text === 'timer, of the loop')?.nanos ?? 0
}

test('a loop that sleeps for a timer alone sleeps whole milliseconds', () => {
  expect([1, 100 * US, MS, MS + 1, 2_500 * US].map(wait)).toEqual([MS, MS, MS, 2 * MS, 3 * MS])
})

test('a request takes as long as it is drawn, whatever the timer', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 3 * MS }),
      fc.constantFrom('ahci', 'virtio-blk'),
      (latency, controller) => {
        const { requests, flows } = timed(latency, { limit: 2 }, controller)
        expect(requests.end[0] - requests.begin[0]).toBe(flows[0].nanosAlone)
      },
    ),
    { numRuns: 60 },
  )
})

test('commands that are due when it wakes end together, by one interrupt', () => {
  const [flow] = timed(100 * US, { bytes: 1024 * 1024, limit: 20 }).flows
  expect(flow.commands).toBe(8)
  expect(flow.interrupts).toBe(20)
})

test('what wakes it for another reason lets it find a timer that is due', () => {
  // Requests come by themselves: a doorbell of one often ends the wait of another before its millisecond is over.
  const { requests } = timed(100 * US, { every: 250 * US, limit: 40 }, 'virtio-blk')
  const took = [...requests.end].map((end, row) => end - requests.begin[row])
  expect(Math.min(...took)).toBeLessThan(900 * US)
  expect(Math.max(...took)).toBeGreaterThan(MS)
})

test('a timer of no time is refused', () => {
  const made = host([guest('g', [disk({ backing: 'none' })])], {
    devices: { none: { model: 'null-co', address: '0000:01:00.0', latency: 0 } },
  })
  expect(hostProblems(made)).toEqual([
    { path: 'devices.none.latency', message: 'a timer of 0 ns ends before it begins: give it 1 ns or more' },
  ])
})

test('nobody can be given whole what is not there', () => {
  const made = host([guest('g', [disk({ controller: 'vfio-pci', backing: 'none' })])], {
    devices: { none: { model: 'null-co', address: '0000:01:00.0' } },
  })
  expect(hostProblems(made)).toEqual([
    {
      path: 'guests.g.devices.disk.controller',
      message: 'there is no device behind none: it cannot be given whole',
    },
  ])
})

describe('one system call that submits several requests', () => {
  function rings(
    controller: 'virtio-blk' | 'virtio-scsi' | 'nvme' | 'ahci' | 'pvscsi',
    more: Partial<Workload>,
  ) {
    const burst = { depth: 16, burst: true, limit: 160, ...more }
    const [flow] = simulate(host([guest('g', [disk({ controller }, burst)])]), {
      seed: 1,
      duration: 1000 * MS,
    }).flows
    return flow.exits[1] / (flow.requests / burst.depth)
  }

  test('rings once where the driver can, and for each command where it cannot', () => {
    expect(rings('virtio-blk', {})).toBe(1)
    expect(rings('virtio-scsi', {})).toBe(1)
    // A submission, and a completion for each interrupt.
    expect(rings('nvme', {})).toBeLessThan(6)
    expect(rings('pvscsi', {})).toBe(16)
    expect(rings('ahci', {})).toBeGreaterThan(2 * 16)
  })

  test('does not hold a command of 128 KiB back', () => {
    /** When the device gets the first of them. */
    const first = (bytes: number): number => {
      const burst = disk({ backing: 'fixed' }, { depth: 16, burst: true, limit: 16, bytes, compute: 20 * US })
      const made = host([guest('g', [burst])], {
        devices: { fixed: { model: 'fixed', address: '0000:01:00.0', latency: 10 * US } },
      })
      const { log, flows } = simulate(made, { seed: 1, duration: 100 * MS, record: true })
      const row = flows[0].path.findIndex(({ text }) => text === 'device reads')
      const entry = log?.row.findIndex((at, index) => at === row && log.request[index] === 0) ?? -1
      return log?.nanos[entry] ?? -1
    }
    // 16 times 20 us until the system call has all of them.
    expect(first(64 * 1024)).toBeGreaterThan(320 * US)
    expect(first(128 * 1024)).toBeLessThan(100 * US)
  })

  test('of two is none: the kernel does not hold them back', () => {
    const calls = (depth: number): number => {
      const more = { burst: true, depth, limit: 42, compute: 50 * US }
      return timed(100 * US, more, 'virtio-blk').flows[0].exits[1] / (42 / depth)
    }
    expect([calls(2), calls(3)]).toEqual([2, 1])
  })

  test('goes on where the ring is smaller than it', () => {
    const small = disk({ ring: 2 }, { depth: 16, burst: true, limit: 64 })
    const run = simulate(host([guest('g', [small], { vcpus: 3 })]), { seed: 1, duration: 1000 * MS })
    expect(run.flows[0].requests).toBe(64)
  })
})
