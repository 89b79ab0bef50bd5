/** Once a path runs steadily, it leaves nothing in the heap: a run of a million requests needs no more than one of a thousand, but for their rows. */
import { execFileSync } from 'node:child_process'
import { buildSync } from 'esbuild'
import { expect, test } from 'vitest'

/** Bytes that a thousand events may leave behind: less than a number beyond 2^31 for a twentieth of them. */
const MOST = 600

test('a path that runs steadily leaves no garbage behind', () => {
  const built = buildSync({
    entryPoints: ['test/machine/steady.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
  })
  // Room for all that a path could leave behind, so that nothing is collected unseen.
  const printed = execFileSync(
    process.execPath,
    ['--max-semi-space-size=64', '--input-type=module', '-', 'print'],
    { input: built.outputFiles[0].text, encoding: 'utf8' },
  )
  const left = Object.entries(JSON.parse(printed) as Record<string, number>)
  expect(left.length).toBeGreaterThan(4)
  expect(left.filter(([, bytes]) => bytes > MOST)).toEqual([])
}, 60_000)
