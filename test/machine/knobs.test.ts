/** Knobs: every card can be turned to each of its values, and back. */
import { describe, expect, test } from 'vitest'
import type { Host } from '../../src/machine/host/host.ts'
import { type KnobCard, knobCards, readKnob, setKnob } from '../../src/machine/knobs/knobs.ts'
import { CARDS, DISKS } from './arbitrary.ts'
import { disk, guest, host, nic } from './fixture.ts'

const made = host([
  guest('files', [disk({ controller: 'ide-pio' }), nic()], { pin: 0 }),
  guest('news', [disk({ backing: 'ssd3' })]),
  guest('mail', [disk({ controller: 'vfio-pci', interrupt: 'msix', backing: 'ssd2' })]),
])

function turned(from: Host, key: string, value: string): Host {
  const answer = setKnob(from, key, value)
  if ('problem' in answer) throw new Error(answer.problem)
  return answer.host
}

/** Values of a card: all of its words, or both ends of its range and something between. */
function valuesOf({ values, range }: KnobCard): readonly string[] {
  if (values !== undefined) return values
  if (range === undefined) return []
  return [range.min, range.max, Math.round((range.min + range.max) / 2)].map(String)
}

describe('every knob', () => {
  test.each(knobCards(made).map((card) => [card.key, card] as const))('%s', (key, card) => {
    const before = readKnob(made, key) as string
    for (const value of valuesOf(card)) {
      const after = turned(made, key, value)
      const shown = readKnob(after, key) as string
      // A size is shown in the largest unit that fits.
      expect(/^\d/.test(value) && /[KMG]$/.test(shown) ? turned(made, key, shown) : after).toEqual(after)
      if (!/[KMG]$/.test(shown)) expect(shown).toBe(value)
      expect(card.about(value)).toMatch(/^\S.*\.$/)
    }
    expect(turned(made, key, before)).toEqual(made)
    expect(made).toEqual(structuredClone(made))
  })

  test('has a key of its own, a text, and values or a range', () => {
    const cards = knobCards(made)
    expect(new Set(cards.map((card) => card.key)).size).toBe(cards.length)
    for (const card of cards) {
      expect(card.text).not.toBe('')
      expect((card.values === undefined) !== (card.range === undefined)).toBe(true)
    }
  })
})

describe('a card in a machine with slots', () => {
  const slots = {
    near: { address: '0000:03:00.0' },
    far: { address: '0000:81:00.0', node: 1 },
  }
  const bridges = {
    up: { kind: 'switch-up', address: '0000:01:00.0', bus: 2 },
    left: { kind: 'switch-down', address: '0000:02:00.0', bus: 3 },
    root: { kind: 'root-port', address: '0000:00:03.0', bus: 1 },
  } as const
  const flash = { model: 'nvme', address: '0000:03:00.0', vfs: 2 } as const
  const tree = host([guest('db', [disk({ controller: 'vfio-pci', backing: 'vf' })])], {
    slots,
    bridges,
    numaNodes: 2,
    devices: {
      flash,
      vf: { model: 'nvme', address: '0000:03:00.1', parent: 'flash' },
      card: { model: 'nic-10g', address: '0000:09:00.0' },
    },
  })

  test('moves with its virtual functions, to the socket of the slot, and back', () => {
    const moved = turned(tree, 'host.flash.slot', 'far')
    expect(moved.devices.flash).toEqual({ ...flash, address: '0000:81:00.0', node: 1 })
    expect(moved.devices.vf).toEqual({ model: 'nvme', address: '0000:81:00.1', parent: 'flash', node: 1 })
    expect(moved.devices.card).toBe(tree.devices.card)
    expect(turned(moved, 'host.flash.slot', 'near')).toEqual(tree)
  })

  test('has no slot of its own as a virtual function, and none where the machine has none', () => {
    const keys = knobCards(tree).map((card) => card.key)
    expect(keys.filter((key) => key.endsWith('.slot'))).toEqual(['host.flash.slot', 'host.card.slot'])
    expect(knobCards({ ...tree, slots: {} }).some((card) => card.key.endsWith('.slot'))).toBe(false)
  })

  test('stands behind a port whose access control is a knob', () => {
    expect(readKnob(tree, 'host.root.acs')).toBe('on')
    expect(readKnob(tree, 'host.left.acs')).toBe('off')
    const bought = turned(tree, 'host.left.acs', 'on')
    expect(bought.bridges.left).toEqual({ ...bridges.left, acs: true })
    expect(turned(bought, 'host.left.acs', 'off')).toEqual(tree)
  })

  test('says how its line is held back where it has something to say, and idles while nobody uses the line', () => {
    const { card } = tree.devices
    const flawed = { ...tree, devices: { ...tree.devices, card: { ...card, lineMask: 'broken' } } } as Host
    expect(readKnob(tree, 'host.card.lineMask')).toBeUndefined()
    const known = turned(flawed, 'host.card.lineMask', 'none')
    expect(known.devices.card).toEqual({ ...card, lineMask: 'none' })
    expect(turned(known, 'host.card.lineMask', 'broken')).toEqual(flawed)
    const idle = (interrupt: 'intx' | 'msix') =>
      knobCards({
        ...flawed,
        guests: [guest('db', [nic({ controller: 'vfio-pci', backing: 'card', interrupt })])],
      }).find(({ key }) => key === 'host.card.lineMask')?.idle
    expect([idle('intx'), idle('msix')]).toEqual([false, true])
    const slot = knobCards(flawed).find(({ key }) => key === 'host.card.slot')
    expect(slot?.about('far')).toBe(
      '10 GbE network card at 0000:81:00.0, on the socket of node 1. There its line has the number 1.',
    )
  })

  test('is behind a guest as one of its kind: a disk is no network card', () => {
    expect(turned(tree, 'db.disk.backing', 'flash').guests[0].devices[0].backing).toBe('flash')
    expect(setKnob(tree, 'db.disk.backing', 'card')).toEqual({
      problem: 'db.disk.backing cannot be "card"',
      choices: ['flash', 'vf'],
    })
    expect(setKnob(tree, 'db.disk.backing', 'toString')).toHaveProperty('problem')
  })

  test('tells of a device that keeps what is in it', () => {
    const about = (devices: Host['devices']): string | undefined =>
      knobCards({ ...tree, devices })
        .find(({ key }) => key === 'db.disk.backing')
        ?.about('flash')
    expect(about(tree.devices)).not.toContain('reset')
    expect(about({ ...tree.devices, flash: { ...tree.devices.flash, resets: false } })).toContain(
      'cannot be reset',
    )
  })

  test('tells what a value costs', () => {
    const dear = { ...tree, prices: [{ knob: 'host.left.acs', is: 'on', points: 4 }] }
    const card = knobCards(dear).find(({ key }) => key === 'host.left.acs')
    expect(card?.about('on')).toMatch(/^Costs 4 points\. ?/)
    expect(card?.about('off')).not.toContain('Costs')
  })
})

