/** The machine path by path: simulated requests a second of CPU, with the log and without, and the heap that a request costs. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const times = 3
const source = fileURLToPath(new URL('./paths.ts', import.meta.url))

export async function measure() {
  const place = mkdtempSync(join(tmpdir(), 'exitless-bench-'))
  try {
    const program = join(place, 'paths.mjs')
    await build({
      entryPoints: [source],
      outfile: program,
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'node',
    })
    const run = (...words) =>
      JSON.parse(
        execFileSync(process.execPath, ['--expose-gc', '--max-semi-space-size=64', program, ...words], {
          encoding: 'utf8',
        }),
      )
    const rows = run('names').map((name, index) => {
      const plain = median(() => run(String(index)))
      const recorded = median(() => run(String(index), 'record'))
      return [
        name,
        thousands(plain),
        thousands(recorded),
        (plain.events / plain.requests).toFixed(1),
        (plain.events / plain.seconds / 1e6).toFixed(1),
        plain.bytes.toFixed(1),
      ]
    })
    const columns = ['', 'k requests/s', 'with log', 'events each', 'M events/s', 'heap bytes each']
    const notes = [
      '400 ms of each; heap over their second half, no collection between: rows of requests are no part of it',
    ]
    return [{ title: 'Machine, simulated requests a second of CPU', columns, rows, notes }]
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

/** The run of middle speed. */
function median(run) {
  const runs = Array.from({ length: times }, run)
  return runs.sort((a, b) => a.requests / a.seconds - b.requests / b.seconds)[times >> 1]
}

function thousands({ requests, seconds }) {
  return (requests / seconds / 1e3).toFixed(0)
}
