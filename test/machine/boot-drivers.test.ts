/** Drivers that are added to a system, and the boot disk that they have to be in time for. */
import { describe, expect, test } from 'vitest'
import { simulate } from '../../src/machine/engine/simulate.ts'
import { ADDED_DRIVERS, addable } from '../../src/machine/hardware/added-drivers.ts'
import { hasDriver, OS_IDS } from '../../src/machine/hardware/drivers.ts'
import type { Guest, Host, HostEvent } from '../../src/machine/host/host.ts'
import { setKnob } from '../../src/machine/knobs/knobs.ts'
import { hostProblems } from '../../src/machine/problems/problems.ts'
import { disk, guest, host, MS, nic } from './fixture.ts'

const VIRTIO = { controller: 'virtio-blk', interrupt: 'msix' } as const

function windows(more: Partial<Guest> = {}, devices = [disk(VIRTIO)]): Host {
  return host([guest('vm', devices, { os: 'windows-7', ...more })])
}

function booted(one: Host): { boots: boolean; reason?: string; requests: number } {
  const run = simulate(one, { seed: 1, duration: 2 * MS })
  const [{ boots, reason }] = run.guests
  return { boots, reason, requests: run.flows[0].requests }
}

describe('the boot disk that nobody knows', () => {
  test('without a driver there is none', () => {
    const { boots, reason, requests } = booted(windows())
    expect({ boots, reason, requests }).toEqual({
      boots: false,
      reason: 'Windows 7 (2009) has no driver for virtio-blk',
      requests: 0,
    })
  })

  test('a card that nobody knows leaves a guest that boots without a network, not one that does not boot', () => {
    const state = (devices = [disk()], os: Guest['os'] = 'windows-xp') =>
      simulate(host([guest('vm', devices, { os })]), { seed: 1, duration: 2 * MS }).guests[0]
    const card = nic({ controller: 'e1000e' })
    expect(state([disk({ controller: 'ide-dma' }), card])).toMatchObject({ boots: false, lacksNetwork: true })
    expect(state([disk(VIRTIO), card]).lacksNetwork).toBeUndefined()
  })

  test('an added driver alone starts too late', () => {
    const { boots, reason, requests } = booted(windows({ drivers: ['virtio-blk'] }))
    expect(boots).toBe(false)
    expect(reason).toMatch(/does not find its boot disk.*no device of this kind was there at an earlier boot/)
    expect(requests).toBe(0)
  })

  test('a driver that met such a device at an earlier boot is in time', () => {
    const { boots, requests } = booted(windows({ drivers: ['virtio-blk'], bootDrivers: ['virtio-blk'] }))
    expect(boots).toBe(true)
    expect(requests).toBeGreaterThan(0)
  })

  test('the same controller is in time for a second disk, as is a network card', () => {
    const second = [
      disk({ controller: 'ide-dma' }),
      disk({ ...VIRTIO, id: 'data', backing: 'ssd2' }),
      nic({ controller: 'virtio-net', interrupt: 'msix' }),
    ]
    expect(booted(windows({ drivers: ['virtio-blk', 'virtio-net'] }, second)).boots).toBe(true)
    expect(booted(windows({ drivers: ['virtio-blk'] }, second)).boots).toBe(false)
  })

  test('having met another kind of device does not help', () => {
    const { boots } = booted(
      windows({ drivers: ['virtio-blk', 'virtio-scsi'], bootDrivers: ['virtio-scsi'] }),
    )
    expect(boots).toBe(false)
  })

  test('a disk that comes later is not booted from', () => {
    const later: HostEvent = { kind: 'hotplug', at: MS, guest: 'vm', device: 'disk' }
    const devices = [disk(VIRTIO), disk({ controller: 'ahci', id: 'old', backing: 'ssd2', interrupt: 'msi' })]
    const made = windows({ drivers: ['virtio-blk'] }, devices)
    expect(booted({ ...made, events: [later] }).boots).toBe(true)
    expect(booted(made).boots).toBe(false)
  })
})

test('what is in the box boots as ever, and needs no earlier boot', () => {
  for (const os of OS_IDS) expect(booted(windows({ os }, [disk({ controller: 'ide-dma' })])).boots).toBe(true)
})

test('nobody adds what is in the box already', () => {
  for (const os of OS_IDS) expect(addable(os).filter((id) => hasDriver(os, id))).toEqual([])
})

describe('refused, with what would do', () => {
  const told = (more: Partial<Guest>) => hostProblems(windows(more))

  test('a driver that nobody wrote', () => {
    expect(told({ os: 'nt-4', drivers: ['virtio-blk'] })).toEqual([
      {
        path: 'guests.vm.drivers',
        message:
          'nobody wrote a driver for virtio-blk on Windows NT 4 (1996): there are lsi53c895a, rtl8139, e1000',
      },
    ])
  })

  test('a driver that starts without being there', () => {
    expect(told({ bootDrivers: ['virtio-blk'] })).toEqual([
      {
        path: 'guests.vm.bootDrivers',
        message:
          'a driver that is not there starts at no boot: add virtio-blk to drivers as well, or take it out here',
      },
    ])
  })
})

test('the knobs take one, several or none', () => {
  const turn = (from: Host, value: string) => {
    const answer = setKnob(from, 'vm.drivers', value)
    return 'problem' in answer ? answer.problem : answer.host.guests[0].drivers
  }
  expect(turn(windows(), 'virtio-blk+virtio-net')).toEqual(['virtio-blk', 'virtio-net'])
  expect(turn(windows({ drivers: ['virtio-blk'] }), 'none')).toEqual([])
  expect(turn(windows(), 'virtio-blk+ide-dma')).toBe('vm.drivers cannot be "virtio-blk+ide-dma"')
  expect(ADDED_DRIVERS).not.toContain('ide-dma')
})
