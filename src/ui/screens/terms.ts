/** The field's terms as taught so far: what each means, who taught it, what specifications call it. */
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import { type Line, left, line, right, span, wrap } from '../looks/line.ts'
import type { State } from '../state.ts'
import { type Term, termsOf } from '../views/model-view.ts'
import { field, type List } from '../widgets/cost.ts'
import type { Section } from './model-card.ts'

/** Where a term comes from, in a few cells. */
function origin({ level, known }: Term): string {
  if (level === undefined) return words.model.own
  return known ? level.number : words.model.notYet(level.number)
}

export function termList(state: State, cursor: number, width: number): List {
  const terms = termsOf(state)
  const lines = terms.map((term, index): Line => {
    const held = index === cursor
    const from = origin(term)
    const name = left(plainLine(term.word), Math.max(4, width - from.length - 4))
    return line(
      held ? span(' ▸', 'focus') : '  ',
      span(name, held ? 'focus' : term.known ? 'plain' : 'muted'),
      span(right(from, width - 3 - name.length), 'muted'),
    )
  })
  return { lines: lines.length === 0 ? [line(` ${words.model.noTerms}`)] : lines, at: cursor }
}

/** What is written of a term that is known; of another one only where it is taught. */
export function termLines(term: Term, width: number): Line[] {
  const { fields, taughtIn, ownTerm, notYetLong, specified } = words.model
  const { level, word } = term
  const title = level === undefined ? '' : plainLine(level.title)
  if (!term.known && level !== undefined)
    return wrap(notYetLong(level.number, title), width - 2).map((one) => line(span(` ${one}`, 'muted')))
  const elsewhere = specified[word]
  return [
    ...field(fields.means, plainLine(term.text), width),
    ...field(fields.taught, level === undefined ? ownTerm : taughtIn(level.number, title), width),
    ...(elsewhere === undefined ? [] : field(fields.specified, elsewhere, width)),
  ]
}

export function termSections(state: State, cursor: number, width: number): readonly Section[] {
  const term = termsOf(state)[cursor]
  if (term === undefined) return []
  return [{ title: plainLine(term.word), lines: termLines(term, width) }]
}
