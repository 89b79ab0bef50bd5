/** Fixed runs of the machine give the same results everywhere. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { buildSync } from 'esbuild'
import { expect, test } from 'vitest'
import { goldenRuns } from './machine-runs.ts'

/** A change of these lines needs a reason: results of every player change with them. */
const golden = [
  'a port, written: 43 events, hash 08bdcb995197724e',
  'a bus master on one core: 1309 events, hash b2ce0b0d7d17747e',
  'scripts beside a ring: 44026 events, hash 5bb536156547553d',
  'a device given whole, small pages: 11447 events, hash d91e572d40ed7e65',
  'packets both ways, some lost: 18507 events, hash 5bd5e118cd97ac1f',
  'interrupts that wait for company, and a stray address: 14639 events, hash 287291b0aa38084d',
]

test('fixed runs give the same hashes on this Node as on every other', () => {
  expect(goldenRuns()).toEqual(golden)
})

const otherNode = process.env.EXITLESS_NODE20 ?? '/usr/bin/node'

test.skipIf(!existsSync(otherNode))(
  'fixed runs give the same hashes on another Node, if there is one',
  () => {
    const built = buildSync({
      entryPoints: ['test/golden/machine-runs.ts'],
      bundle: true,
      platform: 'node',
      format: 'esm',
      write: false,
    })
    const printed = execFileSync(otherNode, ['--input-type=module', '-', 'print'], {
      input: built.outputFiles[0].text,
      encoding: 'utf8',
    })
    expect(printed.split('\n').slice(0, golden.length)).toEqual(golden)
  },
)
