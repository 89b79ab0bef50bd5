/** What a class is graded against: the levels, the assignment's file, the list of students. */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Assignment } from '../classroom/assignment.ts'
import { levelsFor } from '../classroom/levels-for.ts'
import { Marking } from '../classroom/marking.ts'
import { parseAssignment } from '../classroom/parse-assignment.ts'
import { type Roster, readRoster, rosterOf } from '../classroom/roster.ts'
import { studentTag } from '../classroom/student.ts'
import type { Level } from '../game/index.ts'
import { textOf, textsOf } from './arguments.ts'
import type { Input } from './command.ts'
import { WRONG_USE } from './exit-codes.ts'
import { placed, printProblem, readYaml } from './level-file.ts'
import { levelNamed } from './levels.ts'
import { shippedLevels } from './shipped-levels.ts'
import { CannotDo, WrongUse } from './wrong-use.ts'

export interface Context {
  readonly levels: readonly Level[]
  readonly assignment?: Assignment
  readonly roster?: Roster
  readonly marking: Marking
  readonly tagOf?: (id: string) => string
}

/** A list of a class, or an assignment, is smaller. */
const LARGEST_LIST = 20 << 20

/** @throws WrongUse, CannotDo */
export async function contextOf(input: Input): Promise<Context> {
  const own = await Promise.all(textsOf(input, 'level').map(levelNamed))
  const shipped = shippedLevels()
  const levels = [...shipped, ...own.filter((level) => !shipped.includes(level))]
  const file = textOf(input, 'assignment')
  const answer = file === undefined ? undefined : await assignmentIn(file, levels)
  const students = textOf(input, 'students')
  const assignment = answer?.assignment
  const roster = students === undefined ? listOf(assignment) : rosterIn(students)
  const all = answer?.levels ?? levels
  const marking = new Marking(all, assignment, (tag) => levelsFor(assignment!, tag, all))
  return {
    levels: all,
    marking,
    ...(assignment === undefined ? {} : { assignment, tagOf: (id) => studentTag(assignment.salt, id) }),
    ...(roster === undefined ? {} : { roster }),
  }
}

function listOf(assignment: Assignment | undefined): Roster | undefined {
  return assignment === undefined || assignment.students.length === 0
    ? undefined
    : rosterOf(assignment.students)
}

function textIn(flag: string, file: string): string {
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch (fault) {
    const { code } = fault as NodeJS.ErrnoException
    throw new WrongUse(code === 'ENOENT' ? `${flag}: no file ${file}` : `${flag}: ${file} cannot be read`)
  }
  if (bytes.length > LARGEST_LIST) throw new WrongUse(`${flag}: ${file} is larger than 20 MiB`)
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('latin1').decode(bytes)
  }
}

function rosterIn(file: string): Roster {
  const roster = readRoster(textIn('--students', file))
  if ('problem' in roster) throw new CannotDo(`${file}:${roster.row}: ${roster.problem}`, WRONG_USE)
  return roster
}

/** The assignment, and all levels with those in files that it names. */
async function assignmentIn(file: string, levels: readonly Level[]) {
  const yaml = readYaml(textIn('--assignment', file), file)
  if ('problems' in yaml) throw new CannotDo(yaml.problems.map(printProblem).join('\n'), WRONG_USE)
  const files: Record<string, Level> = {}
  for (const name of namedFiles(yaml.data)) files[name] = await levelNamed(join(dirname(file), name))
  const parsed = parseAssignment(yaml.data, levels, files)
  if (parsed.problems !== undefined) {
    const text = placed(parsed.problems, file, yaml).map(printProblem).join('\n')
    throw new CannotDo(text, WRONG_USE)
  }
  return { assignment: parsed.assignment, levels: [...Object.values(files), ...levels] }
}

/** Levels that are paths to files beside the assignment. */
function namedFiles(data: unknown): readonly string[] {
  const levels = (data as { levels?: unknown } | null)?.levels
  if (!Array.isArray(levels)) return []
  return levels.flatMap((one: { level?: unknown } | null) => {
    const name = one?.level
    return typeof name === 'string' && /[/\\]|\.ya?ml$/i.test(name) ? [name] : []
  })
}
