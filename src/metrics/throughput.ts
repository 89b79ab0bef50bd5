import { bytesPerSecond } from './format.ts'
import { flowRate } from './metric.ts'

export const throughput = flowRate(
  {
    id: 'throughput',
    title: 'throughput',
    unit: 'bytes/s',
    better: 'higher',
    text: 'Payload of the requests that ended well, for each second.',
    format: bytesPerSecond,
  },
  (flow) => flow.payload,
)
