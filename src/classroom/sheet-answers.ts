/** The answers of a sheet: every number of them is simulated now, with the seed that `run` takes. */
import {
  choiceOf,
  type Decoy,
  type GoalResult,
  hostAfter,
  type Level,
  type Move,
  type Reference,
  readerOf,
  type Score,
  type SimulateOne,
  score,
  settledMoves,
} from '../game/index.ts'

/** A configuration and what it measures. */
export interface Way {
  readonly title: string
  readonly text: string
  readonly moves: readonly Move[]
  readonly score: Score
  /** The goal that a decoy is there to miss; the first that it misses, where it meets that one. */
  readonly fails?: GoalResult
}

export interface Solved {
  readonly start: Way
  readonly references: readonly Way[]
  readonly decoys: readonly Way[]
  /** Ways that need a knob that is not given. */
  readonly withheld: number
  readonly guess: { readonly right: number; readonly value: number }
  /** By question: a text, or a number and what it is read off. */
  readonly answers: readonly (
    | string
    | { readonly metric: string; readonly value: number; readonly moves: readonly Move[] }
  )[]
}

/** Are these moves possible with the knobs that a level gives? */
function isGiven(level: Level, moves: readonly Move[]): boolean {
  return moves.every(({ key, value }) =>
    level.knobs.some((knob) => knob.key === key && knob.values.includes(value)),
  )
}

/** The level with the knobs that these moves turn: a question may be about one that is not given. */
function widened(level: Level, moves: readonly Move[]): Level {
  const more = moves.filter(({ key }) => level.knobs.every((knob) => knob.key !== key))
  return { ...level, knobs: [...level.knobs, ...more.map(({ key, value }) => ({ key, values: [value] }))] }
}

/** Simulates the start, every way and every question of a level, each configuration once. */
export function solve(level: Level, simulateOne: SimulateOne): Solved {
  const kept = new Map<string, ReturnType<SimulateOne>>()
  const ran = (moves: readonly Move[]) => {
    const wide = widened(level, moves)
    const name = JSON.stringify(settledMoves(wide, moves))
    const answer = kept.get(name) ?? simulateOne(hostAfter(wide, moves), level.seeds[0])
    kept.set(name, answer)
    return answer
  }
  const way = ({ title, text, moves }: Reference): Way => {
    const { run, baseline } = ran(moves)
    return { title, text, moves, score: score(level, run, baseline) }
  }
  const decoy = (one: Decoy): Way => {
    const made = way(one)
    const missed = made.score.goals.filter(({ met }) => !met)
    return { ...made, fails: missed.find(({ metric }) => metric === one.fails) ?? missed[0] }
  }
  const given = <One extends Reference | Decoy>(list: readonly One[]) =>
    list.filter(({ moves }) => isGiven(level, moves))
  const [references, decoys] = [given(level.references), given(level.decoys)]
  const first = ran([])
  const value = readerOf(first.run, first.baseline)(level.predict.metric)
  return {
    start: way({ title: '', text: '', moves: [] }),
    references: references.map(way),
    decoys: decoys.map(decoy),
    withheld: level.references.length + level.decoys.length - references.length - decoys.length,
    guess: { right: choiceOf(level.predict, value), value },
    answers: level.questions.map(({ answer }) => {
      if (typeof answer === 'string') return answer
      const { metric, moves } = answer
      const { run, baseline } = ran(moves)
      return { metric, moves, value: readerOf(run, baseline)(metric) }
    }),
  }
}
