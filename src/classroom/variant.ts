/** A variant of a level: another machine, other work, targets of its own, and every text true of them. */

import { textsOf } from '../game/fair/terms.ts'
import { fingerprint } from '../game/fingerprint.ts'
import type { Condition, Goal, Level, Path } from '../game/index.ts'
import { SEEDS, workedHost } from '../game/work.ts'
import type { Host } from '../machine/index.ts'
import type { Variant } from './assignment.ts'
import { changesOf, followed, goalText, renumbered } from './follow-texts.ts'
import { guessAfter } from './guess.ts'

/** The level as shipped, said as a variant. */
export function noVariant(level: Level): Variant {
  return {
    pace: {},
    work: {},
    goals: level.goals.map(({ target }) => target),
    medals: level.medals.map((list) => list.map(({ target }) => target)),
  }
}

/** A whole level with the variant's numbers. Both were checked: what the variant names, the level has. */
export function variantOf(level: Level, variant: Variant): Level {
  const comma = level.written !== undefined
  const goals = level.goals.map((goal, place) => withTarget(goal, variant.goals[place], comma))
  const medals = level.medals.map((list, medal) =>
    list.map((goal, place) => withTarget(goal, variant.medals[medal]?.[place], comma)),
  )
  const targets = [...goals, ...medals.flat()].map(({ target }) => target)
  const text = followed(level, changesOf(level.written ?? level, targets, variant.numbers))
  const told = textsOf(level)
    .filter(({ path }) => path[0] !== 'goals' && path[0] !== 'medals')
    .reduce((one, { path, text: was }) => put(one, path, text(path, was)), level)
  const offset = variant.work[SEEDS] ?? 0
  const made = {
    ...told,
    host: hostOf(level.host, variant),
    ...(level.written !== undefined && { written: variantOf(level.written, variant) }),
    seeds: level.seeds.map((seed) => seed + offset),
    goals,
    medals,
    hints: told.hints.map((hint) => ({ ...hint, when: conditionAfter(hint.when, level, targets) })),
    predict: guessAfter(told.predict, variant.guess, comma),
    numbers: level.numbers?.map((claim, place) => ({
      ...claim,
      says: saidAfter(claim.says, variant.numbers?.[place]),
    })),
  }
  return { ...made, hash: fingerprint(made) }
}

function hostOf(host: Host, { pace, work }: Variant): Host {
  const worked = workedHost(host, work)
  const other = Object.entries(pace).filter(([, factor]) => factor !== 1)
  return other.length === 0 ? worked : { ...worked, pace: Object.fromEntries(other) }
}

/** Gates keep their targets. */
function withTarget(goal: Goal, next: number | undefined, comma: boolean): Goal {
  if (next === undefined || goal.op === '==' || next === goal.target) return goal
  return { ...goal, target: next, text: goalText(goal, next, comma) }
}

/** A hint that is about a goal's target is about the new one. */
function conditionAfter(condition: Condition, level: Level, targets: readonly number[]): Condition {
  const after = (one: Condition) => conditionAfter(one, level, targets)
  if ('all' in condition) return { all: condition.all.map(after) }
  if ('any' in condition) return { any: condition.any.map(after) }
  if ('not' in condition) return { not: after(condition.not) }
  if (!('metric' in condition)) return condition
  const goals = [...level.goals, ...level.medals.flat()]
  const place = goals.findIndex(
    ({ metric, target }) => metric === condition.metric && target === condition.value,
  )
  return place < 0 ? condition : { ...condition, value: targets[place] }
}

/** `numbers` are in the words of the author whatever the language of the other texts is. */
function saidAfter(says: string, next: number | undefined): string {
  return next === undefined ? says : renumbered(says, false, () => next)
}

/** The same data with another text at a place. */
function put<Data>(data: Data, [first, ...rest]: Path, text: string): Data {
  if (first === undefined) return text as Data
  if (Array.isArray(data)) return data.with(Number(first), put(data[Number(first)], rest, text)) as Data
  return { ...data, [first]: put((data as Record<string, unknown>)[first], rest, text) }
}
