/** --assignment, --student and --students: whose levels, whose save, whose codes. */
import type { Assignment } from '../classroom/assignment.ts'
import { levelsFor } from '../classroom/levels-for.ts'
import { rosterOf, studentTag } from '../classroom/verify.ts'
import { type CodeOwner, findLevel, type Level } from '../game/index.ts'
import { plainLine } from '../text/plain.ts'
import { textOf } from './arguments.ts'
import type { Input } from './command.ts'
import { rosterIn } from './roster-file.ts'
import { playAssigned } from './save-slot.ts'
import { shippedLevels } from './shipped-levels.ts'
import { WrongUse } from './wrong-use.ts'

export interface Assigned {
  readonly assignment: Assignment
  /** All that it may name. */
  readonly levels: readonly Level[]
}

/** A flag, else its variable. */
function given(input: Input, flag: string): string | undefined {
  const variable = process.env[`EXITLESS_${flag.toUpperCase()}`]
  return textOf(input, flag) ?? (variable === '' ? undefined : variable)
}

/** --assignment: a file, or the name of a shipped one. @throws WrongUse, CannotDo */
export async function assignmentOf(input: Input): Promise<Assigned | undefined> {
  const name = textOf(input, 'assignment')
  if (name === undefined) return undefined
  const { assignmentNamed } = await import('./assignments.ts')
  return assignmentNamed(name)
}

/** Somebody of the class. */
export interface Student extends Assigned {
  readonly tag: string
  /** Their levels, as they are now; in another language they are to be asked for again. */
  own(): readonly Level[]
  readonly owner: CodeOwner
  /** As it is shown: the name, else the id. */
  readonly shown: string
}

/** Characters of a name in a code, and of an id that is read. */
const LONGEST_NAME = 40
const LONGEST_ID = 100

/** The student's id, as it is hashed. @throws WrongUse */
function idIn(input: Input, { students, id: assignment }: Assignment): string {
  const id = given(input, 'student')?.trim() ?? ''
  if (id === '') throw new WrongUse('--assignment needs --student ID beside it: whose variant it is')
  if (id.length > LONGEST_ID) throw new WrongUse(`--student takes an id of at most ${LONGEST_ID} characters`)
  checkStudent(id, { students, id: assignment })
  return id
}

/** @throws WrongUse where the assignment has a list, and this id is not in it */
export function checkStudent(id: string, { students, id: name }: Pick<Assignment, 'students' | 'id'>): void {
  const isKnown = students.some((one) => one.trim().toLowerCase() === id.trim().toLowerCase())
  if (students.length > 0 && !isKnown)
    throw new WrongUse(
      `--student: "${plainLine(id)}" is not among the ${students.length} ids of assignment ${name}`,
    )
}

/** The name for codes and screens. @throws WrongUse */
function nameIn(input: Input): string | undefined {
  const name = plainLine(given(input, 'name')?.normalize('NFC') ?? '').trim()
  if ([...name].length > LONGEST_NAME)
    throw new WrongUse(`--name takes a name of at most ${LONGEST_NAME} characters`)
  return name === '' ? undefined : name
}

/** @throws WrongUse where the assignment asks for a name and there is none */
export function needName({ assignment: { id, names }, owner }: Student): void {
  if (names && owner.name === undefined)
    throw new WrongUse(`assignment ${id} asks for names: its codes hold yours. Add --name NAME`)
}

/**
 * The student of --student and --assignment, or of EXITLESS_STUDENT and EXITLESS_ASSIGNMENT, whose save is read from now on.
 * @throws WrongUse where only one of the two is given, CannotDo with every problem of the file
 */
export async function studentOf(input: Input): Promise<Student | undefined> {
  const file = given(input, 'assignment')
  if (file === undefined) {
    for (const flag of ['student', 'name'])
      if (textOf(input, flag) !== undefined) throw new WrongUse(`--${flag} needs --assignment FILE beside it`)
    return undefined
  }
  if (textOf(input, 'player') !== undefined)
    throw new WrongUse(
      '--player and --student are two saves: a student of an assignment has one of their own',
    )
  const { assignmentNamed } = await import('./assignments.ts')
  const named = await assignmentNamed(file)
  const { assignment } = named
  const id = idIn(input, assignment)
  const name = nameIn(input)
  const tag = studentTag(assignment.salt, id)
  playAssigned(assignment.hash, tag)
  const owner = { assignment: assignment.hash, student: tag }
  return {
    assignment,
    levels: named.levels,
    tag,
    own: () => levelsFor(assignment, tag, named.levels.map(spokenNow)),
    owner: assignment.names && name !== undefined ? { ...owner, name } : owner,
    shown: name ?? id,
  }
}

/** A level in the language that is spoken; one of a file of its own stays as it is. */
function spokenNow(level: Level): Level {
  return shippedLevels().find((one) => one.id === level.id && one.hash === level.hash) ?? level
}

/** One of the student's levels. @throws WrongUse where the assignment has no such level */
export function ownLevel(
  { assignment }: Pick<Student, 'assignment'>,
  levels: readonly Level[],
  name: string,
): Level {
  const answer = findLevel(levels, name)
  if ('level' in answer) return answer.level
  const numbers = levels.map(({ number }) => number).join(', ')
  throw new WrongUse(`assignment ${assignment.id} has no level "${name}"; it has ${numbers}`)
}

/** Ids by the tags of all that a student may have played under: of --students, else of the assignment. @throws WrongUse, CannotDo */
export function classOf(input: Input, assignment: Assignment): ReadonlyMap<string, string> {
  const file = textOf(input, 'students')
  if (file === undefined) return rosterOf(assignment.salt, assignment.students)
  return new Map(
    rosterIn(file).students.flatMap(({ id, ids }) =>
      [id, ...ids].map((one) => [studentTag(assignment.salt, one), id] as const),
    ),
  )
}
