/** Assignments by name: a file, or one that is shipped with the program. */
import { existsSync } from 'node:fs'
import type { Assignment } from '../classroom/assignment.ts'
import type { Level } from '../game/index.ts'
import { suggestionOrAll } from '../game/suggestion.ts'
import { shippedData } from './shipped-data.ts'
import { shippedLevels } from './shipped-levels.ts'
import { WrongUse } from './wrong-use.ts'

export interface NamedAssignment {
  readonly assignment: Assignment
  /** Every level that it can name: those shipped, in the language that is spoken, and those in files beside it. */
  readonly levels: readonly Level[]
  /** As it was named. */
  readonly name: string
  /** Shipped with the program: everybody knows its salt. */
  readonly shipped: boolean
}

/** The assignments of levels/assignments/, as the build read them. */
export function shippedAssignments(): readonly Assignment[] {
  return (shippedData('assignments') as { assignments: readonly Assignment[] }).assignments
}

/** An assignment by the path of its file, or by the id of a shipped one; a file goes before. @throws WrongUse, CannotDo */
export async function assignmentNamed(text: string): Promise<NamedAssignment> {
  if (/[/\\]|\.ya?ml$|\.json$/i.test(text) || existsSync(text)) {
    const { assignmentIn } = await import('./assignment-file.ts')
    const { assignment, levels } = assignmentIn(text)
    return { assignment, levels, name: text, shipped: false }
  }
  const all = shippedAssignments()
  const assignment = all.find(({ id }) => id === text.trim().toLowerCase())
  if (assignment !== undefined)
    return { assignment, levels: shippedLevels(), name: assignment.id, shipped: true }
  const names = all.map(({ id }) => id)
  throw new WrongUse(`no assignment "${text}", neither a file nor shipped${suggestionOrAll(text, names)}`)
}
