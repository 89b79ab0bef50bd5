/** Which command a typed word means. */
import { words } from '../../text/ui-words.ts'

export type CommandName = keyof typeof words.lineCommands

/** What the keys of the screens mean, as words. */
const KEYS: Readonly<Record<string, CommandName>> = {
  w: 'why',
  c: 'compare',
  a: 'keep',
  i: 'interrupts',
  u: 'undo',
  r: 'redo',
  h: 'hint',
  b: 'brief',
  t: 'tree',
  d: 'debrief',
  x: 'explore',
  f: 'runs',
  m: 'model',
  v: 'violation',
  n: 'questions',
}

function wordsOf(id: CommandName): readonly string[] {
  return words.lineCommands[id].words
}

/** By a whole word, or by the key of its screen. */
export function wholeOf(all: readonly CommandName[], word: string): CommandName | undefined {
  const byKey = KEYS[word]
  return (
    all.find((id) => wordsOf(id).includes(word)) ??
    (byKey !== undefined && all.includes(byKey) ? byKey : undefined)
  )
}

/** The command that a word means: whole, or cut short where only one begins so. */
export function commandOf(given: readonly CommandName[], typed: string): CommandName | undefined {
  const word = typed.toLowerCase()
  if (word === '') return undefined
  const all = [...new Set(given)]
  const whole = wholeOf(all, word)
  if (whole !== undefined) return whole
  const begun = all.filter((id) => wordsOf(id).some((one) => one.startsWith(word)))
  return begun.length === 1 ? begun[0] : undefined
}
