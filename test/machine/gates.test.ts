/** Where completions and dirty pages gather: who waits how long, and that nothing is written twice or forgotten. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { datasheet } from '../../src/machine/controllers/index.ts'
import { assemble } from '../../src/machine/engine/assemble.ts'
import { simulate } from '../../src/machine/engine/simulate.ts'
import { deviceCard, linkNanos } from '../../src/machine/hardware/devices.ts'
import type { Host } from '../../src/machine/host/host.ts'
import { KIB } from '../../src/machine/units.ts'
import { Kernel } from '../../src/sim/kernel.ts'
import { DISKS } from './arbitrary.ts'
import { device, disk, guest, host, MS } from './fixture.ts'

const US = 1000

describe('an interrupt that waits for company', () => {
  const fixed = { devices: { ssd: device('fixed', '0000:01:00.0', 100 * US) } }

  function took(frames: number, wait: number, depth: number, limit: number): number[] {
    const waits = disk({ coalesceFrames: frames, coalesceUs: wait }, { depth, limit })
    const { requests } = simulate(host([guest('g', [waits])], fixed), { seed: 1, duration: 100 * MS })
    return [...requests.end].map((end, row) => end - requests.begin[row])
  }

  test('waits the whole time where none comes', () => {
    const [plain] = took(1, 0, 1, 1)
    const [waited] = took(8, 150, 1, 1)
    expect(waited).toBe(plain + 150 * US)
  })

  test('goes as soon as enough are there', () => {
    for (const elapsed of took(2, 900, 2, 2)) expect(elapsed).toBeLessThan(200 * US)
  })

  test('waits its own time, not what an earlier one left over', () => {
    // Two go together; the third comes alone, before the time of the first would have been over.
    const [, , third] = took(2, 150, 2, 3)
    expect(third).toBeGreaterThan(250 * US)
  })

  test('never holds more back than it has to: fewer interrupts, none lost', () => {
    const counts = [1, 2, 4, 8].map((frames) => {
      const waits = disk({ coalesceFrames: frames, coalesceUs: 200 }, { depth: 16, limit: 320 })
      return simulate(host([guest('g', [waits])], fixed), { seed: 1, duration: 1000 * MS }).flows[0]
    })
    for (const flow of counts) expect(flow.requests).toBe(320)
    const interrupts = counts.map((flow) => flow.interrupts)
    expect(interrupts).toEqual([...interrupts].sort((a, b) => b - a))
  })
})

/** Nanoseconds of the device's interface, over a run until all is done. */
function linkTime(made: Host): number {
  const kernel = new Kernel()
  const { flows, workloads } = assemble(made, kernel, { seed: 1, duration: 4000 * MS, record: false })
  const [, link] = flows[0].stations
  const accept = link.accept.bind(link)
  let time = 0
  link.accept = (token, nanos) => {
    time += nanos
    return accept(token, nanos)
  }
  workloads.begin()
  while (kernel.run(100_000) === 'more') {}
  return time
}

describe('what is written back', () => {
  // A floppy's commands end in the middle of a page.
  // A mediated disk has no file behind it, whatever its cache mode says.
  const models = DISKS.filter(
    (id) => !datasheet(id).direct && id !== 'nvme' && id !== 'floppy' && id !== 'mdev',
  )
  const writes = fc.record({
    controller: fc.constantFrom(...models),
    bytes: fc.constantFrom(4 * KIB, 20 * KIB, 64 * KIB, 200 * KIB, 512 * KIB, 900 * KIB),
    depth: fc.integer({ min: 1, max: 4 }),
    limit: fc.integer({ min: 1, max: 120 }),
    cache: fc.constantFrom('writeback', 'unsafe'),
  })

  test('is what was written, once, in whole pages', () => {
    fc.assert(
      fc.property(writes, ({ controller, cache, bytes, ...work }) => {
        const size = controller === 'ide-pio' ? Math.min(bytes, 20 * KIB) : bytes
        const writer = disk({ controller, cache: cache as 'unsafe' }, { ...work, bytes: size, op: 'write' })
        const made = host([guest('g', [writer])], {
          devices: { ssd: device('nvme', '0000:01:00.0', 0) },
          dirty: { background: 0, limit: 20, expire: 0 },
        })
        const page = linkNanos(deviceCard('nvme'), 4 * KIB)
        expect(linkTime(made)).toBe((page * size * work.limit) / (4 * KIB))
      }),
      { numRuns: Number(process.env.RUNS ?? 100) },
    )
  })
})
