import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { buildSync } from 'esbuild'
import { expect, test } from 'vitest'
import { goldenRun } from './golden-run.ts'

/** A change of this line needs a reason: results of every simulation change with it. */
const golden = '44522 events, hash 12e3543d6c1f512d'

test('a fixed simulation gives the same hash on this Node as on every other', () => {
  expect(goldenRun(Infinity)).toBe(golden)
})

test.each([1, 37, 1000])('a fixed simulation gives the same hash in slices of %d events', (slice) => {
  expect(goldenRun(slice)).toBe(golden)
})

const otherNode = process.env.EXITLESS_NODE20 ?? '/usr/bin/node'

test.skipIf(!existsSync(otherNode))(
  'a fixed simulation gives the same hash on another Node, if there is one',
  () => {
    const built = buildSync({
      entryPoints: ['test/sim/golden-run.ts'],
      bundle: true,
      platform: 'node',
      write: false,
    })
    const printed = execFileSync(otherNode, ['-', 'print'], {
      input: built.outputFiles[0].text,
      encoding: 'utf8',
    })
    expect(printed).toContain(`${golden}, on Node `)
  },
)