describe('a virtual function of a network card', () => {
  const card = { model: 'nic-10g', address: '0000:01:00.0', vfs: 8, acs: true } as const
  const vf = { model: 'nic-10g', address: '0000:01:00.1', parent: 'card', acs: true } as const
  const flash = { model: 'nvme', address: '0000:02:00.0', vfs: 2 } as const
  const part = { model: 'nvme', address: '0000:02:00.1', parent: 'flash' } as const
  const made = host([guest('shop', [nic({ controller: 'vfio-pci', backing: 'vf' })])], {
    devices: { card, vf, flash, part },
  })

  test('has a check of senders and a network of its own, and they are as they were when turned back', () => {
    expect(readKnob(made, 'host.vf.spoofCheck')).toBe('on')
    expect(readKnob(made, 'host.vf.vlan')).toBe('0')
    const apart = turned(turned(made, 'host.vf.spoofCheck', 'off'), 'host.vf.vlan', '7')
    expect(apart.devices.vf).toStrictEqual({ ...vf, spoofCheck: false, vlan: 7 })
    const back = turned(turned(apart, 'host.vf.spoofCheck', 'on'), 'host.vf.vlan', '0')
    expect(back.devices.vf).toStrictEqual(vf)
    expect(setKnob(made, 'host.vf.vlan', '4095')).toHaveProperty('problem')
  })

  test('is alone in that: neither its card nor a part of a disk has them', () => {
    const keys = knobCards(made).map((one) => one.key)
    expect(keys.filter((key) => /spoofCheck|vlan/.test(key))).toEqual(['host.vf.spoofCheck', 'host.vf.vlan'])
  })
})

describe('a knob is there only where it means something', () => {
  test('a network card has no file cache and no addressing', () => {
    const keys = knobCards(made).map((card) => card.key)
    expect(keys).toContain('files.disk.cache')
    expect(keys).not.toContain('files.nic.cache')
    expect(keys).not.toContain('files.nic.addressing')
  })

  test('a disk cannot become a network card', () => {
    const { values } = knobCards(made).find((card) => card.key === 'files.disk.controller') as KnobCard
    expect(values).toEqual(DISKS.filter((id) => id !== 'bare-metal'))
    const card = knobCards(made).find((one) => one.key === 'files.nic.controller') as KnobCard
    expect(card.values).toEqual(CARDS.filter((id) => id !== 'bare-metal'))
  })
})

