/** Two runs side by side, in sentences: the sum of it first, then which knobs and which numbers differ, and where on the way. */
import { type Flow, MIB } from '../../machine/index.ts'
import { formatMetric } from '../../metrics/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench } from '../bench.ts'
import { difference, moment, parts, size, time } from '../looks/format.ts'
import { flowCompared } from '../screens/compare.ts'
import type { State } from '../state.ts'
import {
  betterOf,
  type CompareAt,
  changesBetween,
  type Demand,
  metricsCompared,
  numberOf,
  originOf,
  reaches,
  type Side,
  sideName,
} from '../views/compare.ts'
import { followedAt, hereIn } from '../views/following.ts'
import { summary, targetText } from '../widgets/compare-rows.ts'
import type { Rung } from '../widgets/rungs.ts'
import { totalText } from '../widgets/time-bars.ts'
import { alignedRungs, rungsOfFlow } from '../widgets/twin-ladders.ts'
import { capital, numbered } from './aloud.ts'
import { knobName, spokenName } from './bench.ts'

/** Steps that differ and are named. */
const STEPS = 3

function changedSaid({ play: { level } }: Bench, { a, b }: CompareAt): string[] {
  const changes = changesBetween(level, a, b)
  const say = words.spoken.compare
  if (changes.length === 0) return [say.noKnob]
  const rows = changes.map((one) => say.knob(knobName(one.key), plainLine(one.a), plainLine(one.b)))
  return [say.knobs(changes.length, level.knobs.length), ...numbered(rows)]
}

function demandSaid(demand: Demand, a: Side, b: Side): string {
  const say = words.compare
  const [byA, byB] = [reaches(a, demand), reaches(b, demand)]
  const who = byA && byB ? say.both : byA ? say.only('A') : byB ? say.only('B') : say.neither
  const kind = capital(demand.isStar ? say.star : say.goal)
  return words.spoken.compare.demand(kind, targetText(demand), who)
}

interface Told {
  readonly kind: 'worse' | 'better' | 'other'
  readonly text: string
}

/** A number that differs on screen; undefined: it does not. */
function metricTold(
  bench: Bench,
  { metric, demands }: ReturnType<typeof metricsCompared>[number],
  { a, b }: CompareAt,
): Told | undefined {
  const [inA, inB] = [numberOf(a, metric), numberOf(b, metric)]
  const text = (value: number | undefined) =>
    value === undefined ? words.compare.noNumber : formatMetric(metric, value)
  if (text(inA) === text(inB)) return undefined
  const by = inA === undefined || inB === undefined ? '' : difference(inB, inA)
  const better = betterOf(metric, a, b)
  const kind = better === undefined ? 'other' : better < 0 ? 'worse' : 'better'
  const name = plainLine(spokenName(bench, metric))
  const asks = demands.map((demand) => demandSaid(demand, a, b)).join('')
  const sameUnit = parts(text(inA)).unit === parts(text(inB)).unit
  const then = sameUnit ? parts(text(inA)).number : text(inA)
  const said = words.spoken.compare.metric(name, then, text(inB), /\d/.test(by) ? by : '')
  return { kind, text: said + asks }
}

function metricsSaid(bench: Bench, top: CompareAt): string[] {
  const { a, b } = top
  if (a.ran === undefined || b.ran === undefined) return []
  const all = metricsCompared(bench.play.level)
  const told = all.flatMap((one) => metricTold(bench, one, top) ?? [])
  const say = words.spoken.compare
  const of = (kind: Told['kind']) =>
    told.filter((one) => one.kind === kind).map(({ text }) => `${say[kind]}: ${text}.`)
  const equal = all.length - told.length
  return [...of('worse'), ...of('better'), ...of('other'), ...(equal > 0 ? [say.equal(equal)] : [])]
}

/** What a step takes in each; undefined: it is not on the way there. Nanoseconds. */
interface Step {
  readonly text: string
  a?: number
  b?: number
}

