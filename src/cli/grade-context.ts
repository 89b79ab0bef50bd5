/** What a class is graded against: the levels, the assignment's file, the list of students. */
import type { Assignment } from '../classroom/assignment.ts'
import { levelsFor } from '../classroom/levels-for.ts'
import { Marking } from '../classroom/marking.ts'
import { type Roster, rosterOf } from '../classroom/roster.ts'
import { studentTag } from '../classroom/student.ts'
import type { Level } from '../game/index.ts'
import { textOf, textsOf } from './arguments.ts'
import { assignmentOf } from './assigned.ts'
import type { Input } from './command.ts'
import { levelNamed } from './levels.ts'
import { rosterIn } from './roster-file.ts'
import { shippedLevels } from './shipped-levels.ts'

export interface Context {
  readonly levels: readonly Level[]
  readonly assignment?: Assignment
  readonly roster?: Roster
  readonly marking: Marking
  readonly tagOf?: (id: string) => string
}

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
