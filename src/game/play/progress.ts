/** What a player has done, over all levels. Its format has a version of its own, apart from the levels'. */
import { en } from '../../text/index.ts'
import { withCode } from '../code/code-of-entry.ts'
import type { CodeOwner } from '../code/result-code.ts'
import type { Level } from '../level.ts'
import { isBetter } from '../metric.ts'
import { parseHistory, type RunRecord, withHistory } from './history.ts'
import { printMove } from './moves.ts'
import type { Play, RunNote } from './play.ts'
import { type PredictionResult, predictionOf } from './prediction.ts'
import { defaultSettings, parseSettings, type Settings } from './settings.ts'

export const PROGRESS_FORMAT = 1

export interface LevelProgress {
  /** 0 … 3 */
  readonly medals: number
  /** The best value of each metric, over the runs that passed. */
  readonly best: Readonly<Record<string, number>>
  /** What lies on the bench: to go on where one left off. */
  readonly moves: readonly string[]
  /** The moves of the newest run with the most medals. */
  readonly bestMoves?: readonly string[]
  /** Runs of configurations that the player reached by a change. */
  readonly runs: number
  /** Keys of the knobs that were turned at least once. */
  readonly tried?: readonly string[]
  /** Milliseconds on the bench, without long pauses. */
  readonly millis?: number
  /** The result code of bestMoves. */
  readonly code?: string
  /** Index of the choice guessed. */
  readonly guess?: number
  /** The first run was seen without a guess: none is taken any more. */
  readonly skipped?: true
  /** Whether the guess was right; absent before the first run. */
  readonly guessed?: boolean
  /** Index of the choice that was right; absent before the first run, and where none was. */
  readonly answer?: number
  /** Former runs, the newest last. */
  readonly history?: readonly RunRecord[]
  /** Where one was on the bench: the key of the knob in hand, and the panel. */
  readonly place?: { readonly knob: string; readonly panel: string }
  /** Indices of the hints shown. */
  readonly hints: readonly number[]
  /** What was typed to questions that ask for a number, by their index; in the metric's own unit. */
  readonly answers?: Readonly<Record<number, number>>
}

export interface Progress {
  readonly format: typeof PROGRESS_FORMAT
  readonly player: string
  /** Levels that this program does not know stay, untouched. */
  readonly levels: Readonly<Record<string, LevelProgress>>
  readonly settings: Settings
  readonly seenOrientation: boolean
  /** Id of the level played last. */
  readonly last?: string
}

export const noLevelProgress: LevelProgress = { medals: 0, best: {}, moves: [], runs: 0, hints: [] }

export function newProgress(player = ''): Progress {
  return { format: PROGRESS_FORMAT, player, levels: {}, settings: defaultSettings, seenOrientation: false }
}

/**
 * Reads a saved progress. `newer`: it was written by a later version, so the file is to be kept as it is.
 * `left`: ids of levels whose entry could not be read.
 */
export function parseProgress(
  text: string,
): { progress: Progress; left: readonly string[] } | { problem: string; newer: boolean } {
  const data = parseJson(text)
  if (data === undefined) return { problem: en.progress.notJson, newer: false }
  if (!isRecord(data) || typeof data.format !== 'number' || !isRecord(data.levels))
    return { problem: en.progress.foreign, newer: false }
  if (data.format > PROGRESS_FORMAT)
    return { problem: en.progress.newer(data.format, PROGRESS_FORMAT), newer: true }
  if (data.format !== PROGRESS_FORMAT) return { problem: en.progress.foreign, newer: false }
  const read = Object.entries(data.levels).map(([id, entry]) => [id, parseLevelProgress(entry)] as const)
  const progress: Progress = {
    format: PROGRESS_FORMAT,
    player: typeof data.player === 'string' ? data.player : '',
    levels: Object.fromEntries(
      read.flatMap(([id, entry]) => (entry === undefined ? [] : [[id, entry] as const])),
    ),
    settings: parseSettings(data.settings),
    seenOrientation: data.seenOrientation === true,
    ...(typeof data.last === 'string' ? { last: data.last } : {}),
  }
  return { progress, left: read.flatMap(([id, entry]) => (entry === undefined ? [id] : [])) }
}

