/** Files beside what was handed in that nobody handed in: the assignment, the list, gradebooks. */
import { closeSync, openSync, readSync, realpathSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { isGradebook } from '../classroom/roster.ts'
import { plainLine } from '../text/plain.ts'
import { textOf } from './arguments.ts'
import { isAssignmentText } from './assignment-file.ts'
import type { Input } from './command.ts'
import { decoded } from './roster-file.ts'

/** Bytes that say what a file is. */
const BEGINNING = 256 * 1024

/** Knows the files that grading itself reads or writes, and keeps the names of those that it met. */
export class OwnFiles {
  readonly met: string[] = []
  readonly #named = new Map<string, string>()

  constructor(input: Input) {
    for (const flag of ['assignment', 'students', 'csv', 'junit']) {
      const real = realPath(textOf(input, flag) ?? '')
      if (real !== undefined) this.#named.set(real, `--${flag}`)
    }
  }

  /** @param file its real path */
  has(file: string): boolean {
    const what = this.#named.get(file) ?? whatItIs(file)
    if (what === undefined) return false
    this.met.push(`${plainLine(basename(file))} (${what})`)
    return true
  }
}

function realPath(file: string): string | undefined {
  try {
    return file === '' ? undefined : realpathSync(file)
  } catch {
    return undefined
  }
}

function whatItIs(file: string): string | undefined {
  if (/\.ya?ml$/i.test(file) && isAssignmentText(beginningOf(file))) return 'an assignment'
  return /\.csv$/i.test(file) && isGradebook(beginningOf(file)) ? 'a gradebook' : undefined
}

/** Empty where it cannot be read: whoever reads it says why. */
function beginningOf(file: string): string {
  try {
    if (!statSync(file).isFile()) return ''
    const descriptor = openSync(file, 'r')
    try {
      const bytes = Buffer.alloc(BEGINNING)
      return decoded(bytes.subarray(0, readSync(descriptor, bytes, 0, BEGINNING, 0)))
    } finally {
      closeSync(descriptor)
    }
  } catch {
    return ''
  }
}
