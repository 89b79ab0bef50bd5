/** What happens in operation: bursts, neighbours, devices that come and go, guests that attack. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openHole } from '../../src/machine/controllers/holes.ts'
import { CONTROLLER_IDS, datasheet, serves } from '../../src/machine/controllers/index.ts'
import { simulate } from '../../src/machine/engine/simulate.ts'
import type { ControllerId, Guest, Host, HostEvent, VirtualDevice } from '../../src/machine/host/host.ts'
import { hostProblems } from '../../src/machine/problems/problems.ts'
import type { Run } from '../../src/machine/record/run.ts'
import { GIB, MIB } from '../../src/machine/units.ts'
import { device, disk, guest, host, MS, nic } from './fixture.ts'

const FAILED = 2

function run(made: Host, duration = 40 * MS): Run {
  expect(hostProblems(made)).toEqual([])
  return simulate(made, { seed: 1, duration })
}

/** Requests that began or ended within a stretch of time. */
function ended({ requests }: Run, flow: number, from: number, to: number): number {
  let count = 0
  for (let row = 0; row < requests.count; row++)
    if (requests.flow[row] === flow && requests.end[row] > from && requests.end[row] <= to) count++
  return count
}

describe('a burst', () => {
  test('brings so many times as many requests while it lasts, and no longer', () => {
    const event: HostEvent = {
      kind: 'burst',
      at: 10 * MS,
      guest: 'g',
      device: 'disk',
      factor: 8,
      lasts: 10 * MS,
    }
    const made = host([guest('g', [disk({}, { every: 100_000 })])], { events: [event] })
    const result = run(made)
    const [before, during, after] = [
      ended(result, 0, 0, 10 * MS),
      ended(result, 0, 10 * MS, 20 * MS),
      ended(result, 0, 30 * MS, 40 * MS),
    ]
    expect(during).toBeGreaterThan(5 * before)
    expect(during).toBeLessThan(11 * before)
    expect(after).toBeLessThan(2 * before)
  })

  test('is refused where requests wait for answers', () => {
    const event: HostEvent = { kind: 'burst', at: 0, guest: 'g', device: 'disk', factor: 8, lasts: MS }
    expect(hostProblems(host([guest('g', [disk()])], { events: [event] }))[0].message).toContain('`every`')
  })
})

describe('a noisy neighbour', () => {
  const noisy = (core: number): HostEvent => ({ kind: 'noisy', at: 10 * MS, core, lasts: 20 * MS })
  const made = (events: readonly HostEvent[]): Host =>
    host([guest('g', [disk({ controller: 'ide-dma' }, { depth: 4 })], { pin: 0, vmmPin: 0 })], {
      events,
      cores: 2,
    })

  test('takes about half of the core that a guest is pinned to, while it is there', () => {
    const alone = run(made([]))
    const beside = run(made([noisy(0)]))
    const share = ended(beside, 0, 12 * MS, 28 * MS) / ended(alone, 0, 12 * MS, 28 * MS)
    expect(share).toBeLessThan(0.9)
    expect(share).toBeGreaterThan(0.2)
    expect(ended(beside, 0, 0, 10 * MS)).toBe(ended(alone, 0, 0, 10 * MS))
    expect(beside.threads.find((one) => one.name === 'noisy neighbour')?.nanos).toBeGreaterThan(5 * MS)
  })

  test('on another core takes nothing', () => {
    expect(run(made([noisy(1)])).flows[0].requests).toBe(run(made([])).flows[0].requests)
  })

  test('is refused on a core that is not there', () => {
    expect(hostProblems(made([noisy(2)]))[0].message).toContain('cores are 0 to 1')
  })
})

describe('a device that comes and goes', () => {
  const at = 20 * MS
  const plug = (more: Partial<VirtualDevice>, event: 'hotplug' | 'hot-unplug', surprise = false): Run => {
    const where = { guest: 'g', device: 'disk', at }
    const one: HostEvent =
      event === 'hotplug' ? { kind: event, ...where } : { kind: event, ...where, surprise }
    return run(host([guest('g', [disk(more, { depth: 8 })])], { events: [one] }))
  }

  test('is asked nothing before', () => {
    const { requests } = plug({}, 'hotplug')
    expect(requests.count).toBeGreaterThan(100)
    expect(requests.begin[0]).toBe(at)
  })

  test('answers what is under way when it is taken in order', () => {
    const { requests, flows, unfinished } = plug({}, 'hot-unplug')
    expect(unfinished).toEqual([])
    expect(flows[0].failed).toBe(0)
    for (let row = 0; row < requests.count; row++) expect(requests.begin[row]).toBeLessThanOrEqual(at)
    expect([...requests.end].some((end) => end > at)).toBe(true)
  })

  test('fails what is under way when it is taken without asking', () => {
    const { requests, flows } = plug({}, 'hot-unplug', true)
    expect(flows[0].failed).toBe(8)
    for (let row = 0; row < requests.count; row++)
      expect((requests.flags[row] & FAILED) !== 0).toBe(requests.end[row] > at)
  })

  test('is refused where it goes before it comes', () => {
    const events: HostEvent[] = [
      { kind: 'hot-unplug', at: MS, guest: 'g', device: 'disk', surprise: false },
      { kind: 'hotplug', at: 2 * MS, guest: 'g', device: 'disk' },
    ]
    expect(hostProblems(host([guest('g', [disk()])], { events }))[0].message).toContain('before it is there')
  })
})

