/** Data from a file on its way to a terminal. */
import { plainLine } from '../../text/index.ts'

export function isRecord(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null && !Array.isArray(data)
}

/** The same data with every text made fit for a terminal, on one line. */
export function plainData(data: unknown): unknown {
  if (typeof data === 'string') return plainLine(data)
  if (Array.isArray(data)) return data.map(plainData)
  if (!isRecord(data)) return data
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [plainLine(key), plainData(value)]))
}
