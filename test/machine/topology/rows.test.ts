/** The PCI tree as one reads it. */
import { describe, expect, test } from 'vitest'
import type { Bridge, Device } from '../../../src/machine/host/host.ts'
import { treeRows } from '../../../src/machine/topology/rows.ts'
import { disk, guest, host } from '../fixture.ts'

const nvme = (address: string, more: Partial<Device> = {}): Device => ({ model: 'nvme', address, ...more })
const bridges: Record<string, Bridge> = {
  port: { kind: 'root-port', address: '0000:00:02.0', bus: 1 },
  up: { kind: 'switch-up', address: '0000:01:00.1', bus: 2 },
  right: { kind: 'switch-down', address: '0000:02:01.0', bus: 4 },
  left: { kind: 'switch-down', address: '0000:02:00.0', bus: 3 },
}
const devices: Record<string, Device> = {
  lone: nvme('0000:09:00.0'),
  two: nvme('0000:04:00.0'),
  one: nvme('0000:03:00.0'),
  boot: nvme('0000:01:00.0'),
}
const made = host(
  [
    guest('db', [disk({ controller: 'vfio-pci', backing: 'lone' })]),
    guest('web', [disk({ backing: 'boot' })]),
  ],
  { bridges, devices },
)

describe('the rows of a tree', () => {
  const rows = treeRows(made)

  test('hang below each other, in the order of addresses; ports that nobody wrote down come last', () => {
    expect(rows.map(({ one, lasts }) => `${'  '.repeat(lasts.length - 1)}${one.name}`)).toEqual([
      'port',
      '  boot',
      '  up',
      '    left',
      '      one',
      '    right',
      '      two',
      '',
      '  lone',
    ])
  })

  test('know who is the last on a bus', () => {
    expect(rows.map(({ lasts }) => lasts.at(-1))).toEqual([
      false,
      false,
      true,
      false,
      true,
      true,
      true,
      true,
      true,
    ])
  })

  test('have the group that Linux makes; an unwritten port has none', () => {
    const groups = Object.fromEntries(rows.map(({ one, group }) => [one.name, group]))
    expect(groups.boot).toBe(groups.up)
    expect(groups.one).toBe(groups.boot)
    expect(groups.two).toBe(groups.boot)
    expect(groups.port).not.toBe(groups.boot)
    expect(groups.lone).not.toBe(groups.boot)
    expect(groups['']).toBe(-1)
  })

  test('have a place for each slot, also for an empty one', () => {
    const slots = { near: { address: '0000:03:00.0' }, far: { address: '0000:0a:00.0' } }
    const slotted = treeRows({ ...made, slots })
    expect(
      slotted
        .filter(({ slot }) => slot !== undefined)
        .map(({ one, slot, empty }) => [one.address, slot, empty]),
    ).toEqual([
      ['0000:03:00.0', 'near', false],
      ['0000:0a:00.0', 'far', true],
    ])
    expect(slotted.find(({ empty }) => empty)).toMatchObject({ group: -1, holder: undefined, shared: false })
    const without = slotted.filter(({ one, empty }) => !empty && one.below !== 0x0a)
    expect(without.map(({ one, group }) => [one.name, group])).toEqual(
      rows.map(({ one, group }) => [one.name, group]),
    )
  })

  test('tell who holds a device, and which are functions of one', () => {
    expect(rows.map(({ one, holder }) => [one.name, holder]).filter(([, holder]) => holder)).toEqual([
      ['boot', 'host'],
      ['lone', 'db'],
    ])
    expect(rows.filter(({ shared }) => shared).map(({ one }) => one.name)).toEqual(['boot', 'up'])
  })
})
