/** What opens a level that is closed, in a sentence. */
import { type Level, missing, type Progress } from '../../game/index.ts'
import { words } from '../../text/ui-words.ts'

/** The levels that have to be passed before, or the boss whose victory does as well. */
export function opensBy(level: Level, levels: readonly Level[], progress: Progress): string {
  const ids = missing(level, levels, progress)
  const needed = levels.filter(({ id }) => ids.has(id)).map(({ number }) => number)
  const boss = levels.find((one) => one.kind === 'boss' && one.chapter.id === level.chapter.id)
  return words.map.closed(needed.join(', '), boss?.number ?? '')
}
