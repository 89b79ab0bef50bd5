/** What functions of one card do to each other, where their interrupts go, and where their packets are lost. */
import { describe, expect, test } from 'vitest'
import { simulate } from '../../src/machine/engine/simulate.ts'
import type { Device, Guest, Host, Spoof, VirtualDevice, Workload } from '../../src/machine/host/host.ts'
import { setKnob } from '../../src/machine/knobs/knobs.ts'
import { hostProblems } from '../../src/machine/problems/problems.ts'
import { readMetric } from '../../src/metrics/index.ts'
import { device, guest, host, MS, nic } from './fixture.ts'

const WHOLE = { controller: 'vfio-pci', interrupt: 'msix' } as const
const EVENT: Spoof = { kind: 'spoof', at: MS, guest: 'evil', device: 'nic', target: 'vf2' }

/** A card with two functions, one of them a hostile guest's. */
function tenants(first: Partial<Device> = {}, second: Partial<Device> = {}, backing = 'vf1'): Host {
  const vf = (address: string, more: Partial<Device>): Device => ({
    ...device('nic-10g', address),
    parent: 'card',
    acs: true,
    ...more,
  })
  return host(
    [
      guest('evil', [nic({ ...WHOLE, backing })], { trust: 'hostile' }),
      guest('bank', [nic({ ...WHOLE, backing: 'vf2' })]),
    ],
    {
      devices: {
        card: { ...device('nic-10g', '0000:01:00.0'), vfs: 8, acs: true },
        vf1: vf('0000:01:00.1', first),
        vf2: vf('0000:01:00.2', second),
      },
      events: [EVENT],
    },
  )
}

function incident(one: Host): { kind: string; victim: string } | undefined {
  expect(hostProblems(one)).toEqual([])
  const run = simulate(one, { seed: 1, duration: 2 * MS })
  const [found] = [...run.violations, ...run.contained]
  return found && { kind: found.kind, victim: found.victim }
}

describe('a guest that sends under the address of another', () => {
  test('is stopped by the card while its check is on', () => {
    expect(incident(tenants())).toEqual({ kind: 'blocked-by-card', victim: '-' })
  })

  test('is taken for the other without it', () => {
    expect(incident(tenants({ spoofCheck: false }))).toEqual({ kind: 'spoofed-frame', victim: 'bank' })
  })

  test('takes the name of the guest before that function, whoever drives it', () => {
    const made = tenants({ spoofCheck: false })
    const [evil, bank] = made.guests
    const played = { ...bank, devices: [nic({ controller: 'virtio-net', backing: 'vf2' })] }
    expect(incident({ ...made, guests: [evil, played] })?.victim).toBe('bank')
    const many = ['one', 'two'].map((id) => guest(id, [nic({ controller: 'virtio-net', backing: 'card' })]))
    const event = { ...EVENT, target: 'card' }
    expect(incident({ ...made, guests: [evil, bank, ...many], events: [event] })?.victim).toBe('host')
  })

  test('reaches nobody in another VLAN, and everybody in the same one', () => {
    expect(incident(tenants({ spoofCheck: false, vlan: 7 }))?.kind).toBe('other-vlan')
    expect(incident(tenants({ spoofCheck: false, vlan: 7 }, { vlan: 7 }))?.kind).toBe('spoofed-frame')
  })

  test('rules all functions where it was given the physical one', () => {
    expect(incident(tenants({}, { vlan: 7 }, 'card'))).toEqual({ kind: 'spoofed-frame', victim: 'bank' })
  })

  test('is ruled by nobody where another guest has the physical one: what the host had set is gone', () => {
    const made = tenants()
    const third = guest('third', [nic({ ...WHOLE, backing: 'card' })])
    expect(incident({ ...made, guests: [...made.guests, third] })?.kind).toBe('spoofed-frame')
  })

  test('has to be hostile, and to name another function of the same card', () => {
    const made = tenants()
    const told = (event: Partial<Spoof>, guests = made.guests) =>
      hostProblems({ ...made, guests, events: [{ ...EVENT, ...event }] }).map((one) => one.message)
    expect(told({ guest: 'bank', target: 'vf1' })).toEqual([
      'spoof is an act of a hostile guest, and bank is not: set bank.trust to hostile',
    ])
    expect(told({ target: 'vf1' })).toEqual([
      'spoof sends under the address of another function: name one that is not its own',
    ])
    expect(told({ target: 'vf9' })[0]).toMatch(/which is no device; the host has card, vf1, vf2/)
  })
})

