/** Screens on which letters are text, and what a key does to the text. */
import type { Screen } from '../state.ts'

/** Screens that take letters as text; the help only once something is typed, so that q still closes it. */
export function isTyping(screen: Screen): boolean {
  if (screen.at === 'help') return (screen.text ?? '') !== ''
  if (screen.at === 'questions') return screen.text !== undefined
  return ['jump', 'look-up', 'find', 'palette'].includes(screen.at)
}

const LONGEST = 100
/** What can be seen and has a place of its own. */
const VISIBLE = /^[\p{L}\p{N}\p{P}\p{S}]$/u

/** The text after a key; undefined: the key is none of the text. */
export function typed(text: string, key: string): string | undefined {
  if (key === 'backspace' || key === 'delete') return [...text].slice(0, -1).join('')
  if (key === 'ctrl-u') return ''
  if (key === 'ctrl-w') return text.replace(/\S+\s*$/, '')
  const character = key === 'space' ? ' ' : key
  if (character !== ' ' && !VISIBLE.test(character)) return undefined
  return text.length < LONGEST ? text + character : text
}

/** The first line of a pasted text, as far as it can be typed. */
export function pastedLine(text: string): string {
  const [first = ''] = text.trim().split(/\r\n|\r|\n/)
  return [...first]
    .map((one) => (one === '\t' ? ' ' : one))
    .filter((one) => one === ' ' || VISIBLE.test(one))
    .join('')
}
