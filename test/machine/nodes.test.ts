/** Distance and sharing: NUMA nodes, siblings of a core, memory that everybody wants at once. */
import { describe, expect, test } from 'vitest'
import { simulate } from '../../src/machine/engine/simulate.ts'
import type { Guest, Host } from '../../src/machine/host/host.ts'
import { memoryNode, nodeOfCore } from '../../src/machine/host/nodes.ts'
import { MemoryBus } from '../../src/machine/memory/bus.ts'
import { MemoryMap } from '../../src/machine/memory/memory.ts'
import { hostProblems } from '../../src/machine/problems/problems.ts'
import type { Run } from '../../src/machine/record/run.ts'
import { GIB, KIB, MIB } from '../../src/machine/units.ts'
import { device, disk, guest, host, MS, nic } from './fixture.ts'

const two = { cores: 8, numaNodes: 2 } as const

function run(guests: readonly Guest[], more: Partial<Host> = {}): Run {
  const made = host(guests, more)
  expect(hostProblems(made)).toEqual([])
  return simulate(made, { seed: 1, duration: 40 * MS })
}

const mean = ({ flows }: Run, flow = 0): number => flows[flow].latency.sum / flows[flow].latency.count
const bytes = ({ flows }: Run): number => flows.reduce((sum, flow) => sum + flow.payload, 0)

describe('where cores and memory are', () => {
  test('cores split evenly over the nodes, in order', () => {
    expect([0, 3, 4, 7].map((core) => nodeOfCore(two, core))).toEqual([0, 0, 1, 1])
  })

  test('memory lies where it is told to, else where the first vCPU is pinned, else on node 0', () => {
    const at = (more: Partial<Guest>): number => memoryNode(two, guest('g', [disk()], more))
    expect([at({}), at({ pin: 5 }), at({ pin: 5, numa: 0 }), at({ numa: 1 })]).toEqual([0, 1, 0, 1])
  })

  test('a guest that floats begins near its memory', () => {
    const { cores } = run([guest('g', [disk()], { numa: 1 })], two)
    const used = cores.map((core) => core.threads.length > 0)
    expect([used.slice(0, 4).includes(true), used.slice(4).includes(true)]).toEqual([false, true])
  })
})

describe('the memory of a node', () => {
  const big = (id: string, gib: number, more: Partial<Guest> = {}) =>
    guest(id, [], { memory: gib * GIB, ...more })

  test('is where its guests lie, and none lies across its border', () => {
    const guests = [big('a', 4), big('b', 5, { numa: 1 }), big('c', 1)]
    const { regions } = new MemoryMap(host(guests, two))
    expect(regions.map(({ owner, from, bytes }) => [owner, from / GIB, bytes / GIB])).toEqual([
      ['host', 0, 2],
      ['a', 2, 4],
      ['c', 6, 1],
      ['-', 7, 1],
      ['b', 8, 5],
      ['-', 13, 3],
    ])
  })

  test('holds what is put there, or the host cannot be', () => {
    const problems = (guests: readonly Guest[], more: Partial<Host> = two) =>
      hostProblems(host(guests, more)).map(({ path, message }) => `${path}: ${message}`)
    expect(problems([big('a', 9, { numa: 1 })])).toEqual([
      'guests.a.memory: node 1 has 8.0 GiB, of which 8.0 are free, and a needs 9.0: set its numa to another node, or give it less',
    ])
    expect(problems([big('a', 4), big('b', 3)])).toEqual([
      'guests.b.memory: node 0 has 8.0 GiB, of which 2.0 are free, and b needs 3.0: set its numa to another node, or give it less',
    ])
    expect(problems([big('a', 9)], { cores: 8 })).toEqual([])
    expect(problems([big('a', 8, { numa: 1 }), big('b', 6)])).toEqual([])
  })
})

