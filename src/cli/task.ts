/** `play --assignment FILE --student ID`: whose levels are played, in whose save, and whose the codes are. */
import type { Assignment } from '../classroom/assignment.ts'
import { levelsFor } from '../classroom/levels-for.ts'
import { studentTag } from '../classroom/student.ts'
import type { CodeOwner, Level } from '../game/index.ts'
import { plainLine } from '../text/plain.ts'
import type { Task } from '../ui/task.ts'
import { textOf } from './arguments.ts'
import type { AssignmentFile } from './assignment-file.ts'
import type { Input } from './command.ts'
import { playAssigned } from './save-slot.ts'
import { WrongUse } from './wrong-use.ts'

export interface Assigned {
  readonly assignment: Assignment
  readonly task: Task
  /** The student's levels, in the language that is spoken. */
  levels(): readonly Level[]
}

/** Characters of a name in a code, and of an id that is read. */
const LONGEST_NAME = 40
const LONGEST_ID = 100

/** A flag, else its variable. */
function given(input: Input, flag: string): string | undefined {
  const variable = process.env[`EXITLESS_${flag.toUpperCase()}`]
  return textOf(input, flag) ?? (variable === '' ? undefined : variable)
}

/** The student's id, as it is hashed. @throws WrongUse */
function studentIn(input: Input, { students, id: assignment }: Assignment): string {
  const id = given(input, 'student')?.normalize('NFC').trim() ?? ''
  if (id === '')
    throw new WrongUse('--assignment needs --student ID beside it: whose variants and codes they are')
  if (id.length > LONGEST_ID) throw new WrongUse(`--student takes an id of at most ${LONGEST_ID} characters`)
  const isKnown = students.some((one) => one.trim().toLowerCase() === id.toLowerCase())
  if (students.length > 0 && !isKnown)
    throw new WrongUse(
      `--student: "${id}" is not among the ${students.length} ids of assignment ${assignment}`,
    )
  return id
}

/** The name for codes and screens. @throws WrongUse where the assignment asks for one and there is none */
function nameIn(input: Input, { names, id }: Assignment): string | undefined {
  const name = plainLine(given(input, 'name')?.normalize('NFC') ?? '').trim()
  if ([...name].length > LONGEST_NAME) throw new WrongUse(`--name takes at most ${LONGEST_NAME} characters`)
  if (name !== '') return name
  if (names) throw new WrongUse(`assignment ${id} asks for names: its codes hold yours. Add --name NAME`)
  return undefined
}

function taskFor(assignment: Assignment, owner: CodeOwner, student: string): Task {
  const { id, title, due, exam, levels } = assignment
  return {
    id,
    title: plainLine(title),
    ...(due === undefined ? {} : { due: plainLine(due) }),
    student: plainLine(student),
    exam,
    owner,
    levels: Object.fromEntries(
      levels.map(({ level, weight, hints }) => [
        level,
        { weight, ...(hints === undefined ? {} : { hints }) },
      ]),
    ),
  }
}

/** All of them may be played, in any order: what a level needs elsewhere, and what a boss opens, is nothing here. */
function free(level: Level): Level {
  return { ...level, kind: 'level', requires: [] }
}

/**
 * The assignment of the command line, or of EXITLESS_ASSIGNMENT; from now on the save file is that of it and the student.
 * @throws WrongUse, CannotDo with every problem of the file
 */
export async function assignedIn(input: Input): Promise<Assigned | undefined> {
  const file = given(input, 'assignment')
  if (file === undefined) {
    for (const flag of ['student', 'name'])
      if (textOf(input, flag) !== undefined) throw new WrongUse(`--${flag} needs --assignment FILE beside it`)
    return undefined
  }
  const { assignmentIn } = await import('./assignment-file.ts')
  const { assignment } = assignmentIn(file)
  const id = studentIn(input, assignment)
  const name = nameIn(input, assignment)
  const tag = studentTag(assignment.salt, id)
  playAssigned(assignment.hash, tag)
  const owner: CodeOwner = {
    assignment: assignment.hash,
    student: tag,
    ...(assignment.names && name !== undefined ? { name } : {}),
  }
  return {
    assignment,
    task: taskFor(assignment, owner, name ?? id),
    levels: () => own(assignmentIn(file), assignment, tag).map(free),
  }
}

/** In another language the texts are others; what decides a result is the assignment as it was first read. */
function own({ levels }: AssignmentFile, assignment: Assignment, tag: string): readonly Level[] {
  return levelsFor(assignment, tag, levels)
}
