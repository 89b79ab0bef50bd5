/** What a metric is: one number read off a run, with an optional selector that says whose. */
import type { Flow, Run } from '../machine/index.ts'

export interface Metric {
  readonly id: string
  readonly title: string
  readonly unit: string
  readonly better: 'higher' | 'lower' | 'neither'
  /** What may stand behind the @. */
  readonly selector: 'none' | 'flow' | 'flow-or-reason' | 'core-or-guest' | 'guest-or-host'
  /** One sentence for a newcomer. */
  readonly text: string
  /** @param selector as written behind the @, or undefined for all; undefined: nothing is called that */
  read(run: Run, selector: string | undefined, baseline: Run | undefined): number | undefined
  /** The value as a person reads it. */
  format(value: number): string
}

/** The flows that a selector names: all, a guest's (`db`), or one (`db.disk`); undefined: none is called that. */
export function flowsOf(run: Run, selector: string | undefined): readonly Flow[] | undefined {
  if (selector === undefined) return run.flows
  const found = run.flows.filter((flow) => flow.id === selector || flow.guest === selector)
  return found.length > 0 ? found : undefined
}

export function sum(flows: readonly Flow[], of: (flow: Flow) => number): number {
  return flows.reduce((total, flow) => total + of(flow), 0)
}

/** A share of something that may be nothing: then `otherwise`. */
export function share(part: number, whole: number, otherwise = 0): number {
  return whole === 0 ? otherwise : part / whole
}

/** Per second of simulated time. */
export function perSecond(run: Run, count: number): number {
  return (count * 1e9) / run.duration
}

/** A metric that adds something up over flows and divides by the run's seconds. */
export function flowRate(
  card: Pick<Metric, 'id' | 'title' | 'unit' | 'better' | 'text' | 'format'>,
  of: (flow: Flow) => number,
): Metric {
  return {
    ...card,
    selector: 'flow',
    read: (run, selector) => {
      const flows = flowsOf(run, selector)
      return flows && perSecond(run, sum(flows, of))
    },
  }
}