describe('far from its memory', () => {
  const copying = (more: Partial<Guest>, far: Partial<Host> = two): Run =>
    run([guest('g', [disk({ cache: 'writeback' }, { bytes: 256 * KIB, span: 4 * MIB })], more)], far)

  test('a host copies at five eighths of the speed, and what is no copy takes no longer', () => {
    const here = copying({ pin: 0, vmmPin: 1, numa: 0 })
    const there = copying({ pin: 0, vmmPin: 1, numa: 1 })
    const copy = (256 * KIB) / 8
    expect(there.flows[0].nanosAlone - here.flows[0].nanosAlone).toBeGreaterThan(0.58 * copy)
    expect(there.flows[0].nanosAlone - here.flows[0].nanosAlone).toBeLessThan(0.62 * copy)
    expect(mean(there)).toBeGreaterThan(mean(here) + 0.5 * copy)
    const devices = { ssd: { ...device('nvme'), node: 1 } }
    expect(mean(copying({ pin: 4, vmmPin: 5, numa: 1 }, { ...two, devices }))).toBe(mean(here))
  })

  test('where there is one node, nothing is far', () => {
    expect(mean(copying({ pin: 0, vmmPin: 7 }, { cores: 8 }))).toBe(
      mean(copying({ pin: 0, vmmPin: 1 }, { cores: 8 })),
    )
  })

  test('a guest copies what it receives to its application at five eighths of the speed', () => {
    const receives = (pin: number): number =>
      run(
        [
          guest(
            'g',
            [nic({ backing: 'card', controller: 'vfio-pci', offload: true }, { op: 'rx', bytes: 64 * KIB })],
            {
              pin,
              numa: 0,
            },
          ),
        ],
        {
          ...two,
          devices: { ssd: device('nvme'), card: { ...device('nic-100g', '0000:05:00.0'), node: 1 } },
        },
      ).flows[0].nanosAlone
    const copy = (64 * KIB - 1514) / 8
    // Its interrupt is 300 ns nearer, and all else as far.
    expect(receives(4) - receives(0)).toBeGreaterThan(0.58 * copy - 310)
    expect(receives(4) - receives(0)).toBeLessThan(0.62 * copy)
  })

  test('an NVMe SSD of the other socket fetches commands and walks tables more slowly', () => {
    const at = (node: number): number =>
      mean(
        run([guest('g', [disk({ controller: 'vfio-pci' })], { pin: 4, vmmPin: 5, pages: '4K' })], {
          ...two,
          devices: { ssd: { ...device('nvme'), node } },
        }),
      )
    // 138 for the command, 132 for each walk, 300 for an interrupt on a core of the other node.
    expect(at(0) - at(1)).toBeGreaterThan(138 + 300)
    expect(at(0) - at(1)).toBeLessThan(138 + 300 + 132 + 10)
  })
})

describe('an interrupt of a request alone', () => {
  /** Of the second of two flows: the daemon gives it core 1, of node 0, whatever was chosen. */
  const alone = (node: number, more: Partial<Host>): number => {
    const [ssd, ssd2] = [device('nvme'), { ...device('nvme', '0000:02:00.0'), node }]
    const own = { controller: 'vfio-pci', irqCore: 7 } as const
    const { flows } = run(
      [guest('a', [disk(own)]), guest('b', [disk({ ...own, backing: 'ssd2' })], { pin: 4, vmmPin: 5 })],
      { ...two, devices: { ssd, ssd2 }, ...more },
    )
    return flows[1].nanosAlone
  }

  test('is as far as the core that somebody chose, or the daemon', () => {
    const gain = (more: Partial<Host>): number => alone(0, more) - alone(1, more)
    // Beside the interrupt, walks and commands are far, too.
    expect(gain({ irqBalance: false }) - gain({ irqBalance: true })).toBe(2 * 300)
  })
})

