/**
 * The task of a day: a host drawn from the date, measured whole, and goals found in what was measured so that the start
 * fails, several different configurations pass, and no knob decides alone. No network, no clock: the same date gives the
 * same task everywhere.
 */
import type { Run } from '../../machine/index.ts'
import { formatMetric } from '../../metrics/index.ts'
import { en } from '../../text/index.ts'
import { fingerprint } from '../fingerprint.ts'
import type { Goal, Level, Reference } from '../level.ts'
import { isBetter } from '../metric.ts'
import type { Progress } from '../play/progress.ts'
import { compare, scoreValues } from '../play/score.ts'
import { knobWeights } from '../space/optimum.ts'
import { numbersOf, type Space } from '../space/shipped-space.ts'
import { digitsAt, movesAt } from '../space/space.ts'
import { Surveyor, type SurveyTask } from '../space/surveyor.ts'
import { dayNumber } from './calendar.ts'
import { type DailyHost, Draw, dailyHost } from './daily-host.ts'
import { sandboxLevel } from './sandbox.ts'

export interface Daily {
  readonly level: Level
  readonly space: Space
}

const PREFIX = 'daily-'

export function dailyId(date: string): string {
  return PREFIX + date
}

/** Hosts that are drawn for one date before the search is given up; a fair one is found long before. */
const MOST_DRAWN = 60
/** Least and largest share of the configurations that pass. */
const SHARE = [0.04, 0.3] as const
const LEAST_WINNERS = 3
/** No knob alone may say more than this about passing. */
const MOST_WEIGHT = 0.8
/** A goal lies at least so far from every value, so that it is not a matter of the last digit. */
const GAP = 1.06

const ABOUT: readonly (readonly [string, string])[] = [
  ['throughput', 'core-ms-per-gb'],
  ['throughput', 'latency-p99'],
  ['requests', 'exits-per-request'],
]
const WHOLE = ['core-ms-per-gb']

/** Asks for runs one by one, and ends with the task. */
export function* drawDaily(date: string): Generator<SurveyTask, Daily, Run> {
  for (let drawn = 0; drawn < MOST_DRAWN; drawn++) {
    const draw = new Draw(`${date} ${drawn}`)
    const host = dailyHost(draw)
    const [first, second] = draw.one(ABOUT)
    const at = (metric: string) => (WHOLE.includes(metric) ? metric : `${metric}@${host.flow}`)
    const blank = blankLevel(date, host, [at(first), at(second)], draw.below(0xffff) + 1)
    const surveyor = new Surveyor(blank)
    for (let task = surveyor.next(); task !== undefined; task = surveyor.next())
      surveyor.put(task.index, yield task)
    const found = fairDaily(blank, surveyor.space(), draw)
    if (found !== undefined) return found
  }
  throw new Error(`no fair task for ${date}`)
}

function blankLevel(date: string, host: DailyHost, headline: readonly [string, string], seed: number): Level {
  const { sandbox, knobs, flow } = host
  const values = new Map(knobs.map((knob) => [knob.key, knob.values]))
  const level = sandboxLevel(sandbox, (key) => values.get(key) ?? [])
  const boots: Goal = { metric: 'guests-booted', op: '==', target: 1, text: en.daily.boots }
  return {
    ...level,
    id: dailyId(date),
    number: en.daily.number,
    chapter: { id: 'daily', number: 0, title: en.daily.title },
    title: en.daily.of(date),
    minutes: 5,
    seeds: [seed],
    headline,
    focus: flow,
    goals: [boots, ...level.goals],
  }
}

/** A number of two digits between two that are far enough apart. */
function between(one: number, other: number): number | undefined {
  const [low, high] = one < other ? [one, other] : [other, one]
  if (!(low > 0) || high / low < GAP * GAP) return undefined
  const middle = Number(((low + high) / 2).toPrecision(2))
  return middle >= low * GAP && middle <= high / GAP ? middle : undefined
}

/** Goals that a metric offers: numbers between two neighbouring values, the hardest first. */
function targetsOf(space: Space, metric: string): readonly number[] {
  const all = numbersOf(space).map((index) => space.values(index, metric))
  const values = [...new Set(all.filter(Number.isFinite))].sort((one, other) =>
    isBetter(metric, one, other) ? -1 : 1,
  )
  return values.slice(1).flatMap((value, index) => between(value, values[index]) ?? [])
}

function goalFor(metric: string, target: number): Goal {
  const op = isBetter(metric, 2, 1) ? '>=' : '<='
  return { metric, op, target, text: en.daily.goal(metric.split('@')[0], op, formatMetric(metric, target)) }
}

