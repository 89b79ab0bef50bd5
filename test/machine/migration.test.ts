/** A guest that moves to another host while it runs. */
import { describe, expect, test } from 'vitest'
import { simulate } from '../../src/machine/engine/simulate.ts'
import type { Host, HostEvent, Migrate, VirtualDevice, Workload } from '../../src/machine/host/host.ts'
import { DirtyLog } from '../../src/machine/memory/dirty-log.ts'
import { hostProblems } from '../../src/machine/problems/problems.ts'
import { EXIT_REASONS, type Run } from '../../src/machine/record/run.ts'
import { GIB, KIB, MIB, PAGE } from '../../src/machine/units.ts'
import { device, disk, guest, host, MS, nic } from './fixture.ts'

const FAULT = EXIT_REASONS.indexOf('page-fault')
const LINK = 1_250_000_000

function made(
  asked: Partial<Migrate> = {},
  workload: Partial<Workload> = { op: 'write', bytes: 64 * KIB, depth: 4 },
  shown: Partial<VirtualDevice> = { controller: 'virtio-blk' },
  more: readonly HostEvent[] = [],
): Host {
  const event: HostEvent = {
    kind: 'migrate',
    at: 5 * MS,
    guest: 'g',
    used: 16 * MIB,
    bandwidth: LINK,
    downtime: 4 * MS,
    ...asked,
  }
  return host([guest('g', [disk(shown, workload)], { memory: GIB, pin: 0, vcpus: 1 })], {
    cores: 4,
    events: [event, ...more],
    devices: { ssd: device('nvme', '0000:01:00.0') },
  })
}

function run(one: Host, duration = 60 * MS): Run {
  expect(hostProblems(one)).toEqual([])
  return simulate(one, { seed: 1, duration })
}

describe('a guest that moves', () => {
  test('takes at least the time that its memory needs on the link, and is stopped for less than it allows and its state', () => {
    const [result] = run(made()).migrations
    expect(result.state).toBe('done')
    expect(result.rounds).toBeGreaterThan(1)
    expect(result.bytes).toBeGreaterThan(16 * MIB)
    expect(result.took).toBeGreaterThan((result.bytes * 1e9) / LINK)
    expect(result.downtime).toBeGreaterThan(MS)
    expect(result.downtime).toBeLessThan(6 * MS)
  })

  test('is not served while it is stopped: one request waits for all of that time', () => {
    const still = run({ ...made(), events: [] })
    const moved = run(made())
    const [result] = moved.migrations
    expect(result.downtime).toBeGreaterThan(MS)
    expect(moved.flows[0].latency.max).toBeGreaterThan(result.downtime)
    expect(still.flows[0].latency.max).toBeLessThan(MS)
  })

  test('faults once for each page that it writes, in each round; a guest that only reads does not', () => {
    const writes = run(made())
    const faults = writes.flows[0].exits[FAULT]
    expect(faults).toBeGreaterThan(0)
    expect(faults).toBeLessThanOrEqual(1024 * writes.migrations[0].rounds)
    const reads = run(made({}, { op: 'read', bytes: 64 * KIB, depth: 4 }))
    expect(reads.flows[0].exits[FAULT]).toBe(0)
    // What the device's model writes for it has to be sent again all the same.
    expect(reads.migrations[0].bytes).toBeGreaterThan(16 * MIB)
  })

  test('that asks for nothing sends each page once', () => {
    const [result] = run(made({}, { limit: 1 })).migrations
    expect(result).toMatchObject({ state: 'done', rounds: 2, bytes: 16 * MIB })
  })

  test('never gets there where it writes faster than the link sends', () => {
    const [result] = run(made({ bandwidth: 100_000_000, used: MIB, downtime: MS }), 200 * MS).migrations
    expect(result.state).toBe('unfinished')
    expect(result.rounds).toBeGreaterThan(3)
    expect(result.downtime).toBe(0)
  })

  test('is worked for by a thread of its own', () => {
    const thread = run(made()).threads.find((one) => one.name === 'g migration')
    expect(thread?.nanos).toBeGreaterThan(((16 * MIB) / PAGE) * 1000)
  })
})

describe('a guest with a device given whole', () => {
  const whole = { controller: 'vfio-pci' } as const

  test('does not move, and is told why', () => {
    const [result] = run(made({}, {}, whole)).migrations
    expect(result).toMatchObject({ state: 'refused', bytes: 0 })
    expect(result.reason).toContain('g.disk is given whole')
  })

  test('moves once that was taken from it', () => {
    const out: HostEvent = { kind: 'hot-unplug', at: 2 * MS, guest: 'g', device: 'disk', surprise: false }
    expect(run(made({}, {}, whole, [out])).migrations[0].state).toBe('done')
  })

  test('moves where software stands between', () => {
    expect(
      run(made({}, {}, { controller: 'mdev', backend: 'vhost', interrupt: 'msix' })).migrations[0].state,
    ).toBe('done')
  })
})

