import { perSecondText } from './format.ts'
import { flowRate } from './metric.ts'

const RATE = { unit: '1/s', better: 'higher', format: perSecondText } as const

export const requests = flowRate(
  { ...RATE, id: 'requests', title: 'requests', text: 'Requests that ended, for each second.' },
  (flow) => flow.requests,
)

export const packets = flowRate(
  { ...RATE, id: 'packets', title: 'packets', text: 'Packets sent or received, for each second.' },
  (flow) => (flow.op === 'tx' || flow.op === 'rx' ? flow.requests : 0),
)
