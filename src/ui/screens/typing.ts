/** Lines and frames of what is typed: finding a knob, the palette. */
import { words } from '../../text/ui-words.ts'
import type { Bench } from '../bench.ts'
import {
  aimed,
  type Block,
  exact,
  type Line,
  left,
  line,
  restyle,
  span,
  widthOf,
  wrap,
} from '../looks/line.ts'
import type { Screen, State } from '../state.ts'
import { knobsLike } from '../views/knobs-like.ts'
import { type Entry, paletteOffer } from '../views/palette.ts'
import { panel, scrollTo } from '../widgets/panel.ts'
import { over } from './overlays.ts'
import type { Frame, View } from './view.ts'

/** What is typed to find a knob, in the place of the footer. */
export function findLine(bench: Bench, { text }: Extract<Screen, { at: 'find' }>): Line {
  const found = knobsLike(bench.play, text)
  const place = words.keys.find.matches(found.indexOf(bench.knob) + 1, found.length)
  const said = found.length === 0 ? words.keys.find.none : place
  return line(
    span(` ${words.keys.find.prompt} `, 'bold'),
    span(`${text}_`, 'focus'),
    span(`   ${said}   ${words.keys.find.keys}`, 'muted'),
  )
}

/** Cells of the key of a command. */
const KEY = 8
/** Rows around the list of the palette: what is typed, two blanks, a note, its frame, the rest of the screen. */
const AROUND = 9
const SAID_ROWS = 3
/** Rows of the list, and more where there is room for twice as many. */
const MOST_ROWS = 16

function entryLine(entry: Entry, held: boolean, name: number, width: number): Line {
  const said = entry.about()
  const key = entry.key === '' ? '' : left(entry.key, KEY)
  return exact(
    line(
      held ? span(' ▸ ', 'focus') : '   ',
      span(`${left(entry.label, name)}  `, held ? 'focus' : said.refused === true ? 'muted' : 'plain'),
      span(key, 'bold'),
      span(left(said.text, Math.max(0, width - name - 5 - widthOf(key))), 'muted'),
    ),
    width,
  )
}

function listRows(entries: readonly Entry[], cursor: number, width: number, rows: number): Block {
  const from = scrollTo(cursor, entries.length, rows, cursor - rows + 1)
  const shown = entries.slice(from, from + rows)
  const name = Math.min(Math.max(24, ...shown.map((entry) => widthOf(entry.label))), Math.max(30, width - 28))
  return Array.from({ length: rows }, (_, row) =>
    shown[row] === undefined
      ? line('')
      : aimed(entryLine(shown[row], from + row === cursor, name, width), { item: from + row }),
  )
}

export function paletteFrame(
  state: State,
  base: Block,
  screen: Extract<Screen, { at: 'palette' }>,
  view: View,
): Frame {
  const width = Math.min(view.columns - 2, view.columns < 160 ? 100 : 140)
  const inside = width - 2
  const rows = Math.min(Math.max(MOST_ROWS, Math.floor(base.length / 2)), base.length - AROUND - SAID_ROWS)
  const { entries, all } = paletteOffer(state, screen.text)
  const chosen = entries[screen.cursor]
  const said = entries.length === 0 ? words.keys.palette.none : (chosen?.about().text ?? '')
  const whole = chosen === undefined ? said : `${chosen.label}${said === '' ? '' : `: ${said}`}`
  const below = wrap(screen.said ?? whole, inside - 2).slice(0, SAID_ROWS)
  const moves = entries.some(({ act }) => act.of === 'move' || act.of === 'field')
  const body: Block = [
    line(span(' > ', 'bold'), span(`${screen.text}_`, 'focus')),
    line(''),
    ...listRows(entries, screen.cursor, inside, rows),
    line(''),
    ...Array.from({ length: SAID_ROWS }, (_, row) =>
      line(span(` ${below[row] ?? ''}`, screen.said === undefined ? 'plain' : 'focus')),
    ),
    restyle(line(` ${moves ? words.keys.palette.note : words.keys.palette.noteElsewhere}`), 'muted'),
  ]
  const note = line(span(words.keys.palette.of(entries.length, all), 'muted'))
  const top = panel(
    { title: words.keys.palette.title, note, width, height: body.length + 2, boxed: true, focused: true },
    body,
  )
  return { block: over(base, top, width, view).block }
}
