/**
 * One path of the machine, simulated: prints requests, events, CPU seconds, and bytes of heap for each request once it runs
 * steadily. `node --expose-gc paths.mjs <number of the path> [record]`.
 */

import { prepare, type Simulation } from '../../src/machine/engine/simulate.ts'
import type { Host } from '../../src/machine/host/host.ts'
import { GIB, KIB, MIB } from '../../src/machine/units.ts'
import { disk, guest, host, nic } from '../../test/machine/fixture.ts'

const four = (one: Parameters<typeof disk>): Host =>
  host(
    ['a', 'b', 'c', 'd'].map((name, index) => {
      const backing = one[0]?.controller === 'vfio-pci' ? `nvme${index}` : 'nvme0'
      return guest(name, [disk({ ...one[0], backing }, one[1])], { pin: 2 * index, vmmPin: 2 * index + 1 })
    }),
    {
      devices: Object.fromEntries(
        [0, 1, 2, 3].map((index) => [
          `nvme${index}`,
          { model: 'nvme', address: `0000:0${index}:00.0` } as const,
        ]),
      ),
      iommu: { mode: 'translated', entries: 256 },
      memory: 32 * GIB,
    },
  )

const one = (...given: Parameters<typeof disk>): Host => host([guest('g', [disk(...given)])])
const vfio = { controller: 'vfio-pci', delivery: 'posted' } as const

export const PATHS: readonly (readonly [string, Host])[] = [
  ['ide-pio, read 4 KiB', one({ controller: 'ide-pio' })],
  ['ide-pio, write 64 KiB', one({ controller: 'ide-pio' }, { op: 'write', bytes: 64 * KIB })],
  ['ide-dma, read 4 KiB', one({ controller: 'ide-dma' })],
  ['ide-dma, read 1 MiB, LBA28', one({ controller: 'ide-dma', addressing: 'lba28' }, { bytes: MIB })],
  ['lsi53c895a, read 64 KiB x 16', one({ controller: 'lsi53c895a' }, { bytes: 64 * KIB, depth: 16 })],
  ['virtio-blk, depth 1', one({})],
  ['virtio-blk, 4 guests x 32', four([{}, { depth: 32 }])],
  [
    'virtio-blk, 4 x 32, writeback',
    four([{ cache: 'writeback' }, { depth: 32, op: 'write', pattern: 'random' }]),
  ],
  ['virtio-blk, 4 x 32, 8 an interrupt', four([{ coalesceUs: 50, coalesceFrames: 8 }, { depth: 32 }])],
  ['vfio-pci posted, 4 x 32', four([vfio, { depth: 32 }])],
  ['vfio-pci injected, 4 x 32', four([{ controller: 'vfio-pci' }, { depth: 32 }])],
  ['vfio-pci posted, 1 MiB x 8', one(vfio, { depth: 8, bytes: MIB })],
  ['e1000, send x 8', host([guest('g', [nic({}, { depth: 8 })])])],
  ['e1000, receive every 20 us', host([guest('g', [nic({}, { op: 'rx', every: 20_000 })])])],
]

const DURATION = 400_000_000
/** Measured at least so long. Microseconds of CPU. */
const LEAST = 400_000

function begun(path: Host, record: boolean): Simulation {
  return prepare(path, { seed: 1, duration: DURATION, record })
}

function measure(path: Host, record: boolean): object {
  while (!begun(path, record).advance(200_000)) break
  const { gc } = globalThis as { gc?: () => void }
  const simulation = begun(path, record)
  // Half of the time to become steady, then the heap is watched for the other half.
  while (simulation.now < DURATION / 2 && !simulation.advance(1000)) {}
  gc?.()
  const heap = process.memoryUsage().heapUsed
  while (!simulation.advance(100_000)) {}
  const grown = process.memoryUsage().heapUsed - heap
  const { requests } = simulation.result()
  const late = requests.begin.reduce((count, begin) => count + (begin >= DURATION / 2 ? 1 : 0), 0)

  let [ended, events, micros] = [0, 0, 0]
  while (micros < LEAST) {
    const timed = begun(path, record)
    const before = process.cpuUsage()
    while (!timed.advance(100_000)) {}
    const run = timed.result()
    const { user, system } = process.cpuUsage(before)
    micros += user + system
    ended += run.flows.reduce((sum, flow) => sum + flow.requests, 0)
    events += run.events
  }
  return { requests: ended, events, seconds: micros / 1e6, bytes: grown / Math.max(1, late) }
}

if (process.argv[2] === 'names') console.log(JSON.stringify(PATHS.map(([name]) => name)))
else console.log(JSON.stringify(measure(PATHS[Number(process.argv[2])][1], process.argv[3] === 'record')))
