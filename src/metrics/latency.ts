import type { Flow } from '../machine/index.ts'
import { nanosText } from './format.ts'
import { flowsOf, type Metric } from './metric.ts'

/** Of several flows: the largest, so that a goal holds for each of them. */
function quantileOf(flows: readonly Flow[], at: number): number {
  return Math.max(0, ...flows.map((flow) => flow.latency.quantile(at)))
}

function quantile(id: string, title: string, at: number, text: string): Metric {
  return {
    id,
    title,
    unit: 'ns',
    better: 'lower',
    selector: 'flow',
    text,
    read: (run, selector) => {
      const flows = flowsOf(run, selector)
      return flows && quantileOf(flows, at)
    },
    format: nanosText,
  }
}

export const latencies: readonly Metric[] = [
  quantile('latency-p50', 'p50', 0.5, 'Half of all requests took at most so long.'),
  quantile('latency-p99', 'p99', 0.99, '99 of 100 requests took at most so long.'),
  quantile('latency-p999', 'p99.9', 0.999, '999 of 1,000 requests took at most so long.'),
]
