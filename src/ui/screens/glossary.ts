/** Words to be looked up: those of the screens, and the terms that a level and those before it introduce. */
import { type Level, requiredBy } from '../../game/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import { type Line, line, span, wrap } from '../looks/line.ts'
import { likeness } from '../views/likeness.ts'

/** Own terms first, then those of the levels before, in the order of play; each word once. */
export function termsOf(level: Level, levels: readonly Level[]): Level['terms'] {
  const before = requiredBy(level, levels)
  const all = [level, ...levels.filter((one) => before.has(one.id))].flatMap(({ terms }) => terms)
  const place = (word: string) => all.findIndex((one) => one.word.toLowerCase() === word.toLowerCase())
  return all.filter(({ word }, index) => place(word) === index)
}

/** A title, and a word with what it means in each paragraph. */
function listed(title: string, terms: Level['terms'], width: number): Line[] {
  if (terms.length === 0) return []
  return [
    line(''),
    line(' ', span(title, 'bold')),
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

/** The screens' own words, but for those that a level has explained, then the terms of the levels. `found`: only what answers to it. */
export function glossaryLines(level: Level, levels: readonly Level[], width: number, found = ''): Line[] {
  const answers = ({ word, text }: Level['terms'][number]) =>
    found === '' || likeness(found, word, text) !== undefined
  const terms = termsOf(level, levels)
  const known = new Set(terms.map(({ word }) => word.toLowerCase()))
  const own = words.helpScreen.ownWordRows.flatMap(([word, text]) =>
    known.has(word.toLowerCase()) ? [] : [{ word, text }],
  )
  return [
    ...listed(words.helpScreen.ownWords, own.filter(answers), width),
    ...listed(words.helpScreen.terms, terms.filter(answers), width),
  ]
}
