/** Asks a run why: after a metric, a request, or a violation. Every metric has an answer. */
import { EXIT_REASONS, type FlowTime, type Incident, type Run, timeSpent } from '../../machine/index.ts'
import { formatMetric, metricCard, nanosText, readMetric, splitMetric } from '../../metrics/index.ts'
import { words } from '../../text/ui-words.ts'
import { type CauseUnit, type Part, scaledTo, shared, type Why } from './why.ts'
import { cpuTree, lockTree, spinTree } from './why-cores.ts'
import { type Counted, copiesTree, dropsTree, exitsTree, interruptsTree, lookupsTree } from './why-counts.ts'
import {
  budgetTree,
  fairnessTree,
  guestsTree,
  incidentsTree,
  incidentTree,
  linesTree,
  lostTree,
  migrationTree,
  pinnedTree,
} from './why-host.ts'
import { countText } from './why-text.ts'
import { flowsTree, flowTree, whatOf } from './why-time.ts'

interface Answer {
  readonly part: Part
  readonly unit: CauseUnit
  readonly requests?: number
}

/** Indices of the flows that a selector names; of all where it names none. */
function flowsNamed(run: Run, selector: string | undefined): readonly number[] {
  const all = run.flows.map((_, index) => index)
  if (selector === undefined) return all
  return all.filter((index) => run.flows[index].id === selector || run.flows[index].guest === selector)
}

/** One pass over the log serves every question about a run. */
const known = new WeakMap<Run, readonly FlowTime[]>()

function timesOf(run: Run): readonly FlowTime[] {
  let times = known.get(run)
  if (times === undefined) {
    times = timeSpent(run)
    known.set(run, times)
  }
  return times
}

function latencyOf({ requests: { begin, end } }: Run, request: number): number {
  return end[request] - begin[request]
}

/** Mean requests under way, by Little's law: what they took together, over the time of the run. */
function inFlight(run: Run, { nanos }: FlowTime): number {
  return nanos / run.duration
}

function ofTime(run: Run, flows: readonly number[], name: string, value: number): Answer {
  const times = timesOf(run)
  if (flows.length !== 1) return { part: flowsTree(run, flows, times), unit: 'total-nanos' }
  const [index] = flows
  const time = times[index]
  const mean = time.nanos / Math.max(1, time.requests)
  const rate = name === 'throughput' || name === 'requests' || name === 'packets'
  const step = rate
    ? words.why.root.inFlight(
        formatMetric(name, value),
        countText(Math.round(inFlight(run, time) * 100) / 100),
        nanosText(mean),
      )
    : words.why.root.one(whatOf(run, index), nanosText(mean))
  return { part: flowTree(run, index, time, step), unit: 'nanos', requests: time.requests }
}

const QUANTILES: Readonly<Record<string, number>> = {
  'latency-p50': 0.5,
  'latency-p99': 0.99,
  'latency-p999': 0.999,
}

/** The slowest of the flows; of its requests those at this quantile and beyond, or for the median the middle half. */
function ofQuantile(run: Run, flows: readonly number[], at: number): Answer {
  const slowest = flows.reduce(
    (best, index) =>
      run.flows[index].latency.quantile(at) > run.flows[best].latency.quantile(at) ? index : best,
    flows[0],
  )
  const flow = run.flows[slowest]
  const middle = at < 0.9
  const [from, to] = middle
    ? [flow.latency.quantile(0.25), flow.latency.quantile(0.75)]
    : [flow.latency.quantile(at), Number.POSITIVE_INFINITY]
  const { requests } = run
  const wanted = (lowest: number) => (request: number) => {
    if (requests.flow[request] !== slowest) return false
    const took = latencyOf(run, request)
    return took >= lowest && took <= to
  }
  // The histogram rounds up; at the end of the tail nobody may be left.
  let time = timeSpent(run, wanted(from))[slowest]
  if (time.requests === 0) time = timeSpent(run, wanted(from * 0.98))[slowest]
  if (time.requests === 0) return ofTime(run, [slowest], '', 0)
  const count = countText(time.requests)
  const step = middle ? words.why.root.middle(count) : words.why.root.slow(count, nanosText(from))
  return { part: flowTree(run, slowest, time, step), unit: 'nanos', requests: time.requests }
}

/** The flow whose last answer came last. */
function lastToFinish(run: Run, flows: readonly number[]): number {
  const ends = run.flows.map(() => 0)
  const { count, flow, end } = run.requests
  for (let row = 0; row < count; row++) ends[flow[row]] = Math.max(ends[flow[row]], end[row])
  return flows.reduce((last, index) => (ends[index] > ends[last] ? index : last), flows[0])
}

/** What bare metal does not have, in a word, before where the time goes. */
function besideBareMetal(run: Run, flows: readonly number[], baseline: Run | undefined): Answer {
  const answer = ofTime(run, flows, '', 0)
  const say = words.why.host
  const native = flows.length === 1 ? baseline?.flows[flows[0]]?.nanosAlone : undefined
  const because = native === undefined ? [] : [{ text: say.baseline(nanosText(native)) }]
  return { ...answer, part: { ...answer.part, because: [...because, ...answer.part.because] } }
}

function counts(part: Part): Answer {
  return { part, unit: 'count' }
}

