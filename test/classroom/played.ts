/** Codes of shipped levels, as an honest player would have them. */
import { currentModel } from '../../src/classroom/models.ts'
import { codeOf, type Level, type Move, type ResultCode, scoreValues } from '../../src/game/index.ts'

/** What a player has who went straight to this configuration. */
export function played(level: Level, moves: readonly Move[]): ResultCode {
  const score = scoreValues(level, currentModel(level, moves))
  const tried = moves.map(({ key }) => key)
  return codeOf(level, { moves, score, guess: 1, hints: [0], tried, runs: moves.length, minutes: 7 })!
}
