/** A mediated SSD: guests share it, nobody copies, and a thread of the host stands between. */
import { describe, expect, test } from 'vitest'
import { simulate } from '../../src/machine/engine/simulate.ts'
import type { Host, VirtualDevice, Workload } from '../../src/machine/host/host.ts'
import { setKnob } from '../../src/machine/knobs/knobs.ts'
import { hostProblems } from '../../src/machine/problems/problems.ts'
import { EXIT_REASONS, type Flow, type Run } from '../../src/machine/record/run.ts'
import { GIB } from '../../src/machine/units.ts'
import { device, disk, guest, host, MS } from './fixture.ts'

const mediated = (more: Partial<VirtualDevice> = {}, work: Partial<Workload> = {}): VirtualDevice =>
  disk({ controller: 'mdev', interrupt: 'msix', backend: 'vhost-user', ...more }, work)

function run(devices: readonly VirtualDevice[], more: Partial<Host> = {}): Run {
  const made = host(
    devices.map((one, index) => guest(`g${index}`, [one], { pin: 2 * index })),
    { cores: 8, ...more },
  )
  expect(hostProblems(made)).toEqual([])
  return simulate(made, { seed: 1, duration: 20 * MS })
}

const writes = EXIT_REASONS.indexOf('trap-write')
const traps = ({ exits, requests }: Flow): number => exits[writes] / requests

describe('a mediated SSD', () => {
  test('belongs to several guests at once, and makes no copy', () => {
    const { flows, pinned } = run([mediated({}, { depth: 8 }), mediated({}, { depth: 8 })])
    for (const flow of flows) {
      expect(flow.requests).toBeGreaterThan(500)
      expect(flow.copied).toBe(0)
    }
    expect(pinned).toBe(2 * GIB)
  })

  test('never traps where the mediator polls, and twice a lone request where it waits', () => {
    const [polled] = run([mediated()]).flows
    const [trapped] = run([mediated({ backend: 'vhost' })]).flows
    expect(traps(polled)).toBe(0)
    expect(traps(trapped)).toBeCloseTo(2, 1)
  })

  test('is quicker with a mediator that polls, which burns its core', () => {
    const polled = run([mediated({ backendPin: 7 })])
    const trapped = run([mediated({ backend: 'vhost', backendPin: 7 })])
    expect(polled.flows[0].latency.quantile(0.5)).toBeLessThan(trapped.flows[0].latency.quantile(0.5))
    const busy = (one: Run): number =>
      one.cores[7].nanos.reduce((sum, nanos) => sum + nanos, 0) / one.duration
    expect(busy(polled)).toBeGreaterThan(0.99)
    expect(busy(trapped)).toBeLessThan(0.3)
  })

  test('refuses an address outside its guest without any IOMMU', () => {
    const event = { kind: 'stray-dma', at: MS, guest: 'g0', device: 'disk', address: 5 * GIB } as const
    const { violationCount, contained } = run([mediated()], {
      iommu: { mode: 'off', entries: 1 },
      events: [event],
    })
    expect(violationCount).toBe(0)
    expect(contained.map((one) => one.kind)).toEqual(['refused-by-vmm'])
  })

  test('is an NVMe SSD', () => {
    const made = host([guest('g', [mediated()])], { devices: { ssd: device('sata-ssd') } })
    expect(hostProblems(made)).toEqual([
      {
        path: 'guests.g.devices.disk.controller',
        message: 'a mediator stands before an NVMe SSD, and there is a SATA SSD',
      },
    ])
  })

  test('comes with a mediator where a knob chooses it', () => {
    const answer = setKnob(host([guest('g', [disk()])]), 'g.disk.controller', 'mdev')
    if ('problem' in answer) throw new Error(answer.problem)
    expect(answer.host.guests[0].devices[0].backend).toBe('vhost-user')
    expect(hostProblems(answer.host)).toEqual([])
  })
})