describe('a card given whole that leaves for a move', () => {
  const AT = 5 * MS
  const RESET = 100 * MS

  function paired(more: Partial<VirtualDevice> = {}, work: Partial<Workload> = {}, standby = true): Host {
    const asks = { op: 'tx', depth: 8, think: 20_000, ...work } as const
    const spare = nic({ id: 'spare', backing: 'card', controller: 'virtio-net', standby: 'nic' }, asks)
    const whole = nic(
      { backing: 'vf', controller: 'vfio-pci', interrupt: 'msix', leaves: true, ...more },
      asks,
    )
    return host([guest('g', standby ? [whole, spare] : [whole], { memory: GIB, pin: 0, vcpus: 1 })], {
      cores: 4,
      devices: {
        card: { model: 'nic-10g', address: '0000:01:00.0', vfs: 4 },
        vf: { model: 'nic-10g', address: '0000:01:00.1', parent: 'card' },
      },
      events: [{ kind: 'migrate', at: AT, guest: 'g', used: 8 * MIB, bandwidth: LINK, downtime: 4 * MS }],
    })
  }

  const times = ({ requests, flows }: Run, id: string): readonly number[] => {
    const flow = flows.findIndex((one) => one.id === id)
    const begin: number[] = []
    for (let row = 0; row < requests.count; row++)
      if (requests.flow[row] === flow) begin.push(requests.begin[row])
    return begin
  }

  test('lets its guest move, and none of what it did is missed', () => {
    const moved = run(paired())
    expect(moved.migrations[0].state).toBe('done')
    expect(times(moved, 'g.nic').every((begin) => begin <= AT)).toBe(true)
    expect(moved.flows.every(({ failed }) => failed === 0)).toBe(true)
  })

  test('is waited for: what is under way then is answered before the first page is sent', () => {
    const slow = run(paired({ coalesceUs: 1000, coalesceFrames: 64 }, { op: 'rx' }, false))
    const quick = run(paired({}, { op: 'rx' }, false))
    const wait = slow.migrations[0].took - quick.migrations[0].took
    expect(wait).toBeGreaterThan(MS / 10)
    expect(wait).toBeLessThan(1.1 * MS)
  })

  test('is stood in for from then on, and not before', () => {
    const begins = times(run(paired()), 'g.spare')
    expect(begins.length).toBeGreaterThan(1000)
    expect(Math.min(...begins)).toBe(AT)
  })

  test('leaves nobody to do its work where none stands by', () => {
    const moved = run(paired({}, {}, false))
    expect(moved.migrations[0].state).toBe('done')
    expect(times(moved, 'g.nic').every((begin) => begin <= AT)).toBe(true)
  })

  test('that does not leave keeps its guest here', () => {
    const stays = run(paired({ leaves: false }))
    expect(stays.migrations[0].state).toBe('refused')
    expect(times(stays, 'g.spare')).toEqual([])
  })

  test('comes back when it has been reset, and then as much is asked of it as before', () => {
    const long = run(paired(), 300 * MS)
    const [{ took }] = long.migrations
    const back = AT + took + RESET
    const own = times(long, 'g.nic')
    expect(own.some((begin) => begin >= back)).toBe(true)
    expect(own.filter((begin) => begin > AT && begin < back)).toEqual([])
    // In order: who works in its place asks no more.
    expect(times(long, 'g.spare').every((begin) => begin <= back)).toBe(true)
    const rate = (from: number, to: number): number =>
      own.filter((begin) => begin >= from && begin < to).length / (to - from)
    expect(rate(back + MS, 300 * MS) / rate(MS, AT)).toBeCloseTo(1, 1)
  })

  test('finds no more who ask than before, where some rested all the while', () => {
    const seconds = 3000 * MS
    const thinking = times(run(paired({}, { think: 500 * MS }), seconds), 'g.nic')
    expect(thinking.length).toBeLessThanOrEqual(6 * 8)
    const open = times(run(paired({}, { every: 400 * MS, think: 0 }), seconds), 'g.nic')
    expect(open.length).toBeLessThan(11)
  })

  test('may be handed to another guest meanwhile, reset or not', () => {
    const next = guest('next', [nic({ backing: 'vf', controller: 'vfio-pci', interrupt: 'msix' })])
    const handed = (resets: boolean, leaves: boolean): Host => {
      const one = paired({ leaves })
      return {
        ...one,
        devices: { ...one.devices, vf: { ...one.devices.vf, resets } },
        guests: [...one.guests, next],
        events: [...one.events, { kind: 'hotplug', at: 8 * MS, guest: 'next', device: 'nic' }],
      }
    }
    expect(run(handed(true, true)).violationCount).toBe(0)
    expect(run(handed(false, true)).violationCount).toBe(1)
    expect(hostProblems(handed(true, false))[0].message).toContain('belongs to g.nic already')
  })

  test('is stood in for by a virtio-net of its own guest', () => {
    const [g] = paired().guests
    const problem = (more: Partial<VirtualDevice>): string =>
      hostProblems({
        ...paired(),
        guests: [{ ...g, devices: [g.devices[0], { ...g.devices[1], ...more }] }],
      })[0].message
    expect(problem({ standby: 'other' })).toContain('name another device of g')
    expect(problem({ controller: 'e1000e', interrupt: 'msix' })).toContain('take virtio-net')
  })
})

test('a move that cannot be is refused with a reason', () => {
  const reason = (one: Host): string => hostProblems(one)[0]?.message ?? ''
  expect(reason(made({ guest: 'h' }))).toContain('h, which is not there')
  expect(reason(made({ used: 2 * GIB }))).toContain('more memory than it has')
  expect(reason(made({ bandwidth: 1000 }))).toContain('takes longer than any run')
  expect(reason(made({}, {}, { controller: 'bare-metal' }))).toContain('runs on bare metal')
  expect(reason({ ...made({}, {}, { controller: 'ide-dma' }), hypervisor: 'hosted' })).toContain('hosted VMM')
  const twice = made()
  expect(
    reason({ ...twice, events: [...twice.events, { ...(twice.events[0] as Migrate), at: 9 * MS }] }),
  ).toContain('moves once')
})

test('a dirty log counts a page once until it is swept, and nothing while it is not kept', () => {
  const log = new DirtyLog(4 * PAGE)
  expect(log.touch(0)).toBe(0)
  log.keep(true)
  expect([0, 1, PAGE, 9 * PAGE].map((address) => log.touch(address))).toEqual([1, 0, 1, 0])
  expect(log.sweep()).toBe(2)
  expect(log.touch(1)).toBe(1)
})
