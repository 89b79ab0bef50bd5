/** The measured spaces shipped with the program: one for each level, as `npm run prove` wrote it. */
import { isSpaceOf, type Level, type PackedSpace, readSpace, type Space } from '../game/index.ts'
import { shippedData } from './shipped-data.ts'

let shipped: readonly PackedSpace[] | undefined

/** The space of a level as it stands; undefined where none is shipped, or one of the level as it was before. */
export function shippedSpace(level: Level): Space | undefined {
  // The build lays them beside the bundle, in the order of the campaign.
  shipped ??= (shippedData('spaces') as { spaces: PackedSpace[] }).spaces
  const packed = shipped.find((one) => isSpaceOf(one, level))
  return packed && readSpace(packed)
}
