/** Interrupts over cores: a row a vector, a column a core, one mark a row; and how busy each core is. */
import { type Host, nodeOfCore, type Run } from '../../machine/index.ts'
import { percent, perSecondText } from '../../metrics/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import { time } from '../looks/format.ts'
import { type Block, exact, type Line, left, line, right, type Span, span } from '../looks/line.ts'
import type { Style } from '../looks/theme.ts'
import { coreOf, type RoutingRow } from '../views/routing.ts'
import { sum } from './gauges.ts'

/** Cells of the fields beside the cores; `frames` only where there is room. */
interface Fields {
  readonly name: number
  readonly core: number
  readonly delivery: number
  readonly wait: number
  readonly frames: number
  readonly rate: number
  readonly drops: number
  /** Cores that are shown: the first, and how many. */
  readonly from: number
  readonly count: number
}

/** From this width on all fields are there. */
const ROOMY = 100
/** With more cores than these the names leave them room. */
const MANY = 14
/** Busy from here on is bold, and inverse. */
const BUSY = 0.9
const FULL = 0.97

function fieldsFor(host: Host, width: number, at: number): Fields {
  const roomy = width >= ROOMY
  const fields = roomy
    ? host.cores > MANY
      ? { name: 13, delivery: 10, wait: 7, frames: 0, rate: 8, drops: 7 }
      : { name: 20, delivery: 11, wait: 9, frames: 7, rate: 11, drops: 9 }
    : { name: 13, delivery: 10, wait: 7, frames: 0, rate: 8, drops: 7 }
  const used = Object.values(fields).reduce((all, one) => all + one, 3)
  const room = width - used - 2 * (host.numaNodes - 1) - 1
  // Four cells hold 100 and a gap.
  const core = roomy && host.cores * 5 <= room ? 5 : 4
  const count = Math.min(host.cores, Math.floor(room / core))
  // With more cores than there is room for, the one in hand is in sight.
  const from = Math.min(Math.max(0, at - Math.floor(count / 2)), host.cores - count)
  return { ...fields, core, from, count }
}

function shownCores({ from, count }: Fields): number[] {
  return Array.from({ length: count }, (_, index) => from + index)
}

/** Cells of all shown cores in a row, with a border before the first core of a node. */
function overCores(host: Host, fields: Fields, cell: (core: number) => Line): Line {
  return shownCores(fields).flatMap((core): Line => {
    const border = core > 0 && nodeOfCore(host, core) !== nodeOfCore(host, core - 1)
    return [...(border ? [span(core === fields.from ? '' : ' ┊', 'muted')] : []), ...cell(core)]
  })
}

/** `net 1`, with its guest. */
export function rowName({ flow, vector }: RoutingRow): string {
  const name = plainLine(flow)
  if (vector === undefined) return `${name} ${words.routing.clock}`
  return vector.of > 1 ? `${name} ${vector.queue}` : name
}

/** What stands where a row meets a core. A mark that is out of sight is pointed at from the edge. */
function signAt(row: RoutingRow, core: number, { from, count }: Fields): [string, Style] {
  const now = coreOf(row)
  if (core === now) return ['●', 'plain']
  if (core === from && now >= 0 && now < from) return ['◂', 'plain']
  if (core === from + count - 1 && now > core) return ['▸', 'plain']
  if (row.vector === undefined) return ['·', 'muted']
  if (core === row.former?.core) return ['○', 'wait']
  const follows = row.vector.by === 'nobody'
  return follows && wentTo(row, core) > 0.01 ? ['░', 'wait'] : ['·', 'muted']
}

function mark(row: RoutingRow, core: number, held: boolean, fields: Fields): Line {
  const [sign, style] = signAt(row, core, fields)
  const inHand = held && sign === '●'
  const before = ' '.repeat(fields.core - 3)
  return [
    span(`${before}${inHand ? '[' : ' '}`, 'focus'),
    span(sign, inHand ? 'focus' : style),
    span(inHand ? ']' : ' ', 'focus'),
  ]
}

/** Share of a vector's interrupts that a core took. */
function wentTo({ use }: RoutingRow, core: number): number {
  if (use === undefined) return 0
  const counts = sum(use.called) > 0 ? use.called : use.taken
  return counts[core] / Math.max(1, sum(counts))
}

/** How it waits: as it is set, or what an adapting driver had come to. */
export function waitOf({ vector, use }: RoutingRow): string {
  if (vector === undefined) return '–'
  if (vector.adaptive) return use === undefined ? words.routing.adapts : `~${time(use.wait)}`
  return vector.wait === 0 ? '0' : time(vector.wait)
}

/** Interrupts that came by it: those that the host took, or, where it takes none, those that drivers handled. */
export function interruptsOf({ use }: RoutingRow): number {
  if (use === undefined) return 0
  return sum(use.called) > 0 ? sum(use.called) : sum(use.taken)
}

/** Interrupts that the host's kernel took by it, or the driver of a bare host; a guest's clock is none of the host's. */
function hostTook({ use, vector }: RoutingRow): number | undefined {
  if (vector === undefined) return undefined
  if (use === undefined) return 0
  return vector.delivery === 'bare' ? sum(use.taken) : sum(use.called)
}

