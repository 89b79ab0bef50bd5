/** A folder of levels: `<n>-<chapter>/chapter.yaml` and `<nn>-<name>.yaml`; the order of names is the order of play. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Chapter, Level, Place, Problem } from '../game/index.ts'
import { en } from '../text/index.ts'
import { type FileProblem, idOfLevelText, parseChapterFile, parseLevelFile } from './level-file.ts'

export interface FolderLevel {
  readonly file: string
  readonly level: Level
  placeOf(problem: Problem): Place
}

export interface LevelFolder {
  readonly levels: readonly FolderLevel[]
  readonly problems: readonly FileProblem[]
}

/** A level that lies in no chapter. */
const alone = (): Chapter => ({ id: 'own', number: 0, title: en.file.ownChapter })

/** Reads one level file that stands alone. `ids` of other levels that it may require. */
export function readLevelFile(file: string, ids?: readonly string[]) {
  return parseLevelFile(readFileSync(file, 'utf8'), file, { chapter: alone(), number: '0.1', ids })
}

/** Reads every chapter of a folder. */
export function readLevelFolder(folder: string): LevelFolder {
  const chapters = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^\d+-/.test(entry.name))
    .map((entry) => entry.name)
    .sort((one, other) => Number.parseInt(one, 10) - Number.parseInt(other, 10))
    .map((name) => ({
      number: Number.parseInt(name, 10),
      files: levelFiles(join(folder, name)),
      folder: join(folder, name),
    }))
    .filter(({ files }) => files.length > 0)
  const texts = new Map(
    chapters.flatMap(({ files }) => files.map((file) => [file, readFileSync(file, 'utf8')] as const)),
  )
  const ids = [...texts.values()].flatMap((text) => idOfLevelText(text) ?? [])
  const read = chapters.map((chapter) => readChapter(chapter, texts, ids))
  const levels = read.flatMap((one) => one.levels)
  return { levels, problems: [...read.flatMap((one) => one.problems), ...doubled(levels)] }
}

function levelFiles(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name) && name !== 'chapter.yaml')
    .sort()
    .map((name) => join(folder, name))
}

function readChapter(
  { number, files, folder }: { number: number; files: readonly string[]; folder: string },
  texts: ReadonlyMap<string, string>,
  ids: readonly string[],
): LevelFolder {
  const file = join(folder, 'chapter.yaml')
  const text = readText(file)
  if (text === undefined)
    return { levels: [], problems: [{ file, line: 1, column: 1, path: '', message: en.file.noChapter }] }
  const chapter = parseChapterFile(text, file)
  if ('problems' in chapter) return { levels: [], problems: chapter.problems }
  const levels: FolderLevel[] = []
  const problems: FileProblem[] = []
  let ordinary = 0
  for (const one of files) {
    const content = texts.get(one) ?? ''
    const expert = /^kind:\s*["']?expert/m.test(content)
    const context = {
      chapter: { ...chapter, number },
      number: expert ? `${number}.X` : `${number}.${++ordinary}`,
      ids,
    }
    const parsed = parseLevelFile(content, one, context)
    if (parsed.problems !== undefined) problems.push(...parsed.problems)
    else levels.push({ file: one, level: parsed.level, placeOf: parsed.placeOf })
  }
  return { levels, problems }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Two levels of one id would share their medals. */
function doubled(levels: readonly FolderLevel[]): readonly FileProblem[] {
  return levels.flatMap(({ file, level, placeOf }, index) => {
    const first = levels.findIndex((one) => one.level.id === level.id)
    if (first === index) return []
    const message = en.file.idTwice(level.id, levels[first].file)
    return [{ file, path: 'id', ...placeOf({ path: ['id'], message }), message }]
  })
}