describe('a device handed from one guest to the next', () => {
  const given = (id: string): Guest =>
    guest(id, [disk({ controller: 'vfio-pci', interrupt: 'msix', backing: 'ssd' })])
  const handed = (resets: boolean | undefined): Host =>
    host([given('first'), given('second')], {
      devices: { ssd: { ...device('nvme'), resets } },
      events: [
        { kind: 'hot-unplug', at: 10 * MS, guest: 'first', device: 'disk', surprise: false },
        { kind: 'hotplug', at: 20 * MS, guest: 'second', device: 'disk' },
      ],
    })

  test('is reset in between, which takes its time', () => {
    const { violations, requests, flows } = run(handed(undefined), 200 * MS)
    expect(violations).toEqual([])
    expect(flows[1].requests).toBeGreaterThan(100)
    expect(requests.begin[[...requests.flow].indexOf(1)]).toBe(120 * MS)
  })

  test('brings along what the first one left where it cannot be reset', () => {
    const { violations } = run(handed(false), 200 * MS)
    expect(violations).toEqual([
      expect.objectContaining({ kind: 'dirty-device', at: 20 * MS, owner: 'second', victim: 'first' }),
    ])
  })

  test('has one holder at a time', () => {
    const both = { ...handed(true), events: [] }
    expect(hostProblems(both)[0].message).toContain('belongs to first.disk already')
  })
})

describe('a hostile guest', () => {
  const attack = (controller: ControllerId, more: Partial<Host>): Run => {
    const [backend = 'loop'] = datasheet(controller).backends ?? []
    const one = serves(controller, 'disk')
      ? disk({ controller, backend, interrupt: datasheet(controller).interrupts[0] })
      : nic({ controller, interrupt: datasheet(controller).interrupts[0] })
    const event: HostEvent = { kind: 'exploit', at: MS, guest: 'g', device: one.id }
    return run(host([guest('g', [one], { trust: 'hostile' })], { events: [event], ...more }), 2 * MS)
  }

  test('gets out through the floppy controller of a VMM of 2014', () => {
    const { violations, contained } = attack('floppy', { vmmYear: 2014 })
    expect(violations).toEqual([
      expect.objectContaining({ kind: 'escape', owner: 'g', victim: 'host', at: MS }),
    ])
    expect(contained).toEqual([])
  })

  test.each([
    ['a VMM that is newer than the mending', 'floppy', { vmmYear: 2015 }, 'no-hole'],
    ['a process that may do nothing else', 'floppy', { vmmYear: 2014, confined: true }, 'confined'],
    ['a real device instead of a model', 'vfio-pci', { vmmYear: 2009 }, 'no-hole'],
  ] as const)('is held by %s', (_, controller, more, kind) => {
    const { violations, contained } = attack(controller, more)
    expect(violations).toEqual([])
    expect(contained).toEqual([expect.objectContaining({ kind })])
  })

  test('never gets out of a confined process, and never less often out of an older VMM', () => {
    const models = CONTROLLER_IDS.filter((id) => serves(id, 'disk') || serves(id, 'nic'))
    fc.assert(
      fc.property(fc.constantFrom(...models), fc.integer({ min: 2000, max: 2030 }), (controller, year) => {
        if (controller === 'bare-metal') return
        expect(attack(controller, { vmmYear: year, confined: true }).violationCount).toBe(0)
        const open = (at: number): number => (openHole(controller, at) === undefined ? 0 : 1)
        expect(attack(controller, { vmmYear: year }).violationCount).toBe(open(year))
        expect(open(year)).toBeGreaterThanOrEqual(open(year + 1))
      }),
      { numRuns: 40 },
    )
  })

  test('is who attacks: a trusted guest does not', () => {
    const event: HostEvent = { kind: 'exploit', at: MS, guest: 'g', device: 'disk' }
    const [problem] = hostProblems(host([guest('g', [disk()])], { events: [event] }))
    expect(problem.message).toBe('exploit is an act of a hostile guest, and g is not: set g.trust to hostile')
  })
})

describe('a balloon', () => {
  const three = (balloon: number): Host =>
    host(
      ['a', 'b', 'c'].map((id, index) =>
        guest(id, [disk({ backing: ['ssd', 'ssd2', 'ssd3'][index] })], { memory: 4 * GIB, balloon }),
      ),
      { memory: 12 * GIB },
    )

  test('makes room for a guest more', () => {
    expect(hostProblems(three(0))[0].message).toContain('host and guests need 14.0 GiB')
    const { memory } = run(three(GIB))
    expect(memory.map(({ owner, bytes }) => [owner, bytes / GIB])).toEqual([
      ['host', 2],
      ['a', 3],
      ['b', 3],
      ['c', 3],
      ['-', 1],
    ])
  })

  test('is refused beside a device given whole, whose guest is pinned in memory', () => {
    const given = disk({ controller: 'vfio-pci', interrupt: 'msix' })
    const [problem] = hostProblems(host([guest('g', [given], { balloon: 64 * MIB })]))
    expect(problem).toMatchObject({
      path: 'guests.g.balloon',
      message: expect.stringContaining('at any time'),
    })
    expect(run(host([guest('g', [given])]), MS).pinned).toBe(GIB)
  })

  test('leaves the guest what it needs', () => {
    expect(hostProblems(host([guest('g', [disk()], { balloon: GIB / 2 })]))[0].message).toContain(
      'three fifths',
    )
  })
})
