/** Who serves a paravirtual device's ring, and what that costs. */
import { describe, expect, test } from 'vitest'
import { simulate } from '../../src/machine/engine/simulate.ts'
import type { Backend, Guest, Host, VirtualDevice, Workload } from '../../src/machine/host/host.ts'
import { CORE_KINDS, EXIT_REASONS, type Flow, type Run } from '../../src/machine/record/run.ts'
import { device, disk, guest, host, MS, nic } from './fixture.ts'

function run(one: VirtualDevice, more: Partial<Guest> = {}, rest: Partial<Host> = {}): Run {
  return simulate(host([guest('g', [one], { pin: 0, ...more })], rest), { seed: 1, duration: 20 * MS })
}

function exits(flow: Flow, reason: (typeof EXIT_REASONS)[number]): number {
  return flow.exits[EXIT_REASONS.indexOf(reason)] / flow.requests
}

function blk(
  backend: Backend,
  more: Partial<VirtualDevice> = {},
  work: Partial<Workload> = {},
): VirtualDevice {
  return disk({ backend, backing: 'ram', ...more }, { pattern: 'random', ...work })
}

const RAM: Partial<Host> = { devices: { ram: device('fixed', '0000:01:00.0', 1_000) } }
const SSD: Partial<Host> = { devices: { ram: device('nvme', '0000:01:00.0') } }

/** Of one request that comes alone. Nanoseconds. */
function latency(backend: Backend, more: Partial<VirtualDevice> = {}): number {
  const { requests } = run(blk(backend, more, { limit: 1 }), {}, SSD)
  return requests.end[0] - requests.begin[0]
}

test('a kernel thread is faster than the loop, and a process that polls faster still', () => {
  expect(latency('vhost')).toBeLessThan(latency('loop'))
  expect(latency('vhost-user')).toBeLessThan(latency('vhost'))
})

test('a driver of its own for the SSD saves the block layer of the host', () => {
  expect(latency('nvme-user')).toBeLessThan(latency('iothread'))
})

describe('a process that polls', () => {
  test('needs no doorbell', () => {
    expect(exits(run(blk('vhost-user'), {}, SSD).flows[0], 'trap-write')).toBe(0)
    expect(exits(run(blk('loop'), {}, SSD).flows[0], 'trap-write')).toBe(1)
  })

  test('burns its core, even with nothing to do', () => {
    const lazy = run(blk('vhost-user', { backendPin: 3 }, { think: 5 * MS }), {}, SSD)
    const busy = lazy.cores[3].nanos
    expect(busy[CORE_KINDS.indexOf('poll')]).toBeGreaterThan(0.99 * lazy.duration)
  })
})

describe('a loop that takes from a ring', () => {
  const rate = (depth: number, factors = {}): number => {
    const one = guest('g', [blk('iothread', {}, { depth })], { vcpus: 2 })
    return simulate(host([one], SSD), { seed: 1, duration: 20 * MS, factors }).flows[0].requests
  }

  test('submits all that it has found there by one system call', () => {
    const slow = { 'host-syscall': 10 }
    expect(rate(1, slow)).toBeLessThan(0.95 * rate(1))
    expect(rate(128, slow)).toBeGreaterThan(0.85 * rate(128))
  })

  test('is fast enough on a RAM disk for two CPUs with a queue each', () => {
    const disks = { devices: { ram: device('ram-disk') } }
    const requests = (vcpus: number): number => {
      const one = blk('iothread', { queues: vcpus }, { depth: 128 })
      return run(one, { vcpus, pin: -1 }, disks).flows[0].requests
    }
    expect(requests(2)).toBeGreaterThan(1.75 * requests(1))
  })
})

