/** A hosted VMM of 2001: a card behind world switches, as its authors measured it (Sugerman et al., USENIX 2001). */
import { describe, expect, test } from 'vitest'
import { simulate } from '../../src/machine/engine/simulate.ts'
import type { ControllerId, Host } from '../../src/machine/host/host.ts'
import { knobCards, setKnob } from '../../src/machine/knobs/knobs.ts'
import { hostProblems } from '../../src/machine/problems/problems.ts'
import { EXIT_REASONS, type ExitReason, type Run } from '../../src/machine/record/run.ts'
import { KIB } from '../../src/machine/units.ts'
import { device, disk, guest, host, MS, nic } from './fixture.ts'

type Vmm = Partial<Pick<Host, 'hypervisor' | 'lancePorts' | 'sendCombining' | 'irqNotify'>>

const STEPS = {
  unaided: {},
  'ports in the VMM': { lancePorts: 'vmm' },
  'packets held back': { lancePorts: 'vmm', sendCombining: true },
  'and shared memory': { lancePorts: 'vmm', sendCombining: true, irqNotify: 'shared' },
} as const satisfies Record<string, Vmm>

/** A guest on a Pentium III sends 1,514-byte packets through 100 Mb/s, and has an answer to every second one. */
function sender(vmm: Vmm, depth = 16): Host {
  const sends = nic({ controller: 'pcnet', interrupt: 'intx', ring: 16 }, { depth })
  const hears = nic(
    { id: 'answers', controller: 'pcnet', interrupt: 'intx', ring: 16 },
    { op: 'rx', bytes: 64, every: 246_000 },
  )
  return host([guest('g', depth === 1 ? [sends] : [sends, hears], { os: 'linux-2.4' })], {
    cores: 1,
    era: '2001',
    hypervisor: 'hosted',
    apicv: false,
    devices: { card: device('nic-100m', '0000:04:00.0') },
    ...vmm,
  })
}

function run(made: Host): Run {
  expect(hostProblems(made)).toEqual([])
  return simulate(made, { seed: 1, duration: 300 * MS })
}

function busy(of: Run): number {
  return of.cores[0].nanos.reduce((sum, one) => sum + one, 0) / of.duration
}

/** Packets sent a second, as a share of what the line carries beside the answers. */
function lineShare(of: Run): number {
  const sent = of.flows[0].requests / (of.duration / 1e9)
  return sent / ((1e9 - (44e6 * 8) / 100) / 123_040)
}

function exits(of: Run, reason: ExitReason): number {
  const all = of.flows.reduce((sum, flow) => sum + flow.exits[EXIT_REASONS.indexOf(reason)], 0)
  return all / of.flows[0].requests
}

describe('a sender through a Lance', () => {
  const runs = Object.fromEntries(
    Object.entries(STEPS).map(([name, vmm]) => [name, run(sender(vmm))]),
  ) as Record<keyof typeof STEPS, Run>

  test('unaided, takes all of the CPU and does not fill the line', () => {
    expect(busy(runs.unaided)).toBeGreaterThan(0.99)
    expect(lineShare(runs.unaided)).toBeLessThan(0.8)
  })

  test('with its ports in the VMM, fills the line with 98 % of the CPU', () => {
    expect(lineShare(runs['ports in the VMM'])).toBeGreaterThan(0.95)
    expect(busy(runs['ports in the VMM']) / 0.98).toBeGreaterThan(0.9)
    expect(busy(runs['ports in the VMM']) / 0.98).toBeLessThan(1.02)
  })

  test('with every step, fills the line with 78.3 % of the CPU', () => {
    expect(lineShare(runs['and shared memory'])).toBeGreaterThan(0.97)
    expect(busy(runs['and shared memory']) / 0.783).toBeGreaterThan(0.95)
    expect(busy(runs['and shared memory']) / 0.783).toBeLessThan(1.1)
  })

  test('needs fewer world switches a packet, and less CPU, with each step', () => {
    const all = Object.values(runs)
    const switches = all.map((one) => exits(one, 'world-switch'))
    const costs = all.map((one) => busy(one) / lineShare(one))
    for (let step = 1; step < all.length; step++) {
      expect(costs[step]).toBeLessThan(costs[step - 1])
      if (step < 3) expect(switches[step]).toBeLessThan(switches[step - 1])
    }
    expect(switches[0]).toBeGreaterThan(8)
    expect(switches[2]).toBeLessThan(1.2)
  })

  test('stops for world switches, ports and the interrupt controller, and for nothing else', () => {
    for (const reason of ['interrupt', 'string'] as const) expect(exits(runs.unaided, reason)).toBe(0)
    expect(exits(runs.unaided, 'eoi')).toBeGreaterThan(5)
  })
})

