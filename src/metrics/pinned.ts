import { memoryText } from './format.ts'
import type { Metric } from './metric.ts'

export const pinned: Metric = {
  id: 'pinned',
  title: 'pinned memory',
  unit: 'bytes',
  better: 'lower',
  selector: 'none',
  text: 'Guest memory that cannot move, because a device may reach it: all of it, or what the guest maps at most at once.',
  read: (run) => run.pinned,
  format: memoryText,
}
