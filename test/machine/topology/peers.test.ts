/** Which writes of a device to another one's registers never meet the IOMMU: a question of the ports on the way. */
import { describe, expect, test } from 'vitest'
import type { Bridge, Device, Host } from '../../../src/machine/host/host.ts'
import { groupsOf } from '../../../src/machine/topology/groups.ts'
import { goesStraight } from '../../../src/machine/topology/peers.ts'

const nvme = (address: string, more: Partial<Device> = {}): Device => ({ model: 'nvme', address, ...more })
const bridge = (kind: Bridge['kind'], address: string, bus: number, acs = false): Bridge => ({
  kind,
  address,
  bus,
  acs,
})

/** Two devices below one switch, one below a root port without ACS, one below a good root port. */
function machine(leftAcs: boolean, rightAcs: boolean): Pick<Host, 'devices' | 'bridges' | 'acsOverride'> {
  return {
    acsOverride: false,
    bridges: {
      port1: bridge('root-port', '0000:00:01.0', 1, true),
      up: bridge('switch-up', '0000:01:00.0', 2),
      left: bridge('switch-down', '0000:02:00.0', 3, leftAcs),
      right: bridge('switch-down', '0000:02:01.0', 4, rightAcs),
      port2: bridge('root-port', '0000:00:02.0', 5, false),
      port3: bridge('root-port', '0000:00:03.0', 6, true),
    },
    devices: {
      one: nvme('0000:03:00.0'),
      card: nvme('0000:04:00.0', { vfs: 4 }),
      vf0: nvme('0000:04:00.1', { parent: 'card' }),
      vf1: nvme('0000:04:00.2', { parent: 'card' }),
      open: nvme('0000:05:00.0'),
      good: nvme('0000:06:00.0'),
    },
  }
}

describe('a write from peer to peer', () => {
  test('goes across a switch where the port that it comes from does not send it up', () => {
    expect(goesStraight(machine(false, true), 'one', 'card')).toBe(true)
    expect(goesStraight(machine(true, false), 'one', 'card')).toBe(false)
  })

  test('reaches the virtual functions of a card as it reaches the card', () => {
    expect(goesStraight(machine(false, true), 'one', 'vf0')).toBe(true)
    expect(goesStraight(machine(true, true), 'one', 'vf0')).toBe(false)
  })

  test('of a virtual function goes where one of its card would go', () => {
    expect(goesStraight(machine(true, false), 'vf0', 'one')).toBe(true)
    expect(goesStraight(machine(true, true), 'vf0', 'one')).toBe(false)
  })

  test('stays apart between functions that one card makes', () => {
    expect(goesStraight(machine(false, false), 'vf0', 'vf1')).toBe(false)
    expect(goesStraight(machine(false, false), 'vf0', 'card')).toBe(false)
  })

  test('goes from branch to branch where the root port that it comes up at has no ACS', () => {
    expect(goesStraight(machine(false, false), 'open', 'good')).toBe(true)
    expect(goesStraight(machine(false, false), 'good', 'open')).toBe(false)
    expect(goesStraight(machine(false, false), 'one', 'good')).toBe(false)
  })
})

test('groups of their own do not keep devices apart', () => {
  const made = machine(false, false)
  const groupOf = (address: string) =>
    groupsOf(made).findIndex((group) => group.some((one) => one.address === address))
  expect(groupOf('0000:03:00.0')).not.toBe(groupOf('0000:04:00.0'))
  expect(goesStraight(made, 'one', 'card')).toBe(true)
})
