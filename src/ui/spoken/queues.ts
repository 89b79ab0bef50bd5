/** How full rings and queues are, in sentences: those that lose first, then the fullest. */
import type { Gauge, Run } from '../../machine/index.ts'
import { percent, perSecondText } from '../../metrics/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench } from '../bench.ts'
import { grouped, moment, time } from '../format.ts'
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

/** One queue: how full it is, was at most, what it lost, and how long a pause it survives. */
export function gaugeSaid(run: Run, gauge: Gauge, slice: number): string {
  const { capacity, kind, drops, came, flow } = gauge
  const full = grouped(gauge.most[slice])
  const now = capacity === 0 ? words.queues.waiting(full) : words.queues.of(full, grouped(capacity))
  const lost = sum(drops)
  const { pause, rate } = survivedPause(gauge, run.series.width)
  const overruns = kind === 'ring' && run.flows[flow].op === 'rx' && pause > 0
  return [
    words.spoken.queues.row(nameOf(run, gauge), now, grouped(most(gauge.most))),
    ...(lost > 0 ? [words.spoken.queues.lost(grouped(lost), percent(lost / sum(came)))] : []),
    ...(overruns ? [words.queues.survives(time(pause), perSecondText(rate).replace('/s', ''))] : []),
  ].join(', ')
}

function translationSaid({ occupancy }: Run, slice: number): string[] {
  const iotlb = occupancy?.iotlb
  const lookups = iotlb === undefined ? 0 : sum(iotlb.lookups)
  if (occupancy === undefined || iotlb === undefined || lookups === 0 || iotlb.capacity === 0) return []
  const filled = words.queues.of(grouped(iotlb.most[slice]), grouped(iotlb.capacity))
  const hits = words.queues.hitsAll(percent(1 - sum(iotlb.misses) / lookups), grouped(iotlb.evictions))
  return [`${words.spoken.queues.row(words.queues.kinds.iotlb, filled, grouped(most(iotlb.most)))}, ${hits}`]
}

function shareOf(gauge: Gauge): number {
  return gauge.capacity === 0 ? 0 : most(gauge.most) / gauge.capacity
}

export function queuesSaid({ ran, playhead }: Bench): string[] {
  if (ran === undefined) return [words.bench.noRun]
  const { run } = ran
  const { occupancy } = run
  if (occupancy === undefined) return [words.queues.notRecorded]
  const slice = sliceAt(run, playhead)
  const used = occupancy.gauges
    .filter(isUsed)
    .sort((one, other) => sum(other.drops) - sum(one.drops) || shareOf(other) - shareOf(one))
  const away = run.flows.flatMap(({ id }, flow) => {
    const count = occupancy.turnedAway[flow]
    return count > 0 ? [`${plainLine(id)}: ${words.queues.turnedAway(grouped(count))}`] : []
  })
  const shown = used.slice(0, SAID).map((gauge) => gaugeSaid(run, gauge, slice))
  const rows = [...away, ...shown, ...translationSaid(run, slice)]
  if (rows.length === 0) return [words.queues.none]
  const rest = used.length - shown.length
  return [
    words.spoken.queues.title(moment(playhead)),
    ...numbered(rows.map((one) => `${one}.`)),
    ...(rest > 0 ? [words.spoken.queues.more(rest)] : []),
  ]
}
