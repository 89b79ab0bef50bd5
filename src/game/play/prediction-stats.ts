/** How good a player's guesses are: how many were right, by chapter, and whether the others lay too high or too low. */
import type { Level } from '../level.ts'
import { levelProgress, type Progress } from './progress.ts'

export interface Guesses {
  readonly right: number
  /** Of the wrong ones, those of which it is known where the right answer lay. */
  readonly high: number
  readonly low: number
  /** Guesses whose run is there. */
  readonly of: number
}

export interface ChapterGuesses extends Guesses {
  readonly id: string
  readonly number: number
  readonly title: string
}

const NONE: Guesses = { right: 0, high: 0, low: 0, of: 0 }

function guessIn(level: Level, progress: Progress): Guesses {
  const { guess, guessed, answer } = levelProgress(progress, level.id)
  if (guess === undefined || guessed === undefined) return NONE
  if (guessed) return { ...NONE, right: 1, of: 1 }
  const { choices } = level.predict
  const mine = choices[guess]
  const right = answer === undefined ? undefined : choices[answer]
  if (mine === undefined || right === undefined) return { ...NONE, of: 1 }
  return { ...NONE, of: 1, high: mine.from > right.from ? 1 : 0, low: mine.from < right.from ? 1 : 0 }
}

function sum(all: readonly Guesses[]): Guesses {
  return all.reduce(
    (one, other) => ({
      right: one.right + other.right,
      high: one.high + other.high,
      low: one.low + other.low,
      of: one.of + other.of,
    }),
    NONE,
  )
}

/** By chapter, in the order of the campaign, and all together. */
export function guessesOf(
  levels: readonly Level[],
  progress: Progress,
): { readonly chapters: readonly ChapterGuesses[]; readonly all: Guesses } {
  const chapters = [...new Map(levels.map(({ chapter }) => [chapter.id, chapter])).values()].map(
    (chapter) => {
      const own = levels.filter((level) => level.chapter.id === chapter.id)
      return { ...chapter, ...sum(own.map((level) => guessIn(level, progress))) }
    },
  )
  return { chapters, all: sum(chapters) }
}

/** Guesses that must have missed before a tendency is spoken of, and how many times one side must outweigh the other. */
const LEAST_MISSED = 3
const OUTWEIGHS = 2

export type Tendency = 'none' | 'high' | 'low' | 'balanced'

export function tendencyOf({ high, low }: Guesses): Tendency {
  if (high + low < LEAST_MISSED) return 'none'
  if (high >= low * OUTWEIGHS) return 'high'
  return low >= high * OUTWEIGHS ? 'low' : 'balanced'
}
