/** Virtual functions, vectors and the cores of interrupts. */
import { describe, expect, test } from 'vitest'
import { simulate } from '../../src/machine/engine/simulate.ts'
import type { Device, Host, VirtualDevice } from '../../src/machine/host/host.ts'
import { hostProblems } from '../../src/machine/problems/problems.ts'
import { CORE_KINDS, type Run } from '../../src/machine/record/run.ts'
import { lineOf } from '../../src/machine/topology/lines.ts'
import { device, disk, guest, host, MS } from './fixture.ts'

const nvme = (address: string, more: Partial<Device> = {}): Device => ({
  ...device('nvme', address),
  ...more,
})

function run(made: Host): Run {
  expect(hostProblems(made)).toEqual([])
  return simulate(made, { seed: 1, duration: 10 * MS })
}

describe('virtual functions of one device', () => {
  const work = { depth: 64, bytes: 256 * 1024 }
  const given = (backing: string) => disk({ controller: 'vfio-pci', backing }, work)
  const payload = ({ flows }: Run): number => flows.reduce((sum, one) => sum + one.payload, 0)
  const devices = {
    flash: nvme('0000:01:00.0', { vfs: 4 }),
    vf0: nvme('0000:01:00.1', { parent: 'flash' }),
    vf1: nvme('0000:01:00.2', { parent: 'flash' }),
  }

  test('have an owner each, and share what the device can do', () => {
    const one = payload(run(host([guest('a', [given('vf0')])], { devices })))
    const two = run(host([guest('a', [given('vf0')]), guest('b', [given('vf1')])], { devices }))
    expect(payload(two) / one).toBeLessThan(1.1)
    for (const flow of two.flows) expect(flow.payload / payload(two)).toBeCloseTo(0.5, 1)
    expect(two.violationCount).toBe(0)
  })

  test('that were two devices do twice as much', () => {
    const one = payload(run(host([guest('a', [given('ssd')])])))
    const two = payload(run(host([guest('a', [given('ssd')]), guest('b', [given('ssd2')])])))
    expect(two / one).toBeGreaterThan(1.9)
  })
})

describe('a device that can tell few interrupts apart', () => {
  const given = (queues: number, vectors?: number): Host =>
    host([guest('a', [disk({ controller: 'vfio-pci', queues })], { vcpus: 4 })], {
      devices: { ssd: nvme('0000:01:00.0', vectors === undefined ? {} : { vectors }) },
    })

  test('has as many queues as that, and no more', () => {
    expect(hostProblems(given(4, 2))).toEqual([
      {
        path: 'guests.a.devices.disk.queues',
        message:
          '4 queues, and ssd has 2 MSI-X vectors: each queue calls by one of its own, so take 2 or fewer',
      },
    ])
    expect(hostProblems(given(0, 2))).toHaveLength(1)
    expect(hostProblems(given(2, 2))).toEqual([])
    expect(hostProblems(given(4))).toEqual([])
  })
})

describe('an interrupt line', () => {
  const bare = (backing: string, interrupt: 'intx' | 'msi') =>
    guest(`g-${backing}`, [disk({ controller: 'vfio-pci', backing, interrupt })])
  // Below ports in slots 1 and 5 of the root bus, which turn to one line, and in slot 6.
  const devices = {
    one: nvme('0000:01:00.0'),
    same: nvme('0000:05:00.0'),
    other: nvme('0000:06:00.0'),
  }
  const alone = (made: Host): number => run(made).flows[0].nanosAlone

  test('comes from the slot, turned at each bridge', () => {
    const tree = {
      devices: { a: nvme('0000:00:05.0'), b: nvme('0000:08:01.0') },
      bridges: {
        port: { kind: 'root-port', address: '0000:00:04.0', bus: 7 },
        pci: { kind: 'pcie-to-pci', address: '0000:07:02.0', bus: 8 },
      },
    } as const
    expect([lineOf(tree, 'a'), lineOf(tree, 'b')]).toEqual([1, (1 + 2 + 4) % 4])
  })

  test('that two devices share costs each interrupt a look at the other', () => {
    const [lone, apart, shared, message] = [
      [bare('one', 'intx')],
      [bare('one', 'intx'), bare('other', 'intx')],
      [bare('one', 'intx'), bare('same', 'intx')],
      [bare('one', 'intx'), bare('same', 'msi')],
    ].map((guests) => alone(host(guests, { devices })))
    expect([apart - lone, message - lone]).toEqual([0, 0])
    expect(shared - lone).toBe(550)
  })
})

describe('interrupts of devices', () => {
  const HOST = CORE_KINDS.indexOf('host')

  /** Cores that spend time on the host's own work: interrupts, where all threads of guests are pinned to core 0. */
  function cores(irqBalance: boolean, more: Partial<VirtualDevice> = {}): number[] {
    const guests = ['ssd', 'ssd2', 'ssd3'].map((backing) =>
      guest(`g-${backing}`, [disk({ controller: 'vfio-pci', backing, ...more }, { depth: 4 })], {
        pin: 0,
        vmmPin: 0,
      }),
    )
    const { cores } = run(host(guests, { irqBalance, cores: 4 }))
    return cores.flatMap(({ nanos }, core) => (nanos[HOST] > 0 ? [core] : []))
  }

  test('all come where their guests run, or are spread by a daemon', () => {
    expect(cores(false)).toEqual([0])
    expect(cores(true)).toEqual([0, 1, 2])
  })

  test('come where somebody chose by hand, unless the daemon goes over it again', () => {
    expect(cores(false, { irqCore: 3 })).toEqual([3])
    expect(cores(false, { irqCores: [2, 3] })).toEqual([2])
    expect(cores(true, { irqCore: 3 })).toEqual([0, 1, 2])
    expect(cores(true, { irqCores: [3] })).toEqual([0, 1, 2])
  })

  test('are spread by the daemon one by one: two queues of a device have two cores', () => {
    const ssd = disk({ controller: 'vfio-pci' }, { depth: 8 })
    const { cores } = run(
      host([guest('g', [ssd], { vcpus: 2, pin: 2, vmmPin: 2 })], { irqBalance: true, cores: 4 }),
    )
    expect(cores.map(({ nanos }) => nanos[HOST] > 0)).toEqual([true, true, false, false])
  })
})
