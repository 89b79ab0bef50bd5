import { perSecondText } from './format.ts'
import { flowsOf, type Metric, perSecond, sum } from './metric.ts'

export const interrupts: Metric = {
  id: 'interrupts',
  title: 'interrupts',
  unit: '1/s',
  better: 'neither',
  selector: 'flow',
  text: 'Interrupts that guests take, for each second.',
  read: (run, selector) => {
    const flows = flowsOf(run, selector)
    return (
      flows &&
      perSecond(
        run,
        sum(flows, (flow) => flow.interrupts),
      )
    )
  },
  format: perSecondText,
}
