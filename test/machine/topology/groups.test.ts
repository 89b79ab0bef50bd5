/** IOMMU groups, held against those that Linux 6.1 made on a machine with a switch, a PCI bridge and virtual functions. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Bridge, Device, Host } from '../../../src/machine/host/host.ts'
import { groupsOf } from '../../../src/machine/topology/groups.ts'

type Tree = Pick<Host, 'devices' | 'bridges' | 'acsOverride'>

const nvme = (address: string, more: Partial<Device> = {}): Device => ({ model: 'nvme', address, ...more })
const bridge = (kind: Bridge['kind'], address: string, bus: number, acs?: boolean): Bridge =>
  acs === undefined ? { kind, address, bus } : { kind, address, bus, acs }

/** As `lspci` shows it; what stands for a device does not matter here. */
const MACHINE: Tree = {
  acsOverride: false,
  bridges: {
    port1: bridge('root-port', '0000:00:02.0', 0x01),
    port2: bridge('root-port', '0000:00:02.1', 0x02),
    port3: bridge('root-port', '0000:00:03.0', 0x03),
    port4: bridge('root-port', '0000:00:04.0', 0x07),
    port5: bridge('root-port', '0000:80:00.0', 0x81),
    up: bridge('switch-up', '0000:03:00.0', 0x04),
    down0: bridge('switch-down', '0000:04:00.0', 0x05),
    down1: bridge('switch-down', '0000:04:01.0', 0x06),
    pci: bridge('pcie-to-pci', '0000:07:00.0', 0x08),
  },
  devices: {
    dram: nvme('0000:00:00.0', { conventional: true }),
    rtl: nvme('0000:00:05.0', { conventional: true }),
    e1000: nvme('0000:00:05.1', { conventional: true }),
    expander: nvme('0000:00:10.0', { conventional: true }),
    lpc: nvme('0000:00:1f.0', { conventional: true }),
    sata: nvme('0000:00:1f.2', { conventional: true }),
    smbus: nvme('0000:00:1f.3', { conventional: true }),
    pf: nvme('0000:01:00.0', { vfs: 2 }),
    vf0: nvme('0000:01:00.1', { parent: 'pf' }),
    vf1: nvme('0000:01:00.2', { parent: 'pf' }),
    e1000e: nvme('0000:02:00.0'),
    below0: nvme('0000:05:00.0'),
    below1: nvme('0000:06:00.0'),
    old: nvme('0000:08:01.0', { conventional: true }),
    scsi: nvme('0000:08:02.0', { conventional: true }),
    block: nvme('0000:81:00.0'),
  },
}

function addresses(tree: Tree): string[][] {
  return groupsOf(tree).map((group) => group.map((one) => one.address))
}

/** The group that a device of the machine is in, by addresses. */
function groupOf(tree: Tree, address: string): string[] | undefined {
  return addresses(tree).find((group) => group.includes(address))
}

/** Lines `<group> <address>` of /sys/kernel/iommu_groups. */
function measured(): string[][] {
  const groups = new Map<string, string[]>()
  for (const line of readFileSync(new URL('q35-groups.txt', import.meta.url), 'utf8')
    .trim()
    .split('\n')) {
    const [number, address] = line.split(' ')
    groups.set(number, [...(groups.get(number) ?? []), address])
  }
  return [...groups.values()]
}

function sorted(groups: readonly (readonly string[])[]): string[] {
  return groups.map((group) => [...group].sort().join(' ')).sort()
}

test('are those that Linux made of the same machine', () => {
  expect(sorted(addresses(MACHINE))).toEqual(sorted(measured()))
})

test('every function is in exactly one group, whatever the ports say', () => {
  const flags = fc.record(
    Object.fromEntries(Object.keys(MACHINE.bridges).map((name) => [name, fc.boolean()])),
  ) as fc.Arbitrary<Record<string, boolean>>
  fc.assert(
    fc.property(flags, fc.boolean(), (acs, acsOverride) => {
      const bridges = Object.fromEntries(
        Object.entries(MACHINE.bridges).map(([name, one]) => [name, { ...one, acs: acs[name] }]),
      )
      const all = addresses({ ...MACHINE, bridges, acsOverride }).flat()
      expect(all.length).toBe(25)
      expect(new Set(all).size).toBe(25)
    }),
  )
})

describe('a group', () => {
  test('grows by all that hangs below a root port without ACS', () => {
    const bridges = { ...MACHINE.bridges, port3: bridge('root-port', '0000:00:03.0', 0x03, false) }
    expect(groupOf({ ...MACHINE, bridges }, '0000:05:00.0')).toEqual([
      '0000:00:03.0',
      '0000:03:00.0',
      '0000:04:00.0',
      '0000:04:01.0',
      '0000:05:00.0',
      '0000:06:00.0',
    ])
  })

  test('is one device where the switch redirects', () => {
    const bridges = {
      ...MACHINE.bridges,
      down0: bridge('switch-down', '0000:04:00.0', 0x05, true),
      down1: bridge('switch-down', '0000:04:01.0', 0x06, true),
    }
    expect(groupOf({ ...MACHINE, bridges }, '0000:05:00.0')).toEqual(['0000:05:00.0'])
  })

  test('is one device where the kernel takes ACS for granted, but for conventional PCI', () => {
    const assumed = { ...MACHINE, acsOverride: true }
    expect(groupOf(assumed, '0000:05:00.0')).toEqual(['0000:05:00.0'])
    expect(groupOf(assumed, '0000:08:01.0')).toEqual(['0000:07:00.0', '0000:08:01.0', '0000:08:02.0'])
  })

  test('holds all functions of a device that does not keep them apart', () => {
    const two = (acs: boolean): Tree => ({
      acsOverride: false,
      bridges: {},
      devices: { one: nvme('0000:01:00.0', { acs }), other: nvme('0000:01:00.1', { acs }) },
    })
    expect(addresses(two(false))).toEqual([['0000:01:00.0', '0000:01:00.1']])
    expect(addresses(two(true))).toEqual([['0000:01:00.0'], ['0000:01:00.1']])
  })
})
