import { type Flow, type Run, requestsAsked } from '../machine/index.ts'
import { nanosText } from './format.ts'
import { flowsOf, type Metric } from './metric.ts'

/** When the last of all that a flow asks for was answered; the whole run where that did not come to pass. Nanoseconds. */
function finishedAt(run: Run, flow: Flow): number {
  const [guest, device] = flow.id.split('.')
  const part = run.host.guests.find((one) => one.id === guest)?.devices.find((one) => one.id === device)
  const asked = part === undefined ? Number.POSITIVE_INFINITY : requestsAsked(part.workload)
  if (flow.requests + flow.dropped < asked) return run.duration
  const index = run.flows.indexOf(flow)
  const { count, flow: flows, end } = run.requests
  let last = 0
  for (let row = 0; row < count; row++) if (flows[row] === index && end[row] > last) last = end[row]
  return last
}

export const finished: Metric = {
  id: 'finished',
  title: 'finished',
  unit: 'ns',
  better: 'lower',
  selector: 'flow',
  text: 'Time until a workload that has an end has had its last answer; the whole run where it has not.',
  read: (run, selector) => {
    const flows = flowsOf(run, selector)
    return flows && Math.max(0, ...flows.map((flow) => finishedAt(run, flow)))
  },
  format: nanosText,
}
