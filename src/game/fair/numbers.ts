/**
 * Numbers in a level's texts. A number that the level gives (a goal, a size, a time, a value of a knob) or that one of its facts
 * has a source for may stand there as it is. One that follows from the model is named under `numbers`, with what it is
 * read off; so it is found out when the model says something else.
 */
import { formatMetric } from '../../metrics/index.ts'
import { en } from '../../text/index.ts'
import type { Goal, Level } from '../level.ts'
import type { Path, Problem } from '../problem.ts'
import { type Landscape, meanAt } from '../space/measure.ts'
import { indexAfter } from '../space/space.ts'
import { textsOf } from './terms.ts'

/** A number as it is written, with the unit that follows it. */
export interface Written {
  readonly text: string
  /** Where its digits begin in the text. */
  readonly at: number
  readonly value: number
  readonly unit: string
  /** Half of its last digit that is not a zero. */
  readonly half: number
}

export const UNITS: Readonly<Record<string, number>> = {
  '%': 1e-2,
  k: 1e3,
  kB: 1e3,
  MB: 1e6,
  GB: 1e9,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  µs: 1e3,
  us: 1e3,
  ms: 1e6,
  s: 1e9,
}
/** A bare number may be meant in any of these. */
const SCALES = [1, ...new Set(Object.values(UNITS))]
const YEAR = /^(?:19|20)\d\d$/

