/** The levels shipped with the program. */
import { readFileSync } from 'node:fs'
import type { Level } from '../game/index.ts'

let shipped: readonly Level[] | undefined

/** All shipped levels, in the order of the campaign. The build lays them beside the bundle. */
export function shippedLevels(): readonly Level[] {
  shipped ??= (
    JSON.parse(readFileSync(new URL('./levels.json', import.meta.url), 'utf8')) as { levels: Level[] }
  ).levels
  return shipped
}
