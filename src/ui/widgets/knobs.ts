/** The knobs: a list that takes bursts of keys, the value in hand between its arrows, what differs from the run before. */
import { hostOf, type Move, type Play, valuesAfter } from '../../game/index.ts'
import { type KnobCard, knobCards } from '../../machine/index.ts'
import { plainLine } from '../../text/index.ts'
import { machineLine } from '../../text/machine-text.ts'
import {
  aimed,
  type Block,
  exact,
  fitted,
  type Line,
  left,
  line,
  lineWidth,
  span,
  spread,
  wrap,
} from '../looks/line.ts'
import type { Style } from '../looks/theme.ts'
import { idleSaid } from '../views/idle-said.ts'
import { groupOf, NAME_CELLS, orderedKnobs, spaced } from '../views/knob-order.ts'
import { scrollTo } from './panel.ts'

export interface KnobRow {
  /** Index into orderedKnobs. */
  readonly index: number
  readonly key: string
  /** `files.disk` */
  readonly group: string
  readonly name: string
  readonly value: string
  readonly place: number
  readonly count: number
  readonly changed: boolean
  /** It means nothing as the host stands. */
  readonly idle: boolean
  readonly about: string
}

const NAME = NAME_CELLS + 3

/** `controller`; of one of the host's devices or ports with its name, `flash slot`, where that fits. */
function nameOf(key: string, group: string, card: KnobCard | undefined): string {
  const whole = spaced(key.slice(group.length + 1))
  return whole.length <= NAME_CELLS || card === undefined ? whole : spaced(card.name)
}

/** With a full stop. */
function sentence(text: string): string {
  return text === '' || text.endsWith('.') ? text : `${text}.`
}

export function knobRows(play: Play, before: readonly Move[] | undefined): KnobRow[] {
  const { level } = play
  const valueAt = (moves: readonly Move[]) =>
    new Map(valuesAfter(level, moves).map((value, index) => [level.knobs[index].key, value]))
  const values = valueAt(play.moves)
  const then = before === undefined ? values : valueAt(before)
  const cards = new Map(knobCards(hostOf(play)).map((card): [string, KnobCard] => [card.key, card]))
  return orderedKnobs(level).map((knob, index) => {
    const group = groupOf(knob.key)
    const card = cards.get(knob.key)
    const value = values.get(knob.key) ?? ''
    const meaning =
      card === undefined ? '' : sentence(machineLine(card.about(value))) || sentence(machineLine(card.text))
    const idle = card?.idle === true
    return {
      index,
      key: knob.key,
      group,
      name: nameOf(knob.key, group, card),
      value,
      place: knob.values.indexOf(value) + 1,
      count: knob.values.length,
      changed: value !== then.get(knob.key),
      idle,
      // To find it out takes trying, and only the one in hand is asked.
      get about() {
        return idle ? idleSaid(play, knob.key) : meaning
      },
    }
  })
}

function knobLine(row: KnobRow, held: boolean, width: number): Line {
  const before = held && row.place > 1 ? '◂' : ' '
  const after = held && row.place < row.count ? '▸' : ' '
  const value = Math.max(6, width - NAME - 13)
  return spread(
    line(
      held ? span(' ▸ ', 'focus') : '   ',
      span(left(row.name, NAME_CELLS), held ? 'bold' : row.idle ? 'muted' : 'plain'),
      { ...span(` ${before} `, 'focus'), ...(held ? { target: { key: 'left' } } : {}) },
      span(left(plainLine(row.value), value), valueStyle(row, held)),
      { ...span(` ${after}`, 'focus'), ...(held ? { target: { key: 'right' } } : {}) },
    ),
    line(
      span(`${row.place > 0 ? row.place : '·'}/${row.count}`.padStart(5), 'muted'),
      row.changed ? span(' ~', 'changed') : '  ',
    ),
    width,
  )
}

function valueStyle(row: KnobRow, held: boolean): Style {
  if (held) return 'focus'
  return row.changed ? 'changed' : row.idle ? 'muted' : 'plain'
}

export interface KnobList {
  readonly block: Block
  /** Rows under the last one shown. */
  readonly more: number
}

/** Groups, knobs and, under them, what the value in hand means. */
export function knobList(rows: readonly KnobRow[], held: number, width: number, height: number): KnobList {
  const lines: Line[] = []
  let cursor = 0
  for (const [index, row] of rows.entries()) {
    if (row.group !== rows[index - 1]?.group)
      lines.push(exact(line(span(` ${plainLine(row.group)}`, 'bold')), width))
    if (index === held) cursor = lines.length
    lines.push(aimed(knobLine(row, index === held, width), { item: row.index }))
  }
  const about = rows[held] === undefined ? [] : aboutLines(rows[held], width)
  const room = Math.min(
    lines.length,
    Math.max(3, height - Math.min(about.length, Math.max(1, height - lines.length - 1)) - 1),
  )
  const from = scrollTo(cursor, lines.length, room, cursor <= 1 ? 0 : cursor - room + 1)
  const shown = lines.slice(from, from + room)
  const left = Math.max(0, height - shown.length - 1)
  return {
    block: [...shown, ...(left > 0 ? [line(''), ...cut(about, left, width)] : [])],
    more: Math.max(0, lines.length - from - room),
  }
}

/** So many lines; where there are more, an ellipsis says so. Enter shows all of them. One line alone says what the value means. */
function cut(about: readonly Line[], rows: number, width: number): readonly Line[] {
  if (about.length <= rows) return about
  if (rows < 2) return about.length < 3 ? about.slice(-1) : [line(...about[1], span('…', 'muted'))]
  return [...about.slice(0, rows - 1), withMore(about[rows - 1], width)]
}

/** The last line that fits, with an ellipsis right behind its last word. */
function withMore(last: Line, width: number): Line {
  return fitted(line(...last, span(lineWidth(last) < width - 2 ? ' …' : '…', 'muted')), width)
}

function aboutLines(row: KnobRow, width: number): Line[] {
  const name = plainLine(row.value)
  const text = wrap(plainLine(row.about), width - 4)
  if (row.about === '') return [line(' ', span(name, 'bold'))]
  return [line(' ', span(name, 'bold')), ...text.map((one) => line(span(`   ${one}`, 'muted')))]
}
