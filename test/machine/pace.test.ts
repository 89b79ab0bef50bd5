/** Another machine of the era: groups of costs that are longer or shorter together. */
import { expect, test } from 'vitest'
import { COSTS, costSheet } from '../../src/machine/costs/costs.ts'
import { factorsOf, hostCosts, PACED, paceOf } from '../../src/machine/costs/pace.ts'
import { simulate } from '../../src/machine/engine/simulate.ts'
import { PACE_GROUPS } from '../../src/machine/host/host.ts'
import { pathAtRest } from '../../src/machine/path/path-at-rest.ts'
import { device, disk, guest, host, MS } from './fixture.ts'

const made = host([guest('g', [disk({ controller: 'virtio-blk' }, { limit: 20 })])], {
  devices: { ssd: device('nvme', '0000:01:00.0') },
})

test('no cost is in two groups', () => {
  const all = PACE_GROUPS.flatMap((group) => PACED[group])
  expect(all.length).toBe(new Set(all).size)
})

test('a host that says nothing of its pace, or 1, is the machine of the table', () => {
  const plain = simulate(made, { seed: 1, duration: MS })
  const same = simulate({ ...made, pace: { exits: 1, iommu: 1 } }, { seed: 1, duration: MS })
  expect(same.hash).toBe(plain.hash)
  expect(factorsOf(made, {})).toEqual({})
})

test('each group multiplies its own costs and no other', () => {
  const table = costSheet('2020s')
  for (const group of PACE_GROUPS) {
    const cost = hostCosts({ era: '2020s', pace: { [group]: 2 } })
    for (const { id } of COSTS) {
      const times = PACED[group].includes(id) ? 2 : 1
      expect(Math.abs(cost(id, 4096) - times * table(id, 4096)), `${group} ${id}`).toBeLessThanOrEqual(1)
      expect(paceOf({ pace: { [group]: 2 } }, id)).toBe(times)
    }
  }
})

test('a trial of a cost comes on top of the pace', () => {
  const cost = hostCosts({ era: '2010-13', pace: { exits: 2 } }, { 'exit-kernel': 3 })
  expect(cost('exit-kernel', 0)).toBe(6 * 3400)
})

test('a path at rest is drawn with the times of its own machine', () => {
  const nanos = (pace: number) =>
    pathAtRest({ ...made, pace: { device: pace } }, 'g.disk').find((row) => row.cost === 'device-read')?.nanos
  expect(nanos(2)).toBe(2 * (nanos(1) ?? 0))
})
