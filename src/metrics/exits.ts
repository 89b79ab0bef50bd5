import { EXIT_REASONS, type Flow, type Run } from '../machine/index.ts'
import { digits, perSecondText } from './format.ts'
import { flowsOf, type Metric, perSecond, share, sum } from './metric.ts'

/** Exits and requests that a selector names: a flow's, a guest's, or all for one reason. */
function counted(run: Run, selector: string | undefined): { exits: number; requests: number } | undefined {
  const reason = (EXIT_REASONS as readonly (string | undefined)[]).indexOf(selector)
  const flows = flowsOf(run, reason >= 0 ? undefined : selector)
  const exits = (flow: Flow): number =>
    reason >= 0 ? flow.exits[reason] : flow.exits.reduce((total, one) => total + one, 0)
  return flows && { exits: sum(flows, exits), requests: sum(flows, (flow) => flow.requests) }
}

export const exitsPerRequest: Metric = {
  id: 'exits-per-request',
  title: 'exits per request',
  unit: '',
  better: 'lower',
  selector: 'flow-or-reason',
  text: 'How often the guest is stopped for one request, whatever the reason.',
  read: (run, selector) => {
    const found = counted(run, selector)
    return found && share(found.exits, found.requests)
  },
  format: digits,
}

export const exits: Metric = {
  id: 'exits',
  title: 'exits',
  unit: '1/s',
  better: 'lower',
  selector: 'flow-or-reason',
  text: 'How often guests are stopped, for each second.',
  read: (run, selector) => {
    const found = counted(run, selector)
    return found && perSecond(run, found.exits)
  },
  format: perSecondText,
}
