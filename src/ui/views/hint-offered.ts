/** The hint that is there for what lies on the bench, as far as an assignment lets one have hints. */
import { hintFor, hintPoints, hintsFor, type OfferedHint } from '../../game/index.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench } from '../bench.ts'

/** Hint points that may still be spent; Infinity without a limit, -1 where no hint is given at all. */
function pointsLeft({ play, rules }: Bench): number {
  const limit = rules?.hints
  if (limit === undefined) return Number.POSITIVE_INFINITY
  return limit < 0 ? -1 : Math.max(0, limit - hintPoints(play.level, play.hintsShown))
}

/** The first that is new and may be had, else the last that was shown; undefined: none. */
export function offeredHint(bench: Bench): OfferedHint | undefined {
  const left = pointsLeft(bench)
  if (left === Number.POSITIVE_INFINITY) return hintFor(bench.play)
  if (left < 0) return undefined
  const offered = hintsFor(bench.play)
  return offered.find(({ shown, price }) => !shown && price <= left) ?? offered.findLast(({ shown }) => shown)
}

/** The one that was opened here, else the one that there is. */
export function openedHint(bench: Bench, shown: number | undefined): OfferedHint | undefined {
  const opened = hintsFor(bench.play).find(({ index }) => index === shown)
  return opened !== undefined && pointsLeft(bench) >= 0 ? opened : offeredHint(bench)
}

/** Why there is none. */
export function noHintSaid(bench: Bench): string {
  const { play, rules } = bench
  const left = pointsLeft(bench)
  if (left < 0) return words.task.hintsNone
  const isTooDear = hintsFor(play).some(({ shown, price }) => !shown && price > left)
  if (rules?.hints === undefined || !isTooDear) return words.hint.none
  if (rules.hints === 0) return words.task.hintsFree
  return words.task.hintsSpent(rules.hints, hintPoints(play.level, play.hintsShown))
}

/** What is left to be spent, where there is a limit. */
export function hintsLeftSaid(bench: Bench): readonly string[] {
  const left = pointsLeft(bench)
  return left < 0 || left === Number.POSITIVE_INFINITY ? [] : [words.task.hintsLeft(left)]
}