export function printProgress(progress: Progress): string {
  return `${JSON.stringify(progress, undefined, 2)}\n`
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isRecord(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null && !Array.isArray(data)
}

function isCount(value: unknown, most = Number.MAX_SAFE_INTEGER): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= most
}

function listOf<Value>(data: unknown, is: (one: unknown) => one is Value): readonly Value[] {
  return Array.isArray(data) ? data.filter(is) : []
}

const isText = (one: unknown): one is string => typeof one === 'string'
const isPlace = (one: unknown): one is number => isCount(one)

function parseLevelProgress(data: unknown): LevelProgress | undefined {
  if (!isRecord(data) || !isCount(data.medals, 3)) return undefined
  const best = isRecord(data.best) ? Object.entries(data.best) : []
  return {
    medals: data.medals,
    best: Object.fromEntries(
      best.flatMap(([id, value]) => (typeof value === 'number' ? [[id, value] as const] : [])),
    ),
    moves: listOf(data.moves, isText),
    ...(Array.isArray(data.bestMoves) ? { bestMoves: listOf(data.bestMoves, isText) } : {}),
    runs: isCount(data.runs) ? data.runs : 0,
    ...(Array.isArray(data.tried) ? { tried: listOf(data.tried, isText) } : {}),
    ...(isCount(data.millis) ? { millis: data.millis } : {}),
    ...(isText(data.code) ? { code: data.code } : {}),
    ...(isCount(data.guess) ? { guess: data.guess } : {}),
    ...(data.skipped === true && !isCount(data.guess) ? { skipped: true } : {}),
    ...(typeof data.guessed === 'boolean' ? { guessed: data.guessed } : {}),
    ...(isCount(data.answer) ? { answer: data.answer } : {}),
    ...(Array.isArray(data.history) ? { history: parseHistory(data.history) } : {}),
    ...placeIn(data.place),
    hints: listOf(data.hints, isPlace),
    ...answersIn(data.answers),
  }
}

/** More questions no level has. */
const MOST_ANSWERS = 100

function answersIn(data: unknown): Pick<LevelProgress, 'answers'> {
  if (!isRecord(data)) return {}
  const read = Object.entries(data).filter(
    ([question, value]) => /^\d{1,2}$/.test(question) && Number.isFinite(value),
  ) as [string, number][]
  return read.length === 0 ? {} : { answers: Object.fromEntries(read.slice(0, MOST_ANSWERS)) }
}

function placeIn(data: unknown): Pick<LevelProgress, 'place'> {
  if (!isRecord(data) || !isText(data.knob) || !isText(data.panel)) return {}
  return { place: { knob: data.knob, panel: data.panel } }
}

export function levelProgress(progress: Progress, id: string): LevelProgress {
  return Object.hasOwn(progress.levels, id) ? progress.levels[id] : noLevelProgress
}

function withLevel(progress: Progress, id: string, entry: LevelProgress): Progress {
  return { ...progress, levels: Object.fromEntries([...Object.entries(progress.levels), [id, entry]]) }
}

/** What is recorded besides the play itself. */
export interface Beside {
  /** Milliseconds on the bench since the play began. */
  readonly millis?: number
  /** Whose the codes are. */
  readonly owner?: CodeOwner
}

/** The progress after what was played: moves, hints, guess and the runs so far. `before` is the entry at the play's begin. */
export function recordPlay(
  progress: Progress,
  play: Play,
  before: LevelProgress = noLevelProgress,
  { millis = 0, owner }: Beside = {},
): Progress {
  const prediction = predictionOf(play)
  const history = withHistory(before.history ?? [], play)
  const tried = [...new Set([...(before.tried ?? []), ...play.turned])]
  const spent = (before.millis ?? 0) + millis
  const isSkipped = play.guess === undefined && before.guess === undefined && wasAsked(play, owner)
  const entry: LevelProgress = {
    ...play.runs.reduce(withRun, before),
    ...(tried.length === 0 ? {} : { tried }),
    ...(spent === 0 ? {} : { millis: spent }),
    ...(history.length === 0 ? {} : { history }),
    moves: play.moves.map(printMove),
    runs: before.runs + play.counted,
    hints: [...new Set([...before.hints, ...play.hintsShown])],
    ...(play.guess === undefined || before.guess !== undefined ? {} : { guess: play.guess }),
    ...(isSkipped ? { skipped: true } : {}),
    ...(prediction === undefined || before.guessed !== undefined ? {} : guessedBy(prediction)),
  }
  return { ...withLevel(progress, play.level.id, withCode(entry, play, owner)), last: play.level.id }
}

