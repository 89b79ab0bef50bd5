/** The level files that PATHs name: a file, a chapter's folder, or a folder of chapters. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Level, Place, Problem } from '../game/index.ts'
import type { FileProblem } from './level-file.ts'
import { readLevelFile, readLevelFolder } from './level-folder.ts'
import { levelsAsWritten } from './shipped-levels.ts'
import { levelsOfTexts, readTranslation, translationsIn } from './translation-folder.ts'
import { WrongUse } from './wrong-use.ts'

export interface FoundLevel {
  readonly file: string
  readonly level: Level
  placeOf(problem: Problem): Place
  /** All levels that it is played among, in the order of play. */
  readonly among: readonly Level[]
}

export interface Found {
  readonly levels: readonly FoundLevel[]
  /** What could not be read as a level. */
  readonly problems: readonly FileProblem[]
}

/** @throws WrongUse where a path is not there, or holds no level */
export function findLevels(paths: readonly string[]): Found {
  const found = paths.map(findLevelsAt)
  return { levels: found.flatMap((one) => one.levels), problems: found.flatMap((one) => one.problems) }
}

function findLevelsAt(path: string): Found {
  if (!existsSync(path)) throw new WrongUse(`no file or folder ${path}`)
  const levels = levelsOfTexts(path)
  if (levels !== undefined) return texts(path, levels)
  if (!statSync(path).isDirectory()) return isChapter(dirname(path)) ? inCampaign(path, path) : alone(path)
  if (isChapter(path)) return inCampaign(path, path)
  if (entriesOf(path).some((name) => isChapter(join(path, name)))) return folder(path)
  const files = entriesOf(path).filter((name) => /\.ya?ml$/i.test(name))
  if (files.length === 0) throw new WrongUse(`no level in ${path}: a level is a .yaml file`)
  const found = files.map((name) => alone(join(path, name)))
  return { levels: found.flatMap((one) => one.levels), problems: found.flatMap((one) => one.problems) }
}

/** Texts of another language: only what is wrong with them. */
function texts(path: string, levels: string): Found {
  const { problems } = folder(levels)
  const lies = (file: string) => resolve(file).startsWith(resolve(path))
  const own = problems.filter((one) => lies(one.file)).map((one) => ({ ...one, file: named(one.file, path) }))
  return { levels: [], problems: own }
}

function entriesOf(path: string): readonly string[] {
  return readdirSync(path).sort()
}

function isChapter(path: string): boolean {
  return existsSync(join(path, 'chapter.yaml'))
}

function folder(path: string): Found {
  const { levels, problems } = readLevelFolder(path)
  const among = levels.map((one) => one.level)
  const other = translationsIn(path).flatMap((one) => readTranslation(one, among).problems)
  return { levels: levels.map((one) => ({ ...one, among })), problems: [...problems, ...other] }
}

/** Part of a folder of chapters: only what lies at or under `wanted`. */
function inCampaign(path: string, wanted: string): Found {
  const chapter = statSync(path).isDirectory() ? path : dirname(path)
  const { levels, problems } = folder(dirname(resolve(chapter)))
  const lies = (file: string) => resolve(file).startsWith(resolve(wanted))
  return {
    levels: levels.filter((one) => lies(one.file)).map((one) => ({ ...one, file: named(one.file, wanted) })),
    problems: problems
      .filter((one) => lies(one.file))
      .map((one) => ({ ...one, file: named(one.file, wanted) })),
  }
}

/** The path as the player wrote it. */
function named(file: string, wanted: string): string {
  return join(wanted, resolve(file).slice(resolve(wanted).length))
}

function alone(path: string): Found {
  const shipped = levelsAsWritten()
  const answer = readLevelFile(
    path,
    shipped.map((level) => level.id),
  )
  if (answer.problems !== undefined) return { levels: [], problems: answer.problems }
  const { level, placeOf } = answer
  const among = [...shipped.filter((one) => one.id !== level.id), level]
  return { levels: [{ file: path, level, placeOf, among }], problems: [] }
}