/** Share of what came to its ring that was lost; undefined: it has none. */
export function dropsOf(run: Run | undefined, row: RoutingRow): number | undefined {
  if (row.vector === undefined) return undefined
  const rings = (run?.occupancy?.gauges ?? []).filter(
    (one) =>
      one.kind === 'ring' && one.flow === row.index && (row.vector?.of === 1 || one.queue === row.queue),
  )
  const came = sum(rings.flatMap((ring) => [...ring.came]))
  return came === 0 || run?.flows[row.index].op !== 'rx'
    ? undefined
    : sum(rings.flatMap((ring) => [...ring.drops])) / came
}

function rowLine(host: Host, run: Run | undefined, row: RoutingRow, held: boolean, fields: Fields): Line {
  const { vector, use } = row
  const drops = dropsOf(run, row)
  const took = hostTook(row)
  const rate =
    run === undefined || took === undefined
      ? '–'
      : perSecondText((took / run.duration) * 1e9).replace('/s', '')
  const frames = vector === undefined ? '–' : String(vector.adaptive ? (use?.frames ?? '') : vector.frames)
  const delivery = words.routing.deliveries[vector?.delivery ?? 'clock']
  const style: Style = held ? 'focus' : vector === undefined ? 'muted' : 'plain'
  return line(
    span(held ? ' ▸ ' : '   ', 'focus'),
    span(left(rowName(row), fields.name), style),
    ...overCores(host, fields, (core) => mark(row, core, held, fields)),
    span(`  ${left(delivery, fields.delivery - 2)}`, style),
    span(right(waitOf(row), fields.wait), style),
    span(fields.frames === 0 ? '' : right(frames, fields.frames), style),
    span(right(rate, fields.rate), style),
    span(right(drops === undefined ? '–' : percent(drops), fields.drops), drops ? 'bad' : style),
  )
}

function heading(host: Host, fields: Fields): Line {
  const prefix = fields.core > 3 ? 'c' : ''
  const { vector, delivery, wait, frames, rate, rateShort, drops } = words.routing
  return line(
    span(`   ${left(vector, fields.name)}`, 'muted'),
    ...overCores(host, fields, (core) => [
      span(
        `${' '.repeat(Math.max(0, fields.core - 1 - `${prefix}${core}`.length))}${prefix}${core} `,
        'muted',
      ),
    ]),
    span(`  ${left(delivery, fields.delivery - 2)}`, 'muted'),
    span(right(wait, fields.wait), 'muted'),
    span(fields.frames === 0 ? '' : right(frames, fields.frames), 'muted'),
    span(right(fields.frames === 0 ? rateShort : rate, fields.rate), 'muted'),
    span(right(drops, fields.drops), 'muted'),
  )
}

function busyCell(run: Run, core: number, cells: number, former: boolean): Span {
  const nanos = run.cores[core]?.nanos
  const share = nanos === undefined ? 0 : sum(nanos) / run.duration
  const number = String(Math.round(share * 100))
  // Under its mark.
  const text = cells > 4 ? right(`${number}%`, cells) : right(`${number} `, cells)
  if (former) return span(text, 'muted')
  return span(text, share >= FULL ? 'here' : share >= BUSY ? 'bold' : 'plain')
}

function busyLine(host: Host, run: Run, fields: Fields, name: string, former: boolean): Line {
  const percentSign = fields.core > 4 ? '' : ' %'
  return line(
    span(`   ${left(`${name}${percentSign}`, fields.name)}`, 'muted'),
    ...overCores(host, fields, (core) => [busyCell(run, core, fields.core, former)]),
  )
}

/** The nodes' names over their cores. */
export function nodesNote(host: Host): string {
  if (host.numaNodes < 2) return ''
  return Array.from({ length: host.numaNodes }, (_, node) => words.routing.node(node)).join(' ┊ ')
}

export interface MatrixGiven {
  readonly host: Host
  readonly run: Run | undefined
  readonly before: Run | undefined
  readonly rows: readonly RoutingRow[]
  readonly cursor: number
  readonly width: number
  /** Rows of vectors that fit, and the first of them. */
  readonly from: number
  readonly shown: number
}

/** Heading, vectors, and how busy the cores are. */
export function matrixLines(given: MatrixGiven): Block {
  const { host, run, before, rows, cursor, width, from, shown } = given
  const held = rows[cursor]
  const fields = fieldsFor(host, width, held === undefined ? 0 : Math.max(0, coreOf(held)))
  const part = fields.count < host.cores
  const said = part ? words.routing.cores(fields.from, fields.from + fields.count - 1, host.cores) : ''
  return [
    heading(host, fields),
    ...rows
      .slice(from, from + shown)
      .map((row, index) => rowLine(host, run, row, from + index === cursor, fields)),
    ...(run === undefined
      ? []
      : [line(...busyLine(host, run, fields, words.routing.busy, false), span(`  ${said}`, 'muted'))]),
    ...(before === undefined ? [] : [busyLine(host, before, fields, words.routing.before, true)]),
  ].map((one) => exact(one, width))
}
