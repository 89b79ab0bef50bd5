/** --assignment, --student and --students: whose levels, whose save, whose codes. */
import { existsSync, readFileSync } from 'node:fs'
import type { Assignment } from '../classroom/assignment.ts'
import { levelsFor } from '../classroom/levels-for.ts'
import { rosterOf, studentTag } from '../classroom/verify.ts'
import { findLevel, type Level } from '../game/index.ts'
import { textOf } from './arguments.ts'
import type { Input } from './command.ts'
import { playAssigned } from './save-slot.ts'
import { WrongUse } from './wrong-use.ts'

export interface Assigned {
  readonly assignment: Assignment
  /** All that it may name. */
  readonly levels: readonly Level[]
}

/** --assignment: a file, or the name of a shipped one. @throws WrongUse, CannotDo */
export async function assignmentOf(input: Input): Promise<Assigned | undefined> {
  const file = textOf(input, 'assignment')
  if (file === undefined) return undefined
  const { assignmentNamed } = await import('./assignments.ts')
  return assignmentNamed(file)
}

/** The student of --student, whose save is read from now on. @throws WrongUse where only one of the two is given */
export async function studentOf(
  input: Input,
): Promise<(Assigned & { readonly tag: string; readonly own: readonly Level[] }) | undefined> {
  const id = textOf(input, 'student')
  const given = await assignmentOf(input)
  if (given === undefined) {
    if (id !== undefined) throw new WrongUse('--student needs --assignment FILE beside it')
    return undefined
  }
  if (id === undefined) throw new WrongUse('--assignment needs --student ID beside it: whose variant it is')
  const tag = studentTag(given.assignment.salt, id)
  playAssigned(given.assignment.hash, tag)
  return { ...given, tag, own: levelsFor(given.assignment, tag, given.levels) }
}

/** One of the student's levels. @throws WrongUse where the assignment has no such level */
export function ownLevel(
  { assignment, own }: { assignment: Assignment; own: readonly Level[] },
  name: string,
): Level {
  const answer = findLevel(own, name)
  if ('level' in answer) return answer.level
  throw new WrongUse(`assignment ${assignment.id}: ${answer.problem}`)
}

/** Ids by their tags: of --students, one a line or the first column of a table, else of the assignment. @throws WrongUse */
export function classOf(input: Input, assignment: Assignment): ReadonlyMap<string, string> {
  const file = textOf(input, 'students')
  if (file === undefined) return rosterOf(assignment.salt, assignment.students)
  if (!existsSync(file)) throw new WrongUse(`--students: no file ${file}`)
  const lines = readFileSync(file, 'utf8').split(/\r?\n/)
  const ids = lines.map((line) =>
    line
      .split(/[,;\t]/)[0]
      .replace(/^"|"$/g, '')
      .trim(),
  )
  return rosterOf(
    assignment.salt,
    ids.filter((id) => id !== '' && !id.startsWith('#')),
  )
}
