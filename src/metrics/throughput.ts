import { bytesPerSecond } from './format.ts'
import { flowsOf, type Metric, perSecond, sum } from './metric.ts'

export const throughput: Metric = {
  id: 'throughput',
  title: 'throughput',
  unit: 'bytes/s',
  better: 'higher',
  selector: 'flow',
  text: 'Payload of the requests that ended well, for each second.',
  read: (run, selector) => {
    const flows = flowsOf(run, selector)
    return (
      flows &&
      perSecond(
        run,
        sum(flows, (flow) => flow.payload),
      )
    )
  },
  format: bytesPerSecond,
}
