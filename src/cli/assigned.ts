/** --assignment, --student and --students: whose levels, whose save, whose codes. */
import { existsSync, readFileSync } from 'node:fs'
import type { Assignment } from '../classroom/assignment.ts'
import { levelsFor } from '../classroom/levels-for.ts'
import { readRoster } from '../classroom/roster.ts'
import { rosterOf, studentTag } from '../classroom/verify.ts'
import { findLevel, type Level } from '../game/index.ts'
import { textOf } from './arguments.ts'
import type { Input } from './command.ts'
import { WRONG_USE } from './exit-codes.ts'
import { playAssigned } from './save-slot.ts'
import { CannotDo, WrongUse } from './wrong-use.ts'

export interface Assigned {
  readonly assignment: Assignment
  /** All that it may name. */
  readonly levels: readonly Level[]
}

/** The assignment of --assignment: a file, or the name of a shipped one. @throws WrongUse, CannotDo */
export async function assignmentOf(input: Input): Promise<Assigned | undefined> {
  const name = textOf(input, 'assignment')
  if (name === undefined) return undefined
  const { assignmentNamed } = await import('./assignments.ts')
  return assignmentNamed(name)
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
  { assignment, own }: { readonly assignment: Assignment; readonly own: readonly Level[] },
  name: string,
): Level {
  const answer = findLevel(own, name)
  if ('level' in answer) return answer.level
  throw new WrongUse(`assignment ${assignment.id}: ${answer.problem}`)
}

/** Ids by the tags of all that a student may have played under: of --students, else of the assignment. @throws WrongUse, CannotDo */
export function classOf(input: Input, assignment: Assignment): ReadonlyMap<string, string> {
  const file = textOf(input, 'students')
  if (file === undefined) return rosterOf(assignment.salt, assignment.students)
  if (!existsSync(file)) throw new WrongUse(`--students: no file ${file}`)
  const roster = readRoster(readFileSync(file, 'utf8'))
  if ('problem' in roster) throw new CannotDo(`${file}:${roster.row}: ${roster.problem}`, WRONG_USE)
  return new Map(
    roster.students.flatMap(({ id, ids }) =>
      [id, ...ids].map((one) => [studentTag(assignment.salt, one), id] as const),
    ),
  )
}
