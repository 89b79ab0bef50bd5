/**
 * The path of one request as a ladder: one row a step, one column a place, a wall between guest and host and one
 * between host and device. Drawn from the rows of the run, so it shows what was simulated.
 */
import type { Row } from '../../machine/index.ts'
import { words } from '../../text/ui-words.ts'
import { grouped, time } from '../looks/format.ts'
import { type Line, left, line, right, type Span, span } from '../looks/line.ts'
import type { Style } from '../looks/theme.ts'
import { type Rung, shortText } from './rungs.ts'

interface Columns {
  readonly places: Readonly<Record<Row['place'], number>>
  /** Between guest and host. */
  readonly exits: number
  /** Between host and device. */
  readonly iommu: number
  readonly width: number
  readonly heading: string
}

const LARGE: Columns = {
  places: { app: 2, os: 6, kvm: 12, vmm: 16, host: 20, dev: 26 },
  exits: 9,
  iommu: 23,
  width: 29,
  heading: ' app  os ║ kvm vmm  os ┃ dev ',
}
const SMALL: Columns = {
  places: { app: 1, os: 3, kvm: 7, vmm: 9, host: 11, dev: 15 },
  exits: 5,
  iommu: 13,
  width: 17,
  heading: ' a g ║ k v h ┃ d ',
}
const LARGE_FROM = 76
const TIMES_FROM = 54
const SHARE_FROM = 64

const NODES: Readonly<Record<Row['act'], { sign: string; style: Style }>> = {
  work: { sign: '●', style: 'plain' },
  exit: { sign: '●', style: 'exit' },
  model: { sign: '●', style: 'model' },
  copy: { sign: '◆', style: 'copy' },
  dma: { sign: '◇', style: 'dma' },
  wait: { sign: '○', style: 'wait' },
  wake: { sign: '●', style: 'plain' },
  interrupt: { sign: '▲', style: 'exit' },
  entry: { sign: '▲', style: 'exit' },
  translate: { sign: '●', style: 'dma' },
}

export interface LadderView {
  readonly rungs: readonly Rung[]
  /** Is there a table between device and memory? */
  readonly translated: boolean
  /** Index of the rung where the playhead is; -1: none. */
  readonly here: number
  /** Index of the rung that the cursor is on; -1 or absent: there is no cursor. */
  readonly held?: number
  /** Sum that the shares are taken of. Nanoseconds. */
  readonly total: number
  /** Times are multiplied by this: 1 for a request, more for a MiB. */
  readonly scale: number
  /** Heading of the times. */
  readonly per: string
}

/** Node and colour of a row: a device's own time is a wait for everybody else. */
export function nodeOf(rung: Rung): { sign: string; style: Style } {
  if (rung.row.iommu === 'blocked') return { sign: '■', style: 'contained' }
  if (rung.mark === '✘') return { sign: '✘', style: 'violation' }
  if (rung.row.place === 'dev' && rung.row.act === 'work') return NODES.wait
  return NODES[rung.row.act]
}

function put(cells: Span[], at: number, sign: string, style: Style): void {
  cells[at] = { text: sign, style }
}

/** Walls, connector and node of one row. */
function rungCells(columns: Columns, view: LadderView, index: number): Span[] {
  const rung = view.rungs[index]
  const before = view.rungs[index - 1]
  const { translated } = view
  const cells: Span[] = Array.from({ length: columns.width }, () => span(' '))
  put(cells, columns.exits, '║', 'muted')
  put(cells, columns.iommu, translated ? '┃' : '┊', 'muted')
  const to = columns.places[rung.row.place]
  const from = before === undefined ? to : columns.places[before.row.place]
  if (from !== to) connect(cells, columns, view, index)
  const node = nodeOf(rung)
  if (rung.row.iommu === 'blocked' && from !== to) return blocked(cells, columns, Math.min(from, to))
  put(cells, to, node.sign, node.style)
  return cells
}

/** A blocked access ends at the wall. */
function blocked(cells: Span[], columns: Columns, until: number): Span[] {
  for (let at = until; at < columns.iommu; at++) put(cells, at, at === columns.exits ? '║' : ' ', 'muted')
  put(cells, columns.iommu, '┨', 'contained')
  put(cells, columns.iommu + 1, '■', 'contained')
  return cells
}

/** Has the guest been stopped by an exit and not gone on since? */
function isStopped(rungs: readonly Rung[], index: number): boolean {
  for (let at = index - 1; at >= 0; at--) {
    const { crosses, place } = rungs[at].row
    if (crosses === 'exit') return true
    if (place === 'os' || place === 'app') return false
  }
  return false
}

