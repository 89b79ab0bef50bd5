/** The Path panel: ladder, folding, sum, and what the playhead follows. */
import { type Flow, type Incident, MIB, nanosByRow, ordinalOf, type Run } from '../../machine/index.ts'
import { plainLine } from '../../text/index.ts'
import { machineLine } from '../../text/machine-text.ts'
import { words } from '../../text/ui-words.ts'
import { size } from '../looks/format.ts'
import { type Block, exact, type Line, line, restyle, right, span, widthOf } from '../looks/line.ts'
import { type Here, NOWHERE } from '../views/following.ts'
import { asKind } from './follow-lines.ts'
import { fieldsFor, type LadderView, ladderHeading, ladderLine } from './ladder.ts'
import { bootFailureLines, sumLines } from './path-sum.ts'
import { foldRungs, type Rung, rungsOf } from './rungs.ts'

/** Rows of the ladder that stay when the sum under it has more to say. */
const LEAST_ROWS = 8

export interface PathGiven {
  readonly run: Run
  readonly before: Run | undefined
  readonly flow: number
  /** Kind of request whose path is drawn; 0: the flow's first. */
  readonly kind?: number
  /** Index into Run.requests of the request whose own times are shown; without one they are those at rest. */
  readonly request?: number
  /** Row of the path that the playhead is in; -1: none. */
  readonly row: number
  /** Row where a violation happened; -1: none. */
  readonly violated: number
  readonly perMebibyte: boolean
  readonly width: number
  readonly height: number
  /** Row of the path that the cursor is on, and whether it is drawn. */
  readonly scroll: number
  readonly cursor?: boolean
  /** Without the sum under it. */
  readonly bare: boolean
}

/** `files.disk  read 1 MiB  8 commands`; in few cells without the commands, which the sum counts too. */
export function pathNote(
  run: Run,
  flow: number,
  at: { ordinal: number; kind?: number } | undefined,
  cells = Number.POSITIVE_INFINITY,
): Line {
  const one = run.flows[flow]
  if (one === undefined) return []
  const kind = at?.kind ?? 0
  const shown = asKind(one, kind)
  const what = one.kinds[kind]?.op === 'flush' ? words.time.flush : `${shown.op} ${size(shown.bytes)}`
  const request = `${plainLine(one.id)}  ${what}`
  const commands = kind === 0 && one.commands > 1 ? `  ${words.bench.commands(one.commands)}` : ''
  const followed = at !== undefined && at.ordinal > 0 ? `  ${words.bench.request(at.ordinal)}` : ''
  const fits = widthOf(request + commands + followed) <= cells
  return line(span(fits ? request + commands : request, 'muted'), span(followed))
}

export function pathLines(given: PathGiven): Block {
  const { run, width, height } = given
  const drawn = run.flows[given.flow]
  if (drawn === undefined) return [line(` ${words.bench.noRun}`)]
  const { kind = 0 } = given
  const flow = asKind(drawn, kind)
  const former = given.before?.flows[given.flow]
  const before = former && asKind(former, kind)
  const fields = fieldsFor(width)
  const boots = run.guests.find((one) => one.id === flow.guest)?.boots !== false
  const failed = given.bare ? [] : bootFailureLines(run, flow, width)
  const spare = Math.max(2, height - 1 - failed.length - Math.min(LEAST_ROWS, flow.path.length))
  const sums = given.bare ? [] : sumLines(flow, before, given).slice(0, spare)
  const room = Math.max(1, height - 1 - sums.length - failed.length)
  const all = rungsOf(
    flow.path.map((row) => ({ ...row, text: machineLine(row.text) })),
    before?.path,
    given.violated,
  )
  const own = given.request === undefined ? undefined : nanosByRow(run, given.request)
  const folded = foldRungs(own === undefined ? all : withOwnTimes(all, own), room)
  const held = Math.max(
    0,
    folded.findIndex((rung) => rung.to >= given.scroll),
  )
  const rungs = given.cursor === true ? opened(folded, held, all, given.scroll) : folded
  const view: LadderView = {
    rungs,
    translated: run.host.iommu.mode === 'translated',
    here: rungs.findIndex((rung) => rung.from <= given.row && given.row <= rung.to),
    held: given.cursor === true ? held : -1,
    total:
      own?.reduce((sum, nanos) => sum + nanos) ||
      flow.path.reduce((sum, row) => (row.scope === 'background' ? sum : sum + row.nanos), 0) ||
      1,
    scale: given.perMebibyte && own === undefined ? MIB / flow.bytes : 1,
    per:
      own !== undefined
        ? words.time.itsTime
        : given.perMebibyte
          ? words.bench.perMebibyte
          : words.bench.perRequest,
  }
  const shown = windowOf(rungs.length, room, view.here, held)
  const lines = rungs
    .slice(shown.from, shown.to)
    .map((_, index) => exact(ladderLine(fields, view, shown.from + index), width))
  const hidden = rungs.length - shown.to
  const more =
    hidden > 0 ? [exact(line(span(right(words.bench.more(hidden), width - 1), 'muted')), width)] : []
  const ladder = [exact(ladderHeading(fields, view), width), ...lines, ...more, ...sums]
  // No request ever takes the path of a guest that does not boot.
  return [...failed, ...(boots ? ladder : ladder.map((one) => restyle(one, 'muted')))]
}

/** Of a rung that stands for several steps, the cursor shows the one that it is on. */
function opened(rungs: readonly Rung[], held: number, all: readonly Rung[], row: number): readonly Rung[] {
  const rung = rungs[held]
  const one = all.find(({ from, to }) => from <= row && row <= to)
  if (rung === undefined || one === undefined || rung.folded === 1) return rungs
  return rungs.with(held, { ...one, from: rung.from, to: rung.to })
}

/** Times of one request of the run in place of those at rest. */
function withOwnTimes(rungs: readonly Rung[], own: Float64Array): Rung[] {
  return rungs.map((rung) => {
    const nanos = own.subarray(rung.from, rung.to + 1).reduce((sum, one) => sum + one, 0)
    return { ...rung, row: { ...rung.row, nanos } }
  })
}

/** The rows that fit, with the playhead among them. They turn by pages, so that most of its steps move nothing else. */
function windowOf(count: number, room: number, here: number, held: number): { from: number; to: number } {
  if (count <= room) return { from: 0, to: count }
  const rows = Math.max(1, room - 1)
  const scroll = Math.max(0, held - Math.floor(rows / 2))
  const inView = here < 0 || (scroll <= here && here < scroll + rows)
  const wanted = inView ? scroll : Math.floor(here / rows) * rows
  const from = Math.min(count - rows, Math.max(0, wanted))
  return { from, to: from + rows }
}

/** The row of a path that reaches into memory: the log of what went astray names none. */
function accessRow({ path }: Flow): number {
  return path[0]?.act === 'dma' ? 0 : path.findLastIndex((row) => row.act === 'dma')
}

/** Which row of which request an incident belongs to, and of which kind that is. */
export function incidentPlace(run: Run, { request }: Incident): Here {
  const { requests, flows } = run
  const flow = flows[requests.flow[request]]
  if (flow === undefined) return NOWHERE
  const kind = requests.kind[request]
  return { row: accessRow(asKind(flow, kind)), ordinal: ordinalOf(run, request), kind }
}
