/** What the rules need to know of a metric: that it exists, and which way is better. */
import { type MetricCard, metricCards } from '../metrics/index.ts'

/** `latency-p99@db.disk` → its name and its selector. */
export function splitMetric(id: string): { readonly name: string; readonly selector?: string } {
  const at = id.indexOf('@')
  return at < 0 ? { name: id } : { name: id.slice(0, at), selector: id.slice(at + 1) }
}

export function metricCard(id: string): MetricCard | undefined {
  const { name } = splitMetric(id)
  return metricCards.find((card) => card.id === name)
}

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
