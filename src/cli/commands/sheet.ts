/** `exitless sheet LEVEL...`: an exercise sheet, as Markdown or as one HTML page. */
import { type SheetLevel, sheetDocument } from '../../classroom/sheet.ts'
import { asksBaseline, solve } from '../../classroom/sheet-answers.ts'
import { sheetHtml } from '../../classroom/sheet-html.ts'
import { sheetMarkdown } from '../../classroom/sheet-markdown.ts'
import { hostAfter, type Level, type SimulateOne } from '../../game/index.ts'
import { bareMetalHost } from '../../metrics/index.ts'
import { languageNow } from '../../text/language.ts'
import { isOn } from '../arguments.ts'
import type { Input } from '../command.ts'
import { DONE } from '../exit-codes.ts'
import { levelNamed } from '../levels.ts'
import { pictureStyle, sheetPictures } from '../sheet-pictures.ts'
import { shippedLevels } from '../shipped-levels.ts'
import { simulateWhole } from '../slices.ts'
import { sayOrKeep } from '../streams.ts'
import { VERSION } from '../version.ts'
import { WrongUse } from '../wrong-use.ts'

export async function perform(input: Input): Promise<number> {
  const levels = await levelsNamed(input.positionals)
  if (levels.length === 0) throw new WrongUse('sheet needs LEVEL...: an id, a number, a chapter, or a path')
  const answers = isOn(input, 'answers')
  const document = sheetDocument({
    levels: levels.map((level) => sheetLevel(level, answers)),
    among: shippedLevels(),
    language: languageNow(),
    version: VERSION,
  })
  sayOrKeep(input, isOn(input, 'html') ? sheetHtml(document, pictureStyle()) : sheetMarkdown(document))
  return DONE
}

/** Levels by id, number or path; a number alone is a chapter. Each once. @throws WrongUse, CannotDo */
export async function levelsNamed(names: readonly string[]): Promise<readonly Level[]> {
  const levels: Level[] = []
  for (const name of names) levels.push(...(chapterNamed(name) ?? [await levelNamed(name)]))
  return [...new Set(levels)]
}

function chapterNamed(name: string): readonly Level[] | undefined {
  const found = shippedLevels().filter(({ chapter }) => name === `${chapter.number}` || name === chapter.id)
  return found.length === 0 ? undefined : found
}

function sheetLevel(level: Level, answers: boolean): SheetLevel {
  const { duration, seeds } = level
  const simulateOne: SimulateOne = (host, seed) => ({
    run: simulateWhole(host, { seed, duration }),
    ...(asksBaseline(level) && { baseline: simulateWhole(bareMetalHost(host), { seed, duration }) }),
  })
  const start = simulateWhole(hostAfter(level, []), { seed: seeds[0], duration, record: true })
  return {
    level,
    pictures: sheetPictures(level, start),
    ...(answers && { solved: solve(level, simulateOne) }),
  }
}