describe('a RAM disk', () => {
  const disks = { devices: { ram: device('ram-disk') } }
  const alone = (backend: Backend, factors = {}): number =>
    simulate(host([guest('g', [blk(backend, {}, { limit: 1 })])], disks), { seed: 1, duration: MS, factors })
      .flows[0].nanosAlone

  test.each(['loop', 'iothread', 'serial', 'vhost'] as const)('interrupts nobody: %s', (backend) => {
    expect(alone(backend, { 'host-interrupt': 10 })).toBe(alone(backend))
  })

  test('is copied by whoever asks', () => {
    const [flow] = run(blk('iothread'), {}, disks).flows
    expect(flow.copied / flow.payload).toBeCloseTo(1)
  })
})

test('a thread that waits for each request serves one at a time, however many are asked', () => {
  const [serial] = run(blk('serial', {}, { depth: 32 }), {}, SSD).flows
  const [loop] = run(blk('loop', {}, { depth: 32 }), {}, SSD).flows
  expect(serial.requests).toBeLessThan((20 * 1000) / 78)
  expect(loop.requests).toBeGreaterThan(5 * serial.requests)
})

describe('queues', () => {
  function requests(backend: Backend, vcpus: number): number {
    const one = blk(backend, { queues: vcpus, backendPin: 4 }, { depth: 128 })
    return run(one, { vcpus, vmmPin: 7 }, { ...RAM, cores: 8 }).flows[0].requests
  }

  test('a kernel thread for each of them keeps up where one loop serves all', () => {
    expect(requests('vhost', 4)).toBeGreaterThan(3.5 * requests('vhost', 1))
    expect(requests('loop', 4)).toBeLessThan(3 * requests('loop', 1))
  })

  test('call the vCPU that asked', () => {
    const many = run(blk('vhost', { queues: 4, backendPin: 4 }, { depth: 4 }), { vcpus: 4 }, SSD)
    const one = run(blk('vhost', { queues: 1, backendPin: 4 }, { depth: 4 }), { vcpus: 4 }, SSD)
    const spent = (run: Run): number[] =>
      run.threads.filter(({ name }) => name.includes('vCPU')).map(({ nanos }) => nanos)
    expect(Math.max(...spent(many)) / Math.min(...spent(many))).toBeLessThan(1.2)
    expect(spent(one)[0]).toBeGreaterThan(1.2 * spent(one)[3])
  })

  test('have rings of their own', () => {
    const shared = run(blk('vhost', { queues: 1, ring: 1 }, { depth: 4 }), { vcpus: 4 }, SSD).flows[0]
    const own = run(blk('vhost', { queues: 4, ring: 1 }, { depth: 4 }), { vcpus: 4 }, SSD).flows[0]
    expect(own.requests).toBeGreaterThan(3 * shared.requests)
  })
})

test('every interrupt of a microVM is read and acknowledged by exits', () => {
  const [mmio] = run(blk('loop', { transport: 'mmio', interrupt: 'intx' }), {}, SSD).flows
  expect([exits(mmio, 'trap-read'), exits(mmio, 'trap-write')]).toEqual([1, 2])
})

test('without the event index every request is told by an exit, even to a thread that is awake', () => {
  const told = run(blk('loop', { eventIndex: false, queues: 1 }, { depth: 32 }), {}, RAM).flows[0]
  const quiet = run(blk('loop', { queues: 1 }, { depth: 32 }), {}, RAM).flows[0]
  expect(exits(told, 'trap-write')).toBeGreaterThan(0.95)
  expect(exits(quiet, 'trap-write')).toBeLessThan(0.8)
})

test('a packed ring saves cache lines', () => {
  expect(latency('vhost') - latency('vhost', { ringFormat: 'packed' })).toBe(140)
})

test('a received packet is copied twice by a process, and once by a kernel thread', () => {
  const copies = (backend: Backend): number => {
    const [flow] = run(nic({ controller: 'virtio-net', interrupt: 'msix', backend }, { op: 'rx' })).flows
    return Math.round(flow.copied / flow.payload)
  }
  expect(copies('loop')).toBe(2)
  expect(copies('vhost')).toBe(1)
  expect(copies('vhost-user')).toBe(1)
})
