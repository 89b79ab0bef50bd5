/** Keys and words of the help, in sentences. */
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import { commandsOf, helpRows } from '../keys/keys.ts'
import { termsOf } from '../screens/glossary.ts'
import { activeSet, groundOf, type State } from '../state.ts'
import { sentence } from './aloud.ts'

/** Arrows by their names. */
export function keyName(label: string): string {
  return label
    .replace(/[←→↑↓⇧…]|(?<=^| )[-+](?= |$)/g, (sign) => ` ${words.line.keys[sign]} `)
    .replace(/ {2,}/g, ' ')
    .trim()
}

/** The help: keys of the screen below, and words that are explained. */
export function helpSaid(state: State): string[] {
  const set = activeSet(groundOf(state), state.task)
  const level = set === 'bench' ? state.bench?.play.level : undefined
  const terms = level === undefined ? [] : termsOf(level, state.levels)
  return [
    `${words.helpScreen.title}.`,
    ...commandsOf(set).flatMap(({ title, commands }) => [
      `${title}:`,
      ...helpRows(commands).map(({ label, text }) => `  ${words.line.help.key(keyName(label), text)}`),
    ]),
    ...(level === undefined ? [] : [`${words.helpScreen.ownWords}:`]),
    ...(level === undefined ? [] : words.helpScreen.ownWordRows.map(([word, text]) => `  ${word}: ${text}.`)),
    ...(terms.length === 0 ? [] : [`${words.helpScreen.terms}:`]),
    ...terms.map(({ word, text }) => sentence(`  ${plainLine(word)}: ${plainLine(text)}`)),
  ]
}
