/** The terms that a level and those before it introduce, to be looked up. */
import { type Level, requiredBy } from '../../game/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import { type Line, line, span, wrap } from '../line.ts'

/** Own terms first, then those of the levels before, in the order of play; each word once. */
export function termsOf(level: Level, levels: readonly Level[]): Level['terms'] {
  const before = requiredBy(level, levels)
  const all = [level, ...levels.filter((one) => before.has(one.id))].flatMap(({ terms }) => terms)
  const place = (word: string) => all.findIndex((one) => one.word.toLowerCase() === word.toLowerCase())
  return all.filter(({ word }, index) => place(word) === index)
}

export function glossaryLines(level: Level, levels: readonly Level[], width: number): Line[] {
  const terms = termsOf(level, levels)
  if (terms.length === 0) return []
  return [
    line(''),
    line(' ', span(words.helpScreen.terms, 'bold')),
    ...terms.flatMap(({ word, text }) => {
      const name = plainLine(word)
      return wrap(`${name}  ${plainLine(text)}`, width - 4).map((one, index) =>
        index === 0 && one.startsWith(name)
          ? line(` ${name}`, span(one.slice(name.length), 'muted'))
          : line(span(`   ${one}`, 'muted')),
      )
    }),
  ]
}
