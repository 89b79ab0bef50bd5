/** A folder of another language beside the levels: `text/<language>/<id>.yaml` for each level, `chapters.yaml` for their chapters. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { parseChapterTitles, parseTranslation } from '../game/author.ts'
import type { Level, LevelTexts, Problem, Translation } from '../game/index.ts'
import { en } from '../text/index.ts'
import { type FileProblem, placed, readYaml } from './level-file.ts'

const CHAPTERS = 'chapters.yaml'

export interface TranslationFolder {
  readonly translation: Translation
  readonly problems: readonly FileProblem[]
}

/** The folder of levels that a file or folder of texts lies in; undefined: it is none. */
export function levelsOfTexts(path: string): string | undefined {
  const parts = [path, dirname(resolve(path))].map((one) => resolve(one))
  const found = parts.find((one) => basename(dirname(one)) === 'text')
  return found === undefined ? undefined : dirname(dirname(found))
}

/** Folders of other languages in a folder of levels. */
export function translationsIn(folder: string): readonly string[] {
  const text = join(folder, 'text')
  if (!existsSync(text)) return []
  return readdirSync(text, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(text, entry.name))
}

/** Reads a folder of texts beside its levels, which are in their own words. */
export function readTranslation(folder: string, levels: readonly Level[]): TranslationFolder {
  const problems: FileProblem[] = []
  const texts: Record<string, LevelTexts> = {}
  let chapters: Readonly<Record<string, string>> = {}
  for (const name of readdirSync(folder)
    .filter((one) => /\.ya?ml$/.test(one))
    .sort()) {
    const file = join(folder, name)
    const yaml = readYaml(readFileSync(file, 'utf8'), file)
    if ('problems' in yaml) {
      problems.push(...yaml.problems)
      continue
    }
    const wrong = (found: readonly Problem[]) => problems.push(...placed(found, file, yaml))
    if (name === CHAPTERS) {
      const answer = parseChapterTitles(yaml.data, [...new Set(levels.map((level) => level.chapter.id))])
      if (answer.problems !== undefined) wrong(answer.problems)
      else chapters = answer.titles
      continue
    }
    const id = basename(name).replace(/\.ya?ml$/, '')
    const level = levels.find((one) => one.id === id)
    if (level === undefined) {
      wrong([{ path: [], message: en.level.translation.noLevel(id) }])
      continue
    }
    const answer = parseTranslation(yaml.data, level)
    if (answer.problems !== undefined) wrong(answer.problems)
    else texts[id] = answer.texts
  }
  return { translation: { levels: texts, chapters }, problems }
}
