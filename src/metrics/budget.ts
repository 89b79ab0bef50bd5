import { catalogue, type Host, readKnob } from '../machine/index.ts'
import { whole } from './format.ts'
import type { Metric } from './metric.ts'

export interface EffortPart {
  /** Of a model: its id; of what is paid for: the end of its key and the value, `disk cache none`. */
  readonly name: string
  readonly points: number
}

/** What the effort of a host is the sum of: each controller's model once, and every priced value that is chosen. */
export function effortParts(host: Host): {
  readonly models: readonly EffortPart[]
  readonly paid: readonly EffortPart[]
} {
  const used = new Set(host.guests.flatMap((guest) => guest.devices.map((device) => device.controller)))
  const models = catalogue.flatMap(({ id, effort }) =>
    used.has(id) && effort > 0 ? [{ name: id, points: effort }] : [],
  )
  const paid = host.prices.flatMap(({ knob, is, points }) =>
    readKnob(host, knob) === is ? [{ name: `${knob.split('.').slice(-2).join(' ')} ${is}`, points }] : [],
  )
  return { models, paid }
}

export const budget: Metric = {
  id: 'budget',
  title: 'effort',
  unit: 'points',
  better: 'lower',
  selector: 'none',
  text: 'What it takes to write and keep the models of all different controllers in use, and what else is paid for.',
  read: (run) => {
    const { models, paid } = effortParts(run.host)
    return [...models, ...paid].reduce((sum, { points }) => sum + points, 0)
  },
  format: whole,
}
