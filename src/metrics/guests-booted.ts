import { whole } from './format.ts'
import type { Metric } from './metric.ts'

export const guestsBooted: Metric = {
  id: 'guests-booted',
  title: 'guests that boot',
  unit: '',
  better: 'higher',
  selector: 'none',
  text: 'Guests that start: whose memory may be locked as far as it has to be, and that find a driver for all that they are shown.',
  read: (run) => run.guests.filter((guest) => guest.boots).length,
  format: whole,
}