describe('a knob that means nothing as the host stands', () => {
  const idle = (from: Host, key: string) => knobCards(from).find((card) => card.key === key)?.idle

  test('idles until another knob gives it a meaning', () => {
    expect(idle(made, 'files.disk.backend')).toBe(true)
    expect(idle(turned(made, 'files.disk.controller', 'virtio-blk'), 'files.disk.backend')).toBe(false)
    expect(idle(made, 'files.disk.guestIommu')).toBe(true)
    expect(idle(made, 'mail.disk.guestIommu')).toBe(false)
    expect(idle(made, 'host.lancePorts')).toBe(true)
    expect(idle(made, 'files.disk.leaves')).toBe(true)
    expect(idle(made, 'mail.disk.leaves')).toBe(false)
  })

  test('of posting idles where nobody posts: no message, no table, or no APIC virtualisation', () => {
    const idles = (more: Partial<Host>, interrupt: 'intx' | 'msix' = 'msix'): boolean | undefined => {
      const owned = disk({ controller: 'vfio-pci', backing: 'ssd', interrupt })
      const iommu = { mode: 'translated', entries: 64 } as const
      return idle(host([guest('db', [owned])], { iommu, apicv: true, ...more }), 'db.disk.delivery')
    }
    expect(idles({})).toBe(false)
    expect(idles({ apicv: false })).toBe(true)
    expect(idles({ iommu: { mode: 'translated', entries: 64, remapping: false } })).toBe(true)
    expect(idles({}, 'intx')).toBe(true)
    expect(idle(made, 'files.disk.delivery')).toBe(true)
  })

  test('is turned all the same: the order of two changes does not count', () => {
    const first = turned(turned(made, 'files.disk.backend', 'vhost'), 'files.disk.controller', 'virtio-blk')
    const last = turned(turned(made, 'files.disk.controller', 'virtio-blk'), 'files.disk.backend', 'vhost')
    expect(first).toEqual(last)
  })
})

describe('a knob takes others along', () => {
  test('a new controller interrupts in its own way where the old way is unknown to it', () => {
    const direct = turned(made, 'files.disk.controller', 'vfio-pci')
    expect(readKnob(direct, 'files.disk.interrupt')).toBe('intx')
    const back = turned(turned(made, 'mail.disk.controller', 'ide-dma'), 'mail.disk.controller', 'virtio-blk')
    expect(readKnob(back, 'mail.disk.interrupt')).toBe('intx')
    expect(readKnob(turned(made, 'mail.disk.controller', 'virtio-blk'), 'mail.disk.interrupt')).toBe('msix')
  })

  test('an interrupt that waits, waits for two at least', () => {
    expect(readKnob(turned(made, 'mail.disk.coalesceUs', '20'), 'mail.disk.coalesceFrames')).toBe('2')
  })
})

describe('a refusal', () => {
  test('of an unknown key hands over all keys', () => {
    expect(setKnob(made, 'files.dsk.cache', 'none')).toEqual({
      problem: 'there is no knob "files.dsk.cache"',
      choices: knobCards(made).map((card) => card.key),
    })
    expect(readKnob(made, 'files.dsk.cache')).toBeUndefined()
  })

  test('of an unknown word hands over the words', () => {
    expect(setKnob(made, 'files.disk.cache', 'writebak')).toEqual({
      problem: 'files.disk.cache cannot be "writebak"',
      choices: ['none', 'writeback', 'writethrough', 'directsync', 'unsafe'],
    })
  })

  test.each(['-2', '64', '1.5', '', 'one', '1e1', ' 1'])('of the number "%s" names the range', (value) => {
    expect(setKnob(made, 'files.pin', value)).toEqual({
      problem: `files.pin is a number from -1 to 63 (core), not "${value}"`,
      choices: [],
    })
  })

  test.each(['256', '8M', '4KB', '-1'])('of the size "%s" names the range', (value) => {
    expect(setKnob(made, 'files.disk.bytes', value)).toEqual({
      problem: `files.disk.bytes is a number from 512 to 4194304 (bytes, as 4K, 1M or 2G), not "${value}"`,
      choices: [],
    })
  })
})

test('sizes are read in all units and shown in the largest that fits', () => {
  for (const text of ['1M', '1024K', '1048576'])
    expect(readKnob(turned(made, 'files.disk.bytes', text), 'files.disk.bytes')).toBe('1M')
  expect(readKnob(turned(made, 'files.disk.bytes', '1536'), 'files.disk.bytes')).toBe('1536')
  expect(readKnob(turned(made, 'host.pageCache', '0'), 'host.pageCache')).toBe('0')
})
