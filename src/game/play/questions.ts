/**
 * The questions of a level: a number that is typed, read in the unit of its metric, and whether it is right. What is right is
 * simulated when somebody asks, and never in a reducer.
 */
import { type Host, type Nanos, type Run, simulate } from '../../machine/index.ts'
import { bareMetalHost, metricCard, splitMetric } from '../../metrics/index.ts'
import { isRightAnswer } from '../code/answer.ts'
import { withCode } from '../code/code-of-entry.ts'
import { fourDigits } from '../code/payload.ts'
import type { CodeOwner } from '../code/result-code.ts'
import { kindOfAmount, parseTarget } from '../file/amount.ts'
import type { Level, Question } from '../level.ts'
import { hostAfter } from '../space/space.ts'
import { type LevelProgress, levelProgress, type Progress } from './progress.ts'
import { readerOf } from './score.ts'

/** A question that asks for a number: which, of which configuration. */
export type NumberAsked = Exclude<Question['answer'], string>

/** Metrics that count things: only the very number is right. */
const COUNTS: readonly string[] = [
  ...['violations', 'contained', 'lost-writes', 'lost-promised', 'guests-booted', 'migrated'],
  ...['unwanted-interrupts', 'lines-given-up', 'budget'],
]

/** What the question asks a number of; undefined: it is to be thought about, or there is none of this index. */
export function numberAsked(level: Pick<Level, 'questions'>, question: number): NumberAsked | undefined {
  const answer = level.questions[question]?.answer
  return answer === undefined || typeof answer === 'string' ? undefined : answer
}

/** What is simulated for the answer of a question: the level's first seed, as everything that is scored. */
export function answerJob(
  level: Level,
  { metric, moves }: NumberAsked,
): { readonly host: Host; readonly seed: number; readonly duration: Nanos; readonly baseline: boolean } {
  return {
    host: hostAfter(level, moves),
    seed: level.seeds[0],
    duration: level.duration,
    baseline: splitMetric(metric).name === 'bare-metal-share',
  }
}

/** The number in the run of its job. */
export function answerIn({ metric }: NumberAsked, run: Run, baseline?: Run): number {
  return readerOf(run, baseline)(metric)
}

/**
 * The right number, in the metric's own unit. Simulates: takes as long as a run.
 * @throws where the question asks for no number
 */
export function answerOf(level: Level, question: number): number {
  const asked = numberAsked(level, question)
  if (asked === undefined) throw new Error(`question ${question + 1} of ${level.id} asks for no number`)
  const { host, seed, duration, baseline } = answerJob(level, asked)
  const run = simulate(host, { seed, duration })
  return answerIn(asked, run, baseline ? simulate(bareMetalHost(host), { seed, duration }) : undefined)
}

/** Near enough to the number (isRightAnswer); of a count exactly, as far as an answer is kept. */
export function isRight(metric: string, given: number, right: number): boolean {
  if (COUNTS.includes(splitMetric(metric).name)) return fourDigits(given) === fourDigits(right)
  return isRightAnswer(given, right)
}

/** Why a text is no answer: it is no number, it lacks its unit, or has one of something else. */
export type NoAnswer = 'number' | 'unit' | 'other-unit'

const THOUSANDS: Readonly<Record<string, number>> = { k: 1e3, M: 1e6 }

/** What may be written for a metric of each unit, as `kindOfAmount` calls it. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  'bytes/s': ['rate', 'size'],
  bytes: ['size'],
  ns: ['time'],
  '0–1': ['share'],
}

/** `450,000`, `1,5 ms`, `80 μs`, as parsers of amounts have them. */
function tidied(text: string): string {
  const plain = text.trim().replace(/[µμ]/g, 'u').replace(/\s+/g, ' ')
  return /^\d{1,3}(,\d{3})+(?!\d)/.test(plain) ? plain.replaceAll(',', '') : plain.replace(',', '.')
}

/** A bare number, or one with a unit that is none of an amount: `450 k/s`, `12 ms/GB`, `26`. */
function plainNumber(text: string, unit: string): number | undefined {
  const own = unit === 'ms/GB' ? text.replace(/ ?ms\/GB$/, '') : text
  const found = /^(\d+(?:\.\d+)?|\.\d+) ?([kM])?(?:\/s)?$/.exec(own)
  if (found === null) return undefined
  const [, digits, scale] = found
  return Number(digits) * (scale === undefined ? 1 : THOUSANDS[scale])
}

/**
 * A typed answer in the metric's own unit, to four digits: `360 MB/s`, `1.2 ms`, `25 %`, `450 k/s`, `26`.
 * Where the metric has a unit it has to be written, but for nothing and for a share up to 1.
 */
export function parseAnswer(metric: string, typed: string): { readonly value: number } | NoAnswer {
  const text = tidied(typed)
  const unit = metricCard(metric)?.unit ?? ''
  const kinds = KINDS[unit]
  const bare = plainNumber(text, unit)
  if (kinds === undefined)
    return bare !== undefined ? { value: fourDigits(bare) } : wrongly(text, 'other-unit')
  if (/^[\d.]+$/.test(text) && bare !== undefined)
    return bare === 0 || (unit === '0–1' && bare <= 1) ? { value: fourDigits(bare) } : 'unit'
  if (!kinds.includes(kindOfAmount(text) ?? '')) return wrongly(text, 'other-unit')
  const value = parseTarget(text)
  return value === undefined || value < 0 ? 'number' : { value: fourDigits(value) }
}

function wrongly(text: string, otherwise: NoAnswer): NoAnswer {
  return /^[\d.]/.test(text) ? otherwise : 'number'
}

/** How an answer to this metric is written, for an example: no level's right or likely number. */
export function answerExample(metric: string): string {
  switch (metricCard(metric)?.unit) {
    case 'bytes/s':
      return '360 MB/s'
    case 'bytes':
      return '64 MiB'
    case 'ns':
      return '1.2 ms'
    case '0–1':
      return '25 %'
    case '1/s':
      return '12,500 /s'
    case 'ms/GB':
      return '120 ms/GB'
    default:
      return '12'
  }
}

/** What is known of a level, with an answer in the metric's own unit; its result code has it too. */
export function answered(
  entry: LevelProgress,
  level: Level,
  question: number,
  value: number,
  owner?: CodeOwner,
): LevelProgress {
  const answers = { ...entry.answers, [question]: fourDigits(value) }
  return withCode({ ...entry, answers }, { level, runs: [] }, owner)
}

export function withAnswer(
  progress: Progress,
  level: Level,
  question: number,
  value: number,
  owner?: CodeOwner,
): Progress {
  const entry = answered(levelProgress(progress, level.id), level, question, value, owner)
  return { ...progress, levels: { ...progress.levels, [level.id]: entry } }
}

/** The answers of a level, in the order of its questions; those to questions that it no longer has are left out. */
export function answersOf(
  level: Level,
  progress: Progress,
): readonly { readonly question: number; readonly value: number }[] {
  const { answers = {} } = levelProgress(progress, level.id)
  return level.questions.flatMap((_, question) => {
    const value = answers[question]
    return value === undefined || numberAsked(level, question) === undefined ? [] : [{ question, value }]
  })
}
