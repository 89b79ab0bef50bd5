/** Configurations that are tried beside the one on the bench, by their moves as text. */
import { everyFlip, type Flip, type Level, type Move, printMove } from '../../game/index.ts'
import { orderedKnobs } from './knob-order.ts'

export type { Flip } from '../../game/index.ts'

export function trialName(moves: readonly Move[]): string {
  return moves.map(printMove).join('; ')
}

/** More are not shown beside a violation, and each one is simulated. */
const MOST_FLIPS = 8

/** All of them, those of one knob together. */
export function allFlipsOf(level: Level, moves: readonly Move[]): readonly Flip[] {
  return everyFlip(level, moves, orderedKnobs(level))
}

export function flipsOf(level: Level, moves: readonly Move[]): readonly Flip[] {
  return allFlipsOf(level, moves).slice(0, MOST_FLIPS)
}
