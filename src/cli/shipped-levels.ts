/** The levels shipped with the program. */

import { translated } from '../game/file/level-texts.ts'
import type { Level, Translation } from '../game/index.ts'
import { shippedData } from './shipped-data.ts'

let read: readonly Level[] | undefined
let shipped: readonly Level[] | undefined
let translation: Translation | undefined
const known = new WeakSet<Level>()

/** All shipped levels in the words of their authors. */
export function levelsAsWritten(): readonly Level[] {
  read ??= (shippedData('levels') as { levels: Level[] }).levels
  return read
}

/** All shipped levels, in the order of the campaign and the language that is spoken. The build lays them beside the bundle. */
export function shippedLevels(): readonly Level[] {
  const other = translation
  shipped ??=
    other === undefined ? levelsAsWritten() : levelsAsWritten().map((level) => translated(level, other))
  for (const level of shipped) known.add(level)
  return shipped
}

/** Whether a level is one of them, in whatever language. */
export function isShipped(level: Level): boolean {
  return known.has(level)
}

/** Levels are in another language from now on; undefined: in their own. */
export function translateLevels(given: Translation | undefined): void {
  translation = given
  shipped = undefined
}
