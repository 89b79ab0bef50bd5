import { percent } from './format.ts'
import { flowsOf, type Metric, share, sum } from './metric.ts'

export const deviceTlbHits: Metric = {
  id: 'device-tlb-hits',
  title: 'device TLB hits',
  unit: '0–1',
  better: 'higher',
  selector: 'flow',
  text: 'Share of the addresses whose translation a device remembers itself (ATS); 0 where none does.',
  read: (run, selector) => {
    const flows = flowsOf(run, selector)
    if (flows === undefined) return undefined
    const asked = sum(flows, (flow) => flow.deviceTlbLookups)
    return share(asked - sum(flows, (flow) => flow.deviceTlbMisses), asked)
  },
  format: percent,
}
