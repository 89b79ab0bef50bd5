/** Messages of a bare host's devices, each an interrupt, or posted. */
import { expect, test } from 'vitest'
import { costOf } from '../../src/machine/costs/costs.ts'
import { simulate } from '../../src/machine/engine/simulate.ts'
import type { Delivery } from '../../src/machine/host/host.ts'
import type { Run } from '../../src/machine/record/run.ts'
import { device, disk, guest, host, MS } from './fixture.ts'

/** One CPU before so many disks, each with one request under way. */
function run(delivery: Delivery, disks: number): Run {
  const names = Array.from({ length: disks }, (_, index) => `d${index}`)
  const address = (index: number): string => `0000:${(16 + index).toString(16)}:00.0`
  const devices = Object.fromEntries(names.map((name, index) => [name, device('nvme', address(index))]))
  const made = names.map((name) => disk({ id: name, backing: name, controller: 'bare-metal', delivery }))
  return simulate(
    host([guest('g', made, { pin: 0 })], { devices, iommu: { mode: 'identity', entries: 64 } }),
    { seed: 1, duration: 20 * MS },
  )
}

const requests = ({ flows }: Run): number => flows.reduce((sum, flow) => sum + flow.requests, 0)
const busy = ({ cores }: Run): number => cores[0].nanos.reduce((sum, nanos) => sum + nanos, 0)

test('one at a time, a posted message takes as long as another', () => {
  expect(requests(run('posted', 1))).toBe(requests(run('injected', 1)))
  expect(busy(run('posted', 1))).toBe(busy(run('injected', 1)))
})

test('what is posted while the handler is at work is taken along: a busy core gets further', () => {
  const [each, posted] = [run('injected', 12), run('posted', 12)]
  expect(requests(posted)).toBeGreaterThan(1.02 * requests(each))
  const spared =
    (busy(each) / requests(each) - busy(posted) / requests(posted)) / costOf('2020s', 'posted-entry', 0)
  expect(spared).toBeGreaterThan(0.05)
  expect(spared).toBeLessThanOrEqual(1)
})
