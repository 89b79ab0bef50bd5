import { catalogue } from '../machine/index.ts'
import { whole } from './format.ts'
import type { Metric } from './metric.ts'

export const budget: Metric = {
  id: 'budget',
  title: 'effort',
  unit: 'points',
  better: 'lower',
  selector: 'none',
  text: 'What it takes to write and keep the models of all different controllers in use.',
  read: (run) => {
    const used = new Set(run.host.guests.flatMap((guest) => guest.devices.map((device) => device.controller)))
    return catalogue.reduce((points, card) => points + (used.has(card.id) ? card.effort : 0), 0)
  },
  format: whole,
}
