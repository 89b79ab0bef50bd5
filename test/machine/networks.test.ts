/** Packets: units of many frames, acknowledgements, conversations, connections, and where packets are lost. */
import { describe, expect, test } from 'vitest'
import { simulate } from '../../src/machine/engine/simulate.ts'
import { deviceCard, linkNanos } from '../../src/machine/hardware/devices.ts'
import { pcieBytes, pcieGigabits } from '../../src/machine/hardware/pcie.ts'
import type { Backend, Guest, Host, VirtualDevice, Workload } from '../../src/machine/host/host.ts'
import { EXIT_REASONS, type Run } from '../../src/machine/record/run.ts'
import { KIB } from '../../src/machine/units.ts'
import { device, guest, host, MS, nic } from './fixture.ts'

const CARD: Partial<Host> = { devices: { card: device('nic-25g', '0000:04:00.0') }, cores: 16 }

function run(one: VirtualDevice, more: Partial<Guest> = {}, duration = 20 * MS): Run {
  return simulate(host([guest('g', [one], { pin: 0, vmmPin: 8, ...more })], CARD), { seed: 1, duration })
}

function net(backend: Backend, work: Partial<Workload>, more: Partial<VirtualDevice> = {}): VirtualDevice {
  return nic({ controller: 'virtio-net', interrupt: 'msix', backend, backendPin: 8, ...more }, work)
}

/** Gigabits a second of payload. */
function gigabits({ flows, duration }: Run): number {
  return (flows[0].payload * 8) / duration
}

const UNITS: Partial<Workload> = { bytes: 64 * KIB, depth: 32 }

describe('segmentation offload', () => {
  const stream = (op: 'tx' | 'rx', offload: boolean): number =>
    gigabits(run(net('loop', offload ? { ...UNITS, op } : { op, bytes: 1514, depth: 64 }, { offload })))

  test('carries many frames at the price of one', () => {
    expect(stream('tx', true)).toBeGreaterThan(5 * stream('tx', false))
    expect(stream('rx', true)).toBeGreaterThan(2 * stream('rx', false))
  })

  test('leaves every frame with its headers on the wire', () => {
    const card = deviceCard('nic-25g')
    expect((64 * KIB * 8) / linkNanos(card, 64 * KIB)).toBeCloseTo((25 * 1448) / 1538, 1)
  })

  test('acknowledges each unit and not each frame', () => {
    const [flow] = run(net('loop', { ...UNITS, op: 'rx', depth: 1, limit: 50 }, { offload: true })).flows
    // Each acknowledgement rings once, as nobody is awake.
    const rings = flow.exits[EXIT_REASONS.indexOf('trap-write')] / flow.requests
    expect(rings).toBeGreaterThan(0.5)
    expect(rings).toBeLessThanOrEqual(1)
  })
})

test('a receiver in the kernel copies once and gets further than a process that copies twice', () => {
  const of = (backend: Backend): number =>
    gigabits(run(net(backend, { ...UNITS, op: 'rx' }, { offload: true })))
  expect(of('vhost') / of('loop')).toBeGreaterThan(1.2)
})

test('a conversation takes longer the more threads have to wake on its way', () => {
  const of = (one: VirtualDevice): number => {
    const { requests } = run({ ...one, workload: { ...one.workload, op: 'rr', bytes: 64, limit: 1 } })
    return requests.end[0] - requests.begin[0]
  }
  const bare = of(nic({ controller: 'bare-metal', interrupt: 'msix' }))
  const vhost = of(net('vhost', {}))
  const loop = of(net('loop', {}))
  expect(bare).toBeLessThan(vhost)
  expect(vhost).toBeLessThan(loop)
})

