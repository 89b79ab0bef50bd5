/** The PCI tree over the bench: groups, ports, holders, at every size. */
import { describe, expect, it } from 'vitest'
import type { Bridge, Device } from '../../src/machine/index.ts'
import { topOf } from '../../src/ui/state.ts'
import { drive, SMALL, WIDE } from './driver.ts'
import { fakeOutside, levels, seasoned, straw } from './fixture.ts'

const bridges: Record<string, Bridge> = {
  port: { kind: 'root-port', address: '0000:00:02.0', bus: 0x11 },
  up: { kind: 'switch-up', address: '0000:11:00.0', bus: 0x12 },
  left: { kind: 'switch-down', address: '0000:12:00.0', bus: 0x13 },
  pci: { kind: 'pcie-to-pci', address: '0000:12:01.0', bus: 0x14 },
}
const more: Record<string, Device> = {
  spare: { model: 'nvme', address: '0000:13:00.0' },
  old: { model: 'nic-100m', address: '0000:14:01.0', conventional: true },
  older: { model: 'nic-100m', address: '0000:14:02.0', conventional: true },
}
const host = { ...straw.host, bridges, devices: { ...straw.host.devices, ...more } }
const drawn = (given = host) =>
  drive(
    { screen: 'bench', level: 'straw' },
    fakeOutside({
      levels: levels.map((one) => (one.id === 'straw' ? { ...straw, host: given } : one)),
      progress: { ...seasoned() },
    }),
  )

describe('the PCI tree', () => {
  it('is shown on t, and goes with Esc and with q', () => {
    const driver = drawn().press('t')
    expect(driver.bare(...SMALL)).toContain('━▸ PCI tree ')
    expect(topOf(driver.press('escape').state()).at).toBe('bench')
    expect(topOf(driver.press('t', 'q').state()).at).toBe('bench')
  })

  it('shows what hangs where, what a port promises, and what goes together', () => {
    for (const size of [SMALL, WIDE]) {
      const text = drawn()
        .press('t')
        .bare(...size)
      expect(text).toMatch(/─00:02\.0 +port, root port +ACS +\d+ /)
      expect(text).toMatch(/└─11:00\.0 +up, switch, upper port +\d+ /)
      expect(text).toMatch(/├─12:00\.0 +left, switch, lower port +no ACS +\d+ ┐/)
      expect(text).toMatch(/└─13:00\.0 +spare, nvme +\d+ ┘/)
      expect(text).toMatch(/└─12:01\.0 +pci, bridge to old PCI +(\d+) ┐/)
      expect(text).toMatch(/├─14:01\.0 +old, nic-100m +\d+ │/)
      expect(text).toMatch(/a root port of its own/)
      expect(text).toMatch(/ host/)
    }
  })

  it('shows the slots, and which are empty', () => {
    const slots = { x4: { address: '0000:13:00.0' }, x16: { address: '0000:30:00.0' } }
    const text = drawn({ ...host, slots })
      .press('t')
      .bare(...WIDE)
    expect(text).toContain('spare, nvme, in slot x4 ')
    expect(text).toMatch(/└─30:00\.0 +slot x16, empty /)
  })

  it('says where the kernel was told what to believe', () => {
    expect(
      drawn()
        .press('t')
        .bare(...WIDE),
    ).not.toContain('acsOverride')
    expect(
      drawn({ ...host, acsOverride: true })
        .press('t')
        .bare(...WIDE),
    ).toContain('acsOverride is on')
  })

  it('can be scrolled where it is longer than the screen', () => {
    const many = Object.fromEntries(
      Array.from({ length: 14 }, (_, at): [string, Device] => [
        `d${at}`,
        { model: 'nvme', address: `0000:${(0x20 + at).toString(16)}:00.0` },
      ]),
    )
    const driver = drawn({ ...host, devices: { ...host.devices, ...many } }).press('t')
    expect(driver.bare(...SMALL)).not.toContain('d13, nvme')
    expect(driver.press('end').bare(...SMALL)).toContain('d13, nvme')
  })
})

describe('a knob of one of several cards or ports', () => {
  it('is listed with its name', () => {
    const slots = { x4: { address: '0000:13:00.0' }, x16: { address: '0000:30:00.0' } }
    const knobs = [
      { key: 'host.spare.slot', values: ['x4', 'x16'] },
      { key: 'host.left.acs', values: ['off', 'on'] },
      { key: 'host.array.writeCache', values: ['none', 'volatile'] },
    ]
    const level = { ...straw, host: { ...host, slots }, knobs, start: [] }
    const driver = drive(
      { screen: 'bench', level: 'straw' },
      fakeOutside({ levels: levels.map((one) => (one.id === 'straw' ? level : one)), progress: seasoned() }),
    )
    const text = driver.bare(...WIDE)
    expect(text).toMatch(/ spare slot +x4 /)
    expect(text).toMatch(/ left acs +off /)
    expect(text).toMatch(/ write cache /)
  })
})
