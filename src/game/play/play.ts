/** One level being played: a reducer over messages. Undo and redo walk the list of moves. */
import { type Draft, produce } from 'immer'
import {
  type Host,
  type HostProblem,
  hostProblems,
  type Run,
  type TreeRow,
  treeRows,
} from '../../machine/index.ts'
import { en } from '../../text/index.ts'
import type { Level } from '../level.ts'
import { nearest } from '../nearest.ts'
import { configured, hostAfter, valuesAfter } from '../space/space.ts'
import type { Move } from './moves.ts'
import type { Refusal } from './refusal.ts'
import { type GoalResult, measuredMetrics, readerOf, scoreValues } from './score.ts'

export interface RunNote {
  /** From 1. */
  readonly number: number
  readonly moves: readonly Move[]
  readonly values: Readonly<Record<string, number>>
  readonly goals: readonly GoalResult[]
  readonly passed: boolean
  /** 0 … 3 */
  readonly medals: number
}

export interface Play {
  readonly level: Level
  /** All moves since the start, in order. */
  readonly moves: readonly Move[]
  /** Moves that redo brings back, the next one last. */
  readonly undone: readonly Move[]
  /** Indices of level.hints, in the order in which they were shown. */
  readonly hintsShown: readonly number[]
  /** Index of level.predict.choices. */
  readonly guess?: number
  readonly runs: readonly RunNote[]
  /** The last message was a change of the player's own, and its run is not there yet. */
  readonly fresh: boolean
  /** Runs that the player reached by a change: not those of undo, of redo, and of what lay there. */
  readonly counted: number
  /** Keys of the knobs that the player turned, each once. */
  readonly turned: readonly string[]
}

export type PlayMessage =
  | { readonly kind: 'set'; readonly key: string; readonly value: string }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' }
  /** The run of the moves as they were when it was asked for; its number is given here. */
  | { readonly kind: 'ran'; readonly note: Omit<RunNote, 'number'> }
  | { readonly kind: 'hint'; readonly index: number }
  | { readonly kind: 'guess'; readonly choice: number }
  /** Puts another configuration on the bench (a reference, a former run, a result code). */
  | { readonly kind: 'load'; readonly moves: readonly Move[] }
  /** Back to the start; runs, hints and the guess stay, and redo brings the moves back. */
  | { readonly kind: 'reset' }

export function newPlay(level: Level): Play {
  return { level, moves: [], undone: [], hintsShown: [], runs: [], fresh: false, counted: 0, turned: [] }
}

/** The host on the bench: the level's, its start, and the moves. */
export function hostOf(play: Play): Host {
  return hostAfter(play.level, play.moves)
}

/** The PCI tree of the host as it is set now. */
export function treeOf(play: Play): readonly TreeRow[] {
  return treeRows(hostOf(play))
}

/** Why the host on the bench cannot be, if it cannot: such a host is not run. */
export function problemsOfHost(play: Play): readonly HostProblem[] {
  return problemsAfter(play.level, play.moves)
}

/** Why a configuration cannot be. */
export function problemsAfter(level: Level, moves: readonly Move[]): readonly HostProblem[] {
  return hostProblems(hostAfter(level, moves))
}

/** The value of each knob now, by key. */
export function knobValues(play: Play): Readonly<Record<string, string>> {
  const values = valuesAfter(play.level, play.moves)
  return Object.fromEntries(play.level.knobs.map(({ key }, index) => [key, values[index]]))
}

/** What is to be remembered of the run of these moves. */
export function noteOf(
  level: Level,
  moves: readonly Move[],
  run: Run,
  baseline?: Run,
): Omit<RunNote, 'number'> {
  const read = readerOf(run, baseline)
  const { goals, passed, medals } = scoreValues(level, read)
  const values = Object.fromEntries(measuredMetrics(level).map((metric) => [metric, read(metric)]))
  return { moves, values, goals, passed, medals }
}

/** May this move be made in this level, whatever was moved before? */
export function checkMove(level: Pick<Level, 'knobs'>, move: Move): Refusal | undefined {
  const knob = level.knobs.find(({ key }) => key === move.key)
  if (knob === undefined) {
    const keys = level.knobs.map(({ key }) => key)
    return { problem: en.play.noSuchKnob(move.key, nearest(move.key, keys)) }
  }
  if (!knob.values.includes(move.value))
    return { problem: en.play.notOffered(move.key, move.value, nearest(move.value, knob.values, 3)) }
  return undefined
}

function checkMoves(level: Level, moves: readonly Move[]): Refusal | undefined {
  for (const move of moves) {
    const refusal = checkMove(level, move)
    if (refusal !== undefined) return refusal
  }
  return undefined
}

function set(play: Play, move: Move): { play: Play } | Refusal {
  const refusal = checkMove(play.level, move)
  if (refusal !== undefined) return refusal
  if (knobValues(play)[move.key] === move.value) return { problem: en.play.already(move.key, move.value) }
  const answer = configured(play.level, [...play.moves, move])
  if ('problem' in answer) return answer
  return changed(play, (draft) => {
    draft.moves.push(move)
    draft.undone = []
    draft.fresh = true
    if (!draft.turned.includes(move.key)) draft.turned.push(move.key)
  })
}

function load(play: Play, moves: readonly Move[]): { play: Play } | Refusal {
  const refusal = checkMoves(play.level, moves)
  if (refusal !== undefined) return refusal
  return changed(play, (draft) => {
    draft.moves = [...moves]
    draft.undone = []
    draft.fresh = false
  })
}

function changed(play: Play, recipe: (draft: Draft<Play>) => void): { play: Play } {
  return { play: produce(play, recipe) }
}

/** The play after a message, or why not. */
export function reducePlay(play: Play, message: PlayMessage): { play: Play } | Refusal {
  switch (message.kind) {
    case 'set':
      return set(play, { key: message.key, value: message.value })
    case 'undo':
      if (play.moves.length === 0) return { problem: en.play.nothingToUndo }
      return changed(play, (draft) => {
        draft.undone.push(draft.moves.pop()!)
        draft.fresh = false
      })
    case 'redo':
      if (play.undone.length === 0) return { problem: en.play.nothingToRedo }
      return changed(play, (draft) => {
        draft.moves.push(draft.undone.pop()!)
        draft.fresh = false
      })
    case 'ran':
      // A run is remembered as numbers; the record itself never comes in here.
      return {
        play: {
          ...play,
          runs: [...play.runs, { ...message.note, number: play.runs.length + 1 }],
          fresh: false,
          counted: play.counted + (play.fresh ? 1 : 0),
        },
      }
    case 'hint':
      if (play.level.hints[message.index] === undefined) return { problem: en.play.noHint }
      if (play.hintsShown.includes(message.index)) return { play }
      return changed(play, (draft) => void draft.hintsShown.push(message.index))
    case 'guess':
      if (play.level.predict.choices[message.choice] === undefined) return { problem: en.play.noChoice }
      if (play.runs.length > 0) return { problem: en.play.guessTooLate }
      return { play: { ...play, guess: message.choice } }
    case 'load':
      return load(play, message.moves)
    case 'reset':
      return {
        play: { ...play, moves: [], undone: [...play.undone, ...play.moves.toReversed()], fresh: false },
      }
  }
}