/** The numbers of a text. What has letters in it (53c895a, 0x8cc0, p99, 10GbE) is a name. */
export function numbersIn(text: string): readonly Written[] {
  const words = [...text.matchAll(/[^\s–—/]+/g)]
  return words.flatMap(({ 0: word, index }, place) => {
    const found = /^([("'“‘≤≥<>~±−-]*)(\d(?:[\d,]*\d)?(?:\.\d+)?)(%|[a-zµ]*B?)[)"'”’.,;:?!]*$/iu.exec(word)
    if (found === null) return []
    const [, before, digits, attached] = found
    if (attached !== '' && !(attached in UNITS)) return []
    const next = (words[place + 1]?.[0] ?? '').replace(/[).,;:?!]+$/, '')
    const unit = attached === '' && next in UNITS ? next : attached
    if (unit === '' && YEAR.test(digits)) return []
    const value = Number(digits.replaceAll(',', ''))
    return [{ text: digits, at: index + before.length, value, unit, half: halfOf(digits) }]
  })
}

/** 28 → 0.5, 1,200 → 50, 0.05 → 0.005 */
function halfOf(digits: string): number {
  const bare = digits.replaceAll(',', '')
  const [, fraction] = bare.split('.')
  if (fraction !== undefined) return 0.5 / 10 ** fraction.length
  return 0.5 * 10 ** (bare.length - bare.replace(/0+$/, '').length)
}

export function near(value: number, other: number): boolean {
  return Math.abs(value - other) <= 1e-9 * Math.max(1, Math.abs(other))
}

/** Every number that the level's own data holds, in whatever unit it is kept; goals and stars apart from the rest. */
export function givenBy(
  level: Level,
  goals: readonly Goal[] = [...level.goals, ...level.medals.flat()],
): readonly number[] {
  const { host, duration, seeds, knobs, predict, minutes } = level
  const data = [host, duration, seeds, knobs, goals.map(bare), predict.choices, minutes]
  const found: number[] = []
  const look = (value: unknown): void => {
    if (typeof value === 'number') found.push(value)
    else if (typeof value === 'string')
      found.push(...[...value.matchAll(/\d+(?:\.\d+)?/g)].map(([digits]) => Number(digits)))
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(look)
  }
  data.forEach(look)
  return found
}

function bare({ target }: Goal): number {
  return target
}

/** A number and its unit may mean any of these. */
export function meanings({ value, unit }: Pick<Written, 'value' | 'unit'>): readonly number[] {
  return unit === '' ? SCALES.map((scale) => value * scale) : [value * UNITS[unit], value]
}

/** Is a number in the text at this place a claim? */
export function isClaiming(path: Path): boolean {
  return (
    !['title', 'goals', 'medals'].includes(String(path[0])) && path[1] !== 'choices' && path[1] !== 'facts'
  )
}

/** Texts in which a number is a claim. What is offered to guess is none; a fact has its source, a goal its target. */
function claimingTexts(level: Level) {
  return textsOf(level).filter(({ path }) => isClaiming(path))
}

/** Numbers that a fact of the level has a source for. */
export function sourcedBy(level: Level): ReadonlySet<number> {
  const facts = level.debrief.facts.map(({ what, text, source }) => `${what} ${text} ${source}`)
  return new Set(facts.flatMap(numbersIn).map(({ value }) => value))
}

/** Numbers of which nobody can say where they come from. */
export function numberProblems(level: Level): readonly Problem[] {
  const given = givenBy(level)
  const sourced = sourcedBy(level)
  const claimed = new Set(
    (level.numbers ?? []).flatMap(({ says }) => numbersIn(says)).map(({ text }) => text),
  )
  const known = (number: Written) =>
    sourced.has(number.value) ||
    claimed.has(number.text) ||
    meanings(number).some((value) => given.some((one) => near(value, one)))
  const loose = claimingTexts(level).flatMap(({ path, text }) =>
    numbersIn(text)
      .filter((number) => !known(number))
      .map((number) => ({ path, message: en.check.looseNumber(number.text) })),
  )
  return [...loose, ...goalTexts(level), ...unsaid(level)]
}

/** A goal that names a number names its target. */
function goalTexts(level: Level): readonly Problem[] {
  const wrong = ({ text, target }: Goal) => {
    const numbers = numbersIn(text)
    return (
      numbers.length > 0 && !numbers.some((number) => meanings(number).some((value) => near(value, target)))
    )
  }
  const problem = (goal: Goal) => en.check.goalSays(formatMetric(goal.metric, goal.target))
  return [
    ...level.goals.flatMap((goal, place) =>
      wrong(goal) ? [{ path: ['goals', place, 'text'], message: problem(goal) }] : [],
    ),
    ...level.medals.flatMap((list, medal) =>
      list.flatMap((goal, place) =>
        wrong(goal) ? [{ path: ['medals', medal, place, 'text'], message: problem(goal) }] : [],
      ),
    ),
  ]
}

/** A claim that no text makes. */
function unsaid(level: Level): readonly Problem[] {
  const texts = textsOf(level).map(({ text }) => text)
  return (level.numbers ?? []).flatMap(({ says }, place) => {
    const path = ['numbers', place, 'says']
    if (!texts.some((text) => text.includes(says))) return [{ path, message: en.check.unsaid(says) }]
    return numbersIn(says).length === 1 ? [] : [{ path, message: en.check.notOneNumber(says) }]
  })
}

/** At most so far may a written number be from the measured one, however roughly it is written. */
const ROUGHLY = 0.05
/** … and so far it always may. */
const CLOSELY = 0.005

/** Does a number that is written so say this value? */
export function says({ value, unit, half }: Written, measured: number): boolean {
  return [1, UNITS[unit] ?? 1].some((scale) => {
    const most = Math.max(CLOSELY * value, Math.min(half, ROUGHLY * value))
    return Math.abs(measured / scale - value) <= most + 1e-9
  })
}

/** Claims beside what was measured. */
export function claimProblems(level: Level, landscape: Landscape): readonly Problem[] {
  return (level.numbers ?? []).flatMap(({ says: text, metric, moves }, place) => {
    const [number] = numbersIn(text)
    const measured = meanAt(landscape, indexAfter(level, moves), metric)
    if (number === undefined || says(number, measured)) return []
    const message = en.check.numberMoved(text, metric, formatMetric(metric, measured))
    return [{ path: ['numbers', place, 'says'], message }]
  })
}
