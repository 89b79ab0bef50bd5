/** Whoever reads a file for the first time gets no byte that the disk has not delivered. */
import { describe, expect, test } from 'vitest'
import { datasheet } from '../../src/machine/controllers/index.ts'
import { simulate } from '../../src/machine/engine/simulate.ts'
import { deviceCard } from '../../src/machine/hardware/devices.ts'
import { GIB, KIB, MIB } from '../../src/machine/units.ts'
import { DISKS } from './arbitrary.ts'
import { device, disk, guest, host, MS } from './fixture.ts'

const { bandwidth } = deviceCard('sata-ssd')
const DURATION = 40 * MS
const PAST_FILES = ['mdev', 'nvme']

describe.each(
  DISKS.filter((id) => !datasheet(id).direct && !PAST_FILES.includes(id)),
)('through %s', (controller) => {
  test.each([
    64 * KIB,
    256 * KIB,
    MIB,
    4 * MIB,
  ])('%i bytes at once, in order, are no faster than the disk', (bytes) => {
    const run = simulate(
      host([guest('g', [disk({ controller, cache: 'writeback' }, { bytes, depth: 4, span: GIB })])], {
        devices: { ssd: device('sata-ssd') },
        pageCache: 2 * GIB,
      }),
      { seed: 1, duration: DURATION },
    )
    expect(run.flows[0].payload).toBeLessThanOrEqual((bandwidth * DURATION) / 1e9)
  })
})
