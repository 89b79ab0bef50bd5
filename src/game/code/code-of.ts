/** The code of what was played. */
import type { Level } from '../level.ts'
import type { Move } from '../play/moves.ts'
import type { Score } from '../play/score.ts'
import { indexAfter } from '../space/space.ts'
import { MODEL_VERSION } from './model-version.ts'
import { fourDigits } from './payload.ts'
import type { CodeAnswer, CodeOwner, ResultCode } from './result-code.ts'

/** What a player claims of a level. */
export interface Claim {
  readonly moves: readonly Move[]
  readonly score: Pick<Score, 'goals' | 'stretch' | 'medals'>
  readonly guess?: number
  readonly answers?: readonly CodeAnswer[]
  /** Indices of the hints shown. */
  readonly hints: readonly number[]
  /** Keys of the knobs that were turned at least once. */
  readonly tried: readonly string[]
  readonly runs: number
  readonly minutes: number
}

const MOST_COUNTED = 1023

/** Undefined where the moves lead out of the level's space: its file was changed since. */
export function codeOf(level: Level, claim: Claim, owner?: CodeOwner): ResultCode | undefined {
  const configuration = indexAfter(level, claim.moves)
  if (configuration < 0) return undefined
  const { goals, stretch, medals } = claim.score
  return {
    model: MODEL_VERSION,
    number: isNumbered(level) ? level.number : '',
    level: level.hash.slice(0, 8),
    ...(owner === undefined ? {} : { owner }),
    configuration,
    ...(claim.guess === undefined ? {} : { guess: claim.guess }),
    answers: (claim.answers ?? []).flatMap(({ question, value }) =>
      isAsked(level, question) ? [{ question, value: fourDigits(value) }] : [],
    ),
    hints: inOrder(claim.hints),
    tried: level.knobs.flatMap(({ key }, place) => (claim.tried.includes(key) ? [place] : [])),
    runs: Math.min(MOST_COUNTED, claim.runs),
    minutes: Math.min(MOST_COUNTED, Math.round(claim.minutes)),
    medals,
    met: [...goals, ...stretch.flat()].map(({ met }) => met),
  }
}

/** Does this question ask for a number? An older text of the level may have asked another one. */
function isAsked({ questions }: Level, question: number): boolean {
  const answer = questions[question]?.answer
  return answer !== undefined && typeof answer !== 'string'
}

/** A file of one's own stands in chapter 0, a task of a day in none. */
function isNumbered({ number }: Level): boolean {
  return /^[1-9]\d*\.(\d+|X)$/.test(number)
}

function inOrder(places: readonly number[]): readonly number[] {
  return [...new Set(places)].sort((one, other) => one - other)
}
