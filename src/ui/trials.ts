/** Configurations that are tried beside the one on the bench, by their moves as text. */
import { type Level, type Move, printMove, problemsAfter, settledMoves, valuesAfter } from '../game/index.ts'
import { orderedKnobs } from './knob-order.ts'

export function trialName(moves: readonly Move[]): string {
  return moves.map(printMove).join('; ')
}

/** The configuration with one knob turned. */
export interface Flip {
  readonly key: string
  readonly value: string
  readonly moves: readonly Move[]
}

/** More are not shown, and each one is simulated. */
const MOST_FLIPS = 8

/** Every other value of every knob that makes a host that can be, one at a time; the host's own knobs first, since they hold for every guest. */
export function allFlipsOf(level: Level, moves: readonly Move[]): readonly Flip[] {
  const values = valuesAfter(level, moves)
  const now = new Map(level.knobs.map((knob, index) => [knob.key, values[index]]))
  const knobs = orderedKnobs(level)
  const ofHost = (key: string) => key.startsWith('host.')
  return [...knobs.filter(({ key }) => ofHost(key)), ...knobs.filter(({ key }) => !ofHost(key))].flatMap(
    ({ key, values: offered }) =>
      offered.flatMap((value): Flip[] => {
        if (value === now.get(key)) return []
        const flipped = settledMoves(level, [...moves, { key, value }])
        return problemsAfter(level, flipped).length > 0 ? [] : [{ key, value, moves: flipped }]
      }),
  )
}

export function flipsOf(level: Level, moves: readonly Move[]): readonly Flip[] {
  return allFlipsOf(level, moves).slice(0, MOST_FLIPS)
}
