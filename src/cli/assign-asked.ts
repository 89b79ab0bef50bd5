/** What the flags of `assign` ask for. */
import { dirname, relative } from 'node:path'
import { parse } from 'yaml'
import { assignmentSections } from '../classroom/sections.ts'
import { problemsOf } from '../game/file/issues.ts'
import { findLevel, type Level } from '../game/index.ts'
import { plainLine } from '../text/plain.ts'
import { isOn, numberOf, textOf, textsOf } from './arguments.ts'
import { looksLikePath } from './assignment-file.ts'
import type { Input } from './command.ts'
import { WRONG_USE } from './exit-codes.ts'
import { printProblem } from './level-file.ts'
import { readLevelFile } from './level-folder.ts'
import { levelsAsWritten } from './shipped-levels.ts'
import { CannotDo, WrongUse } from './wrong-use.ts'

export interface NamedLevel {
  readonly level: Level
  /** As the assignment names it: an id, or a path from the assignment. */
  readonly name: string
}

export interface Asked {
  readonly levels: readonly NamedLevel[]
  /** Ids. */
  readonly removed: readonly string[]
  readonly title?: string
  readonly class?: string
  readonly due?: string
  readonly exam: boolean
  readonly names: boolean
  readonly hints?: number
  /** Of each level; undefined: not said. */
  readonly variants?: number
  /** By id. */
  readonly weights: ReadonlyMap<string, number>
  readonly seed?: number
  /** Fields of the file that are set, for an edit. */
  readonly fields: readonly (readonly [string, string | boolean])[]
  /** Places of levels in the file that say nothing of variants. */
  readonly without: readonly number[]
}

const MOST_VARIANTS = 32

/** @param text of the file, where it is there. @throws WrongUse, CannotDo */
export function askedOf(input: Input, file: string, text?: string): Asked {
  const levels = textsOf(input, 'level')
    .flatMap((one) => one.split(','))
    .map((one) => named(one.trim(), file))
  const [title, own, due] = ['title', 'class', 'due'].map((flag) => textOf(input, flag))
  const [exam, names] = [switchOf(input, 'exam'), switchOf(input, 'names')]
  const said = { title, class: own, due, exam, names }
  const fields = (Object.keys(said) as (keyof typeof said)[]).flatMap((field) => {
    const value = said[field]
    return value === undefined ? [] : [[field, value] as const]
  })
  for (const [field, value] of fields) checkField(field, value)
  const hints = textOf(input, 'hints') === 'none' ? -1 : numberOf(input, 'hints', 0, 100)
  return {
    levels: levels.filter(
      ({ level }, place) => levels.findIndex((one) => one.level.id === level.id) === place,
    ),
    removed: textsOf(input, 'remove')
      .flatMap((one) => one.split(','))
      .map((one) => named(one.trim(), file).level.id),
    title,
    class: own,
    due,
    exam: exam === true,
    names: names === true,
    hints,
    variants: numberOf(input, 'variants', 0, MOST_VARIANTS),
    weights: new Map(textsOf(input, 'weight').map((one) => weightOf(one, file))),
    seed: numberOf(input, 'seed', 0, 0xffff_ffff),
    fields,
    without: text === undefined ? [] : silentPlaces(text),
  }
}

/** `--exam` and `--no-exam`; undefined: neither is said. @throws WrongUse for both */
function switchOf(input: Input, flag: 'exam' | 'names'): boolean | undefined {
  const [yes, no] = [isOn(input, flag), isOn(input, `no-${flag}`)]
  if (yes && no) throw new WrongUse(`--${flag} and --no-${flag} contradict each other`)
  return yes || no ? yes : undefined
}

function named(name: string, file: string): NamedLevel {
  if (!looksLikePath(name)) {
    const answer = findLevel(levelsAsWritten(), name)
    if ('level' in answer) return { level: answer.level, name: answer.level.id }
    throw new WrongUse(answer.problem)
  }
  const ids = levelsAsWritten().map(({ id }) => id)
  let read: ReturnType<typeof readLevelFile>
  try {
    read = readLevelFile(name, ids)
  } catch {
    throw new WrongUse(`no file ${plainLine(name)}`)
  }
  if (read.problems !== undefined) throw new CannotDo(read.problems.map(printProblem).join('\n'), WRONG_USE)
  return { level: read.level, name: relative(dirname(file), name).replaceAll('\\', '/') }
}

/** What the file would be refused for is told before anything is measured. @throws WrongUse */
function checkField(field: 'title' | 'class' | 'due' | 'exam' | 'names', value: string | boolean): void {
  const answer = assignmentSections[field].safeParse(value, { reportInput: true })
  if (!answer.success) throw new WrongUse(`--${field}: ${problemsOf(answer.error.issues)[0].message}`)
}

/** `1.3=2` */
function weightOf(text: string, file: string): readonly [string, number] {
  const found = /^(.+)=(\d+(?:\.\d+)?)$/.exec(text)
  if (found === null || Number(found[2]) > 1000)
    throw new WrongUse(
      `--weight takes LEVEL=NUMBER, such as 1.3=2, with a number from 0 to 1000, not "${plainLine(text)}"`,
    )
  return [named(found[1], file).level.id, Number(found[2])]
}

function silentPlaces(text: string): readonly number[] {
  try {
    const { levels } = parse(text) as { levels: readonly { variants?: unknown }[] }
    return levels.flatMap(({ variants }, place) => (variants === undefined ? [place] : []))
  } catch {
    // The file is refused with its problems later.
    return []
  }
}