describe('siblings', () => {
  /** Two applications that do nothing but compute. */
  const pair = (second: number, smt: 1 | 2): Run =>
    run(
      [0, second].map((pin, index) =>
        guest(`g${index}`, [disk({ backing: index === 0 ? 'ssd' : 'ssd2' }, { compute: 4 * MS })], {
          pin,
          vmmPin: 6,
        }),
      ),
      { cores: 8, smt },
    )

  test('that both work do 1.2 times the work of one', () => {
    const apart = pair(2, 2)
    const together = pair(1, 2)
    const ratio = mean(apart) / mean(together)
    expect(ratio).toBeGreaterThan(0.59)
    expect(ratio).toBeLessThan(0.62)
  })

  test('stay free where the vCPUs of a guest sit two cores apart', () => {
    const packed = (pinStep: number): Run =>
      run([guest('g', [disk({}, { compute: 4 * MS, depth: 2 })], { vcpus: 2, pin: 0, pinStep, vmmPin: 6 })], {
        cores: 8,
        smt: 2,
      })
    expect(mean(packed(2)) / mean(packed(1))).toBeLessThan(0.65)
  })

  test('are no matter where there are none', () => {
    expect(pair(1, 1).hash).toBe(pair(2, 1).hash)
    expect(pair(2, 2).hash).toBe(pair(2, 1).hash)
  })

  test('slow each other only while both work', () => {
    const busy = guest('busy', [disk({}, { compute: 2 * MS })], { pin: 0, vmmPin: 6 })
    const idle = guest('idle', [disk({ backing: 'ssd2' }, { think: 3 * MS })], { pin: 1, vmmPin: 7 })
    const alone = mean(run([busy], { smt: 2 }))
    const beside = mean(run([busy, idle], { smt: 2 }))
    expect(beside).toBeGreaterThan(alone)
    expect(beside).toBeLessThan(1.02 * alone)
  })
})

describe('memory that everybody wants', () => {
  const four = (memoryBandwidth: number, numaNodes = 1): Run =>
    run(
      [0, 1, 2, 3].map((index) =>
        guest(`g${index}`, [disk({ cache: 'writeback' }, { bytes: MIB, span: 8 * MIB, depth: 2 })], {
          pin: 2 * index,
          vmmPin: 2 * index + 1,
        }),
      ),
      { memoryBandwidth, numaNodes },
    )

  test('moves no more than it can: a copy reads and writes', () => {
    const most = (8e9 / 2) * 0.04
    expect(bytes(four(8e9))).toBeLessThan(most)
    expect(bytes(four(8e9))).toBeGreaterThan(0.8 * most)
    expect(bytes(four(0))).toBeGreaterThan(3 * most)
  })

  test('is twice as much on two nodes', () => {
    const ratio = bytes(four(8e9, 2)) / bytes(four(8e9))
    expect(ratio).toBeGreaterThan(1.8)
    expect(ratio).toBeLessThan(2.2)
  })

  test('is DMA, too: packets of a card wait behind copies', () => {
    const bus = new MemoryBus(2, 0.1)
    expect(bus.waits(0, 1_000_000, 0)).toBe(0)
    expect(bus.waits(0, 1000, 0)).toBe(90_000)
    expect(bus.waits(1, 1000, 0)).toBe(0)
    expect(bus.waits(0, 1000, 200_000)).toBe(0)
    const sender = guest('net', [nic({}, { depth: 8 })], { pin: 6, vmmPin: 7 })
    const copier = guest('g', [disk({ cache: 'writeback' }, { bytes: MIB, span: 8 * MIB, depth: 2 })], {
      pin: 0,
      vmmPin: 1,
    })
    const little = { memoryBandwidth: 4e9 }
    expect(mean(run([sender, copier], little))).toBeGreaterThan(1.2 * mean(run([sender], little)))
  })
})

test('what cannot be is refused with a reason', () => {
  const problems = (more: Partial<Host>, one: Partial<Guest> = {}): string[] =>
    hostProblems(host([guest('g', [disk()], one)], more)).map(({ message }) => message)
  expect(problems({ numaNodes: 3 })).toEqual(['8 cores do not split evenly over 3 nodes: take 6 cores'])
  expect(problems({ numaNodes: 9 })[0]).toBe('a host has 1 to 8 NUMA nodes, not 9')
  expect(problems({ smt: 2, cores: 6, numaNodes: 2 })).toEqual([
    'siblings come in pairs, and a node has 3 cores: take an even number on each, or smt 1',
  ])
  expect(problems(two, { numa: 2 })).toEqual([
    'there is no node 2: nodes are 0 to 1, or -1 for that of its first vCPU',
  ])
  expect(problems({ devices: { ssd: { ...device('nvme'), node: 1 } } })).toEqual([
    'there is no node 1: nodes are 0 to 0',
  ])
  expect(problems({ memoryBandwidth: 5 })[0]).toContain('at least 100 MB a second')
})
