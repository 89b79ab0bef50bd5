/** An assignment's file: YAML text to an assignment with its levels, or to problems at their places. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Assignment } from '../classroom/assignment.ts'
import { parseAssignment } from '../classroom/parse-assignment.ts'
import type { Level, Place, Problem } from '../game/index.ts'
import { WRONG_USE } from './exit-codes.ts'
import { type FileProblem, placed, printProblem, readYaml } from './level-file.ts'
import { readLevelFile } from './level-folder.ts'
import { shippedLevels } from './shipped-levels.ts'
import { CannotDo, WrongUse } from './wrong-use.ts'

export interface AssignmentFile {
  readonly assignment: Assignment
  /** All that the assignment may name: the shipped ones, and those of files that it names. */
  readonly levels: readonly Level[]
  placeOf(problem: Problem): Place
  readonly problems?: undefined
}

/** Does a file look like an assignment, not like a level? */
export function isAssignmentText(text: string): boolean {
  return /^levels\s*:/m.test(text) && /^salt\s*:/m.test(text)
}

/** @throws CannotDo with every problem, file and line; WrongUse where there is no such file */
export function assignmentIn(file: string, levels?: readonly Level[]): AssignmentFile {
  const read = readAssignment(file, levels)
  if (read.problems === undefined) return read
  throw new CannotDo(read.problems.map(printProblem).join('\n'), WRONG_USE)
}

/** @param levels that it may name by id or number; without it the shipped ones. @throws WrongUse where there is no such file */
export function readAssignment(
  file: string,
  levels: readonly Level[] = shippedLevels(),
): AssignmentFile | { readonly problems: readonly FileProblem[] } {
  return parseAssignmentFile(textOf(file), file, levels)
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (fault) {
    const { code, message } = fault as NodeJS.ErrnoException
    const why = code === 'EISDIR' ? 'it is a folder' : message
    throw new WrongUse(code === 'ENOENT' ? `no file ${file}` : `${file} cannot be read: ${why}`)
  }
}

/** The same from the text of the file. */
export function parseAssignmentFile(
  text: string,
  file: string,
  levels: readonly Level[],
): AssignmentFile | { readonly problems: readonly FileProblem[] } {
  const yaml = readYaml(text, file)
  if ('problems' in yaml) return yaml
  const own = levelFiles(yaml.data, file, levels)
  if (own.problems.length > 0) return { problems: own.problems }
  const parsed = parseAssignment(yaml.data, levels, own.files)
  if (parsed.problems !== undefined) return { problems: placed(parsed.problems, file, yaml) }
  const more = Object.values(own.files)
  const among = [...levels.filter(({ id }) => !more.some((one) => one.id === id)), ...more]
  return { assignment: parsed.assignment, levels: among, placeOf: yaml.placeOf }
}

/** Levels in files beside the assignment, by the path that it names them by. */
function levelFiles(
  data: unknown,
  file: string,
  levels: readonly Level[],
): { readonly files: Readonly<Record<string, Level>>; readonly problems: readonly FileProblem[] } {
  const named = (data as { levels?: unknown } | null)?.levels
  const names = (Array.isArray(named) ? named : []).flatMap((one) => {
    const name = (one as { level?: unknown } | null)?.level
    return typeof name === 'string' && looksLikePath(name) ? [name.trim()] : []
  })
  const files: Record<string, Level> = {}
  const problems: FileProblem[] = []
  for (const name of names) {
    const path = join(dirname(file), name)
    // One that is not there is told at its place in the assignment.
    if (!existsSync(path)) continue
    const read = readLevelFile(
      path,
      levels.map(({ id }) => id),
    )
    if (read.problems === undefined) files[name] = read.level
    else problems.push(...read.problems)
  }
  return { files, problems }
}

export function looksLikePath(name: string): boolean {
  return /[/\\]|\.ya?ml$/i.test(name)
}
