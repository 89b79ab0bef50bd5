/** The levels as a whole: which are open, and where to go on. */

import { en } from '../../text/index.ts'
import type { Level } from '../level.ts'
import { nearest } from '../nearest.ts'
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

/**
 * The first level after this one that is open and not passed, else the first before it. A boss is one only when all that it
 * requires is passed: before, it is a short cut and nobody is sent there.
 */
export function nextLevel(level: Level, levels: readonly Level[], progress: Progress): Level | undefined {
  const place = levels.findIndex((one) => one.id === level.id)
  return [...levels.slice(place + 1), ...levels.slice(0, Math.max(0, place))].find(
    (one) => statusOf(one, levels, progress) === 'open' && missing(one, levels, progress).size === 0,
  )
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

/** How a chapter stands: what of it is passed, and what opens the rest. */
export interface ChapterState {
  readonly passed: number
  readonly of: number
  /** Not passed, and to be played now; a boss that only waits to be tried first does not count. */
  readonly open: number
  /** Its boss, while that is the quickest way in: not won, and something before it is closed. */
  readonly boss?: Level
  /** Levels of other chapters that keep its first closed level closed. */
  readonly needs: readonly Level[]
  /** Of the levels that are not passed. */
  readonly minutes: number
}

export function chapterState(chapter: string, levels: readonly Level[], progress: Progress): ChapterState {
  const own = levels.filter((level) => level.chapter.id === chapter)
  const at = (status: LevelStatus) => own.filter((level) => statusOf(level, levels, progress) === status)
  const closed = at('closed')
  const open = at('open').filter((level) => level.kind !== 'boss' || closed.length === 0)
  const boss = closed.length === 0 ? undefined : own.find(({ kind }) => kind === 'boss')
  return {
    passed: at('passed').length,
    of: own.length,
    open: open.length,
    ...(boss === undefined ? {} : { boss }),
    needs:
      closed[0] === undefined ? [] : levels.filter((one) => missing(closed[0], levels, progress).has(one.id)),
    minutes: own.reduce((sum, one) => sum + (passed(progress, one.id) ? 0 : one.minutes), 0),
  }
}

/** Ids of the levels that have to be passed before this one opens. */
export function missing(level: Level, levels: readonly Level[], progress: Progress): ReadonlySet<string> {
  const known = new Set(levels.map((one) => one.id))
  return new Set(level.requires.filter((id) => known.has(id) && !passed(progress, id)))
}

/** The first level whose number begins so, else the first whose title has these words; -1: none. */
export function levelLike(levels: readonly Level[], text: string): number {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return -1
  const exact = levels.findIndex((level) => level.number.toLowerCase() === wanted)
  if (exact >= 0) return exact
  const numbered = levels.findIndex((level) => level.number.toLowerCase().startsWith(wanted))
  return numbered >= 0 ? numbered : levels.findIndex((level) => level.title.toLowerCase().includes(wanted))
}
