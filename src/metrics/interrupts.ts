import { perSecondText } from './format.ts'
import { flowRate } from './metric.ts'

export const interrupts = flowRate(
  {
    id: 'interrupts',
    title: 'interrupts',
    unit: '1/s',
    better: 'neither',
    text: 'Interrupts that guests take, for each second.',
    format: perSecondText,
  },
  (flow) => flow.interrupts,
)
