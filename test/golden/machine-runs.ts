/**
 * A few fixed runs of the machine and their hashes: the same on every machine and every Node. Prints them when it is run:
 * `esbuild test/golden/machine-runs.ts --bundle --platform=node | node - print`.
 */

import { simulate } from '../../src/machine/engine/simulate.ts'
import type { Host } from '../../src/machine/host/host.ts'
import { GIB, KIB } from '../../src/machine/units.ts'
import { disk, guest, host, nic } from '../machine/fixture.ts'

const DURATION = 20_000_000

const RUNS: Readonly<Record<string, Host>> = {
  'a port, written': host([
    guest('g', [disk({ controller: 'ide-pio', cache: 'writeback' }, { op: 'write', bytes: 16 * KIB })]),
  ]),
  'a bus master on one core': host([guest('g', [disk({ controller: 'ide-dma' }, { bytes: 256 * KIB })])], {
    cores: 1,
  }),
  'scripts beside a ring': host(
    [
      guest('a', [
        disk({ controller: 'lsi53c895a', cache: 'writethrough' }, { depth: 16, bytes: 512 * KIB }),
      ]),
      guest('b', [disk({ backing: 'ssd2' }, { depth: 32, pattern: 'random' })], {
        vcpus: 2,
        haltPoll: 50_000,
      }),
    ],
    { cores: 3, apicv: false },
  ),
  'a device given whole, small pages': host(
    [
      guest('g', [disk({ controller: 'vfio-pci', delivery: 'posted' }, { depth: 32, bytes: 64 * KIB })], {
        vcpus: 4,
        pages: '4K',
      }),
    ],
    { era: '2010-13' },
  ),
  'packets both ways, some lost': host([
    guest('a', [nic({}, { depth: 8 })]),
    guest('b', [nic({ ring: 4 }, { op: 'rx', every: 15_000 })]),
  ]),
  'interrupts that wait for company, and a stray address': host(
    [guest('g', [disk({ coalesceUs: 30, coalesceFrames: 4 }, { depth: 8, think: 10_000 })])],
    { events: [{ kind: 'stray-dma', at: 5_000_000, guest: 'g', device: 'disk', address: 5 * GIB }] },
  ),
}

/** A line for each run. */
export function goldenRuns(): string[] {
  return Object.entries(RUNS).map(([name, host]) => {
    const { hash, events } = simulate(host, { seed: 7, duration: DURATION })
    return `${name}: ${events} events, hash ${hash}`
  })
}

if (process.argv[2] === 'print') console.log(`${goldenRuns().join('\n')}\non Node ${process.versions.node}`)
