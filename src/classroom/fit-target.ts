/**
 * Targets that ask as much of another machine as the level's do of its own: of all configurations as many meet one, and it
 * lies as far between those that do and those that do not.
 */

import { MARGIN } from '../game/fair/fairness.ts'
import { type Goal, indexAfter, type Landscape, type Level, metricCard, readerAt } from '../game/index.ts'
import { targetIn } from './follow-texts.ts'

/** A target that would do. */
export interface Fitted {
  readonly target: number
  /** 0: as good as can be. */
  readonly cost: number
  /** By configuration: met on every seed. */
  readonly met: readonly boolean[]
}

/** Units in which other machines give other numbers; what is counted comes from causes, and stays. */
const MOVING = ['ns', 'bytes/s', '1/s', '0–1', 'ms/GB']
/** Kept from a reference, a little more than the proof asks. */
const CLEAR = MARGIN + 0.003
/** Targets that are looked at on either side. */
const REACH = 0.2
/** Candidates that are kept. */
const KEPT = 8

/** By configuration the worst value of any seed; not a number where it cannot exist. */
function worst(goal: Goal, landscape: Landscape): readonly number[] {
  return Array.from({ length: landscape.measured.length / landscape.seeds }, (_, index) =>
    worstAt(goal, landscape, index),
  )
}

function worstAt(goal: Goal, landscape: Landscape, index: number): number {
  const pick = goal.op === '>=' ? Math.min : Math.max
  return Array.from({ length: landscape.seeds }, (_, seed) =>
    readerAt(landscape, index, seed)(goal.metric),
  ).reduce((one, other) => pick(one, other))
}

function meets({ op }: Goal, value: number, target: number): boolean {
  return op === '>=' ? value >= target : op === '<=' ? value <= target : value === target
}

/** The last value that meets a target after so many, and the first that does not. */
function gap(goal: Goal, values: readonly number[], many: number): readonly [number, number] {
  const sorted = values.filter(Number.isFinite).sort((a, b) => (goal.op === '>=' ? b - a : a - b))
  const inside = sorted[Math.max(0, many - 1)] ?? goal.target
  return [inside, sorted[many] ?? inside]
}

/** Numbers of one to three digits near a value, those with fewer digits first. */
function roundNumbers(value: number, digits: number): readonly (readonly [number, number])[] {
  const found = new Map<number, number>()
  for (let many = 1; many <= Math.max(2, digits) + 1 && many <= 4; many++) {
    const size = Number(`1e${Number(value.toExponential().split('e')[1]) - many + 1}`)
    const steps = many <= Math.max(2, digits) ? [1] : [5]
    for (const step of steps)
      for (
        let at = Math.floor((value * (1 - REACH)) / (size * step));
        at * size * step <= value * (1 + REACH);
        at++
      ) {
        const number = Number((at * size * step).toPrecision(6))
        if (number > 0 && !found.has(number)) found.set(number, many)
      }
  }
  return [...found]
}

function digitsOf(value: number): number {
  return value
    .toExponential()
    .split('e')[0]
    .replace(/[.-]|0+$/g, '').length
}

/** The goal's own target, as it stands. */
function kept(goal: Goal, landscape: Landscape): Fitted {
  return { target: goal.target, cost: 0, met: metBy(goal, worst(goal, landscape), goal.target) }
}

function metBy(goal: Goal, values: readonly number[], target: number): readonly boolean[] {
  return values.map((value) => meets(goal, value, target))
}

/**
 * The best few targets of a goal on another machine, the best first. A gate, a goal without a number in its text and one that
 * counts keep their own.
 * @param star a goal of a star: references may lie as near as they like
 */
