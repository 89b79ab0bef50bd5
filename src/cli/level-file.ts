/** A level's file: YAML text to a level, or to problems that name file, line, column, path and the nearest valid choice. */
import { isMap, isNode, isPair, isSeq, LineCounter, type Node, type Pair, parseDocument } from 'yaml'
import { type LevelContext, parseChapter, parseLevel } from '../game/author.ts'
import type { Level, Path, Place, Problem } from '../game/index.ts'
import { printPath } from '../game/index.ts'
import { en, plainLine } from '../text/index.ts'

/** Larger than any level, and small enough to be read without harm. */
const LARGEST_FILE = 256 * 1024

/** A problem at its place in the file. */
export interface FileProblem extends Place {
  readonly file: string
  readonly path: string
  readonly message: string
}

export type LevelFile =
  | { readonly level: Level; placeOf(problem: Problem): Place; readonly problems?: undefined }
  | { readonly problems: readonly FileProblem[] }

export interface Yaml {
  readonly data: unknown
  placeOf(problem: Problem): Place
}

/** `levels/2-paravirtual/30-doorbell.yaml:14:5 goals[1].metric: no metric "latency-p90"; try latency-p50, latency-p99` */
export function printProblem({ file, line, column, path, message }: FileProblem): string {
  return `${plainLine(file)}:${line}:${column}${path === '' ? '' : ` ${path}`}: ${message}`
}

/** A level from the text of its file, which is only named here. */
export function parseLevelFile(text: string, file: string, context: LevelContext): LevelFile {
  const yaml = readYaml(text, file)
  if ('problems' in yaml) return yaml
  const parsed = parseLevel(yaml.data, context)
  if (parsed.problems !== undefined) return { problems: placed(parsed.problems, file, yaml) }
  return { level: parsed.level, placeOf: yaml.placeOf }
}

/** A chapter from the text of its chapter.yaml. */
export function parseChapterFile(
  text: string,
  file: string,
): { readonly id: string; readonly title: string } | { readonly problems: readonly FileProblem[] } {
  const yaml = readYaml(text, file)
  if ('problems' in yaml) return yaml
  const chapter = parseChapter(yaml.data)
  return 'problems' in chapter ? { problems: placed(chapter.problems, file, yaml) } : chapter
}

/** The `id` of a level's file, were it to be read; for the list that `requires` chooses from. */
export function idOfLevelText(text: string): string | undefined {
  return /^id:\s*["']?([a-z][a-z0-9-]*)/m.exec(text)?.[1]
}

/** Problems of a file's data at their places in its text, in reading order. */
export function placed(problems: readonly Problem[], file: string, yaml: Yaml): readonly FileProblem[] {
  return problems
    .map((problem) => ({
      file,
      path: plainLine(printPath(problem.path)),
      ...yaml.placeOf(problem),
      message: plainLine(problem.message),
    }))
    .sort((one, other) => one.line - other.line || one.column - other.column)
}

/** Plain data of a YAML text, and where each part of it stands. */
export function readYaml(text: string, file: string): Yaml | { readonly problems: readonly FileProblem[] } {
  const at = (line: number, column: number, message: string): FileProblem => ({
    file,
    path: '',
    line,
    column,
    message: plainLine(message),
  })
  if (text.length > LARGEST_FILE) return { problems: [at(1, 1, en.file.tooLarge(LARGEST_FILE / 1024))] }
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ code, message, pos }) => {
      const { line, col } = lines.linePos(pos[0])
      return at(line, col, en.file.yaml[code] ?? `${en.file.notYaml}: ${message}`)
    })
    return { problems: problems.filter((one, index) => index === 0 || one.line !== problems[index - 1].line) }
  }
  const data = plainValue(() => document.toJS({ maxAliasCount: 100 }))
  if (data === TOO_MANY_ALIASES) return { problems: [at(1, 1, en.file.aliases)] }
  const placeOf = (problem: Problem): Place => {
    const { line, col } = lines.linePos(offsetOf(document.contents, problem.path, problem.atKey === true))
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  return { data, placeOf }
}

const TOO_MANY_ALIASES = Symbol('too many aliases')

/** YAML lets a few lines stand for millions of values; the library refuses such a document by throwing. */
function plainValue(read: () => unknown): unknown {
  try {
    return read()
  } catch (error) {
    if (error instanceof ReferenceError) return TOO_MANY_ALIASES
    throw error
  }
}

/** Where a path begins in the text: its value, or its key; of what is missing, the nearest thing around it that is there. */
function offsetOf(root: unknown, path: Path, atKey: boolean): number {
  let node: unknown = root
  let offset = startOf(root)
  for (const [depth, part] of path.entries()) {
    const pair = pairOf(node, part)
    const next = pair === undefined ? itemOf(node, part) : pair.value
    if (pair === undefined && next === undefined) return offset
    const atThisKey =
      pair !== undefined &&
      ((atKey && depth === path.length - 1) || !isNode(next) || isMap(next) || isSeq(next))
    offset = atThisKey ? startOf(pair.key) : startOf(next)
    node = next
  }
  return offset
}

function pairOf(node: unknown, part: string | number): Pair | undefined {
  if (!isMap(node)) return undefined
  return node.items.find(
    (item) => isPair(item) && String((item.key as { value?: unknown })?.value ?? item.key) === String(part),
  )
}

function itemOf(node: unknown, part: string | number): unknown {
  return isSeq(node) && typeof part === 'number' ? node.items[part] : undefined
}

function startOf(node: unknown): number {
  return isNode(node) ? ((node as Node).range?.[0] ?? 0) : 0
}
