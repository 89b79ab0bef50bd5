/** Which level a code is of, and whose it is. */
import type { CodeOwner, Level, ResultCode } from '../game/index.ts'
import { plainLine } from '../text/plain.ts'
import type { Assignment } from './assignment.ts'
import { studentTag } from './student.ts'
import type { VerdictProblem } from './verdict.ts'

/** As much of a level's hash as a code holds. */
export function shortHash(level: Pick<Level, 'hash'>): string {
  return level.hash.slice(0, 8)
}

/** The level by its hash; else why not, and the level of the same number, if there is one. */
export function findLevel(
  code: Pick<ResultCode, 'level' | 'number'>,
  levels: readonly Level[],
): { readonly level: Level } | { readonly problem: VerdictProblem; readonly would?: Level } {
  const level = levels.find((one) => shortHash(one) === code.level)
  if (level !== undefined) return { level }
  if (code.number === '') {
    const text = `of a level file with the hash ${code.level}, which is not here; name the file with --level`
    return { problem: { kind: 'unknown-level', text } }
  }
  const would = levels.find((one) => one.number === code.number)
  if (would === undefined) {
    const text = `there is no level ${code.number} here (its hash is ${code.level})`
    return { problem: { kind: 'unknown-level', text } }
  }
  const text = `written for another text of level ${code.number}: its hash is ${code.level}, and ${plainLine(would.title)} here has ${shortHash(would)}`
  return { problem: { kind: 'other-text', text }, would }
}

/** Is the code of this assignment, and of this student? `tag`: as studentTag gives it; undefined: anybody's. */
export function ownerProblem(
  owner: CodeOwner | undefined,
  assignment: Pick<Assignment, 'hash' | 'id'>,
  tag?: string,
): VerdictProblem | undefined {
  const id = plainLine(assignment.id)
  if (owner === undefined)
    return { kind: 'foreign-assignment', text: `belongs to no assignment; play with --assignment (${id})` }
  if (owner.assignment !== assignment.hash) {
    const text = `belongs to assignment ${owner.assignment}, and ${id} is ${assignment.hash}`
    return { kind: 'foreign-assignment', text }
  }
  if (tag === undefined || owner.student === tag) return undefined
  return { kind: 'foreign-student', text: `belongs to student ${owner.student}, and not to ${tag}` }
}

/** Ids by tag, to say whose a code is. */
export function rosterOf(salt: string, ids: readonly string[]): ReadonlyMap<string, string> {
  return new Map(ids.map((id) => [studentTag(salt, id), id.trim()]))
}
