/** The lines under a path: its sum at rest, and what is otherwise under load. */
import { exitReasonOf } from '../../game/index.ts'
import { EXIT_REASONS, type ExitReason, type Flow, MIB, type Run } from '../../machine/index.ts'
import { words } from '../../text/ui-words.ts'
import { grouped, three, time } from '../looks/format.ts'
import { type Block, exact, type Line, left, line, span, wrap } from '../looks/line.ts'
import { bootFailure } from './goals.ts'

export interface SumGiven {
  readonly perMebibyte: boolean
  readonly width: number
}

/** From here on the sum is one line. */
const ONE_LINE = 76
/** Less than this in an exit count is not worth a word. */
const LEAST = 0.005

/** Exits of one request at rest: of all reasons, or of one. */
export function exitsOf(flow: Flow, reason?: ExitReason): number {
  return flow.path.reduce((sum, row) => {
    const why = exitReasonOf(row)
    return why !== undefined && (reason === undefined || why === reason) ? sum + row.times : sum
  }, 0)
}

function copiesOf(flow: Flow): number {
  return flow.path.reduce((sum, row) => (row.act === 'copy' ? sum + row.bytes : sum), 0) / flow.bytes
}

/** What times and counts of a request are multiplied by. */
function scaleOf(flow: Flow, perMebibyte: boolean): number {
  return perMebibyte ? MIB / flow.bytes : 1
}

/** A count as `exits/req` writes it: whole, or three digits. */
function count(value: number): string {
  return Number.isInteger(value) || value >= 1_000 ? grouped(value) : three(value)
}

/** How much less or more, with its unit: a bare number would be read as another kind. */
function changeOf(now: number, before: number): string {
  return time(Math.abs(now - before))
}

/** What is under load but not at rest, by reason: `+8.14 halts`; without a sign where there is nothing at rest. */
export function underLoad(flow: Flow, scale = 1): { total: number; reasons: string[] } | undefined {
  if (flow.requests === 0) return undefined
  const total = flow.exits.reduce((sum, one) => sum + one, 0) / flow.requests
  const rest = exitsOf(flow)
  const reasons = EXIT_REASONS.flatMap((reason, index) => {
    const change = flow.exits[index] / flow.requests - exitsOf(flow, reason)
    if (Math.abs(change) < LEAST) return []
    const sign = change < 0 ? '−' : rest > 0 ? '+' : ''
    return [`${sign}${count(Math.abs(change) * scale)} ${words.bench.exitReasons[reason]}`]
  })
  return reasons.length === 0 ? undefined : { total: total * scale, reasons }
}

function loadLines(flow: Flow, given: SumGiven): Line[] {
  const load = underLoad(flow, scaleOf(flow, given.perMebibyte))
  if (load === undefined) return []
  const narrow = given.width < ONE_LINE
  const each = narrow ? '' : ` ${words.bench.each(given.perMebibyte ? 'MiB' : flow.op)}`
  const said = `${words.bench.underLoad(count(load.total), each)}: ${load.reasons.join(', ')}`
  const lines = wrap(said, given.width - 2)
  return lines
    .slice(0, narrow && lines.length > 1 ? 0 : lines.length)
    .map((text) => exact(line(span(` ${text}`, 'muted')), given.width))
}

interface Sums {
  readonly exits: string
  readonly exitsThen: string
  readonly now: number
  /** Where it was another. */
  readonly then?: number
}

/** Each request is scaled by its own size. */
function sumsOf(flow: Flow, before: Flow | undefined, perMebibyte: boolean): Sums {
  const scale = scaleOf(flow, perMebibyte)
  const other = before ?? flow
  const scaleThen = scaleOf(other, perMebibyte)
  const now = flow.nanosAlone * scale
  const then = other.nanosAlone * scaleThen
  return {
    exits: count(exitsOf(flow) * scale),
    exitsThen: count(exitsOf(other) * scaleThen),
    now,
    ...(then === now ? {} : { then }),
  }
}

function wideSum(flow: Flow, before: Flow | undefined, given: SumGiven): Line {
  const { width } = given
  const { exits, exitsThen, now, then } = sumsOf(flow, before, given.perMebibyte)
  const copies = copiesOf(flow)
  const said = [
    `${words.bench.sum} ${words.bench.commands(flow.commands)}`,
    words.bench.exits(exits) + (exitsThen === exits ? '' : ` (${words.bench.was(exitsThen)})`),
    words.bench.copies(copies === 0 ? '0' : Number.isInteger(copies) ? copies.toString() : three(copies)),
  ].join(', ')
  const shown = time(now)
  const was = then === undefined ? '' : ` ${changeOf(now, then)}`
  const better = then !== undefined && now < then
  const sign = then === undefined ? '' : better ? ' ▼' : ' △'
  const room = width - shown.length - was.length - sign.length - 2
  return exact(
    line(
      span(then === undefined ? ' ' : '~', 'changed'),
      span(left(said, room)),
      span(shown, 'bold'),
      span(sign, better ? 'good' : 'bad'),
      span(was, 'muted'),
    ),
    width,
  )
}

/** Two short lines where the sum does not fit into one. */
function narrowSum(flow: Flow, before: Flow | undefined, given: SumGiven): Line[] {
  const { width } = given
  const { exits, now, then } = sumsOf(flow, before, given.perMebibyte)
  const copies = copiesOf(flow)
  const was = then === undefined ? '' : `  ${words.bench.was(time(then))}`
  const mark = span(then === undefined ? ' ' : '~', 'changed')
  const shownCopies = Number.isInteger(copies) ? copies.toString() : three(copies)
  const each = words.bench.each(given.perMebibyte ? 'MiB' : flow.op)
  return [
    line(
      mark,
      `${words.bench.commands(flow.commands)}  ${words.bench.exits(exits)}  ${shownCopies} ${words.metrics['copies-per-byte']}`,
    ),
    line(mark, span(`${time(now)} ${each}`, 'bold'), span(was, 'muted')),
  ].map((one) => exact(one, width))
}

/** The most important line first. */
export function sumLines(flow: Flow, before: Flow | undefined, given: SumGiven): Block {
  const sum = given.width >= ONE_LINE ? [wideSum(flow, before, given)] : narrowSum(flow, before, given)
  return [...sum, ...loadLines(flow, given)]
}

/** Why there is nothing to see: the guest of the path does not boot. */
export function bootFailureLines(run: Run, flow: Flow, width: number): Block {
  const guest = run.guests.find((one) => one.id === flow.guest)
  if (guest === undefined || guest.boots) return []
  return wrap(bootFailure(guest), width - 2).map((text) => exact(line(span(` ${text}`, 'bad')), width))
}
