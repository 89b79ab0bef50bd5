/** The path of one request in sentences: the largest steps first, or all of them in order. */
import { type Flow, MIB, type Row } from '../../machine/index.ts'
import { plainLine } from '../../text/index.ts'
import { machineLine } from '../../text/machine-text.ts'
import { words } from '../../text/ui-words.ts'
import { type Bench, flowOf } from '../bench.ts'
import { grouped, size, three, time } from '../looks/format.ts'
import { hereOn } from '../views/following.ts'
import { asKind } from '../widgets/follow-lines.ts'
import { bootFailure } from '../widgets/goals.ts'
import { exitsOf, underLoad } from '../widgets/path-sum.ts'
import { type Rung, rungsOf } from '../widgets/rungs.ts'
import { capital, numbered, sentence } from './aloud.ts'

/** Steps that are said at once. */
const LARGEST = 5

function stepSaid({ row, text, mark }: Rung, total: number, scale: number, inOrder: boolean): string {
  const counted = row.times * scale
  const times = counted > 1 && row.act !== 'exit' ? words.line.times(countOf(counted)) : ''
  const crossed =
    row.act === 'exit'
      ? `${counted > 1 ? words.line.times(countOf(counted)) : ''}${words.line.exitsHere}`
      : ''
  const share = row.nanos / total
  const new_ = mark === '+' ? words.line.isNew : mark === '~' ? words.line.isChanged : ''
  const said = inOrder ? words.line.place(words.line.places[row.place], text) : capital(text)
  return sentence(
    words.line.step(
      new_ + said,
      times + crossed,
      row.nanos > 0 ? time(row.nanos * scale) : '',
      share >= 0.005 && row.scope !== 'background' ? `${Math.round(share * 100)} %` : '',
    ),
  )
}

function countOf(count: number): string {
  return Number.isInteger(count) || count >= 1_000 ? grouped(count) : three(count)
}

function sumSaid(flow: Flow, scale: number): string[] {
  const copies = flow.path.reduce((sum, row) => (row.act === 'copy' ? sum + row.bytes : sum), 0) / flow.bytes
  const load = underLoad(flow, scale)
  return [
    words.line.sum(
      capital(words.bench.commands(flow.commands)),
      words.bench.exits(countOf(exitsOf(flow) * scale)),
      words.bench.copies(Number.isInteger(copies) ? copies.toString() : three(copies)),
    ),
    ...(load === undefined
      ? []
      : [`${capital(words.bench.underLoad(countOf(load.total), ''))}: ${load.reasons.join(', ')}.`]),
  ]
}

/** Time in the sum of a path; what goes on beside it is no part of that. */
function waitedFor(row: Row): number {
  return row.scope === 'background' ? 0 : row.nanos
}

export function pathSaid(bench: Bench, perMebibyte: boolean, inOrder = false): string[] {
  const run = bench.ran?.run
  if (run === undefined) return [words.bench.noRun]
  const at = flowOf(bench, run)
  const whole = run.flows[at]
  if (whole === undefined) return [words.bench.noRun]
  // The request that is followed may be of another kind.
  const flow = bench.follow === undefined ? whole : asKind(whole, hereOn(bench, run).kind)
  const guest = run.guests.find((one) => one.id === flow.guest)
  if (guest !== undefined && !guest.boots) return [capital(sentence(bootFailure(guest)))]
  const before = bench.atStart === true ? undefined : bench.before?.run.flows[at]
  const scale = perMebibyte ? MIB / flow.bytes : 1
  const total = flow.path.reduce((sum, row) => sum + waitedFor(row), 0) || 1
  const rungs = rungsOf(
    flow.path.map((row) => ({ ...row, text: machineLine(row.text) })),
    before?.path,
  )
  const what = perMebibyte ? `${flow.op} ${size(MIB)}` : `${flow.op} ${size(flow.bytes)}`
  const head = words.line.path(`${plainLine(flow.id)} ${what}`, rungs.length, time(flow.nanosAlone * scale))
  if (inOrder) return [head, ...numbered(rungs.map((rung) => stepSaid(rung, total, scale, true)))]
  const sorted = rungs.toSorted((one, other) => waitedFor(other.row) - waitedFor(one.row))
  const rest = sorted.slice(LARGEST)
  return [
    `${head} ${words.line.largest}`,
    ...numbered(sorted.slice(0, LARGEST).map((rung) => stepSaid(rung, total, scale, false))),
    ...(rest.length === 0
      ? []
      : [
          `${words.line.others(rest.length, time(rest.reduce((sum, { row }) => sum + waitedFor(row), 0) * scale))}`,
        ]),
    ...sumSaid(flow, scale),
  ]
}
