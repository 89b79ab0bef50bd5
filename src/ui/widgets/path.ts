/** The Path panel: ladder, folding, sum, and what the playhead follows. */
import { type Flow, type Incident, MIB, type Run } from '../../machine/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import { grouped, size, three, time } from '../format.ts'
import { type Block, exact, type Line, left, line, right, span } from '../line.ts'
import { fieldsFor, type LadderView, ladderHeading, ladderLine } from './ladder.ts'
import { foldRungs, type Rung, rungsOf } from './rungs.ts'

export interface PathGiven {
  readonly run: Run
  readonly before: Run | undefined
  readonly flow: number
  /** Row of the path that the playhead is in; -1: none. */
  readonly row: number
  /** Row where a violation happened; -1: none. */
  readonly violated: number
  readonly perMebibyte: boolean
  readonly width: number
  readonly height: number
  readonly scroll: number
  /** Without the sum under it. */
  readonly bare: boolean
}

const TRAPS: readonly (string | undefined)[] = ['trap-read', 'trap-write', 'string']

/** Traps of one request. */
export function trapsOf(flow: Flow): number {
  return flow.path.reduce((sum, row) => (TRAPS.includes(row.counts) ? sum + row.times : sum), 0)
}

function copiesOf(flow: Flow): number {
  return flow.path.reduce((sum, row) => (row.act === 'copy' ? sum + row.bytes : sum), 0) / flow.bytes
}

/** `files.disk  read 1 MiB  8 commands` */
export function pathNote(run: Run, flow: number, at: { ordinal: number } | undefined): Line {
  const one = run.flows[flow]
  if (one === undefined) return []
  const request = `${plainLine(one.id)}  ${one.op} ${size(one.bytes)}`
  const commands = one.commands > 1 ? `  ${words.bench.commands(one.commands)}` : ''
  const followed = at !== undefined && at.ordinal > 0 ? `  ${words.bench.request(at.ordinal)}` : ''
  return line(span(request + commands, 'muted'), span(followed))
}

/** How much less or more, without the unit where it is the same. */
function changeOf(now: number, before: number): string {
  const change = time(Math.abs(now - before))
  const [number, unit] = change.split(' ')
  return time(now).endsWith(` ${unit}`) ? number : change
}

function sumLine(flow: Flow, before: Flow | undefined, given: PathGiven, width: number): Line {
  const scale = given.perMebibyte ? MIB / flow.bytes : 1
  const traps = trapsOf(flow)
  const copies = copiesOf(flow)
  const then = before && before.nanosAlone !== flow.nanosAlone ? before : undefined
  const trapsThen = before === undefined ? traps : trapsOf(before)
  const said = [
    `${words.bench.sum} ${words.bench.commands(flow.commands)}`,
    words.bench.traps(grouped(traps)) +
      (trapsThen === traps ? '' : ` (${words.bench.was(grouped(trapsThen))})`),
    words.bench.copies(copies === 0 ? '0' : Number.isInteger(copies) ? copies.toString() : three(copies)),
  ].join(', ')
  const now = time(flow.nanosAlone * scale)
  const was = then === undefined ? '' : ` ${changeOf(flow.nanosAlone * scale, then.nanosAlone * scale)}`
  const better = then !== undefined && flow.nanosAlone < then.nanosAlone
  const sign = then === undefined ? '' : better ? ' ▼' : ' △'
  const room = width - now.length - was.length - sign.length - 2
  return exact(
    line(
      span(then === undefined ? ' ' : '~', 'changed'),
      span(left(said, room)),
      span(now, 'bold'),
      span(sign, better ? 'good' : 'bad'),
      span(was, 'muted'),
    ),
    width,
  )
}

