/** The result code of the level in hand: of its best run, as the progress keeps it. */
import { levelProgress, SANDBOX_ID } from '../../game/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import { type State, type Step, step, withBench, withNotice } from '../state.ts'

export interface LevelCode {
  readonly number: string
  readonly title: string
  readonly text: string
}

/** Undefined: nothing of this level passed yet, or it is no level. */
export function codeInHand(state: State): LevelCode | undefined {
  const level = state.bench?.play.level
  if (level === undefined || level.id === SANDBOX_ID) return undefined
  // Hints, answers and time by now.
  const { code } = levelProgress(withBench(state).progress, level.id)
  if (code === undefined) return undefined
  return { number: plainLine(level.number), title: plainLine(level.title), text: plainLine(code) }
}

/** In rows of so many cells, broken behind hyphens. */
export function codeRows(text: string, width: number): readonly string[] {
  const rows: string[] = []
  for (const piece of text.match(/[^-]+-?/g) ?? []) {
    const last = rows.at(-1)
    if (last !== undefined && last.length + piece.length <= width) rows[rows.length - 1] = last + piece
    else rows.push(piece)
  }
  return rows
}

export function copyCode(state: State): Step {
  const code = codeInHand(state)
  if (code === undefined) return step(withNotice(state, words.result.none))
  return step(withNotice(state, words.result.copied(code.number)), {
    kind: 'copy',
    text: `${code.text}\n`,
  })
}

/** What comes of it is told by whoever writes the file. */
export function saveCode(state: State): Step {
  const code = codeInHand(state)
  if (code === undefined) return step(withNotice(state, words.result.none))
  return step(state, { kind: 'save-code', code })
}
