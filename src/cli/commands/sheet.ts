/** `exitless sheet LEVEL...`: an exercise sheet, as Markdown or as one HTML page. */
import type { Assignment } from '../../classroom/assignment.ts'
import { levelsFor } from '../../classroom/levels-for.ts'
import { type SheetLevel, sheetDocument } from '../../classroom/sheet.ts'
import { asksBaseline, solve } from '../../classroom/sheet-answers.ts'
import { sheetHtml } from '../../classroom/sheet-html.ts'
import { sheetMarkdown } from '../../classroom/sheet-markdown.ts'
import { studentTag } from '../../classroom/student.ts'
import { hostAfter, type Level, type SimulateOne } from '../../game/index.ts'
import { bareMetalHost } from '../../metrics/index.ts'
import { languageNow } from '../../text/language.ts'
import { isOn, textOf } from '../arguments.ts'
import { checkStudent } from '../assigned.ts'
import type { Input } from '../command.ts'
import { DONE } from '../exit-codes.ts'
import { levelNamed } from '../levels.ts'
import { pictureStyle, sheetPictures } from '../sheet-pictures.ts'
import { shippedLevels } from '../shipped-levels.ts'
import { simulateWhole } from '../slices.ts'
import { sayOrKeep, tell } from '../streams.ts'
import { VERSION } from '../version.ts'
import { WrongUse } from '../wrong-use.ts'

export async function perform(input: Input): Promise<number> {
  const answers = isOn(input, 'answers')
  const { levels, ...given } = await chosen(input)
  const document = sheetDocument({
    ...given,
    levels: levels.map(({ level, assigned }) => ({ ...sheetLevel(level, answers), assigned })),
    among: shippedLevels(),
    language: languageNow(),
    version: VERSION,
  })
  // The name of a file says what it is to be.
  const isPage = isOn(input, 'html') || /\.html?$/i.test(textOf(input, 'out') ?? '')
  sayOrKeep(input, isPage ? sheetHtml(document, pictureStyle()) : sheetMarkdown(document))
  return DONE
}

/** The levels that are asked for; of an assignment, as a student has them. @throws WrongUse, CannotDo */
async function chosen(input: Input) {
  const name = textOf(input, 'assignment')
  const student = textOf(input, 'student')
  if (name === undefined && student !== undefined)
    throw new WrongUse('--student belongs to an assignment: --assignment FILE --student ID')
  const named = await levelsNamed(input.positionals)
  if (name === undefined) {
    if (named.length > 0) return { levels: named.map((level) => ({ level, assigned: undefined })) }
    throw new WrongUse('sheet needs LEVEL...: an id, a number, a chapter, a path, or --assignment FILE')
  }
  const { assignmentNamed } = await import('../assignments.ts')
  const { assignment, levels } = await assignmentNamed(name)
  if (student !== undefined) checkStudent(student, assignment)
  const own = ofStudent(assignment, levels, student)
  for (const { id } of named)
    if (own.every(({ level }) => level.id !== id)) throw new WrongUse(`${assignment.id} has no level ${id}`)
  const wanted = own.filter(({ level }) => named.length === 0 || named.some(({ id }) => id === level.id))
  return { levels: wanted, assignment, file: name, ...(student !== undefined && { student }) }
}

/** Without a student's id the levels have the numbers that are shipped. */
function ofStudent(assignment: Assignment, levels: readonly Level[], student: string | undefined) {
  const own =
    student === undefined
      ? levelsFor(
          { ...assignment, levels: assignment.levels.map((one) => ({ ...one, variants: [] })) },
          '',
          levels,
        )
      : levelsFor(assignment, studentTag(assignment.salt, student), levels)
  if (student === undefined && assignment.levels.some(({ variants }) => variants.length > 0))
    tell(`${assignment.id} has variants: with --student ID the sheet has that student's numbers`)
  return own.map((level, index) => ({ level, assigned: assignment.levels[index] }))
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
