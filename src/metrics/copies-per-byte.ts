import { digits } from './format.ts'
import { flowsOf, type Metric, share, sum } from './metric.ts'

export const copiesPerByte: Metric = {
  id: 'copies-per-byte',
  title: 'copies per byte',
  unit: '',
  better: 'lower',
  selector: 'flow',
  text: 'How often a CPU moves each byte between application buffer and device. DMA is not a copy.',
  read: (run, selector) => {
    const flows = flowsOf(run, selector)
    return (
      flows &&
      share(
        sum(flows, (flow) => flow.copied),
        sum(flows, (flow) => flow.payload),
      )
    )
  },
  format: digits,
}
