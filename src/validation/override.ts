/** What a configuration changes of its scenario's sections, as plain data: fields replace fields, lists and texts whole. */

export type Plain = Readonly<Record<string, unknown>>

export function isPlain(data: unknown): data is Plain {
  return typeof data === 'object' && data !== null && !Array.isArray(data)
}

/** `given` with all of `change` put into it; a field that changes to null is left out. */
export function overridden(given: unknown, change: unknown): unknown {
  if (!isPlain(change)) return change
  const fields = isPlain(given) ? given : {}
  const keys = [...new Set([...Object.keys(fields), ...Object.keys(change)])]
  return Object.fromEntries(
    keys
      .filter((key) => change[key] !== null)
      .map((key) => [key, Object.hasOwn(change, key) ? overridden(fields[key], change[key]) : fields[key]]),
  )
}

/** Whether a path ends inside what the change says itself. */
export function holds(change: unknown, path: readonly (string | number)[]): boolean {
  let at: unknown = change
  for (const part of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, part)) return false
    at = (at as Record<string | number, unknown>)[part]
  }
  return true
}