/** Steps of both, those of one name together: where they stand in their order is for the eye. */
function stepsOf(a: Flow, b: Flow, scale: { readonly a: number; readonly b: number }): readonly Step[] {
  const steps = new Map<string, Step>()
  const nanosOf = ({ row }: Rung) => (row.scope === 'background' ? 0 : row.nanos)
  for (const pair of alignedRungs(rungsOfFlow(a), rungsOfFlow(b))) {
    const text = (pair.b ?? pair.a)?.text ?? ''
    const step = steps.get(text) ?? { text }
    if (pair.a !== undefined) step.a = (step.a ?? 0) + nanosOf(pair.a) * scale.a
    if (pair.b !== undefined) step.b = (step.b ?? 0) + nanosOf(pair.b) * scale.b
    steps.set(text, step)
  }
  return [...steps.values()]
}

function stepSaid({ text, a, b }: Step): string {
  const say = words.spoken.compare
  if (a !== undefined && b !== undefined) return `${capital(say.step(text, time(a), time(b)))}.`
  return `${capital(say.onlyIn(a === undefined ? 'B' : 'A', text, time(a ?? b ?? 0)))}.`
}

/** The steps whose time differs most. */
function stepsSaid(a: Flow, b: Flow, scale: { readonly a: number; readonly b: number }): string[] {
  const far = (step: Step) => Math.abs((step.a ?? 0) - (step.b ?? 0))
  const rows = stepsOf(a, b, scale)
    .filter((step) => far(step) >= 0.5)
    .toSorted((one, other) => far(other) - far(one))
    .slice(0, STEPS)
  if (rows.length === 0) return []
  return [words.spoken.compare.steps, ...numbered(rows.map(stepSaid))]
}

function pathsSaid(state: State, bench: Bench, top: CompareAt): string[] {
  const id = flowCompared({ bench, top })
  const [a, b] = [top.a, top.b].map(({ ran }) => ran?.run.flows.find((flow) => flow.id === id))
  if (a === undefined || b === undefined) return []
  const perMebibyte = state.progress.settings.path === 'mib'
  const scale = { a: perMebibyte ? MIB / a.bytes : 1, b: perMebibyte ? MIB / b.bytes : 1 }
  const what = `${plainLine(b.id)} ${b.op} ${size(perMebibyte ? MIB : b.bytes)}`
  const said = words.spoken.compare.path(what, totalText(a, scale.a), totalText(b, scale.b))
  return [said, ...stepsSaid(a, b, scale)]
}

/** Where both stand, once they were played. */
function playedSaid(bench: Bench, top: CompareAt): string[] {
  if (top.playing) return [words.line.playing]
  if (top.playhead === 0) return []
  const id = flowCompared({ bench, top })
  const of = ({ ran }: Side): string => {
    const index = ran?.run.flows.findIndex((flow) => flow.id === id) ?? -1
    if (ran === undefined || index < 0) return words.spoken.compare.between
    const { ordinal } = hereIn(ran.run, index, bench.follow, top.playhead)
    const phase = followedAt(ran.run, bench.follow, top.playhead)?.phase ?? 'under-way'
    return ordinal === 0
      ? words.spoken.compare.between
      : words.spoken.compare.request(words.bench.request(ordinal), words.compare.phases[phase])
  }
  return [words.spoken.compare.at(moment(top.playhead), of(top.a), of(top.b))]
}

export function compareSaid(state: State, bench: Bench, top: CompareAt): string[] {
  const { side: sideSaid, former } = words.spoken.compare
  const side = (one: Side) =>
    sideSaid(one.number === undefined ? former : sideName(one), originOf(bench, one))
  return [
    words.spoken.compare.title(side(top.a), side(top.b)),
    capital(summary(bench.play.level, top.a, top.b).replaceAll(' (=)', '')),
    ...changedSaid(bench, top),
    ...metricsSaid(bench, top),
    ...pathsSaid(state, bench, top),
    ...playedSaid(bench, top),
  ]
}
