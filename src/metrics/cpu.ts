import type { Run } from '../machine/index.ts'
import { digits, percent } from './format.ts'
import { type Metric, share, sum } from './metric.ts'

function busy(run: Run): number {
  return run.cores.reduce((total, core) => total + core.nanos.reduce((one, kind) => one + kind, 0), 0)
}

/** `core-2`, or a guest: its vCPUs and the threads that work for it. */
function busyOf(run: Run, selector: string): number | undefined {
  const core = /^core-(\d+)$/.exec(selector)
  if (core !== null) return run.cores[Number(core[1])]?.nanos.reduce((total, kind) => total + kind, 0)
  const threads = run.threads.filter((thread) => thread.owner === selector)
  return threads.length > 0
    ? threads.reduce((total, thread) => total + thread.nanos, 0) / run.cores.length
    : undefined
}

export const cpu: Metric = {
  id: 'cpu',
  title: 'CPU',
  unit: '0–1',
  better: 'lower',
  selector: 'core-or-guest',
  text: 'Share of the time that cores are busy: of all of them, of one, or of all for one guest.',
  read: (run, selector) => {
    if (selector === undefined) return busy(run) / (run.duration * run.cores.length)
    const nanos = busyOf(run, selector)
    return nanos === undefined ? undefined : nanos / run.duration
  },
  format: percent,
}

export const coreMsPerGb: Metric = {
  id: 'core-ms-per-gb',
  title: 'core-ms per GB',
  unit: 'ms/GB',
  better: 'lower',
  selector: 'none',
  text: 'Milliseconds of a core that it takes to move one gigabyte.',
  read: (run) => share(busy(run) / 1e6, sum(run.flows, (flow) => flow.payload) / 1e9, 0),
  format: digits,
}
