/** Configurations that are tried beside the one on the bench, by their moves as text. */
import { type Move, printMove } from '../game/index.ts'

export function trialName(moves: readonly Move[]): string {
  return moves.map(printMove).join('; ')
}
