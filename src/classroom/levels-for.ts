/** The levels of one student: of each its variant, with the knobs that the assignment leaves. */
import { fingerprint } from '../game/fingerprint.ts'
import { type Level, valuesAfter } from '../game/index.ts'
import type { AssignedLevel, Assignment } from './assignment.ts'
import { variantNumber } from './student.ts'
import { variantOf } from './variant.ts'

/**
 * In the order of the assignment. A student has the same variants wherever and whenever.
 * @param tag as studentTag gives it
 * @param levels those of the assignment, in whatever language; what it names is among them
 */
export function levelsFor(assignment: Assignment, tag: string, levels: readonly Level[]): readonly Level[] {
  return assignment.levels.map((assigned) => levelFor(assigned, tag, levels))
}

function levelFor(assigned: AssignedLevel, tag: string, levels: readonly Level[]): Level {
  const level = levels.find(({ id }) => id === assigned.level)
  if (level === undefined) throw new Error(`no level ${assigned.level}`)
  const { variants } = assigned
  return assignedLevel(level, assigned, variantNumber(tag, level.id, variants.length))
}

/** A level with one variant of an assignment, and its knobs. @param variant its number; of none, the level as it is */
export function assignedLevel(level: Level, { knobs, variants }: AssignedLevel, variant: number): Level {
  const given = variants[variant]
  const own = given === undefined ? level : variantOf(level, given)
  return knobs === undefined ? own : withKnobs(own, knobs)
}

/** Only these can be turned: every other one stays where the level begins. Ways that turn another one are left out. */
export function withKnobs(level: Level, keys: readonly string[]): Level {
  const start = valuesAfter(level, [])
  const knobs = level.knobs.map((knob, place) =>
    keys.includes(knob.key) ? knob : { ...knob, values: [start[place]] },
  )
  const within = ({
    moves,
  }: {
    readonly moves: readonly { readonly key: string; readonly value: string }[]
  }) => moves.every(({ key, value }) => knobs.some((knob) => knob.key === key && knob.values.includes(value)))
  const limited = {
    ...level,
    knobs,
    references: level.references.filter(within),
    decoys: level.decoys.filter(within),
  }
  return { ...limited, hash: fingerprint(limited) }
}
