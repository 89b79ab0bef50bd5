import { percent } from './format.ts'
import { flowsOf, type Metric, share, sum } from './metric.ts'

export const drops: Metric = {
  id: 'drops',
  title: 'drops',
  unit: '0–1',
  better: 'lower',
  selector: 'flow',
  text: 'Share of the packets that found no place in the ring.',
  read: (run, selector) => {
    const flows = flowsOf(run, selector)
    return (
      flows &&
      share(
        sum(flows, (flow) => flow.dropped),
        sum(flows, (flow) => flow.dropped + flow.requests),
      )
    )
  },
  format: percent,
}
