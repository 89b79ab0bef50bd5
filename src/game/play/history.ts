/** Former runs of a level, kept compactly: the newest different configurations with their stars and headline numbers. */

import { settledMoves } from '../space/space.ts'
import { printMove } from './moves.ts'
import type { Play } from './play.ts'

export interface RunRecord {
  /** `set KEY VALUE`: the fewest that lead from the start to this configuration. */
  readonly moves: readonly string[]
  /** 0 … 3 */
  readonly medals: number
  /** Of the level's two headline metrics. */
  readonly values: readonly number[]
}

/** So many are kept of each level. */
export const MOST_KEPT = 20

/** What was kept, and the runs of this play after it; of one configuration only the newest run. */
export function withHistory(kept: readonly RunRecord[], { runs, level }: Play): readonly RunRecord[] {
  const newest = runs.map(
    ({ moves, medals, values }): RunRecord => ({
      moves: settledMoves(level, moves).map(printMove),
      medals,
      values: level.headline.map((metric) => values[metric]).filter(Number.isFinite),
    }),
  )
  const all = [...kept, ...newest]
  const last = new Map(all.map((record, place) => [record.moves.join('\n'), place]))
  return all.filter((record, place) => last.get(record.moves.join('\n')) === place).slice(-MOST_KEPT)
}

/** From a save file: what is no record is left out. */
export function parseHistory(data: unknown): readonly RunRecord[] {
  if (!Array.isArray(data)) return []
  return data
    .flatMap((one): RunRecord[] => {
      if (typeof one !== 'object' || one === null) return []
      const { moves, medals, values } = one as Record<string, unknown>
      const isTexts = Array.isArray(moves) && moves.every((move) => typeof move === 'string')
      const isNumbers = Array.isArray(values) && values.every((value) => typeof value === 'number')
      const isMedals = Number.isInteger(medals) && (medals as number) >= 0 && (medals as number) <= 3
      return isTexts && isNumbers && isMedals ? [{ moves, medals: medals as number, values }] : []
    })
    .slice(-MOST_KEPT)
}
