/** The help: keys of the screen below from their table, the signs of the drawing, words; typing narrows all of it. */
import { words } from '../../text/ui-words.ts'
import { commandsOf, helpRows, type Shown } from '../keys/keys.ts'
import { type Block, beside, type Line, left, line, sized, span, wrap } from '../looks/line.ts'
import { activeSet, groundOf, type Screen, type State } from '../state.ts'
import { likeness } from '../views/likeness.ts'
import { panel } from '../widgets/panel.ts'
import { glossaryLines } from './glossary.ts'
import { over } from './overlays.ts'
import type { Frame, View } from './view.ts'

const LABEL = 9
/** Cells that a column takes at the least. */
const COLUMN = 37

function helpRow({ label, text }: Shown, width: number): Line[] {
  return wrap(text, width - LABEL - 3).map((one, index) =>
    line(` ${left(index === 0 ? label : '', LABEL)} `, span(one, 'muted')),
  )
}

/** One title with its rows; without rows nothing. */
function group(title: string, rows: readonly Shown[], text: string, width: number): Line[] {
  const shown = rows.filter((row) => text === '' || likeness(text, `${row.label} ${row.text}`) !== undefined)
  if (shown.length === 0) return []
  return [line(' ', span(title, 'bold')), ...shown.flatMap((row) => helpRow(row, width)), line('')]
}

/** Keys of the screen below and signs in columns, then the words. */
function helpLines(state: State, text: string, width: number): Block {
  const set = activeSet(groundOf(state), state.task)
  const count = Math.max(1, Math.floor(width / COLUMN))
  const column = Math.floor(width / count)
  const signs = words.helpScreen.signRows.map(([label, said]) => ({ label, text: said }))
  const groups = [
    ...commandsOf(set).map(({ title, commands }) => group(title, helpRows(commands), text, column)),
    group(words.helpScreen.signs, signs, text, column),
  ]
  const columns: Line[][] = Array.from({ length: count }, () => [])
  for (const lines of groups)
    columns.reduce((least, one) => (one.length < least.length ? one : least)).push(...lines)
  const rows = Math.max(...columns.map((lines) => lines.length))
  const level = set === 'bench' ? state.bench?.play.level : undefined
  return [
    ...beside(...columns.map((lines) => sized(lines, column, rows))),
    ...(level === undefined ? [] : glossaryLines(level, state.levels, width, text)),
  ]
}

export function helpFrame(
  state: State,
  base: Block,
  { scroll, text = '' }: Extract<Screen, { at: 'help' }>,
  view: View,
): Frame {
  const width = Math.min(view.columns - 2, view.columns < 116 ? 84 : 130)
  const found = helpLines(state, text.trim(), width - 2)
  const lines = found.length > 0 ? found : [line(span(` ${words.keys.help.none}`, 'muted'))]
  const height = base.length - 4
  const rows = height - 4
  const from = Math.min(scroll, Math.max(0, lines.length - rows))
  const hidden = lines.length - from - rows
  const note = hidden > 0 ? line(span(words.bench.more(hidden), 'muted')) : []
  const asked = line(` ${words.keys.help.type} `, span(`${text}_`, 'focus'))
  const top = panel({ title: words.helpScreen.title, note, width, height, boxed: true, focused: true }, [
    ...sized(lines.slice(from), width - 2, rows),
    line(''),
    asked,
  ])
  return { block: over(base, top, width, view).block }
}
