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
