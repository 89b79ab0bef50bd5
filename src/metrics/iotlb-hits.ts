import { percent } from './format.ts'
import { flowsOf, type Metric, share, sum } from './metric.ts'

export const iotlbHits: Metric = {
  id: 'iotlb-hits',
  title: 'IOTLB hits',
  unit: '0–1',
  better: 'higher',
  selector: 'flow',
  text: 'Share of the translations asked of the IOMMU that it still remembers; 1 where none are asked for.',
  read: (run, selector) => {
    const flows = flowsOf(run, selector)
    return (
      flows &&
      1 -
        share(
          sum(flows, (flow) => flow.iotlbMisses),
          sum(flows, (flow) => flow.iotlbLookups),
        )
    )
  },
  format: percent,
}