test('a function has the queues that its card gives it, and no more', () => {
  const made = tenants({ queues: 2 })
  const guests = made.guests.map((one): Guest => ({ ...one, vcpus: 4 }))
  expect(hostProblems({ ...made, guests })).toEqual([
    {
      path: 'guests.evil.devices.nic.queues',
      message: 'there are 2 queues at most here, not 4',
    },
  ])
})

describe('interrupts of several queues', () => {
  const spread = (irqCores: readonly number[], more: Partial<VirtualDevice> = {}): Host =>
    host(
      [
        guest('g', [nic({ ...WHOLE, irqCores, ...more }, { op: 'rx', every: 20_000, streams: 64 })], {
          vcpus: 2,
          pin: 0,
        }),
      ],
      { devices: { card: device('nic-10g', '0000:01:00.0') } },
    )
  const busy = (one: Host) =>
    simulate(one, { seed: 1, duration: 5 * MS }).cores.map(
      ({ nanos }) => nanos.reduce((a, b) => a + b, 0) > 0,
    )

  test('go to a core each', () => {
    expect(busy(spread([4, 6])).slice(2)).toEqual([false, false, true, false, true, false])
  })

  test('go to the cores in turn where there are fewer', () => {
    expect(busy(spread([5])).slice(2)).toEqual([false, false, false, true, false, false])
    expect(busy(spread([5]))).toEqual(busy(spread([], { irqCore: 5 })))
  })

  test('are one where the device has one message', () => {
    expect(busy(spread([4, 6], { interrupt: 'msi' })).slice(2)).toEqual([
      false,
      false,
      true,
      false,
      false,
      false,
    ])
  })

  test('want cores that are there', () => {
    expect(hostProblems(spread([4, 9]))).toEqual([
      { path: 'guests.g.devices.nic.irqCores', message: 'there is no core 9: cores are 0 to 7' },
    ])
    const turned = setKnob(spread([]), 'g.nic.irqCores', '4+6')
    expect('host' in turned && turned.host.guests[0].devices[0].irqCores).toEqual([4, 6])
    expect(setKnob(spread([]), 'g.nic.irqCores', '4+99')).toHaveProperty('problem')
  })
})

describe('a packet is lost', () => {
  const lost = (more: Partial<VirtualDevice>, work: Partial<Workload>) => {
    const made = host(
      [guest('g', [nic({ ...WHOLE, ...more }, { op: 'rx', bytes: 256, ...work })], { pin: 0 })],
      {
        devices: { card: device('nic-10g', '0000:01:00.0') },
      },
    )
    const run = simulate(made, { seed: 1, duration: 40 * MS })
    return ['drops', 'ring-drops', 'socket-drops'].map((id) => readMetric(run, id) as number)
  }

  test('in the ring where that is short, at the socket where the application is slow', () => {
    const [, ring, socket] = lost({ ring: 2, coalesceUs: 100, coalesceFrames: 200 }, { every: 5_000 })
    expect(ring).toBeGreaterThan(0.1)
    expect(socket).toBe(0)
    const [all, short, slow] = lost(
      { controller: 'virtio-net', backend: 'vhost', backendPin: 6, irqCore: 5 },
      { every: 8_000, compute: 20_000 },
    )
    expect(slow).toBeGreaterThan(0.1)
    expect(short).toBe(0)
    expect(short + slow).toBeCloseTo(all, 9)
  })
})
