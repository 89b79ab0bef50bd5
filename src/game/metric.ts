/** Which of two values of a metric is better. */
import { metricCard } from '../metrics/index.ts'

/** Is `value` better than `other`? Where neither way is better, no. */
export function isBetter(id: string, value: number, other: number): boolean {
  switch (metricCard(id)?.better) {
    case 'higher':
      return value > other
    case 'lower':
      return value < other
    case 'neither':
    case undefined:
      return false
  }
}
