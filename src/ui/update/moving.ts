/** Moving a cursor or a scroll through a list. */
import type { CommandId } from '../../text/ui-keys.ts'

const PAGE = 10
const MOVES: Readonly<Partial<Record<CommandId, number>>> = {
  up: -1,
  down: 1,
  'page-up': -PAGE,
  'page-down': PAGE,
  first: Number.NEGATIVE_INFINITY,
  last: Number.POSITIVE_INFINITY,
}

/** How far a command moves; undefined: it does not. */
export function moveBy(command: CommandId): number | undefined {
  return MOVES[command]
}

export function moved(from: number, by: number, count: number): number {
  return Math.min(Math.max(0, from + by), Math.max(0, count - 1))
}
