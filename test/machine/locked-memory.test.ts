/** Memory that a guest's process may lock for devices, and guests whose devices want more. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { simulate } from '../../src/machine/engine/simulate.ts'
import type { Guest, Host, HostEvent, VirtualDevice } from '../../src/machine/host/host.ts'
import { knobCards, setKnob } from '../../src/machine/knobs/knobs.ts'
import { hostProblems } from '../../src/machine/problems/problems.ts'
import { GIB, KIB, MIB } from '../../src/machine/units.ts'
import { disk, guest, host, MS } from './fixture.ts'

const GIVEN = { controller: 'vfio-pci', interrupt: 'msix' } as const

function made(
  devices: readonly VirtualDevice[],
  more: Partial<Guest> = {},
  events: readonly HostEvent[] = [],
): Host {
  return host([guest('files', devices, more), guest('mail', [disk({ id: 'other', backing: 'ssd3' })])], {
    events,
  })
}

function started(one: Host): { starts: boolean; reason: string; requests: number; others: number } {
  expect(hostProblems(one)).toEqual([])
  const run = simulate(one, { seed: 1, duration: 2 * MS })
  const requests = (guest: string): number =>
    run.flows.filter((flow) => flow.guest === guest).reduce((sum, flow) => sum + flow.requests, 0)
  const { boots, reason } = run.guests[0]
  return { starts: boots, reason: reason ?? '', requests: requests('files'), others: requests('mail') }
}

const starts = (devices: readonly VirtualDevice[], more: Partial<Guest>): boolean =>
  started(made(devices, more)).starts

describe('a device given whole', () => {
  test('keeps its guest from starting where its memory may not be locked, and nobody else', () => {
    const answer = started(made([disk(GIVEN)], { memlock: 64 * KIB }))
    expect(answer).toEqual({
      starts: false,
      requests: 0,
      others: expect.any(Number),
      reason:
        'VFIO_MAP_DMA failed: Cannot allocate memory (-12); the devices that reach its memory want 1G of it locked, and its process may lock 64K',
    })
    expect(answer.others).toBeGreaterThan(0)
  })

  test('wants exactly the memory of its guest, whatever that is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 64, max: 2048 }),
        fc.integer({ min: 64, max: 2048 }),
        (memory, memlock) => {
          expect(starts([disk(GIVEN)], { memory: memory * MIB, memlock: memlock * MIB })).toBe(
            memlock >= memory,
          )
        },
      ),
      { numRuns: 40 },
    )
  })

  test('starts where nothing is said, and runs as it does below a limit that is high enough', () => {
    const run = (memlock: number) =>
      simulate(made([disk(GIVEN)], { memlock }), { seed: 1, duration: 2 * MS }).hash
    expect(run(0)).toBe(run(GIB))
    expect(started(made([disk(GIVEN)])).starts).toBe(true)
  })

  test('shares one address space with another, unless each is behind a unit of the guest', () => {
    const two = (guestIommu: VirtualDevice['guestIommu']) => [
      disk({ ...GIVEN, guestIommu }),
      disk({ ...GIVEN, id: 'data', backing: 'ssd2', guestIommu }),
    ]
    expect(starts(two('off'), { memlock: GIB })).toBe(true)
    for (const unit of ['pt', 'strict', 'lazy', 'caching'] as const) {
      expect(starts(two(unit), { memlock: 2 * GIB - 1 })).toBe(false)
      expect(starts(two(unit), { memlock: 2 * GIB })).toBe(true)
    }
  })
})

test('devices that software plays lock nothing; a mediator and a driver in the process do', () => {
  const memlock = 64 * KIB
  for (const [one, fits] of [
    [disk({}), true],
    [disk({ backend: 'vhost' }), true],
    [disk({ controller: 'nvme' }), true],
    [disk({ controller: 'mdev', backend: 'vhost' }), false],
    [disk({ backend: 'nvme-user' }), false],
  ] as const) {
    expect(starts([one], { memlock })).toBe(fits)
    const { pinned } = simulate(host([guest('g', [one])]), { seed: 1, duration: MS })
    expect(pinned).toBe(fits ? 0 : GIB)
  }
})

test('a device that comes later is refused by name, and its guest starts without it', () => {
  const devices = [disk(), disk({ ...GIVEN, id: 'fast', backing: 'ssd2' })]
  const comes: HostEvent = { kind: 'hotplug', at: MS, guest: 'files', device: 'fast' }
  expect(hostProblems(made(devices, { memlock: MIB }, [comes]))).toEqual([
    {
      path: 'events.0',
      message:
        'hotplug of files.fast: VFIO_MAP_DMA failed: Cannot allocate memory (-12); the devices that reach its memory want 1G of it locked, and its process may lock 1M: raise files.memlock',
    },
  ])
  expect(started(made(devices, { memlock: GIB }, [comes])).starts).toBe(true)
  expect(started(made(devices, { memlock: MIB })).starts).toBe(false)
})

test('the knob means something where a device locks memory', () => {
  const idle = (one: VirtualDevice) =>
    knobCards(made([one])).find((card) => card.key === 'files.memlock')?.idle
  expect([idle(disk(GIVEN)), idle(disk())]).toEqual([false, true])
  const answer = setKnob(made([disk(GIVEN)]), 'files.memlock', '8M')
  expect('host' in answer && answer.host.guests[0].memlock).toBe(8 * MIB)
})