function answerOf(run: Run, metric: string, value: number, baseline: Run | undefined): Answer {
  const { name, selector } = splitMetric(metric)
  const card = metricCard(name)
  const reasonOnly = (EXIT_REASONS as readonly (string | undefined)[]).includes(selector)
    ? selector
    : undefined
  const flows = flowsNamed(run, reasonOnly === undefined ? selector : undefined)
  const step = words.why.is(card?.title ?? name, formatMetric(name, value))
  if (run.flows.length === 0)
    return counts({ step, kind: 'all', value: 0, because: [{ text: words.why.counts.none }] })
  const counted: Counted = { run, flows, times: timesOf(run) }
  switch (name) {
    case 'throughput':
    case 'requests':
      return ofTime(run, flows, name, value)
    case 'packets': {
      const nets = flows.filter((index) => run.flows[index].op === 'tx' || run.flows[index].op === 'rx')
      return nets.length === 0
        ? counts({ step, kind: 'all', value: 0, because: [{ text: words.why.counts.none }] })
        : ofTime(run, nets, name, value)
    }
    case 'latency-p50':
    case 'latency-p99':
    case 'latency-p999':
      return ofQuantile(run, flows, QUANTILES[name])
    case 'finished':
      return ofTime(run, [lastToFinish(run, flows)], name, value)
    case 'bare-metal-share':
      return besideBareMetal(run, flows, baseline)
    case 'copies-per-byte':
      return counts(scaledTo(copiesTree(counted, step), value))
    case 'exits-per-request':
      return counts(scaledTo(exitsTree(counted, step, reasonOnly), value))
    case 'exits':
      return { part: scaledTo(exitsTree(counted, step, reasonOnly), value), unit: 'rate' }
    case 'interrupts':
      return { part: scaledTo(interruptsTree(counted, step), value), unit: 'rate' }
    case 'cpu':
    case 'core-ms-per-gb':
      return { part: cpuTree(run, selector, step), unit: 'total-nanos' }
    case 'drops':
      return counts(dropsTree(counted, step, undefined))
    case 'ring-drops':
      return counts(dropsTree(counted, step, 'ring'))
    case 'socket-drops':
      return counts(dropsTree(counted, step, 'socket'))
    case 'iotlb-hits':
      return counts(lookupsTree(counted, step, false))
    case 'device-tlb-hits':
      return counts(lookupsTree(counted, step, true))
    case 'lock-held':
      return { part: lockTree(run, selector, step), unit: 'total-nanos' }
    case 'spinning':
      return { part: spinTree(run, selector, step), unit: 'total-nanos' }
    case 'violations':
      return counts(incidentsTree(run, 'violations', step))
    case 'contained':
      return counts(incidentsTree(run, 'contained', step))
    case 'lost-writes':
      return counts(lostTree(run, flows, step, false))
    case 'lost-promised':
      return counts(lostTree(run, flows, step, true))
    case 'guests-booted':
      return counts(guestsTree(run, step))
    case 'migrated':
      return counts(migrationTree(run, step, false))
    case 'downtime':
      return { part: migrationTree(run, step, true), unit: 'total-nanos' }
    case 'pinned':
      return { part: pinnedTree(run, step), unit: 'bytes' }
    case 'budget':
      return { part: budgetTree(run, step), unit: 'points' }
    case 'fairness':
      return { part: fairnessTree(run, step), unit: 'bytes' }
    case 'unwanted-interrupts':
      return counts(linesTree(run, step, false))
    case 'lines-given-up':
      return counts(linesTree(run, step, true))
    default:
      throw new Error(`why does not know ${name}`)
  }
}

function answered(asked: string, value: number, { part, unit, requests = 0 }: Answer): Why {
  const none = part.value === 0 && part.because.length === 0 && (part.causes ?? []).length === 0
  const whole = none ? { ...part, because: [{ text: words.why.counts.none }] } : part
  return { asked, value, unit, requests, root: shared(whole) }
}

/**
 * Why a metric is what it is in this run. Where its requests went is read from the log: a run that was not recorded has none.
 * @param baseline the same on bare metal, for bare-metal-share
 */
export function whyMetric(run: Run, metric: string, baseline?: Run): Why | { readonly problem: string } {
  const value = readMetric(run, metric, baseline)
  if (typeof value !== 'number') return value
  return answered(metric, value, answerOf(run, metric, value, baseline))
}

/** Where the time of one request went. @param request index into run.requests @param ordinal what it is called: its place in the log, or in its flow */
export function whyRequest(run: Run, request: number, ordinal = request + 1): Why {
  const { flow, end } = run.requests
  const index = flow[request]
  const number = ordinal.toString()
  const time = timeSpent(run, (one) => one === request)[index]
  const took = end[request] === 0 ? 0 : latencyOf(run, request)
  const step =
    end[request] === 0
      ? words.why.root.still(number)
      : words.why.root.request(number, run.flows[index].id, nanosText(took))
  return answered(`request ${request + 1}`, took, {
    part: flowTree(run, index, time, step),
    unit: 'nanos',
    requests: 1,
  })
}

/** The chain behind one violation or contained fault. */
export function whyIncident(run: Run, incident: Incident): Why {
  const list = run.violations.includes(incident) ? run.violations : run.contained
  const number = list.indexOf(incident) + 1
  const asked = `${list === run.violations ? 'violation' : 'fault'} ${number}`
  return answered(asked, 1, { part: incidentTree(run, incident), unit: 'count' })
}
