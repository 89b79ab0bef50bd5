/** What a part of a host says beyond what is so where nothing is said. */

/** The fields that are not as their defaults. */
export function beyond<Part extends object>(part: Part, defaults: Partial<Part>): Partial<Part> {
  const text = (value: unknown) => JSON.stringify(sorted(value))
  const fields = Object.entries(part).filter(
    ([name, value]) => text(value) !== text(defaults[name as keyof Part]),
  )
  return Object.fromEntries(fields) as Partial<Part>
}

/** Records with their keys in order: nothing depends on how a file is arranged. */
export function sorted(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(sorted)
  if (typeof data !== 'object' || data === null) return data
  const entries = Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, value]) => [key, sorted(value)]))
}
