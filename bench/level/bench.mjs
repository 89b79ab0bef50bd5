/** What a run of each shipped level takes on one core, over its whole space: the reach is 15 ms in the middle and 60 ms at worst. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundle } from '../peers.mjs'

const source = fileURLToPath(new URL('./levels.ts', import.meta.url))
const levels = fileURLToPath(new URL('../../levels', import.meta.url))

export async function measure() {
  const place = mkdtempSync(join(tmpdir(), 'exitless-bench-'))
  try {
    const program = join(place, 'levels.mjs')
    await bundle(source, program)
    const found = JSON.parse(execFileSync(process.execPath, [program, levels], { encoding: 'utf8' }))
    const rows = found.map(({ level, space, runs, median, worst }) => [
      level,
      String(space),
      String(runs),
      median.toFixed(1),
      worst.toFixed(1),
    ])
    const columns = ['level', 'configurations', 'run', 'median ms', 'worst ms']
    return [{ title: 'Runs of levels, CPU time of one, unrecorded', columns, rows, notes: [] }]
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}
