/**
 * Bytes of heap that a thousand events leave behind once a path runs steadily, path by path, as JSON. A program of its own: what a test
 * runner does meanwhile would be counted.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { prepare } from '../../src/machine/engine/simulate.ts'
import type { Host } from '../../src/machine/host/host.ts'
import { MIB } from '../../src/machine/units.ts'
import { disk, guest, host, nic } from './fixture.ts'

const given = (
  device: Parameters<typeof disk>[0],
  workload: Parameters<typeof disk>[1],
  more: Parameters<typeof host>[1] = {},
): Host => host([guest('g', [disk({ controller: 'vfio-pci', ...device }, workload)])], more)

export const PATHS: Readonly<Record<string, Host>> = {
  'a ring': host([guest('g', [disk({}, { depth: 32 })])]),
  'guests on one core': host(
    ['a', 'b', 'c'].map((name) => guest(name, [disk({}, { depth: 8 })])),
    { cores: 1 },
  ),
  'what is written back later': host(
    ['a', 'b', 'c', 'd'].map((name) =>
      guest(name, [disk({ cache: 'writeback' }, { depth: 32, op: 'write', pattern: 'random' })]),
    ),
  ),
  'a device given whole': given(
    {},
    { depth: 8, bytes: MIB },
    { iommu: { mode: 'translated', entries: 256 } },
  ),
  'packets that come by chance': host([guest('g', [nic({}, { op: 'rx', every: 4000 })])]),
}

const SIMULATED = 600_000_000
const PIECES = 8

function perThousandEvents(path: Host, collect: () => void): number {
  const options = { seed: 1, duration: SIMULATED }
  // The engine learns the path first: what its compiler keeps is no garbage of ours.
  for (let time = 0; time < 2; time++) for (const run = prepare(path, options); !run.advance(100_000); );
  const run = prepare(path, options)
  const pieces: number[] = []
  for (let piece = 0; piece < PIECES; piece++) {
    collect()
    const before = process.memoryUsage().heapUsed
    let events = 0
    while (run.now < (SIMULATED / PIECES) * (piece + 1) && !run.advance(1000)) events += 1000
    pieces.push(((process.memoryUsage().heapUsed - before) / Math.max(1000, events)) * 1000)
  }
  // The middle of them: now and then the engine itself needs something.
  return pieces.sort((a, b) => a - b)[PIECES >> 1]
}

if (process.argv[2] === 'print') {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  console.log(
    JSON.stringify(
      Object.fromEntries(
        Object.entries(PATHS).map(([name, path]) => [name, perThousandEvents(path, collect)]),
      ),
    ),
  )
}