/** Was there a question before the first run, and is that run seen? The first level of all asks in an assignment alone. */
function wasAsked({ level, runs }: Play, owner: CodeOwner | undefined): boolean {
  return (
    runs.length > 0 && level.predict.choices.length > 0 && (level.big === undefined || owner !== undefined)
  )
}

function guessedBy({ correct, right }: PredictionResult): Pick<LevelProgress, 'guessed' | 'answer'> {
  return { guessed: correct, ...(right < 0 ? {} : { answer: right }) }
}

function withRun(entry: LevelProgress, note: RunNote): LevelProgress {
  if (!note.passed) return entry
  const better = note.medals >= entry.medals
  return {
    ...entry,
    medals: Math.max(entry.medals, note.medals),
    best: bestOf(entry.best, note.values),
    ...(better ? { bestMoves: note.moves.map(printMove) } : {}),
  }
}

function bestOf(
  one: Readonly<Record<string, number>>,
  other: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const better = Object.entries(other).filter(
    ([id, value]) => Number.isFinite(value) && (!Object.hasOwn(one, id) || isBetter(id, value, one[id])),
  )
  return Object.fromEntries([...Object.entries(one), ...better])
}

/** Two saves of one player become one: the better of each level. Bench, settings and name are those of the first. */
export function mergeProgress(mine: Progress, other: Progress): Progress {
  const ids = [...new Set([...Object.keys(mine.levels), ...Object.keys(other.levels)])]
  const levels = ids.map((id): readonly [string, LevelProgress] => {
    if (!Object.hasOwn(mine.levels, id)) return [id, other.levels[id]]
    if (!Object.hasOwn(other.levels, id)) return [id, mine.levels[id]]
    return [id, mergeLevel(mine.levels[id], other.levels[id])]
  })
  const last = mine.last ?? other.last
  return {
    ...mine,
    player: mine.player === '' ? other.player : mine.player,
    levels: Object.fromEntries(levels),
    seenOrientation: mine.seenOrientation || other.seenOrientation,
    ...(last === undefined ? {} : { last }),
  }
}

function mergeLevel(mine: LevelProgress, other: LevelProgress): LevelProgress {
  const better = other.medals > mine.medals ? other : mine
  const guesser = mine.guess === undefined ? other : mine
  const tried = [...new Set([...(mine.tried ?? []), ...(other.tried ?? [])])]
  const millis = Math.max(mine.millis ?? 0, other.millis ?? 0)
  const answers = { ...other.answers, ...mine.answers }
  return {
    ...mine,
    medals: better.medals,
    best: bestOf(mine.best, other.best),
    ...(better.bestMoves === undefined ? {} : { bestMoves: better.bestMoves }),
    ...(better.code === undefined ? {} : { code: better.code }),
    runs: Math.max(mine.runs, other.runs),
    ...(tried.length === 0 ? {} : { tried }),
    ...(millis === 0 ? {} : { millis }),
    hints: [...new Set([...mine.hints, ...other.hints])],
    ...(guesser.guess === undefined ? {} : { guess: guesser.guess, skipped: undefined }),
    ...(guesser.guess === undefined && guesser.skipped ? { skipped: true } : {}),
    ...(guesser.guessed === undefined ? {} : { guessed: guesser.guessed }),
    ...(guesser.answer === undefined ? {} : { answer: guesser.answer }),
    ...(mine.history === undefined && other.history !== undefined ? { history: other.history } : {}),
    ...(Object.keys(answers).length === 0 ? {} : { answers }),
  }
}

/** What is to be forgotten. Everything: levels, settings and the orientation; the player's name stays. */
export type ResetScope = { readonly level: string } | { readonly chapter: string } | 'everything'

export function resetProgress(progress: Progress, scope: ResetScope, levels: readonly Level[]): Progress {
  if (scope === 'everything') return newProgress(progress.player)
  const forgotten = new Set(
    'level' in scope
      ? [scope.level]
      : levels.filter((level) => level.chapter.id === scope.chapter).map((level) => level.id),
  )
  const kept = Object.entries(progress.levels).filter(([id]) => !forgotten.has(id))
  return { ...progress, levels: Object.fromEntries(kept) }
}