export function fitTarget(
  level: Level,
  goal: Goal,
  original: Landscape,
  own: Landscape,
  star: boolean,
): readonly Fitted[] {
  const number = targetIn(goal, level.written !== undefined)
  const unit = metricCard(goal.metric)?.unit ?? ''
  if (number === undefined || !mayMove(level, goal)) return [kept(goal, own)]
  const before = worst(goal, original)
  const values = worst(goal, own)
  const many = metBy(goal, before, goal.target).filter(Boolean).length
  const [inside, outside] = gap(goal, before, many)
  const [least, most] = gap(goal, values, many)
  const place = inside === outside ? 0.5 : (goal.target - outside) / (inside - outside)
  const ideal = most + Math.min(0.85, Math.max(0.15, place)) * (least - most)
  if (!(ideal > 0)) return [kept(goal, own)]
  const scale = goal.target / number.value
  const near = star ? [] : referenceValues(level, goal, own)
  const digits = digitsOf(number.value)
  const marks = marksOf(level, goal, star, (index) => meets(goal, before[index], goal.target))
  const rated = roundNumbers(ideal / scale, digits).flatMap(([written, size]): Fitted[] => {
    const target = Number((written * scale).toPrecision(12))
    if (near.some((value) => Math.abs(value - target) < CLEAR * target)) return []
    if (unit === '0–1' && target >= 1) return []
    const met = metBy(goal, values, target)
    if (marks.some(([index, meets]) => met[index] !== meets)) return []
    const other = Math.abs(met.filter(Boolean).length - many) / Math.max(1, many)
    const far = Math.abs(target / ideal - 1)
    return [{ target, met, cost: 10 * other + far + 0.02 * Math.max(0, size - digits) }]
  })
  return rated.sort((a, b) => a.cost - b.cost).slice(0, KEPT)
}

function mayMove({ written }: Level, goal: Goal): boolean {
  const unit = metricCard(goal.metric)?.unit ?? ''
  return goal.op !== '==' && targetIn(goal, written !== undefined) !== undefined && MOVING.includes(unit)
}

/** The configurations that the author says something of. */
export function waysOf(level: Level): readonly number[] {
  const ways = [...level.references, ...level.decoys].map(({ moves }) => indexAfter(level, moves))
  return [...new Set(ways)].sort((one, other) => one - other)
}

/**
 * The first goal for which no target could leave the author's ways on their sides; undefined: there may be one of each.
 * @param own of which the ways were measured, and nothing else need be
 */
export function cramped(level: Level, original: Landscape, own: Landscape): Goal | undefined {
  const fits = (goal: Goal, star: boolean): boolean => {
    const before = (index: number) => meets(goal, worstAt(goal, original, index), goal.target)
    const marks = marksOf(level, goal, star, before).map(([index, met]) => ({
      met,
      value: worstAt(goal, own, index),
    }))
    if (!mayMove(level, goal)) return marks.every(({ met, value }) => meets(goal, value, goal.target) === met)
    const margin = star ? 0 : CLEAR
    const outside = marks.filter(({ met, value }) => !met && Number.isFinite(value))
    const target = marks
      .filter(({ met }) => met)
      .map(({ value }) => (goal.op === '>=' ? value / (1 + margin) : value / (1 - margin)))
    return target.every((most) => outside.every(({ value }) => !meets(goal, value, most)))
  }
  return (
    level.goals.find((goal) => !fits(goal, false)) ?? level.medals.flat().find((goal) => !fits(goal, true))
  )
}

/** Configurations of which it is said whether they meet the goal: the author's ways. */
function marksOf(
  level: Level,
  goal: Goal,
  star: boolean,
  before: (index: number) => boolean,
): readonly (readonly [index: number, meets: boolean])[] {
  const ways = level.references.map(({ moves }) => indexAfter(level, moves))
  const decoys = star ? [] : level.decoys.filter(({ fails }) => fails === goal.metric)
  // A decoy may miss another goal of the same metric.
  const failing = decoys.map(({ moves }) => indexAfter(level, moves)).filter((index) => !before(index))
  return [...ways, ...failing].map((index) => [index, before(index)] as const)
}

function referenceValues(level: Level, { metric }: Goal, landscape: Landscape): readonly number[] {
  return level.references.flatMap(({ moves }) =>
    level.seeds.map((_, seed) => readerAt(landscape, indexAfter(level, moves), seed)(metric)),
  )
}
