import { whole } from './format.ts'
import type { Metric } from './metric.ts'

export const violations: Metric = {
  id: 'violations',
  title: 'violations',
  unit: '',
  better: 'lower',
  selector: 'none',
  text: 'Accesses that reached memory of another owner.',
  read: (run) => run.violationCount,
  format: whole,
}

export const contained: Metric = {
  id: 'contained',
  title: 'contained faults',
  unit: '',
  better: 'neither',
  selector: 'none',
  text: 'Accesses that would have, and were stopped.',
  read: (run) => run.containedCount,
  format: whole,
}
