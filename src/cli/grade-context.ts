/** What a class is graded against: the levels, the assignment's file, the list of students. */
import { readFileSync } from 'node:fs'
import type { Assignment } from '../classroom/assignment.ts'
import { levelsFor } from '../classroom/levels-for.ts'
import { Marking } from '../classroom/marking.ts'
import { type Roster, readRoster, rosterOf } from '../classroom/roster.ts'
import { studentTag } from '../classroom/student.ts'
import type { Level } from '../game/index.ts'
import { textOf, textsOf } from './arguments.ts'
import { assignmentOf } from './assigned.ts'
import type { Input } from './command.ts'
import { WRONG_USE } from './exit-codes.ts'
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
  const assigned = await assignmentOf(input)
  const own = await Promise.all(textsOf(input, 'level').map(levelNamed))
  const all = [...own, ...(assigned?.levels ?? shippedLevels())]
  const assignment = assigned?.assignment
  const students = textOf(input, 'students')
  const roster = students === undefined ? listOf(assignment) : rosterIn(students)
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
