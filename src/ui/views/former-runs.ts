/** Former runs of the level on the bench, the newest first: those of this visit and those that were kept. */
import { isRefusal, parseMove, type RunRecord, reducePlay, withHistory } from '../../game/index.ts'
import type { Bench } from '../bench.ts'
import { pop, type State, type Step, step } from '../state.ts'
import { simulateLoaded } from '../update/runs.ts'

export function formerRuns(bench: Bench): readonly RunRecord[] {
  return withHistory(bench.opened.history ?? [], bench.play).toReversed()
}

/** Puts a former run on the bench again; a move that the level no longer has is left out. */
export function replayRun(state: State, bench: Bench, record: RunRecord | undefined): Step {
  if (record === undefined) return step(state)
  const moves = record.moves.map(parseMove).flatMap((move) => (isRefusal(move) ? [] : [move]))
  const answer = reducePlay(bench.play, { kind: 'load', moves })
  if (isRefusal(answer)) return step(pop({ ...state, bench: { ...bench, notice: answer.problem } }))
  return simulateLoaded(pop(state), bench, answer.play)
}
