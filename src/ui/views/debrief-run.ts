/** The run that the debrief is about: what lies on the bench if it passes, else the best run that passed. */
import {
  type GoalResult,
  isRefusal,
  type Move,
  type Play,
  parseMove,
  type RunNote,
  SANDBOX_ID,
  scoreValues,
  settledMoves,
} from '../../game/index.ts'
import type { Bench } from '../bench.ts'
import { trialName } from './trials.ts'

export const DEBRIEF_TABS = ['result', 'lesson', 'sources', 'ways'] as const
export type DebriefTab = (typeof DEBRIEF_TABS)[number]

export interface DebriefRun {
  readonly moves: readonly Move[]
  /** Absent while it is simulated. */
  readonly values?: Readonly<Record<string, number>>
  readonly goals: readonly GoalResult[]
  readonly stretch: readonly (readonly GoalResult[])[]
  readonly passed: boolean
  /** Absent: it is of an earlier visit. */
  readonly number?: number
  /** It is what lies on the bench. */
  readonly here: boolean
}

/** The passed run with the most stars; of several, the newest. */
function bestNote(play: Play): RunNote | undefined {
  return play.runs.reduce<RunNote | undefined>(
    (best, note) => (note.passed && note.medals >= (best?.medals ?? 0) ? note : best),
    undefined,
  )
}

/** The moves of the best run of earlier visits, if they still fit the level. */
export function savedMoves(bench: Bench): readonly Move[] | undefined {
  const { level } = bench.play
  if (bench.opened.medals === 0 || bench.opened.bestMoves === undefined) return undefined
  const moves = bench.opened.bestMoves.map(parseMove)
  const known = moves.flatMap((move) => (isRefusal(move) ? [] : [move]))
  return known.length === moves.length ? settledMoves(level, known) : undefined
}

function ofValues(
  bench: Bench,
  moves: readonly Move[],
  values: Readonly<Record<string, number>> | undefined,
): Omit<DebriefRun, 'here'> {
  if (values === undefined) return { moves, goals: [], stretch: [], passed: true }
  return { moves, values, ...scoreValues(bench.play.level, (metric) => values[metric] ?? Number.NaN) }
}

export function debriefRun(bench: Bench): DebriefRun | undefined {
  const { ran, opened, play } = bench
  if (ran?.note.passed === true)
    return {
      ...ofValues(bench, ran.note.moves, ran.values),
      goals: ran.note.goals,
      number: ran.number,
      here: true,
    }
  const best = bestNote(play)
  const saved = savedMoves(bench)
  if (saved !== undefined && opened.medals > (best?.medals ?? 0))
    return { ...ofValues(bench, saved, bench.trials[trialName(saved)]?.values), here: false }
  if (best === undefined) return undefined
  return {
    ...ofValues(bench, best.moves, best.values),
    goals: best.goals,
    number: opened.runs + best.number,
    here: false,
  }
}

/** Is there anything to look back on? */
export function hasDebrief(bench: Bench): boolean {
  return bench.opened.medals > 0 || bench.play.runs.some((note) => note.passed)
}

/** May one see what every configuration is? Once passed, and always where the host is one's own. */
export function isRevealed(bench: Bench): boolean {
  return hasDebrief(bench) || bench.play.level.id === SANDBOX_ID
}
