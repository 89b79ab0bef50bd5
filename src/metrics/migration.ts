import { nanosText, whole } from './format.ts'
import type { Metric } from './metric.ts'

export const migrated: Metric = {
  id: 'migrated',
  title: 'guests moved',
  unit: '',
  better: 'higher',
  selector: 'none',
  text: 'Guests that moved to another host while they ran.',
  read: (run) => run.migrations.filter((one) => one.state === 'done').length,
  format: whole,
}

export const downtime: Metric = {
  id: 'downtime',
  title: 'stopped to move',
  unit: 'ns',
  better: 'lower',
  selector: 'none',
  text: 'The longest time that a guest was stopped in order to move.',
  read: (run) => Math.max(0, ...run.migrations.map((one) => one.downtime)),
  format: nanosText,
}
