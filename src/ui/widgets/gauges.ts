/** How full queues, rings and the IOTLB are: a bar at the playhead, and a curve over the run. */
import type { Gauge, Nanos, Occupancy, Run } from '../../machine/index.ts'
import { percent, perSecondText } from '../../metrics/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import { grouped, moment, time } from '../looks/format.ts'
import { type Block, exact, type Line, left, line, right, type Span, span, widthOf } from '../looks/line.ts'
import { sparkline } from './sparkline.ts'

/** From this width on a gauge has one line. */
const WIDE = 70
const NAME = 12
const FILLED = 14
const MOST = 10

export function sum(values: Iterable<number>): number {
  let all = 0
  for (const value of values) all += value
  return all
}

export function most(values: Iterable<number>): number {
  let found = 0
  for (const value of values) if (value > found) found = value
  return found
}

/** The slice that a moment lies in. */
export function sliceAt({ series }: Run, at: Nanos): number {
  return Math.min(series.slices - 1, Math.floor(at / series.width))
}

/** A place where nobody ever stood is not shown, nor a station that nobody waited for. */
export function isUsed({ capacity, came, waited }: Gauge): boolean {
  return capacity === 0 ? waited > 0 : sum(came) > 0
}

/** `▓▓▓▓▒▒░░`: what was full on average in a slice, and at most, of all places. @param lost somebody was */
export function fillBar(mean: number, full: number, places: number, cells: number, lost: boolean): Line {
  const of = (value: number) => Math.min(cells, Math.ceil((value / Math.max(1, places)) * cells))
  const average = of(mean)
  const top = Math.max(average, of(full))
  const style = lost ? 'bad' : 'dma'
  return [
    span('▓'.repeat(average), style),
    span('▒'.repeat(top - average), style),
    span('░'.repeat(cells - top), 'wait'),
  ]
}

/** Heights of a curve that are shares of all places: two curves can be compared. */
export function fillCurve(values: Float64Array, places: number, cells: number): string {
  // One cell more holds the height of a full queue, and is cut off.
  const steps = Array.from({ length: cells }, (_, cell) => {
    const from = Math.floor((cell * values.length) / cells)
    return most(values.subarray(from, Math.max(from + 1, Math.floor(((cell + 1) * values.length) / cells))))
  })
  return sparkline([...steps, Math.max(1, places)], cells + 1).slice(0, cells)
}

/** `▼` over the cell of a curve that the playhead is in. */
export function playheadMark(slice: number, slices: number, cells: number): Span {
  const at = Math.min(cells - 1, Math.floor((slice * cells) / slices))
  return span(`${' '.repeat(at)}▼${' '.repeat(cells - at - 1)}`, 'focus')
}

/** How long a ring takes all that comes at the rate of its busiest slice while nobody empties it; 0: nothing comes. */
export function survivedPause({ capacity, came }: Gauge, width: Nanos): { pause: Nanos; rate: number } {
  const rate = most(came) / width
  return { pause: rate === 0 ? 0 : capacity / rate, rate: rate * 1e9 }
}

interface Fields {
  readonly bar: number
  readonly curve: number
}

function fieldsFor(width: number): Fields {
  if (width < WIDE) {
    const bar = Math.max(6, width - 1 - NAME - FILLED - 1)
    return { bar, curve: Math.max(8, width - 1 - NAME - MOST - 2) }
  }
  const room = width - 1 - NAME - FILLED - MOST - 3
  const bar = Math.min(32, Math.floor(room * 0.4))
  return { bar, curve: Math.min(96, room - bar) }
}

interface Shown {
  readonly name: string
  readonly mean: number
  readonly full: number
  readonly places: number
  readonly filled: string
  readonly curve: Float64Array
  readonly most: string
  /** Within the slice. */
  readonly lost: boolean
  /** What else is said of it. */
  readonly notes: readonly Span[]
}

function linesOf(one: Shown, width: number): Block {
  const { bar, curve } = fieldsFor(width)
  const name = ` ${left(plainLine(one.name), NAME)}`
  const bars = fillBar(one.mean, one.full, one.places, bar, one.lost)
  const filled = right(one.filled, FILLED)
  const over = span(fillCurve(one.curve, one.places, curve), 'model')
  const notes = one.notes.filter(({ text }) => text !== '')
  const wide = width >= WIDE
  const indent = ' '.repeat(NAME + 1)
  const below =
    wide && notes.length > 0 ? [notes.flatMap((note) => [note, span('   ')])] : notes.map((note) => [note])
  const said = below.map((spans) =>
    line(wide || spans[0].text.length <= width - NAME - 1 ? indent : '  ', ...spans),
  )
  return wide
    ? [line(name, ...bars, filled, '  ', over, right(one.most, MOST)), ...said]
    : [line(name, ...bars, filled), line(indent, over, ' ', right(one.most, MOST)), ...said]
}

function lostOf(drops: number, came: number): Span {
  return drops === 0 ? span('') : span(words.queues.lostOf(grouped(drops), percent(drops / came)), 'bad')
}

