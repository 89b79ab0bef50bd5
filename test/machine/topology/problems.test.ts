/** PCI trees and gifts of devices that cannot be, and why. */
import { describe, expect, test } from 'vitest'
import type { Bridge, Device, Host } from '../../../src/machine/host/host.ts'
import { hostProblems } from '../../../src/machine/problems/problems.ts'
import { device, disk, guest, host } from '../fixture.ts'

const nvme = (address: string, more: Partial<Device> = {}): Device => ({
  ...device('nvme', address),
  ...more,
})
const bridge = (kind: Bridge['kind'], address: string, bus: number, acs?: boolean): Bridge => ({
  kind,
  address,
  bus,
  acs,
})
const whole = (backing: string) => disk({ controller: 'vfio-pci', backing })

/** Two disks below one switch, each given to a guest of its own. */
function switched(acs: boolean, more: Partial<Host> = {}): Host {
  return host([guest('a', [whole('one')]), guest('b', [whole('other')])], {
    bridges: {
      port: bridge('root-port', '0000:00:02.0', 1, acs),
      up: bridge('switch-up', '0000:01:00.0', 2),
      left: bridge('switch-down', '0000:02:00.0', 3),
      right: bridge('switch-down', '0000:02:01.0', 4),
    },
    devices: { one: nvme('0000:03:00.0'), other: nvme('0000:04:00.0') },
    ...more,
  })
}

function withTree(more: Partial<Host>): Host {
  return host([guest('a', [whole('ssd')])], more)
}

const CASES: readonly (readonly [string, Host, string, string])[] = [
  [
    'a virtual function of nobody',
    withTree({ devices: { ssd: nvme('0000:01:00.1', { parent: 'flash' }) } }),
    'devices.ssd.parent',
    'a virtual function is one of a device: there is no "flash"; name one of the host',
  ],
  [
    'more virtual functions than there are',
    withTree({ devices: { flash: nvme('0000:01:00.0'), ssd: nvme('0000:01:00.1', { parent: 'flash' }) } }),
    'devices.flash.vfs',
    'flash offers 0 virtual functions and 1 are made: take fewer, or a device with more',
  ],
  [
    'two functions of one requester ID',
    withTree({ devices: { flash: nvme('0000:01:00.0'), ssd: nvme('0000:01:00.0') } }),
    'devices.ssd.address',
    'flash is 0000:01:00.0 already: a requester ID names one function',
  ],
  [
    'two cards in one slot',
    withTree({
      devices: { flash: nvme('0000:01:00.0'), ssd: nvme('0000:01:00.0') },
      slots: { x16: { address: '0000:01:00.0' } },
    }),
    'devices.ssd.address',
    'flash is in slot x16 already, and a slot takes one card: move one of the two',
  ],
  [
    'two bridges to one bus',
    withTree({
      bridges: {
        one: bridge('root-port', '0000:00:12.0', 1),
        other: bridge('root-port', '0000:00:03.0', 1),
      },
    }),
    'bridges.other.bus',
    'one leads to bus 1 already: each bus has one bridge above it',
  ],
  [
    'a bridge to nowhere',
    withTree({ bridges: { one: bridge('root-port', '0000:00:12.0', 300) } }),
    'bridges.one.bus',
    'a bus below a bridge has a number from 1 to 255, not 300',
  ],
  [
    'IOTLB sets that no bits of an address choose',
    withTree({ iommu: { mode: 'translated', entries: 48, ways: 4 } }),
    'iommu.ways',
    '48 entries of 4 ways are 12 sets, and a set is found by some bits of the address: take 1, 2, 4, 8 ... sets',
  ],
  [
    "a guest's unit before a played device",
    host([guest('a', [disk({ guestIommu: 'strict' })])]),
    'guests.a.devices.disk.guestIommu',
    'the unit of a guest stands before devices that are given whole: take off, or vfio-pci instead of virtio-blk',
  ],
  [
    "a guest's unit on none",
    host([guest('a', [disk({ controller: 'vfio-pci', guestIommu: 'lazy' })])], {
      iommu: { mode: 'off', entries: 1 },
    }),
    'guests.a.devices.disk.guestIommu',
    'the host plays the unit of a guest on top of its own, which is off and keeps no device of a guest apart: set host.iommu.mode translated, or off here',
  ],
  [
    'one group in two hands',
    switched(false),
    'devices.one',
    'one (0000:03:00.0) and other (0000:04:00.0) are one IOMMU group and have two holders, a and b: give both to one, or move one below a port with ACS',
  ],
]

test.each(CASES)('%s', (_name, made, path, message) => {
  expect(hostProblems(made)).toEqual([{ path, message }])
})

test('buses that go round in a circle', () => {
  const bridges = {
    up: bridge('switch-up', '0000:05:00.0', 6),
    down: bridge('switch-down', '0000:06:00.0', 5),
  }
  expect(hostProblems(withTree({ bridges })).map((one) => one.path)).toEqual(['bridges.up', 'bridges.down'])
})

test('a root port on the bus that it leads to', () => {
  const bridges = { port: bridge('root-port', '0000:05:00.0', 5) }
  expect(hostProblems(withTree({ bridges }))).toEqual([
    {
      path: 'bridges.port',
      message: 'the buses go round in a circle: a bridge leads to a bus further from the root, never back up',
    },
  ])
})

test('a root port below another one', () => {
  const bridges = {
    port: bridge('root-port', '0000:00:12.0', 5),
    below: bridge('root-port', '0000:05:00.0', 6),
  }
  expect(hostProblems(withTree({ bridges }))).toEqual([
    {
      path: 'bridges.below.address',
      message:
        'a root port stands at the root, and port leads to bus 5: put it on bus 0, or make it a switch-down',
    },
  ])
})

test('the lower port of a switch without the switch', () => {
  const down = bridge('switch-down', '0000:05:00.0', 6)
  const message = (bridges: Host['bridges']) => hostProblems(withTree({ bridges })).map((one) => one.message)
  expect(message({ down })).toEqual([
    'a switch-down is a port of a switch, and no switch-up leads to bus 5: add a switch-up above it',
  ])
  expect(message({ up: bridge('switch-up', '0000:09:00.0', 10), down })).toEqual([
    'a switch-down is a port of a switch, and no switch-up leads to bus 5: put it on bus 10 of up',
  ])
})

describe('two devices below one switch may have two holders', () => {
  test('where the ports above them redirect', () => {
    expect(hostProblems(switched(true))).toEqual([])
  })

  test('where the kernel takes that for granted', () => {
    expect(hostProblems(switched(false, { acsOverride: true }))).toEqual([])
  })

  test('where no unit translates, since nobody promises anything', () => {
    expect(hostProblems(switched(false, { iommu: { mode: 'off', entries: 64 } }))).toEqual([])
  })

  test('where the host holds both', () => {
    const devices = { one: nvme('0000:03:00.0'), other: nvme('0000:04:00.0') }
    const played = host([guest('a', [disk({ backing: 'one' })]), guest('b', [disk({ backing: 'other' })])], {
      ...switched(false),
      devices,
      guests: [guest('a', [disk({ backing: 'one' })]), guest('b', [disk({ backing: 'other' })])],
    })
    expect(hostProblems(played)).toEqual([])
  })
})
