/** Shipped levels for the tests of this room, read from their files once. */
import { readLevelFolder } from '../../src/cli/level-folder.ts'
import { readTranslation } from '../../src/cli/translation-folder.ts'
import type { Level, Translation } from '../../src/game/index.ts'

const read = readLevelFolder('levels').levels.map(({ level }) => level)

export function shippedLevels(): readonly Level[] {
  return read
}

export function shippedLevel(id: string): Level {
  return read.find((level) => level.id === id) as Level
}

export function german(): Translation {
  return readTranslation('levels/text/de', read).translation
}