describe('one packet alone', () => {
  const switches = (vmm: Vmm): number => exits(run(sender(vmm, 1)), 'world-switch')

  test('asks the host once for each register that is no index: 5 times', () => {
    expect(switches({})).toBeCloseTo(5, 1)
  })

  test('asks once, where the VMM knows what is only a status', () => {
    expect(switches({ lancePorts: 'vmm' })).toBeCloseTo(1, 1)
  })

  test('does not wait for packets that nobody sends', () => {
    const one = (vmm: Vmm): number => run(sender(vmm, 1)).flows[0].nanosAlone
    expect(one({ lancePorts: 'vmm', sendCombining: true })).toBeLessThanOrEqual(
      one({ lancePorts: 'vmm' }) + 910,
    )
  })
})

test('a disk behind world switches is slower than behind exits of the same host', () => {
  const reads = (hypervisor: Host['hypervisor']): number =>
    run(
      host([guest('g', [disk({ controller: 'ide-dma' }, { bytes: 64 * KIB })], { os: 'windows-2000' })], {
        era: '2010-13',
        hypervisor,
      }),
    ).flows[0].requests
  expect(reads('hosted')).toBeLessThan(0.8 * reads('kvm'))
})

test('a string of words through a port is one world switch', () => {
  const made = host(
    [guest('g', [disk({ controller: 'ide-pio' }, { op: 'write', limit: 1 })], { os: 'windows-2000' })],
    { era: '2001', hypervisor: 'hosted' },
  )
  // 15 registers, the string, 5 in the interrupt, and none that stops a guest which sleeps.
  expect(exits(run(made), 'world-switch')).toBe(20)
})

describe('what a hosted VMM cannot do is told', () => {
  const problem = (made: Host): string[] => hostProblems(made).map(({ message }) => message)

  test.each<[ControllerId, string]>([
    ['virtio-blk', 'a hosted VMM of 2001 does not play virtio-blk: take ide-dma or buslogic'],
    ['nvme', 'a hosted VMM of 2001 does not play NVMe, emulated: take ide-dma or buslogic'],
  ])('%s', (controller, message) => {
    expect(problem(host([guest('g', [disk({ controller })])], { hypervisor: 'hosted' }))).toEqual([message])
  })

  test('two processors, packets held back where nobody sees them', () => {
    const two = host([guest('g', [nic({ controller: 'pcnet', interrupt: 'intx' })], { vcpus: 2 })], {
      hypervisor: 'hosted',
      sendCombining: true,
    })
    expect(problem(two)).toEqual([
      "the VMM can hold packets back only where it answers for the card's ports itself: set lancePorts to vmm, or sendCombining to off",
      'a hosted VMM of 2001 runs one virtual processor a guest, not 2',
    ])
  })
})

test('its knobs are shown where it runs, and change it', () => {
  const kvm = host([guest('g', [nic({ controller: 'pcnet', interrupt: 'intx' })])])
  const own = (of: Host): string[] =>
    knobCards(of)
      .filter((card) => !card.idle)
      .map((card) => card.key)
      .filter((key) => /lancePorts|sendCombining|irqNotify/.test(key))
  expect(own(kvm)).toEqual([])
  const hosted = setKnob(kvm, 'host.hypervisor', 'hosted')
  if (!('host' in hosted)) throw new Error(hosted.problem)
  expect(own(hosted.host)).toEqual(['host.lancePorts', 'host.sendCombining', 'host.irqNotify'])
  const combined = setKnob(hosted.host, 'host.sendCombining', 'on')
  expect('host' in combined && combined.host.sendCombining).toBe(true)
})
