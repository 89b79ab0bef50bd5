/** What is said of the request that is followed: which one it is, how far it has come, and where it waited. */
import { endOf, FLAG_DROPPED, type Flow, type Run } from '../../machine/index.ts'
import { machineLine } from '../../text/machine-text.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench } from '../bench.ts'
import { moment, time } from '../looks/format.ts'
import { type Block, exact, line, span, wrap } from '../looks/line.ts'
import { followedAt, requestSaid } from '../views/following.ts'

/** A flow as one of its kinds of request goes through it; the first kind is the flow as it stands. */
export function asKind(flow: Flow, kind: number): Flow {
  const of = flow.kinds[kind]
  if (kind === 0 || of === undefined) return flow
  const op = of.op === 'flush' ? flow.op : of.op
  return { ...flow, op, bytes: of.bytes || flow.bytes, nanosAlone: of.nanosAlone, path: of.path }
}

/** Sentences, the most important first. */
export function followSaid(run: Run, bench: Pick<Bench, 'follow' | 'playhead'>): readonly string[] {
  const followed = followedAt(run, bench.follow, bench.playhead)
  if (followed === undefined) return []
  const { request, phase, elapsed, waited, most } = followed
  const which = requestSaid(run, request)
  if (phase === 'ahead') return [`${which} ${words.time.begins(moment(run.requests.begin[request]))}`]
  const isDropped = (run.requests.flags[request] & FLAG_DROPPED) !== 0
  if (isDropped && phase === 'ended') return [`${which}: ${words.time.dropped}`]
  const end = endOf(run, request)
  if (elapsed === 0 && phase === 'under-way' && end !== undefined)
    return [`${which} ${words.time.beginsHere(time(end - run.requests.begin[request]))}`]
  const far = phase === 'ended' ? words.time.took(time(elapsed)) : words.time.soFar(time(elapsed))
  const { path } = asKind(run.flows[run.requests.flow[request]], run.requests.kind[request])
  const step = path[most.row]
  const where = step === undefined ? [] : [words.time.mostAt(time(most.nanos), machineLine(step.text))]
  const waits = waited === 0 ? words.time.neverWaited : [words.time.waited(time(waited)), ...where].join(', ')
  return [`${which}: ${far}`, waits]
}

export function followLines(run: Run, bench: Bench, width: number): Block {
  const sentences = followSaid(run, bench)
  const together = sentences.join('; ')
  const lines = together.length <= width - 2 ? [together] : sentences.flatMap((one) => wrap(one, width - 2))
  return (sentences.length === 0 ? [] : lines).map((text, index) =>
    exact(line(span(` ${text}`, index === 0 ? 'bold' : 'plain')), width),
  )
}
