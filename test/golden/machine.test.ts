/** Fixed runs of the machine give the same results everywhere. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { buildSync } from 'esbuild'
import { expect, test } from 'vitest'
import { goldenRuns } from './machine-runs.ts'

/** A change of these lines needs a reason: results of every player change with them. */
const golden = [
  'a port, written: 21 events, hash 2bf35b6204e79abb',
  'a bus master on one core: 1137 events, hash 6e0b8aaa8ed139fc',
  'scripts beside a ring: 46912 events, hash 08c76446c21fe390',
  'a device given whole, small pages: 12842 events, hash 6145965e45b8eb50',
  'packets both ways, some lost: 15042 events, hash c499861b36f18249',
  'interrupts that wait for company, and a stray address: 14804 events, hash 34c36729d9724993',
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