/** Two short lines where the sum does not fit into one. */
function narrowSum(flow: Flow, before: Flow | undefined, given: PathGiven, width: number): Line[] {
  const scale = given.perMebibyte ? MIB / flow.bytes : 1
  const traps = words.bench.traps(grouped(trapsOf(flow)))
  const copies = copiesOf(flow)
  const changed = before !== undefined && before.nanosAlone !== flow.nanosAlone
  const was = changed ? `  ${words.bench.was(time(before.nanosAlone * scale))}` : ''
  const mark = span(changed ? '~' : ' ', 'changed')
  const shownCopies = Number.isInteger(copies) ? copies.toString() : three(copies)
  return [
    exact(
      line(
        mark,
        `${words.bench.commands(flow.commands)}  ${traps}  ${shownCopies} ${words.metrics['copies-per-byte']}`,
      ),
      width,
    ),
    exact(
      line(
        mark,
        span(
          `${time(flow.nanosAlone * scale)} ${given.perMebibyte ? words.bench.each('MiB') : words.bench.each(flow.op)}`,
          'bold',
        ),
        span(was, 'muted'),
      ),
      width,
    ),
  ]
}

export function pathLines(given: PathGiven): Block {
  const { run, width, height } = given
  const flow = run.flows[given.flow]
  if (flow === undefined) return [line(` ${words.bench.noRun}`)]
  const before = given.before?.flows[given.flow]
  const fields = fieldsFor(width)
  const sums = given.bare
    ? []
    : width >= 76
      ? [sumLine(flow, before, given, width)]
      : narrowSum(flow, before, given, width)
  const room = Math.max(1, height - 1 - sums.length)
  const all = rungsOf(
    flow.path.map((row) => ({ ...row, text: plainLine(row.text) })),
    before?.path,
    given.violated,
  )
  const rungs: readonly Rung[] = foldRungs(all, room)
  const view: LadderView = {
    rungs,
    translated: run.host.iommu.mode === 'translated',
    here: rungs.findIndex((rung) => rung.from <= given.row && given.row <= rung.to),
    total: flow.path.reduce((sum, row) => (row.scope === 'background' ? sum : sum + row.nanos), 0) || 1,
    scale: given.perMebibyte ? MIB / flow.bytes : 1,
    per: given.perMebibyte ? words.bench.perMebibyte : words.bench.perRequest,
  }
  const shown = windowOf(rungs.length, room, view.here, given.scroll)
  const lines = rungs
    .slice(shown.from, shown.to)
    .map((_, index) => exact(ladderLine(fields, view, shown.from + index), width))
  const hidden = rungs.length - shown.to
  const more =
    hidden > 0 ? [exact(line(span(right(words.bench.more(hidden), width - 1), 'muted')), width)] : []
  return [exact(ladderHeading(fields, view), width), ...lines, ...more, ...sums]
}

/** The rows that fit, with the playhead among them. They turn by pages, so that most of its steps move nothing else. */
function windowOf(count: number, room: number, here: number, scroll: number): { from: number; to: number } {
  if (count <= room) return { from: 0, to: count }
  const rows = Math.max(1, room - 1)
  const inView = here < 0 || (scroll <= here && here < scroll + rows)
  const wanted = inView ? scroll : Math.floor(here / rows) * rows
  const from = Math.min(count - rows, Math.max(0, wanted))
  return { from, to: from + rows }
}

/** The row of a path that reaches into memory, where the log names none that does. */
function accessRow(flow: Flow | undefined, logged: number): number {
  if (flow === undefined) return -1
  if (flow.path[logged]?.act === 'dma') return logged
  return flow.path.findLastIndex((row) => row.act === 'dma')
}

/** Which row of which request an incident belongs to, by the log. */
export function incidentPlace(run: Run, incident: Incident): { row: number; ordinal: number } {
  const { requests, log } = run
  let ordinal = 0
  for (let index = 0; index <= incident.request && index < requests.count; index++)
    if (requests.flow[index] === requests.flow[incident.request]) ordinal++
  const flow = run.flows[requests.flow[incident.request]]
  for (let entry = 0; log !== undefined && entry < log.count && log.nanos[entry] <= incident.at; entry++)
    if (log.nanos[entry] === incident.at && log.request[entry] === incident.request && log.kind[entry] >= 3)
      return { row: accessRow(flow, log.row[entry]), ordinal }
  return { row: accessRow(flow, -1), ordinal }
}
