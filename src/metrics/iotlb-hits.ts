import { percent } from './format.ts'
import { flowsOf, type Metric, share, sum } from './metric.ts'

export const iotlbHits: Metric = {
  id: 'iotlb-hits',
  title: 'IOTLB hits',
  unit: '0–1',
  better: 'higher',
  selector: 'flow',
  text: 'Share of the translations that the IOMMU still remembers; 1 where nothing is translated.',
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
