/** All codes of an assignment at once: to the clipboard, or to a file. */
import { words } from '../../text/ui-words.ts'
import { type State, type Step, step, withNotice } from '../state.ts'
import { codesText, countCodes } from '../views/codes.ts'

export function copyCodes(state: State): Step {
  const count = countCodes(state)
  if (count === 0) return step(withNotice(state, words.task.codes.nothing))
  const text = `${codesText(state).join('\n')}\n`
  return step(withNotice(state, words.task.codes.copied(count)), { kind: 'copy', text })
}

export function saveCodes(state: State): Step {
  if (countCodes(state) === 0) return step(withNotice(state, words.task.codes.nothing))
  return step(state, { kind: 'save-codes', text: `${codesText(state).join('\n')}\n` })
}
