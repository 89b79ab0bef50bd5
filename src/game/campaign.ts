/** The levels as a whole: which are open, and where to go on. */

import { en } from '../text/index.ts'
import type { Level } from './level.ts'
import { nearest } from './nearest.ts'
import { levelProgress, type Progress } from './progress.ts'
import type { Refusal } from './refusal.ts'

export type LevelStatus = 'passed' | 'open' | 'closed'

function passed(progress: Progress, id: string): boolean {
  return levelProgress(progress, id).medals > 0
}

/**
 * A level opens when all that it requires is passed; a boss is always open and, won, opens every level of its chapter.
 * What is required but not among the levels counts as passed.
 */
export function statusOf(level: Level, levels: readonly Level[], progress: Progress): LevelStatus {
  if (passed(progress, level.id)) return 'passed'
  if (level.kind === 'boss') return 'open'
  const won = levels.some(
    (one) => one.kind === 'boss' && one.chapter.id === level.chapter.id && passed(progress, one.id),
  )
  if (won) return 'open'
  const known = new Set(levels.map((one) => one.id))
  return level.requires.every((id) => !known.has(id) || passed(progress, id)) ? 'open' : 'closed'
}

/** Where to go on: the level played last, else the first open one, else the first. */
export function resumeAt(levels: readonly Level[], progress: Progress): Level | undefined {
  const last = levels.find((level) => level.id === progress.last)
  return last ?? levels.find((level) => statusOf(level, levels, progress) === 'open') ?? levels[0]
}

/** The first open level after this one that is not passed. */
export function nextLevel(level: Level, levels: readonly Level[], progress: Progress): Level | undefined {
  const after = levels.slice(levels.findIndex((one) => one.id === level.id) + 1)
  return after.find((one) => statusOf(one, levels, progress) === 'open')
}

/** A level by id or number. */
export function findLevel(levels: readonly Level[], name: string): { readonly level: Level } | Refusal {
  const wanted = name.toLowerCase()
  const level = levels.find((one) => one.id === wanted || one.number.toLowerCase() === wanted)
  if (level !== undefined) return { level }
  const names = levels.flatMap((one) => [one.number, one.id])
  return { problem: en.campaign.noSuchLevel(name, nearest(name, names)) }
}

/** Ids of all levels that come before: those required, and those that they require. */
export function requiredBy(level: Level, levels: readonly Level[]): ReadonlySet<string> {
  const found = new Set<string>()
  const waiting = [...level.requires]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue
    found.add(id)
    waiting.push(...(levels.find((one) => one.id === id)?.requires ?? []))
  }
  return found
}

/** Medals won and to be won, over these levels. */
export function medalCount(
  levels: readonly Level[],
  progress: Progress,
): { readonly won: number; readonly of: number } {
  const won = levels.reduce((sum, level) => sum + levelProgress(progress, level.id).medals, 0)
  const of = levels.reduce((sum, level) => sum + 1 + level.medals.length, 0)
  return { won, of }
}
