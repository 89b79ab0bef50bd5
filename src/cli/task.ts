/** An assignment as the game plays it: plain data for the screens, and the student's levels. */
import type { Level } from '../game/index.ts'
import { plainLine } from '../text/plain.ts'
import type { Task } from '../ui/task.ts'
import type { Student } from './assigned.ts'

export function taskOf({ assignment, owner, shown }: Student): Task {
  const { id, title, due, exam, levels } = assignment
  return {
    id,
    title: plainLine(title),
    ...(due === undefined ? {} : { due: plainLine(due) }),
    student: plainLine(shown),
    exam,
    owner,
    levels: Object.fromEntries(
      levels.map(({ level, weight, hints, rubric }) => [
        level,
        { weight, ...(hints === undefined ? {} : { hints }), prediction: rubric.prediction },
      ]),
    ),
  }
}

/** All of them may be played, in any order: what a level needs elsewhere, and what a boss opens, is nothing here. */
export function freeLevels({ own }: Student): readonly Level[] {
  return own().map((level) => ({ ...level, kind: 'level', requires: [] }))
}