function gaugeShown(run: Run, gauge: Gauge, queues: number, slice: number, width: number): Shown {
  const { kind, queue, capacity } = gauge
  const top = most(gauge.most)
  const full = gauge.most[slice]
  const lost = lostOf(sum(gauge.drops), sum(gauge.came))
  return {
    name:
      capacity === 0
        ? words.queues.kinds[kind]
        : `${words.queues.kinds[kind]}${queues > 1 ? ` ${queue}` : ''}`,
    mean: gauge.mean[slice],
    full,
    places: capacity === 0 ? top : capacity,
    filled:
      capacity === 0
        ? words.queues.waiting(grouped(full))
        : words.queues.of(grouped(full), grouped(capacity)),
    curve: gauge.most,
    most: words.queues.mostOf(grouped(top)),
    lost: gauge.drops[slice] > 0,
    notes: [lost, survivalOf(run, gauge, width, widthOf(lost.text) + 3)],
  }
}

/** Rings of packets that can overrun: how long a pause they survive. */
function survivalOf(run: Run, gauge: Gauge, width: number, lostCells: number): Span {
  if (gauge.kind !== 'ring' || run.flows[gauge.flow].op !== 'rx') return span('')
  const { pause, rate } = survivedPause(gauge, run.series.width)
  // Of several rings the one that is full first.
  const rings = (run.occupancy?.gauges ?? []).filter(
    (one) => one.kind === 'ring' && one.flow === gauge.flow && isUsed(one),
  )
  const pauses = rings.map((one) => survivedPause(one, run.series.width).pause)
  if (rings[pauses.indexOf(Math.min(...pauses))] !== gauge) return span('')
  const given = [time(pause), perSecondText(rate).replace('/s', '')] as const
  const whole = words.queues.survives(...given)
  // A line holds what was lost as well.
  const fits = width >= WIDE && widthOf(whole) + lostCells <= width - NAME - 1
  return span(pause === 0 ? '' : fits ? whole : words.queues.survivesShort(...given), 'muted')
}

function flowLines(
  run: Run,
  { gauges, turnedAway }: Occupancy,
  flow: number,
  slice: number,
  width: number,
): Block {
  const own = gauges.filter((gauge) => gauge.flow === flow && gauge.capacity > 0 && isUsed(gauge))
  const away = turnedAway[flow]
  if (own.length === 0 && away === 0) return []
  const queues = (kind: Gauge['kind']) =>
    gauges.filter((one) => one.flow === flow && one.kind === kind).length
  return [
    line(span(` ${plainLine(run.flows[flow].id)}`, 'bold')),
    ...own.flatMap((gauge) => linesOf(gaugeShown(run, gauge, queues(gauge.kind), slice, width), width)),
    ...(away === 0 ? [] : [line(span(`   ${words.queues.turnedAway(grouped(away))}`, 'bad'))]),
  ]
}

/** The IOTLB, where anything was looked up in it. */
function translationLines({ iotlb }: Occupancy, slice: number, width: number): Block {
  const lookups = sum(iotlb.lookups)
  if (lookups === 0 || iotlb.capacity === 0) return []
  const hits = (misses: number, of: number) => (of === 0 ? '–' : percent(1 - misses / of))
  const here = words.queues.hits(hits(iotlb.misses[slice], iotlb.lookups[slice]))
  const all = words.queues.hitsAll(hits(sum(iotlb.misses), lookups), grouped(iotlb.evictions))
  const shown: Shown = {
    name: words.queues.kinds.iotlb,
    mean: iotlb.mean[slice],
    full: iotlb.most[slice],
    places: iotlb.capacity,
    filled: words.queues.of(grouped(iotlb.most[slice]), grouped(iotlb.capacity)),
    curve: iotlb.most,
    most: words.queues.mostOf(grouped(most(iotlb.most))),
    lost: false,
    notes: [span(here, 'muted'), span(all, 'muted')],
  }
  return linesOf(shown, width)
}

/** Where requests wait for what they share. */
function sharedLines(run: Run, occupancy: Occupancy, slice: number, width: number): Block {
  const stations = occupancy.gauges.filter((gauge) => gauge.capacity === 0 && isUsed(gauge))
  const lines = stations.flatMap((gauge) =>
    linesOf({ ...gaugeShown(run, gauge, 1, slice, width), name: gauge.name }, width),
  )
  return lines.length === 0 || run.flows.length === 0
    ? lines
    : [line(span(` ${words.queues.shared}`, 'bold')), ...lines]
}

function heading(run: Run, at: Nanos, slice: number, width: number): Line {
  const { bar, curve } = fieldsFor(width)
  const mark = playheadMark(slice, run.series.slices, curve)
  const time = span(
    left(words.queues.at(moment(at)), width < WIDE ? NAME + 1 : NAME + bar + FILLED + 2),
    'muted',
  )
  if (width < WIDE) return line(' '.repeat(NAME + 1), mark)
  return line(' ', time, mark)
}

/**
 * Every queue of a run at a moment.
 * @param flow the one that comes first
 */
export function gaugeLines(run: Run, flow: number, at: Nanos, width: number): Block {
  const { occupancy } = run
  if (occupancy === undefined) return [line(` ${words.queues.notRecorded}`)]
  const slice = sliceAt(run, at)
  const order = [flow, ...[...run.flows.keys()].filter((index) => index !== flow)]
  const lines = [
    ...translationLines(occupancy, slice, width),
    ...order.flatMap((index) => flowLines(run, occupancy, index, slice, width)),
    ...sharedLines(run, occupancy, slice, width),
  ]
  if (lines.length === 0) return [line(` ${words.queues.none}`)]
  const key = line(span(` ${width < WIDE ? words.queues.key : words.queues.legend}`, 'muted'))
  return [key, heading(run, at, slice, width), ...lines].map((one) => exact(one, width))
}
