import { perSecondText } from './format.ts'
import { flowsOf, type Metric, perSecond, sum } from './metric.ts'

export const requests: Metric = {
  id: 'requests',
  title: 'requests',
  unit: '1/s',
  better: 'higher',
  selector: 'flow',
  text: 'Requests that ended, for each second.',
  read: (run, selector) => {
    const flows = flowsOf(run, selector)
    return (
      flows &&
      perSecond(
        run,
        sum(flows, (flow) => flow.requests),
      )
    )
  },
  format: perSecondText,
}

export const packets: Metric = {
  ...requests,
  id: 'packets',
  title: 'packets',
  text: 'Packets sent or received, for each second.',
  read: (run, selector) => {
    const flows = flowsOf(run, selector)
    return (
      flows &&
      perSecond(
        run,
        sum(
          flows.filter((flow) => flow.op === 'tx' || flow.op === 'rx'),
          (flow) => flow.requests,
        ),
      )
    )
  },
}
