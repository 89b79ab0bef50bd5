/** The tree of causes: what it is, how often, how much each time, together, its share; below it what it comes of. */
import { type Cause, type CauseKind, causeText, countText, type Reason, type Why } from '../../game/index.ts'
import { plainLine } from '../../text/index.ts'
import { machineLine } from '../../text/machine-text.ts'
import { words } from '../../text/ui-words.ts'
import {
  type Block,
  exact,
  type Line,
  left,
  line,
  right,
  type Span,
  span,
  widthOf,
  wrap,
} from '../looks/line.ts'
import type { Style } from '../looks/theme.ts'
import type { CauseRow } from '../views/why-view.ts'
import { shareBar } from './ladder.ts'

const STYLES: Readonly<Record<CauseKind, Style>> = {
  all: 'plain',
  guest: 'guest',
  exit: 'exit',
  copy: 'copy',
  dma: 'dma',
  model: 'model',
  host: 'host',
  wake: 'wait',
  interrupt: 'bold',
  device: 'plain',
  translate: 'unsure',
  wait: 'wait',
  poll: 'poll',
  spin: 'bad',
  bad: 'bad',
  contained: 'contained',
}
/** What the cells of a kind are filled with where kinds stand side by side. */
const FILLS: Readonly<Record<CauseKind, string>> = {
  all: '█',
  guest: '█',
  exit: '▓',
  copy: '▒',
  dma: '░',
  model: '▄',
  host: '▄',
  wake: '·',
  interrupt: '▀',
  device: '█',
  translate: '▒',
  wait: '·',
  poll: '░',
  spin: '╳',
  bad: '▓',
  contained: '░',
}

interface Fields {
  readonly times: number
  readonly each: number
  readonly total: number
  readonly share: number
  readonly bar: number
}
const ROOMY: Fields = { times: 8, each: 10, total: 10, share: 7, bar: 25 }
const NARROW: Fields = { times: 6, each: 0, total: 9, share: 6, bar: 9 }
/** From this width on there is room for how much each time takes. */
const WIDE = 98

function fieldsFor(width: number): Fields {
  return width >= WIDE
    ? { ...ROOMY, bar: Math.min(40, ROOMY.bar + Math.max(0, Math.floor((width - 118) / 3))) }
    : NARROW
}

function numbers({ times, value, share, kind }: Cause, unit: Why['unit'], fields: Fields): Span[] {
  const each = times === undefined || times === 0 ? '' : causeText(value / times, unit)
  const percent = Math.round(share * 100)
  return [
    span(right(times === undefined ? '' : countText(times), fields.times)),
    ...(fields.each > 0 ? [span(right(each, fields.each))] : []),
    span(right(causeText(value, unit), fields.total), 'bold'),
    span(right(`${percent} %`, fields.share)),
    span(` ${shareBar(share, fields.bar - 1)}`, STYLES[kind]),
  ]
}

export function causeHeading(width: number): Line {
  const { columns } = words.why
  const fields = fieldsFor(width)
  const heads = [
    right(columns.times, fields.times),
    fields.each > 0 ? right(columns.each, fields.each) : '',
    right(columns.total, fields.total),
    right(columns.share, fields.share),
  ].join('')
  return line(span(right(heads, width - fields.bar), 'muted'))
}

/** ▸ folded, ▾ open. A minus would be read as one in a sum. */
function foldSign({ cause, open, path }: CauseRow): string {
  const foldable = cause.causes.length > 0 || cause.because.length > 0
  if (!foldable || path === '0') return ' '
  return open ? '▾' : '▸'
}

function textCells(width: number): number {
  const fields = fieldsFor(width)
  return width - 2 - fields.times - fields.each - fields.total - fields.share - fields.bar
}

function rowLines(row: CauseRow, unit: Why['unit'], here: boolean, focused: boolean, width: number): Block {
  const cells = textCells(width)
  const sign = foldSign(row)
  const lead = `${row.rails}${sign === ' ' ? '' : `${sign} `}`
  const room = cells - widthOf(lead)
  // A long text goes on in the next row, where there are no numbers.
  const [first, ...more] = wrap(machineLine(row.cause.step), Math.max(8, room))
  const mark = here ? span('▸ ', focused ? 'focus' : 'muted') : span('  ')
  return [
    exact(
      line(
        mark,
        span(lead, 'muted'),
        span(left(first, room), here && focused ? 'focus' : 'plain'),
        ...numbers(row.cause, unit, fieldsFor(width)),
      ),
      width,
    ),
    ...more.map((text) => exact(line(span(`  ${row.below}`, 'muted'), text), width)),
    ...row.reasons.flatMap((one) => reasonLines(row.below, one, width)),
  ]
}

/** A sentence, and the knob that decides it. */
function reasonLines(rails: string, { text, setting, meaning }: Reason, width: number): Block {
  const room = Math.max(12, width - widthOf(rails) - 4)
  const lines = wrap(plainLine(text), room)
  const knob =
    setting === undefined
      ? ''
      : `← ${plainLine(setting)}${meaning === undefined ? '' : ` (${plainLine(meaning).replace(/\.$/, '')})`}`
  const last = lines[lines.length - 1]
  const beside = knob !== '' && widthOf(last) + 2 + widthOf(knob) <= room
  const rail = span(`  ${rails}`, 'muted')
  const said = lines.map((one, index) =>
    line(rail, span(one, 'muted'), beside && index === lines.length - 1 ? `  ${knob}` : ''),
  )
  const own = beside || knob === '' ? [] : wrap(knob, room).map((one) => line(rail, one))
  return [...said, ...own].map((one) => exact(one, width))
}

export interface DrawnTree {
  readonly lines: Block
  /** Line of each row. */
  readonly at: readonly number[]
}

export function causeTree(
  why: Why,
  rows: readonly CauseRow[],
  cursor: number,
  focused: boolean,
  width: number,
): DrawnTree {
  const lines: Line[] = []
  const at: number[] = []
  for (const [index, row] of rows.entries()) {
    at.push(lines.length)
    lines.push(...rowLines(row, why.unit, index === cursor, focused, width))
  }
  return { lines, at }
}

/** The kinds that the whole is made of, those that were folded too. */
function kindsOf(root: Cause): readonly Cause[] {
  const [only] = root.causes
  const list = root.causes.length === 1 && only.causes.length > 0 ? only.causes : root.causes
  return list.flatMap((one) => (one.causes.some((part) => part.kind !== one.kind) ? one.causes : [one]))
}

/** One row for the whole, each kind as wide as its share, in its colour and its sign; under it the names, where they fit. */
export function flame(why: Why, width: number): Block {
  const parts = kindsOf(why.root).filter((one) => one.share > 0)
  const cells = width - 2
  const oneKind = parts.every(({ kind }) => kind === parts[0].kind)
  const bar: Span[] = []
  const names: Span[] = []
  let done = 0
  let used = 0
  for (const [index, part] of parts.entries()) {
    done += part.share
    const until = Math.min(cells, Math.round(done * cells))
    const room = until - used
    used = until
    if (room <= 0) continue
    const short = (oneKind ? '' : words.why.short[part.kind]) || machineLine(part.step)
    const fill = oneKind && index % 2 === 1 ? '▒' : FILLS[part.kind]
    const label = `${short} ${Math.round(part.share * 100)} %`
    const text = [label, short].find((one) => widthOf(one) < room) ?? ''
    bar.push(span(fill.repeat(room), STYLES[part.kind]))
    names.push(span(left(text, room)))
  }
  return [exact(line(' ', ...bar), width), exact(line(' ', ...names), width)]
}
