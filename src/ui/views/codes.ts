/** The result codes of an assignment: which level has one, and all of them as one text to be handed in. */
import { type Level, levelProgress } from '../../game/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import type { State } from '../state.ts'

/** The code of a level's best run; undefined: there is none yet. */
export function codeHere(state: State, level: Level): string | undefined {
  return levelProgress(state.progress, level.id).code
}

/** Levels of the assignment that are passed, and how many there are. */
export function passedHere(state: State): { readonly passed: number; readonly of: number } {
  const passed = state.levels.filter(({ id }) => levelProgress(state.progress, id).medals > 0).length
  return { passed, of: state.levels.length }
}

/** Share of the grade that a level has, 0 to 1. */
export function shareOf({ task, levels }: State, level: Level): number {
  const weights = levels.map(({ id }) => task?.levels[id]?.weight ?? 0)
  const sum = weights.reduce((total, one) => total + one, 0)
  return sum === 0 ? 0 : (task?.levels[level.id]?.weight ?? 0) / sum
}

/** All codes as one text; what is not passed is named without. No id is in it, and a name only where codes have one. */
export function codesText(state: State): readonly string[] {
  const { task, levels } = state
  if (task === undefined) return []
  const say = words.task.codes
  const name = task.owner.name === undefined ? [] : [plainLine(task.owner.name)]
  return [
    plainLine(task.title),
    ...name,
    '',
    ...levels.flatMap((level) => [
      `${level.number} ${plainLine(level.title)}`,
      codeHere(state, level) ?? say.none,
      '',
    ]),
  ]
}

export function countCodes(state: State): number {
  return state.levels.filter((level) => codeHere(state, level) !== undefined).length
}
