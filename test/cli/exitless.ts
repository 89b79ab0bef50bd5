/** Runs the built program as a player's shell would, without a terminal. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const DOOR = 'dist/exitless.cjs'

export interface Outcome {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** A folder of its own for each test. */
export function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), 'exitless-test-'))
}

export function exitless(
  args: readonly string[],
  { input = '', data = emptyFolder(), env = {} as Record<string, string> } = {},
): Outcome {
  if (!existsSync(DOOR)) throw new Error('dist/ is missing: npm run build first')
  const { status, stdout, stderr } = spawnSync(process.execPath, [DOOR, ...args], {
    input,
    encoding: 'utf8',
    env: { ...process.env, EXITLESS_DATA: data, ...env },
    timeout: 120_000,
  })
  return { code: status, out: stdout, err: stderr }
}

/** The document that `--json` prints. */
export function document(args: readonly string[]) {
  const { out, err } = exitless([...args, '--json'])
  try {
    return JSON.parse(out)
  } catch {
    throw new Error(`no JSON on stdout of ${args.join(' ')}: ${out.slice(0, 400)}\n${err}`)
  }
}