describe('connections', () => {
  function busy(streams: number | undefined): number {
    const work: Partial<Workload> = { op: 'rx', bytes: 1514, depth: 64, streams }
    const one = net('vhost', work, { queues: 4 })
    const { threads } = run(one, { vcpus: 4 })
    return threads.filter(({ name, nanos }) => name.includes('vCPU') && nanos > 2 * MS).length
  }

  test('are spread over the queues, and so over vCPUs', () => {
    expect(busy(64)).toBe(4)
  })

  test('stay where they are: one of them uses one vCPU, however many there are', () => {
    expect(busy(1)).toBe(1)
  })
})

describe('packets that come whatever the guest does', () => {
  const flood = (backend: Backend, compute: number, every: number): Run =>
    run(net(backend, { op: 'rx', bytes: 256, every, compute }, { irqCore: 9 }), {}, 40 * MS)

  test('have their descriptors back after each poll of 64, not when the last of a burst is through', () => {
    const burst: Partial<Workload> = { op: 'rx', bytes: 1514, depth: 256, burst: true, think: 2 * MS }
    const lost = (ring: number): number => {
      const [flow] = run(net('vhost-user', burst, { ring })).flows
      return (flow.dropped / (flow.dropped + flow.requests)) * 256
    }
    expect(lost(256)).toBe(0)
    // 256 packets are there in 0.13 ms; the guest takes 40 of them in that time, 2.7 us each.
    expect(lost(128)).toBeLessThan(110)
    expect(lost(128)).toBeGreaterThan(80)
  })

  test('are lost at the socket of an application that does not come by, though the ring has room', () => {
    const [flow] = flood('vhost', 20_000, 8_000).flows
    expect(flow.dropped).toBeGreaterThan(0.3 * flow.requests)
    expect(flood('vhost', 1_000, 20_000).flows[0].dropped).toBe(0)
  })

  test('a faster backend hands over more, and so more is lost and less gets to the application', () => {
    const slow = flood('loop', 4_000, 2_500).flows[0]
    const fast = flood('vhost', 4_000, 2_500).flows[0]
    expect(fast.requests).toBeLessThan(slow.requests)
    expect(fast.dropped).toBeGreaterThan(slow.dropped)
  })
})

test('a card sends and receives at once', () => {
  const both = (ops: readonly ('tx' | 'rx')[]): number => {
    const guests = ops.map((op, index) =>
      guest(`g${index}`, [
        nic({ controller: 'virtio-net', interrupt: 'msix', backend: 'vhost' }, { op, depth: 32 }),
      ]),
    )
    const { flows } = simulate(host(guests), { seed: 1, duration: 20 * MS })
    return flows.reduce((sum, flow) => sum + flow.payload, 0)
  }
  expect(both(['tx', 'rx'])).toBeGreaterThan(1.5 * both(['tx', 'tx']))
})

describe('the PCIe link of a card (after Neugebauer et al.)', () => {
  const both = (bytes: number, habit: 'one' | 'kernel' | 'poll'): number => {
    const [sent, received] = [pcieBytes('tx', bytes, habit), pcieBytes('rx', bytes, habit)]
    const most = Math.max(sent.down + received.down, sent.up + received.up)
    return (pcieGigabits({ generation: 3, lanes: 8 }) * bytes) / most
  }

  test.each([
    ['a simple card', 'one', 64, 12.6],
    ['a kernel driver', 'kernel', 64, 17.6],
    ['a driver that polls', 'poll', 64, 20.7],
    ['a simple card', 'one', 256, 31.2],
    ['a kernel driver', 'kernel', 256, 37.5],
    ['a driver that polls', 'poll', 256, 40.5],
    ['a kernel driver', 'kernel', 1499, 48.1],
  ] as const)('%s (%s): frames of %i bytes come near %f Gb/s each way', (_, habit, bytes, measured) => {
    // Sizes are with the check sum of 4 bytes, which does not cross the link.
    expect(both(bytes - 4, habit) / measured).toBeGreaterThan(0.9)
    expect(both(bytes - 4, habit) / measured).toBeLessThan(1.05)
  })
})