/** A row that says nothing of the wall goes back through it after an exit, and passes without one otherwise. */
function connect(cells: Span[], columns: Columns, view: LadderView, index: number): void {
  const { rungs, translated } = view
  const { row } = rungs[index]
  const from = columns.places[rungs[index - 1].row.place]
  const to = columns.places[row.place]
  const [low, high] = from < to ? [from, to] : [to, from]
  const passesExits = low < columns.exits && columns.exits < high
  const passesIommu = low < columns.iommu && columns.iommu < high
  const returns = row.crosses === undefined && to < from && isStopped(rungs, index)
  const trapped = row.crosses === 'exit' || row.crosses === 'entry' || returns
  const dotted = row.crosses === 'open' || (passesExits && !trapped)
  const style: Style = passesExits && trapped ? 'exit' : 'muted'
  for (let at = low + 1; at < high; at++) put(cells, at, dotted ? '┄' : '─', style)
  put(cells, from, from < to ? '╰' : '╯', style)
  if (passesExits && trapped) put(cells, columns.exits, '╫', 'exit')
  if (!passesIommu) return
  const table = row.iommu === undefined ? translated : row.iommu === 'translated'
  put(cells, columns.iommu, table ? '╂' : '┼', table ? 'muted' : 'bad')
}

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

/** A share of so many cells, in eighths; at least an eighth where there is anything at all. */
export function shareBar(share: number, cells: number): string {
  const eighths = share <= 0 ? 0 : Math.max(1, Math.round(Math.min(1, share) * cells * 8))
  const full = Math.floor(eighths / 8)
  return left('█'.repeat(full) + EIGHTHS[eighths % 8], cells)
}

/** Every touch of a register or a port is an exit. */
const TOUCHES: readonly (string | undefined)[] = ['trap-read', 'trap-write', 'string']

/** `104 exits` where a narrow drawing has no column for it. */
function narrowLabel(view: LadderView, rung: Rung, room: number): string {
  const { row } = rung
  if (TOUCHES.includes(row.counts)) return words.bench.exits(grouped(row.times * view.scale))
  return fitting(view, rung, room)
}

/** Does another row begin with the same words? */
function hasTwin(view: LadderView, rung: Rung): boolean {
  const short = shortText(rung.text)
  return view.rungs.some((one) => one !== rung && shortText(one.text) === short)
}

/** A text that does not fit is cut at its first comma, where what is left tells the row from the others. */
function fitting(view: LadderView, rung: Rung, room: number): string {
  const { text } = rung
  if (text.length <= room || rung.row.act === 'copy' || hasTwin(view, rung)) return text
  return shortText(text)
}

/** Fixed fields at the right of the ladder. */
export interface Fields {
  readonly columns: Columns
  readonly label: number
  /** 0: the count goes into the label. */
  readonly times: number
  readonly time: number
  /** 0: no bar. */
  readonly share: number
}

export function fieldsFor(width: number): Fields {
  if (width >= LARGE_FROM)
    return { columns: LARGE, label: width - LARGE.width - 22, times: 6, time: 9, share: 6 }
  const room = width - SMALL.width - 10
  if (width < TIMES_FROM) return { columns: SMALL, label: Math.max(0, room + 1), times: 0, time: 8, share: 0 }
  if (width < SHARE_FROM) return { columns: SMALL, label: room - 6, times: 6, time: 9, share: 0 }
  return { columns: SMALL, label: room - 13, times: 6, time: 9, share: 6 }
}

export function ladderHeading(fields: Fields, view: LadderView): Line {
  const walls = view.translated ? fields.columns.heading : fields.columns.heading.replace('┃', '┊')
  return [
    span(walls, 'muted'),
    span(left(words.bench.step, fields.label), 'muted'),
    span(fields.times > 0 ? right(words.bench.times, fields.times) : '', 'muted'),
    span(right(view.per, fields.time), 'muted'),
    span(fields.share > 0 ? ` ${words.bench.share} ` : ' ', 'muted'),
  ]
}

/** One row: gutter, ladder, label, count, time, share. */
export function ladderLine(fields: Fields, view: LadderView, index: number): Line {
  const rung = view.rungs[index]
  const { row } = rung
  const here = index === view.here
  const quiet = row.scope === 'background'
  const cells = rungCells(fields.columns, view, index)
  const held = index === view.held
  cells[0] = here ? span('▸', 'focus') : held ? span('→', 'focus') : markCell(rung)
  const style: Style = here
    ? 'here'
    : held
      ? 'focus'
      : quiet
        ? 'muted'
        : rung.mark === '~' || rung.mark === '+'
          ? 'changed'
          : 'plain'
  const nanos = row.nanos * view.scale
  const timed = nanos > 0 ? (quiet ? `(${time(nanos)})` : time(nanos)) : ''
  const counted = rung.folded > 1 && row.act !== 'exit' ? '' : grouped(row.times * view.scale)
  return [
    ...cells,
    span(
      left(
        fields.times > 0 ? fitting(view, rung, fields.label) : narrowLabel(view, rung, fields.label),
        fields.label,
      ),
      style,
    ),
    span(fields.times > 0 ? right(counted, fields.times) : '', style),
    span(right(timed, fields.time), style),
    ...(fields.share > 0
      ? line(' ', span(shareBar(quiet ? 0 : row.nanos / view.total, fields.share), nodeOf(rung).style))
      : [span(' ')]),
  ]
}

function markCell(rung: Rung): Span {
  if (rung.mark === '✘') return span('✘', 'violation')
  return span(rung.mark, rung.mark === ' ' ? 'plain' : 'changed')
}
