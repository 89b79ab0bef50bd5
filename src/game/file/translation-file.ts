/**
 * The file of another language's texts for one level. It says what the level says: as many texts in the same places, none longer
 * than the screens have room for, and the same numbers in each.
 */
import * as z from 'zod'
import { en } from '../../text/index.ts'
import { numbersIn } from '../fair/numbers.ts'
import type { Level } from '../level.ts'
import type { Path, Problem } from '../problem.ts'
import { strict, text } from './field.ts'
import { problemsOf } from './issues.ts'
import { type LevelTexts, levelTexts } from './level-texts.ts'
import { plainData } from './plain-data.ts'

const goal = text(36)
const titled = z.array(strict({ title: text(40), text: text(300) }))

/** Limits are those of a level's file. */
export const translationFile = strict({
  title: text(40),
  teaches: text(100),
  brief: text(240),
  goals: z.array(goal),
  medals: z.array(z.array(goal)).default([]),
  references: titled,
  decoys: titled,
  hints: z.array(text(200)).default([]),
  predict: strict({ question: text(200), unit: text(24), choices: z.array(text(40)) }),
  debrief: strict({
    text: z.array(text(500)),
    facts: z.array(strict({ what: text(80), text: text(300), source: text(160) })),
  }),
  questions: z.array(strict({ text: text(400), answer: text(400).optional() })).default([]),
  objectives: z.array(text(160)).default([]),
  terms: z.array(strict({ word: text(30), text: text(240) })).default([]),
})

/** Titles of chapters by their id. */
export const chapterTitles = z.record(z.string(), text(40))

/** Every text with its place. */
function leaves(value: unknown, path: Path = []): readonly { readonly path: Path; readonly text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, one]) =>
    leaves(one, [...path, Array.isArray(value) ? Number(key) : key]),
  )
}

/** Numbers of a text, in any order. `comma`: its fractions are written with one, and it sets off no thousands. */
function numbersOf(text: string, comma: boolean): string {
  const apart = text
    .replace(/(\d)-(?=[a-zµ]+B?\b)/giu, '$1 ')
    .replace(/,(?=\s|$)|\b(?:19|20)\d0s\b/g, '')
    .replace(/\/s\b/g, ' ')
  const written = comma ? apart.replace(/(\d),(\d)/g, '$1.$2') : apart
  return numbersIn(written)
    .map(({ value, unit }) => `${value}${unit === '' ? '' : ` ${unit}`}`)
    .sort()
    .join(', ')
}

/** What a translation lacks, has too much, or counts otherwise than the level. */
function againstLevel(texts: LevelTexts, level: Level): readonly Problem[] {
  const key = (path: Path) => path.join('.')
  const own = leaves(levelTexts(level))
  const given = new Map(leaves(texts).map((one) => [key(one.path), one.text]))
  const wanted = new Set(own.map(({ path }) => key(path)))
  const wrong = own.flatMap(({ path, text }): Problem[] => {
    const other = given.get(key(path))
    if (other === undefined) return [{ path, message: en.level.translation.missing(text) }]
    const [here, there] = [numbersOf(other, true), numbersOf(text, false)]
    return here === there ? [] : [{ path, message: en.level.translation.numbers(here, there) }]
  })
  const more = leaves(texts).filter(({ path }) => !wanted.has(key(path)))
  return [...wrong, ...more.map(({ path }) => ({ path, message: en.level.translation.tooMuch }))]
}

/** Texts from the plain data of their file, for a level in its own words. */
export function parseTranslation(
  data: unknown,
  level: Level,
): { readonly texts: LevelTexts; readonly problems?: undefined } | { readonly problems: readonly Problem[] } {
  const answer = translationFile.safeParse(plainData(data), { reportInput: true })
  if (!answer.success) return { problems: problemsOf(answer.error.issues) }
  const problems = againstLevel(answer.data, level)
  return problems.length > 0 ? { problems } : { texts: answer.data }
}

/** Titles of chapters from the plain data of their file: one for each chapter, and no other. */
export function parseChapterTitles(
  data: unknown,
  ids: readonly string[],
):
  | { readonly titles: Readonly<Record<string, string>>; readonly problems?: undefined }
  | { readonly problems: readonly Problem[] } {
  const answer = chapterTitles.safeParse(plainData(data), { reportInput: true })
  if (!answer.success) return { problems: problemsOf(answer.error.issues) }
  const missing = ids.filter((id) => answer.data[id] === undefined)
  const loose = Object.keys(answer.data).filter((id) => !ids.includes(id))
  const problems = [
    ...missing.map((id) => ({ path: [id], message: en.level.missing })),
    ...loose.map((id) => ({ path: [id], message: en.level.translation.tooMuch, atKey: true })),
  ]
  return problems.length > 0 ? { problems } : { titles: answer.data }
}

/** The JSON Schema of a translation, for editors. */
export function translationJsonSchema(): object {
  const schema = z.toJSONSchema(translationFile, { io: 'input', unrepresentable: 'any', reused: 'ref' })
  return { ...schema, title: 'Texts of a level of exitless in another language' }
}
