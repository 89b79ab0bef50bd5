import { whole } from './format.ts'
import { flowsOf, type Metric, sum } from './metric.ts'

export const lostWrites: Metric = {
  id: 'lost-writes',
  title: 'lost writes',
  unit: '',
  better: 'lower',
  selector: 'flow',
  text: 'Writes that had been answered when the power went, and that nobody will find again.',
  read: (run, selector) => {
    const flows = flowsOf(run, selector)
    return flows && sum(flows, (flow) => flow.lostWrites)
  },
  format: whole,
}

export const lostPromised: Metric = {
  id: 'lost-promised',
  title: 'lost though flushed',
  unit: '',
  better: 'lower',
  selector: 'flow',
  text: 'Lost writes that had been promised to be safe: flushed, or in a mode that flushes each write.',
  read: (run, selector) => {
    const flows = flowsOf(run, selector)
    return flows && sum(flows, (flow) => flow.lostPromised)
  },
  format: whole,
}
