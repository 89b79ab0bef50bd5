/** One request asked about: what it costs, or why it cannot be. */
import { describe, expect, test } from 'vitest'
import { CONTROLLER_IDS, datasheet } from '../../src/machine/controllers/index.ts'
import type { ControllerId } from '../../src/machine/host/host.ts'
import { type RequestQuestion, requestAlone } from '../../src/machine/path/request.ts'
import { KIB, MIB } from '../../src/machine/units.ts'

const question: RequestQuestion = {
  controller: 'virtio-blk',
  op: 'read',
  bytes: 4 * KIB,
  depth: 1,
  contiguous: false,
  accel: 'kvm',
  iommu: 'off',
  iommuModel: 'intel',
  device: 100_000,
}

function ask(more: Partial<RequestQuestion>): ReturnType<typeof requestAlone> {
  return requestAlone({ ...question, ...more })
}

describe('a question that has no answer is told why', () => {
  const all = CONTROLLER_IDS.join(', ')
  test.each<[string, Partial<RequestQuestion>, string]>([
    [
      'an unknown controller',
      { controller: 'sound-blaster' as ControllerId },
      `no controller "sound-blaster"; there are ${all}`,
    ],
    ['a disk that sends', { op: 'tx' }, 'virtio-blk cannot tx; try read, write'],
    ['a card that writes', { controller: 'e1000', op: 'write' }, 'e1000 cannot write; try tx, rx'],
    [
      'part of a sector',
      { bytes: 1000 },
      'a disk request has 512 bytes to 4 MiB in sectors of 512, not 1000',
    ],
    [
      'too large',
      { bytes: 8 * MIB },
      `a disk request has 512 bytes to 4 MiB in sectors of 512, not ${8 * MIB}`,
    ],
    [
      'a huge packet',
      { controller: 'e1000', op: 'tx', bytes: 9000 },
      'a packet has 64 to 1514 bytes, not 9000: network card, Intel e1000 takes no larger units to tx',
    ],
    ['too many at once', { depth: 257 }, '1 to 256 requests under way, not 257'],
    ['an interrupt it lacks', { interrupt: 'msi' }, 'virtio-blk has no msi: take msix or intx'],
    [
      'too long to simulate',
      { controller: 'ide-pio', op: 'write', bytes: 4 * MIB, depth: 64 },
      '64 such requests take longer than 4 s, which is as long as a simulation lasts; ask for fewer or smaller ones',
    ],
  ])('%s', (_name, more, problem) => {
    expect(ask(more)).toEqual({ problem })
  })
})

describe('an answer', () => {
  test.each(CONTROLLER_IDS)('of %s adds up: its steps take the time of one request alone', (controller) => {
    const op = ({ nic: 'rx', display: 'draw', disk: 'read', any: 'read' } as const)[
      datasheet(controller).kind
    ]
    const bytes = op === 'rx' ? 1514 : 4 * KIB
    const answer = ask({ controller, op, bytes })
    if ('problem' in answer) throw new Error(answer.problem)
    expect(answer.steps.reduce((sum, step) => sum + step.nanos, 0)).toBe(answer.nanosAlone)
    expect(answer.perRequest.interrupts).toBe(
      op === 'draw' ? 0 : Math.max(answer.perRequest.interrupts, 0.01),
    )
  })

  test('has a fraction of a doorbell and of an interrupt where many are asked for at once', () => {
    const answer = ask({ depth: 16 })
    if ('problem' in answer) throw new Error(answer.problem)
    expect(answer.perRequest.trapWrites).toBeLessThan(0.5)
    expect(answer.perRequest.interrupts).toBeLessThan(0.7)
  })

  test('counts every copy of a byte', () => {
    const copies = (more: Partial<RequestQuestion>): number => {
      const answer = ask(more)
      if ('problem' in answer) throw new Error(answer.problem)
      return answer.perRequest.copies
    }
    expect([
      copies({}),
      copies({ controller: 'ide-pio' }),
      copies({ controller: 'vfio-pci' }),
      copies({ controller: 'e1000', op: 'tx', bytes: 1514 }),
    ]).toEqual([0, 1, 0, 2])
  })

  test("with an IOMMU of the guest's own has an exit for each invalidation", () => {
    const answers = (['off', 'pt', 'strict', 'caching'] as const).map((iommu) => ask({ iommu }))
    const counts = answers.map((answer) => ('problem' in answer ? -1 : answer.perRequest.invalidations))
    expect(counts).toEqual([0, 0, 4, 8])
    const nanos = answers.map((answer) => ('problem' in answer ? -1 : answer.nanosAlone))
    expect(nanos[1]).toBe(nanos[0])
    expect(nanos[2]).toBeGreaterThan(nanos[1])
  })
})
