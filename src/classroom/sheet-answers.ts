/** The answers of a sheet: every number of them is simulated now, with the seed that `run` takes. */
import {
  choiceOf,
  type Decoy,
  type GoalResult,
  hostAfter,
  isMeaningless,
  type Level,
  type Move,
  needsBaseline,
  type Reference,
  readerOf,
  type Score,
  type SimulateOne,
  score,
  settledMoves,
  splitMetric,
} from '../game/index.ts'

/** A configuration and what it measures. */
export interface Way {
  readonly title: string
  readonly text: string
  readonly moves: readonly Move[]
  readonly score: Score
  /** The goal that a decoy is there to miss; the first that it misses, where it meets that one. */
  readonly fails?: GoalResult
  /** Metrics that say nothing of it, since a guest does not boot. */
  readonly empty: ReadonlySet<string>
}

export interface Solved {
  readonly start: Way
  readonly references: readonly Way[]
  readonly decoys: readonly Way[]
  readonly guess: { readonly right: number; readonly value: number }
  /** By question: a text, or a number and what it is read off. */
  readonly answers: readonly (
    | string
    | { readonly metric: string; readonly value: number; readonly moves: readonly Move[] }
  )[]
}

/** Simulates the start, every way and every question of a level, each configuration once. */
export function solve(level: Level, simulateOne: SimulateOne): Solved {
  const kept = new Map<string, ReturnType<SimulateOne>>()
  const ran = (moves: readonly Move[]) => {
    const name = JSON.stringify(settledMoves(level, moves))
    const answer = kept.get(name) ?? simulateOne(hostAfter(level, moves), level.seeds[0])
    kept.set(name, answer)
    return answer
  }
  const asked = [...level.goals, ...level.medals.flat()].map(({ metric }) => metric)
  const way = ({ title, text, moves }: Reference): Way => {
    const { run, baseline } = ran(moves)
    const empty = new Set(asked.filter((metric) => isMeaningless({ metric }, run)))
    return { title, text, moves, score: score(level, run, baseline), empty }
  }
  const decoy = (one: Decoy): Way => {
    const made = way(one)
    const missed = made.score.goals.filter(({ met }) => !met)
    return { ...made, fails: missed.find(({ metric }) => metric === one.fails) ?? missed[0] }
  }
  const first = ran([])
  const value = readerOf(first.run, first.baseline)(level.predict.metric)
  return {
    start: way({ title: '', text: '', moves: [] }),
    references: level.references.map(way),
    decoys: level.decoys.map(decoy),
    guess: { right: choiceOf(level.predict, value), value },
    answers: level.questions.map(({ answer }) => {
      if (typeof answer === 'string') return answer
      const { metric, moves } = answer
      const { run, baseline } = ran(moves)
      return { metric, moves, value: readerOf(run, baseline)(metric) }
    }),
  }
}

/** Does a goal, the guess or a question compare with bare metal? */
export function asksBaseline(level: Level): boolean {
  const asked = level.questions.flatMap(({ answer }) => (typeof answer === 'string' ? [] : [answer.metric]))
  return needsBaseline(level) || asked.some((metric) => splitMetric(metric).name === 'bare-metal-share')
}
