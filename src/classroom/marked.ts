/**
 * What was handed in after each code was run again: what shards print and the whole is put together of. It depends on texts and
 * the assignment alone, never on the list of the class.
 */
import type { CodeOwner } from '../game/index.ts'

export interface MarkedGoal {
  readonly text: string
  readonly gate: boolean
  readonly met: boolean
  /** What was measured, with its unit. */
  readonly value: string
}

/** A code that is as it says, and what its run shows. */
export interface MarkedRun {
  readonly passed: boolean
  /** 0 … 3 */
  readonly medals: number
  readonly goals: readonly MarkedGoal[]
  readonly guess?: { readonly text: string; readonly right: boolean; readonly rightText: string }
  readonly questions: { readonly right: number; readonly of: number }
  /** Indices into the level's hints. */
  readonly hints: readonly number[]
  readonly hintPoints: number
  readonly moves: readonly string[]
  readonly configuration: number
  /** Keys of knobs that were turned at least once. */
  readonly tried: readonly string[]
  readonly runs: number
  readonly minutes: number
}

export interface MarkedCode {
  /** As it stands there, in one line. */
  readonly text: string
  /** From 1. */
  readonly line: number
  readonly owner?: CodeOwner
  /** Id of the level; absent: it is of none that is asked for. */
  readonly level?: string
  /** Why it does not count, in a sentence without its place. */
  readonly problem?: string
  /** Absent where it does not count. */
  readonly run?: MarkedRun
}

export interface MarkedText {
  /** What was asked for and the way to it, parted by `/`. */
  readonly path: string
  /** Why it could not be read, or not whole. */
  readonly problem?: string
  readonly codes: readonly MarkedCode[]
}

/** One file that was handed in, of all that were. */
export interface MarkedFile {
  readonly format: 1
  /** Of the simulation that ran the codes. */
  readonly model: string
  /** Hash of the assignment; empty without one. */
  readonly assignment: string
  /** From 0. */
  readonly index: number
  readonly of: number
  readonly path: string
  readonly texts: readonly MarkedText[]
}

/** What a line of a shard says; undefined: it is none. */
export function parseMarkedLine(line: string): MarkedFile | undefined {
  let file: Partial<MarkedFile> | null
  try {
    file = JSON.parse(line)
  } catch {
    return undefined
  }
  const whole = [file?.index, file?.of].every((number) => Number.isInteger(number) && Number(number) >= 0)
  const texts = [file?.model, file?.assignment, file?.path].every((text) => typeof text === 'string')
  if (file?.format !== 1 || !whole || !texts || !Array.isArray(file.texts)) return undefined
  return file.texts.every(isMarkedText) ? (file as MarkedFile) : undefined
}

function isMarkedText(text: Partial<MarkedText> | null): boolean {
  return typeof text?.path === 'string' && Array.isArray(text.codes) && text.codes.every(isMarkedCode)
}

function isMarkedCode(code: Partial<MarkedCode> | null): boolean {
  const { run } = code ?? {}
  if (typeof code?.text !== 'string' || typeof code.line !== 'number') return false
  if (run === undefined) return true
  const lists = [run?.goals, run?.hints, run?.moves, run?.tried]
  return lists.every(Array.isArray) && typeof run.questions?.of === 'number' && typeof code.level === 'string'
}

export interface ShardOf {
  readonly name: string
  readonly text: string
}

/** All files from the texts of shards, each once and none missing; or why they are not all. */
export function joinMarked(
  shards: readonly ShardOf[],
  model: string,
  assignment: string,
): { readonly files: readonly MarkedFile[] } | { readonly problem: string } {
  const found = new Map<number, { readonly at: string; readonly file: MarkedFile }>()
  let of: number | undefined
  for (const { name, text } of shards)
    for (const [number, line] of text.split('\n').entries()) {
      if (line.trim() === '') continue
      const at = `${name}:${number + 1}`
      const file = parseMarkedLine(line)
      const wrong = foreign(file, model, assignment, of, found)
      if (wrong !== undefined) return { problem: `${at}: ${wrong}` }
      of = file!.of
      found.set(file!.index, { at, file: file! })
    }
  const missing = Array.from({ length: of ?? 0 }, (_, index) => index).filter((index) => !found.has(index))
  if (of === undefined) return { problem: 'no file of --from holds a line of grade --shard' }
  if (missing.length > 0)
    return {
      problem: `${missing.length} of ${of} submissions are in no file; the first is number ${missing[0] + 1}`,
    }
  return { files: Array.from({ length: of }, (_, index) => found.get(index)!.file) }
}

function foreign(
  file: MarkedFile | undefined,
  model: string,
  assignment: string,
  of: number | undefined,
  found: ReadonlyMap<number, { readonly at: string }>,
): string | undefined {
  if (file === undefined) return 'is no line of grade --shard, or was cut off; grade this shard again'
  if (file.model !== model)
    return 'was graded by another version of the simulation; grade all shards with one build'
  if (file.assignment !== assignment)
    return file.assignment === ''
      ? 'was graded without an assignment; grade all shards with the same --assignment'
      : 'was graded with another assignment; grade all shards with the same --assignment'
  if (of !== undefined && file.of !== of)
    return `is one of ${file.of} submissions, the lines before are of ${of}: the shards saw different files`
  const before = found.get(file.index)
  return before === undefined
    ? undefined
    : `submission ${file.index + 1} is at ${before.at} already; give each shard once`
}
