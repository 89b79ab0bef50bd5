/** How many codes of a class are graded in a second, by the built program: reading, simulating, verifying, the table. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundle } from '../peers.mjs'

const top = fileURLToPath(new URL('../..', import.meta.url))
const CODES = 10_000

export async function measure() {
  const place = mkdtempSync(join(tmpdir(), 'exitless-bench-'))
  try {
    const program = join(place, 'class.mjs')
    await bundle(join(top, 'bench/grade/class.ts'), program)
    const options = { cwd: top, encoding: 'utf8', maxBuffer: 1 << 28 }
    const expected = JSON.parse(execFileSync(process.execPath, [program, place, String(CODES)], options))
    const rows = [1, 2].map((threads) => row(place, threads, expected))
    return [
      {
        title: `Grading a class of ${expected.length} with ${CODES.toLocaleString('en')} codes, whole process`,
        columns: ['threads', 'codes', 'configurations simulated', 'seconds', 'CPU s', 'codes/s'],
        rows,
        notes: [
          `  ${availableParallelism()} processors here; each student's score is compared with what was generated.`,
        ],
      },
    ]
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

function row(place, threads, expected) {
  const args = ['class.zip', '--assignment', 'assignment.yaml', '--students', 'class.csv'].map((one) =>
    one.includes('.') ? join(place, one) : one,
  )
  const began = performance.now()
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [join(top, 'dist/exitless.cjs'), 'grade', ...args, '--workers', String(threads), '--json'],
    { encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, EXITLESS_DATA: place } },
  )
  const seconds = (performance.now() - began) / 1000
  const { students, class: all } = JSON.parse(stdout)
  const wrong = students.filter(({ id, score }, at) => id !== expected[at][0] || score !== expected[at][1])
  if (wrong.length > 0)
    throw new Error(`${wrong.length} scores differ, the first of ${wrong[0].id}\n${stderr}`)
  const simulated = /([\d,]+) configurations simulated/.exec(stderr)?.[1] ?? '?'
  const cpu = /\(([\d.]+) s of CPU\)/.exec(stderr)?.[1] ?? '?'
  const rate = Math.round(all.codes / seconds)
  return [String(threads), String(all.codes), simulated, seconds.toFixed(1), cpu, String(rate)]
}
