/** Fixed runs of the machine give the same results everywhere. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { buildSync } from 'esbuild'
import { expect, test } from 'vitest'
import { goldenRuns } from './machine-runs.ts'

/** A change of these lines needs a reason: results of every player change with them. */
const golden = [
  'a port, written: 43 events, hash 90a6d7590c886d28',
  'a bus master on one core: 1309 events, hash 91faf2684dd2943a',
  'scripts beside a ring: 44026 events, hash 75a46db95325c985',
  'a device given whole, small pages: 11447 events, hash 0a30e722242ce160',
  'packets both ways, some lost: 18507 events, hash 261e269fae655227',
  'interrupts that wait for company, and a stray address: 14639 events, hash 247eca0bf8434cda',
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
