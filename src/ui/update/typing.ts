/** Keys and pasted text on the screens that take letters as text. */

import { words } from '../../text/ui-words.ts'
import { isTyping, pastedLine, typed } from '../keys/typing.ts'
import { replaceTop, type State, type Step, step, topOf, withNotice } from '../state.ts'
import { typeFind } from './find.ts'
import { typeJump } from './map.ts'
import { typeLookUp } from './model.ts'
import { openPalette, typePalette } from './palette.ts'
import { typeQuestion } from './questions.ts'

/** What a key does to the text that is typed; undefined: it is none of it. */
export function typeKey(state: State, key: string): Step | undefined {
  const top = topOf(state)
  if (top.at === 'jump') return typeJump(state, top, key)
  if (top.at === 'look-up') return typeLookUp(state, top, key)
  if (top.at === 'questions') return typeQuestion(state, top, key)
  if (top.at === 'palette') return typePalette(state, top, key)
  if (top.at === 'find') return state.bench && typeFind(state, state.bench, top, key)
  if (top.at !== 'help') return undefined
  return typeHelp(state, top, key)
}

/** Keys that the help takes as keys while nothing is typed. */
const CLOSING = ['q', '?', ':']

function typeHelp(
  state: State,
  top: Extract<State['stack'][number], { at: 'help' }>,
  key: string,
): Step | undefined {
  const before = top.text ?? ''
  if (before === '' && key === ':') return openPalette(state)
  if (before === '' && CLOSING.includes(key)) return undefined
  if (before !== '' && key === 'enter') return openPalette(state, before)
  const text = typed(before, key)
  return text === undefined ? undefined : step(replaceTop(state, { at: 'help', scroll: 0, text }))
}

/** Pasted text is typed where text is typed, and no keys anywhere else. */
export function paste(state: State, text: string): Step {
  const top = topOf(state)
  if (!isTyping(top) && top.at !== 'help') return step(withNotice(state, words.bench.pasted))
  return [...pastedLine(text)].reduce<Step>((now, key) => typeKey(now.state, key) ?? now, step(state))
}
