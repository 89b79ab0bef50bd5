import { catalogue, readKnob } from '../machine/index.ts'
import { whole } from './format.ts'
import type { Metric } from './metric.ts'

export const budget: Metric = {
  id: 'budget',
  title: 'effort',
  unit: 'points',
  better: 'lower',
  selector: 'none',
  text: 'What it takes to write and keep the models of all different controllers in use, and what else is paid for.',
  read: (run) => {
    const used = new Set(run.host.guests.flatMap((guest) => guest.devices.map((device) => device.controller)))
    const models = catalogue.reduce((points, card) => points + (used.has(card.id) ? card.effort : 0), 0)
    const paid = run.host.prices.filter(({ knob, is }) => readKnob(run.host, knob) === is)
    return paid.reduce((sum, { points }) => sum + points, models)
  },
  format: whole,
}