/** The space judged by goals that were found after it was measured; one seed, so that its numbers are those of the run. */
function judged(level: Level, space: Space): Space {
  const medals = numbersOf(space).map(
    (index) => scoreValues(level, (metric) => space.values(index, metric)).medals,
  )
  return {
    ...space,
    hash: level.hash,
    wins: (index) => medals[index] > 0,
    medals: (index) => medals[index],
  }
}

function winnersOf(space: Space): readonly number[] {
  return numbersOf(space).filter(space.wins)
}

/** Several pass, two of them differ in two knobs, and no knob decides alone. */
function isFair(level: Level, space: Space): boolean {
  const winners = winnersOf(space)
  const share = winners.length / space.configurations
  if (winners.length < LEAST_WINNERS || share < SHARE[0] || share > SHARE[1]) return false
  if (farthest(level, winners) === undefined) return false
  return knobWeights(level, numbersOf(space).map(space.wins)).every(({ weight }) => weight <= MOST_WEIGHT)
}

/** Two of these that differ in at least two knobs. */
function farthest(level: Level, indices: readonly number[]): readonly [number, number] | undefined {
  for (const one of indices)
    for (const other of indices) {
      const digits = digitsAt(level, other)
      if (digitsAt(level, one).filter((digit, place) => digit !== digits[place]).length > 1)
        return [one, other]
    }
  return undefined
}

function withGoals(level: Level, goals: readonly Goal[], medals: readonly (readonly Goal[])[]): Level {
  return { ...level, goals: [...goals, ...level.goals], medals }
}

function fairDaily(blank: Level, space: Space, draw: Draw): Daily | undefined {
  const [first, second] = blank.headline
  const pairs = targetsOf(space, first).flatMap((one) =>
    targetsOf(space, second).map((other) => [goalFor(first, one), goalFor(second, other)]),
  )
  const fair = pairs.filter((goals) => {
    const level = withGoals(blank, goals, [])
    return isFair(level, judged(level, space))
  })
  if (fair.length === 0) return undefined
  const goals = draw.one(fair)
  const passing = judged(withGoals(blank, goals, []), space)
  const winners = winnersOf(passing)
  const losers = numbersOf(space).filter(
    (index) => !passing.wins(index) && Number.isFinite(space.values(index, first)),
  )
  if (losers.length === 0) return undefined
  const stretch = [first, second].flatMap((metric) => stretchFor(space, metric, winners))
  const begun = { ...blank, start: movesAt(blank, draw.one(losers)) }
  const wanted = withGoals(begun, goals, stretch)
  const level = told({ ...wanted, hash: fingerprint(wanted) }, passing, winners)
  return { level, space: judged(level, space) }
}

/** A goal that some of the winners reach, not all. */
function stretchFor(space: Space, metric: string, winners: readonly number[]): readonly (readonly Goal[])[] {
  const reached = (goal: Goal) =>
    winners.filter((index) => compare(space.values(index, metric), goal.op, goal.target)).length
  const goals = targetsOf(space, metric).map((target) => goalFor(metric, target))
  const fit = goals.filter((goal) => reached(goal) > 0 && reached(goal) < winners.length)
  return fit.length === 0 ? [] : [[fit[Math.floor(fit.length / 2)]]]
}

/** The words: what is asked, how many pass, and two ways that differ. */
function told(level: Level, space: Space, winners: readonly number[]): Level {
  const [one, other] = farthest(level, winners) ?? [winners[0], winners[1]]
  const reference = (index: number, title: string): Reference => ({
    title,
    moves: movesAt(level, index),
    text: en.daily.reference,
  })
  const asked = level.goals.filter((goal) => goal.op !== '==').map((goal) => goal.text)
  return {
    ...level,
    teaches: en.daily.teaches,
    brief: en.daily.brief(asked.join(', ')).slice(0, 240),
    references: [reference(one, en.daily.one), reference(other, en.daily.other)],
    debrief: { text: [en.daily.debrief(winners.length, space.configurations)], facts: [] },
  }
}

export interface Streak {
  /** Days in a row that were passed, up to today or yesterday. */
  readonly now: number
  readonly longest: number
  readonly today: boolean
}

/** Days in a row whose task was passed. */
export function streakOf(progress: Progress, today: string): Streak {
  const days = Object.entries(progress.levels)
    .flatMap(([id, { medals }]) =>
      id.startsWith(PREFIX) && medals > 0 ? (dayNumber(id.slice(PREFIX.length)) ?? []) : [],
    )
    .sort((one, other) => one - other)
  const passed = new Set(days)
  const backFrom = (day: number): number => (passed.has(day) ? 1 + backFrom(day - 1) : 0)
  const last = dayNumber(today) ?? 0
  return {
    now: backFrom(passed.has(last) ? last : last - 1),
    longest: days.reduce((most, day) => Math.max(most, passed.has(day + 1) ? 0 : backFrom(day)), 0),
    today: passed.has(last),
  }
}
