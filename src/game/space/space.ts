/** The space of a level: every configuration that its allow-list permits, in a stable order (the last knob turns fastest). */
import { type Host, readKnob } from '../../machine/index.ts'
import type { Level } from '../level.ts'
import type { Move } from '../play/moves.ts'
import type { Refusal } from '../play/refusal.ts'
import { turnKnob } from '../play/turn.ts'

type Given = Pick<Level, 'host' | 'start' | 'knobs'>

/** The host after these moves, or why it cannot be. */
export function withMoves(host: Host, moves: readonly Move[]): { readonly host: Host } | Refusal {
  let changed = host
  for (const move of moves) {
    const answer = turnKnob(changed, move.key, move.value)
    if ('problem' in answer) return answer
    changed = answer.host
  }
  return { host: changed }
}

/** The value of each knob of the level after these moves, in the order of level.knobs. */
export function valuesAfter(level: Given, moves: readonly Move[]): readonly string[] {
  const set = new Map([...level.start, ...moves].map((move) => [move.key, move.value]))
  return level.knobs.map(({ key }) => set.get(key) ?? readKnob(level.host, key) ?? '')
}

/**
 * The host of a configuration: the level's, its start, then every knob at its value, controllers first. Some knobs take
 * others along (a new controller brings its kind of interrupt); so the way by which a configuration was reached must not count.
 */
export function configured(level: Given, moves: readonly Move[]): { readonly host: Host } | Refusal {
  const started = withMoves(level.host, level.start)
  if ('problem' in started) return started
  const values = valuesAfter(level, moves)
  const all = level.knobs.map(({ key }, index) => ({ key, value: values[index] }))
  const isController = ({ key }: Move) => key.endsWith('.controller')
  let host = started.host
  for (const move of [...all.filter(isController), ...all.filter((one) => !isController(one))]) {
    if (readKnob(host, move.key) === move.value) continue
    const answer = withMoves(host, [move])
    if ('problem' in answer) return answer
    host = answer.host
  }
  return { host }
}

/** The same where the moves were checked before; one that fails is our fault. */
export function hostAfter(level: Given, moves: readonly Move[]): Host {
  const answer = configured(level, moves)
  if ('problem' in answer) throw new Error(answer.problem)
  return answer.host
}

/** The shortest list of moves with the same effect, in the order of level.knobs. */
export function settledMoves(level: Given, moves: readonly Move[]): readonly Move[] {
  const before = valuesAfter(level, [])
  const after = valuesAfter(level, moves)
  return level.knobs.flatMap(({ key }, index) =>
    after[index] === before[index] ? [] : [{ key, value: after[index] }],
  )
}

export function countConfigurations(level: Pick<Level, 'knobs'>): number {
  return level.knobs.reduce((count, knob) => count * knob.values.length, 1)
}

/** The place of each knob's value in its list, for a configuration's number. */
export function digitsAt(level: Pick<Level, 'knobs'>, index: number): readonly number[] {
  const digits: number[] = []
  let rest = index
  for (const knob of level.knobs.toReversed()) {
    digits.push(rest % knob.values.length)
    rest = Math.floor(rest / knob.values.length)
  }
  return digits.reverse()
}

/** The configuration's number from the places of its values. */
export function indexOfDigits(level: Pick<Level, 'knobs'>, digits: readonly number[]): number {
  return level.knobs.reduce((index, knob, place) => index * knob.values.length + digits[place], 0)
}

/** The moves that lead from the start to a configuration. */
export function movesAt(level: Given, index: number): readonly Move[] {
  const digits = digitsAt(level, index)
  return settledMoves(
    level,
    level.knobs.map(({ key, values }, place) => ({ key, value: values[digits[place]] })),
  )
}

/** The number of the configuration that these moves lead to; -1: outside the space. */
export function indexAfter(level: Given, moves: readonly Move[]): number {
  const values = valuesAfter(level, moves)
  const digits = level.knobs.map((knob, place) => knob.values.indexOf(values[place]))
  return digits.includes(-1) ? -1 : indexOfDigits(level, digits)
}

/** Every configuration, as moves from the start. */
export function* configurations(level: Given): Generator<readonly Move[], void> {
  const count = countConfigurations(level)
  for (let index = 0; index < count; index++) yield movesAt(level, index)
}

/** Numbers of the configurations that differ in one knob. */
export function neighboursOf(level: Pick<Level, 'knobs'>, index: number): readonly number[] {
  const digits = digitsAt(level, index)
  return level.knobs.flatMap((knob, place) =>
    knob.values.flatMap((_, digit) =>
      digit === digits[place] ? [] : [indexOfDigits(level, digits.with(place, digit))],
    ),
  )
}
