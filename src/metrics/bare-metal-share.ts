import { percent } from './format.ts'
import { flowsOf, type Metric, share, sum } from './metric.ts'

export const bareMetalShare: Metric = {
  id: 'bare-metal-share',
  title: 'share of bare metal',
  unit: '0–1',
  better: 'higher',
  selector: 'flow',
  text: 'Throughput beside the same work on the same device without any guest.',
  read: (run, selector, baseline) => {
    const flows = flowsOf(run, selector)
    const native = baseline && flowsOf(baseline, selector)
    return (
      flows &&
      (native
        ? share(
            sum(flows, (flow) => flow.payload),
            sum(native, (flow) => flow.payload),
          )
        : 0)
    )
  },
  format: percent,
}
