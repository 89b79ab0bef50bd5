/** The levels shipped with the program. */
import type { Level } from '../game/index.ts'
import { shippedData } from './shipped-data.ts'

let shipped: readonly Level[] | undefined

/** All shipped levels, in the order of the campaign. The build lays them beside the bundle. */
export function shippedLevels(): readonly Level[] {
  shipped ??= (shippedData('levels') as { levels: Level[] }).levels
  return shipped
}
