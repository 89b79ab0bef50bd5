/** How full rings and queues are, in sentences: those that lose first, then the fullest. */
import type { Gauge, Nanos, Run } from '../../machine/index.ts'
import { percent, perSecondText } from '../../metrics/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench } from '../bench.ts'
import { grouped, moment, three, time } from '../looks/format.ts'
import { isUsed, most, sliceAt, sum, survivedPause } from '../widgets/gauges.ts'
import { numbered } from './aloud.ts'

/** Queues that are said at once. */
const SAID = 8

function nameOf(run: Run, gauge: Gauge): string {
  if (gauge.capacity === 0) return plainLine(gauge.name)
  const same = (run.occupancy?.gauges ?? []).filter(
    (one) => one.flow === gauge.flow && one.kind === gauge.kind,
  )
  const kind = words.queues.kinds[gauge.kind]
  return `${plainLine(run.flows[gauge.flow].id)} ${kind}${same.length > 1 ? ` ${gauge.queue}` : ''}`
}

/** On average and at most over the run; and where the playhead stands, once it has moved. */
function filledSaid(
  run: Run,
  name: string,
  { capacity, mean, most: full }: Pick<Gauge, 'capacity' | 'mean' | 'most'>,
  playhead: Nanos,
): string {
  const say = words.spoken.queues
  const top = grouped(most(full))
  const average = sum(mean) / Math.max(1, mean.length)
  const shown = average > 0 && average < 0.005 ? '0' : three(average).replace(/\.?0+$/, '')
  const said = say.row(
    name,
    average === 0 ? '0' : shown,
    capacity === 0 ? say.waiting(top) : words.queues.of(top, grouped(capacity)),
  )
  if (playhead === 0) return said
  return `${said}, ${say.here(grouped(full[sliceAt(run, playhead)]), moment(playhead))}`
}

/** One queue: how full it is, was at most, what it lost, and how long a pause it survives. */
export function gaugeSaid(run: Run, gauge: Gauge, playhead: Nanos): string {
  const { kind, drops, came, flow } = gauge
  const lost = sum(drops)
  const { pause, rate } = survivedPause(gauge, run.series.width)
  const overruns = kind === 'ring' && run.flows[flow].op === 'rx' && pause > 0
  return [
    filledSaid(run, nameOf(run, gauge), gauge, playhead),
    ...(lost > 0 ? [words.spoken.queues.lost(grouped(lost), percent(lost / sum(came)))] : []),
    ...(overruns ? [words.spoken.queues.survives(time(pause), perSecondText(rate))] : []),
  ].join(', ')
}

function translationSaid(run: Run, playhead: Nanos): string[] {
  const { occupancy } = run
  const iotlb = occupancy?.iotlb
  const lookups = iotlb === undefined ? 0 : sum(iotlb.lookups)
  if (occupancy === undefined || iotlb === undefined || lookups === 0 || iotlb.capacity === 0) return []
  const hits = words.queues.hitsAll(percent(1 - sum(iotlb.misses) / lookups), grouped(iotlb.evictions))
  return [`${filledSaid(run, words.queues.kinds.iotlb, iotlb, playhead)}, ${hits}`]
}

function shareOf(gauge: Gauge): number {
  return gauge.capacity === 0 ? 0 : most(gauge.most) / gauge.capacity
}

export function queuesSaid({ ran, playhead }: Bench): string[] {
  if (ran === undefined) return [words.bench.noRun]
  const { run } = ran
  const { occupancy } = run
  if (occupancy === undefined) return [words.queues.notRecorded]
  const used = occupancy.gauges
    .filter(isUsed)
    .sort((one, other) => sum(other.drops) - sum(one.drops) || shareOf(other) - shareOf(one))
  const away = run.flows.flatMap(({ id }, flow) => {
    const count = occupancy.turnedAway[flow]
    return count > 0 ? [`${plainLine(id)}: ${words.queues.turnedAway(grouped(count))}`] : []
  })
  const shown = used.slice(0, SAID).map((gauge) => gaugeSaid(run, gauge, playhead))
  const rows = [...away, ...shown, ...translationSaid(run, playhead)]
  if (rows.length === 0) return [words.queues.none]
  const rest = used.length - shown.length
  return [
    words.spoken.queues.title,
    ...numbered(rows.map((one) => `${one}.`)),
    ...(rest > 0 ? [words.spoken.queues.more(rest)] : []),
  ]
}
