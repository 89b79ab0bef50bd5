/** The PCI tree of the host on the bench: what hangs where, which ports have access control, what is one group, who holds it. */
import { hostOf, treeOf } from '../../game/index.ts'
import type { Host, TreeRow } from '../../machine/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench } from '../bench.ts'
import { type Block, type Line, left, line, right, span, wrap } from '../looks/line.ts'
import { panel } from '../widgets/panel.ts'
import { over } from './overlays.ts'
import type { Frame, View } from './view.ts'

const WIDEST = 78
/** Cells of the columns at the right: access control, group with its bracket, holder. */
const ACCESS = 7
const GROUP = 5
const HOLDER = 9

function rails(lasts: readonly boolean[]): string {
  return lasts
    .map((last, depth) => (depth < lasts.length - 1 ? (last ? '  ' : '│ ') : last ? '└─' : '├─'))
    .join('')
}

/** The segment is left out: it is 0 almost everywhere. */
function place({ one }: TreeRow): string {
  return one.address === '' ? '' : `${one.address.replace(/^0000:/, '')}  `
}

export function label({ one, slot, empty }: TreeRow, { devices }: Host): string {
  if (empty) return words.tree.empty(slot ?? '')
  if (one.kind === 'endpoint')
    return `${one.name}, ${devices[one.name].model}${slot === undefined ? '' : words.tree.inSlot(slot)}`
  const kind = words.tree.kinds[one.kind]
  return one.name === '' ? words.tree.implied : `${one.name}, ${kind}`
}

export function access({ one, shared }: TreeRow): string {
  if (one.kind === 'pcie-to-pci' || one.virtual) return ''
  const matters = one.kind === 'root-port' || one.kind === 'switch-down' || shared
  return matters ? (one.acs ? words.tree.access : words.tree.noAccess) : ''
}

/** Neighbouring rows of one group are joined. */
function bracket(rows: readonly TreeRow[], at: number): string {
  const same = (other: number) => rows[at].group >= 0 && rows[other]?.group === rows[at].group
  if (same(at - 1)) return same(at + 1) ? '│' : '┘'
  return same(at + 1) ? '┐' : ' '
}

function treeLine(rows: readonly TreeRow[], at: number, host: Host, width: number): Line {
  const row = rows[at]
  const room = width - 2 - ACCESS - GROUP - HOLDER
  const closed = access(row)
  return line(
    ' ',
    left(plainLine(`${rails(row.lasts)}${place(row)}${label(row, host)}`), room),
    span(left(closed, ACCESS), closed === words.tree.noAccess ? 'unsure' : 'muted'),
    `${right(row.group < 0 ? '' : String(row.group), GROUP - 3)} ${bracket(rows, at)} `,
    span(left(row.holder ?? '', HOLDER), row.holder === 'host' ? 'host' : 'guest'),
  )
}

function heads(width: number): Line {
  const room = width - 2 - ACCESS - GROUP - HOLDER
  const { columns } = words.tree
  return line(
    span(
      ` ${left(columns.place, room)}${left(columns.access, ACCESS)}${left(columns.group, GROUP + 1)}`,
      'muted',
    ),
    span(columns.holder, 'muted'),
  )
}

/** All of it, before it is cut to the screen. */
function treeLines(host: Host, rows: readonly TreeRow[], width: number): Block {
  const notes = host.acsOverride ? [words.tree.assumed, ...words.tree.notes] : words.tree.notes
  return [
    heads(width),
    ...rows.map((_, at) => treeLine(rows, at, host, width)),
    line(''),
    ...notes.flatMap((note) => wrap(note, width - 2).map((text) => line(span(` ${text}`, 'muted')))),
  ]
}

export function treeFrame(bench: Bench, base: Block, scroll: number, view: View): Frame {
  const width = Math.min(view.columns - 2, WIDEST)
  const lines = treeLines(hostOf(bench.play), treeOf(bench.play), width - 2)
  const height = Math.min(lines.length + 2, base.length - 3)
  const from = Math.min(scroll, Math.max(0, lines.length - height + 2))
  const hidden = lines.length - from - (height - 2)
  const note = hidden > 0 ? line(span(words.bench.more(hidden), 'muted')) : []
  const frame = { title: words.tree.title, note, width, height, boxed: true, focused: true }
  return { block: over(base, panel(frame, lines.slice(from)), width, view).block }
}
