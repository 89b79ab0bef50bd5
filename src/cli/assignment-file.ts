/** An assignment's file: YAML to an assignment, and the levels in files that it names. */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Assignment } from '../classroom/assignment.ts'
import { parseAssignment } from '../classroom/parse-assignment.ts'
import type { Level } from '../game/index.ts'
import { WRONG_USE } from './exit-codes.ts'
import { type FileProblem, placed, printProblem, readYaml } from './level-file.ts'
import { levelNamed } from './levels.ts'
import { shippedLevels } from './shipped-levels.ts'
import { CannotDo, WrongUse } from './wrong-use.ts'

export type AssignmentFile =
  | { readonly assignment: Assignment; readonly levels: readonly Level[]; readonly problems?: undefined }
  | { readonly problems: readonly FileProblem[] }

/** @throws WrongUse, CannotDo with every problem at its line */
export async function assignmentInFile(path: string) {
  const answer = await readAssignmentFile(path)
  if (answer.problems === undefined) return { assignment: answer.assignment, levels: answer.levels }
  throw new CannotDo(answer.problems.map(printProblem).join('\n'), WRONG_USE)
}

/** @throws WrongUse where there is no such file, CannotDo where a level that it names cannot be read */
export async function readAssignmentFile(path: string): Promise<AssignmentFile> {
  const yaml = readYaml(textOf(path), path)
  if ('problems' in yaml) return yaml
  const files = await levelsBeside(path, yaml.data)
  const shipped = shippedLevels()
  const parsed = parseAssignment(yaml.data, shipped, files)
  if (parsed.problems !== undefined) return { problems: placed(parsed.problems, path, yaml) }
  const own = Object.values(files)
  const rest = shipped.filter(({ id }) => own.every((level) => level.id !== id))
  return { assignment: parsed.assignment, levels: [...rest, ...own] }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (fault) {
    const { code, message } = fault as NodeJS.ErrnoException
    throw new WrongUse(code === 'ENOENT' ? `no file ${path}` : `${path} cannot be read: ${message}`)
  }
}

/** Levels of the assignment that are paths, by the path that it writes; from the folder of its file. */
async function levelsBeside(path: string, data: unknown): Promise<Readonly<Record<string, Level>>> {
  const { levels = [] } = (data ?? {}) as { readonly levels?: unknown }
  const names = (Array.isArray(levels) ? levels : []).flatMap((one: unknown) => {
    const { level } = (one ?? {}) as { readonly level?: unknown }
    return typeof level === 'string' && /\.ya?ml$/i.test(level) ? [level] : []
  })
  const found: Record<string, Level> = {}
  for (const name of new Set(names)) found[name] = await levelNamed(join(dirname(path), name))
  return found
}
