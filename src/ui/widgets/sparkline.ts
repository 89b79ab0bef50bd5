/** A curve of eight heights. */
import { splitMetric } from '../../game/index.ts'
import { EXIT_REASONS, type Run, type Series } from '../../machine/index.ts'

const HEIGHTS = '▁▂▃▄▅▆▇█'

/** Sums of neighbouring slices, so that so many cells are left. */
function resampled(values: readonly number[], cells: number): number[] {
  return Array.from({ length: cells }, (_, cell) => {
    const from = Math.floor((cell * values.length) / cells)
    const to = Math.max(from + 1, Math.floor(((cell + 1) * values.length) / cells))
    let sum = 0
    for (let at = from; at < to; at++) sum += values[at] ?? 0
    return sum / (to - from)
  })
}

export function sparkline(values: readonly number[], cells: number): string {
  if (values.length === 0) return ' '.repeat(cells)
  const shown = resampled(values, cells)
  const most = Math.max(...shown)
  if (most <= 0) return HEIGHTS[0].repeat(cells)
  return shown.map((value) => HEIGHTS[Math.min(7, Math.floor((value / most) * 7.999))]).join('')
}

type FlowSeries = Series['flows'][number]

/** Sum of two columns of the flows asked for, slice by slice; the second is what the first is divided by. */
function ratio(
  flows: readonly FlowSeries[],
  slices: number,
  over: keyof FlowSeries,
  under: keyof FlowSeries,
): number[] {
  return Array.from({ length: slices }, (_, slice) => {
    let upper = 0
    let lower = 0
    for (const flow of flows) {
      upper += flow[over][slice]
      lower += flow[under][slice]
    }
    return lower === 0 ? 0 : upper / lower
  })
}

function total(flows: readonly FlowSeries[], slices: number, column: keyof FlowSeries): number[] {
  return Array.from({ length: slices }, (_, slice) =>
    flows.reduce((sum, flow) => sum + flow[column][slice], 0),
  )
}

function busy(run: Run, selector: string | undefined): number[] {
  const core = Number(/^core-(\d+)$/.exec(selector ?? '')?.[1] ?? -1)
  // What a guest's threads did is known of the whole run alone.
  if (selector !== undefined && core < 0) return []
  const cores = core >= 0 ? run.series.cores.slice(core, core + 1) : run.series.cores
  return Array.from({ length: run.series.slices }, (_, slice) =>
    cores.reduce((sum, kinds) => kinds.reduce((inner, kind) => inner + kind[slice], sum), 0),
  )
}

/** Exits of one reason for each request of any flow; nothing where the run was not recorded. */
function ofReason({ extra, series }: Run, reason: number): number[] {
  const requests = total(series.flows, series.slices, 'requests')
  return [...(extra?.exits[reason] ?? [])].map((exits, slice) =>
    requests[slice] === 0 ? 0 : exits / requests[slice],
  )
}

/** The curve of a metric over the run; empty where the run has none. */
export function seriesOf(run: Run, metric: string): number[] {
  const { name, selector } = splitMetric(metric)
  const { series } = run
  const flows = series.flows.filter((_, index) => {
    const flow = run.flows[index]
    return selector === undefined || flow.id === selector || flow.guest === selector
  })
  const { slices } = series
  const reason = (EXIT_REASONS as readonly (string | undefined)[]).indexOf(selector)
  switch (name) {
    case 'throughput':
    case 'bare-metal-share':
      return total(flows, slices, 'payload')
    case 'requests':
    case 'packets':
      return total(flows, slices, 'requests')
    case 'latency-p50':
    case 'latency-p99':
    case 'latency-p999':
      return ratio(flows, slices, 'latency', 'requests')
    case 'exits':
      return reason < 0 ? total(flows, slices, 'exits') : [...(run.extra?.exits[reason] ?? [])]
    case 'exits-per-request':
      return reason < 0 ? ratio(flows, slices, 'exits', 'requests') : ofReason(run, reason)
    case 'copies-per-byte':
      return ratio(flows, slices, 'copied', 'payload')
    case 'interrupts':
      return total(flows, slices, 'interrupts')
    case 'cpu':
      return busy(run, selector)
    default:
      return []
  }
}
