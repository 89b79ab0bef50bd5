/** A level's hash: results of two files with the same hash can be compared. */
import type { Level } from './level.ts'

type Decisive = Pick<Level, 'id' | 'host' | 'duration' | 'seeds' | 'knobs' | 'start' | 'goals' | 'medals'>

/** 64-bit FNV-1a over all that decides a result, and over no text. */
export function fingerprint(level: Decisive): string {
  const { id, host, duration, seeds, knobs, start } = level
  const bare = ({ metric, op, target }: Level['goals'][number]) => [metric, op, target]
  const goals = level.goals.map(bare)
  const medals = level.medals.map((list) => list.map(bare))
  const text = JSON.stringify(sorted({ id, host, duration, seeds, knobs, start, goals, medals }))
  let hash = 0xcbf29ce484222325n
  for (const byte of new TextEncoder().encode(text))
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  return hash.toString(16).padStart(16, '0')
}

/** Records with their keys in order: the hash does not depend on how a file is arranged. */
function sorted(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(sorted)
  if (typeof data !== 'object' || data === null) return data
  const entries = Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, value]) => [key, sorted(value)]))
}
