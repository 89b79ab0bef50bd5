/**
 * Grades as a file that a gradebook takes: Canvas' import, Moodle's offline grading worksheet (and its import of grades), or a
 * plain table. A heading of the class's list is kept, so that the platform knows its own students and its own column again.
 */
import { csvText } from './csv.ts'
import type { Grades, StudentGrade } from './grades.ts'
import { isGerman, MOODLE_KEYS, roleOf } from './moodle-columns.ts'
import { rounded } from './points.ts'
import type { Roster, Student } from './roster.ts'

export type Gradebook = 'canvas' | 'moodle' | 'plain'

/** The file, with the separator of the class's list. */
export function gradebookText(kind: Gradebook, grades: Grades, roster: Roster | undefined): string {
  return csvText(rowsAs(kind, grades, roster), roster?.separator)
}

function rowsAs(kind: Gradebook, grades: Grades, roster: Roster | undefined) {
  switch (kind) {
    case 'canvas':
      return canvasRows(grades, roster)
    case 'moodle':
      return moodleRows(grades, roster)
    case 'plain':
      return plainRows(grades)
  }
}

interface GradebookProblem {
  readonly problem: string
  /** Of the list, from 1. */
  readonly row: number
}

/** Why a list of a class cannot become a gradebook: what it lacks, or points in it that are no number. @param title of the assignment */
export function gradebookProblem(
  kind: Gradebook,
  title: string | undefined,
  roster: Roster,
): GradebookProblem | undefined {
  const { heading, possible, possibleRow = 1, students } = roster
  if (kind === 'canvas' && roster.from === 'canvas') {
    const column = canvasColumn(heading, title ?? 'exitless')
    if (!heading.includes(column)) return undefined
    return noNumber(`Points Possible of ${column}`, possible.get(column), possibleRow)
  }
  if (kind !== 'moodle' || heading.length === 0) return undefined
  if (roster.from !== 'moodle' && !heading.some((name) => MOODLE_KEYS.includes(roleOf(name)!)))
    return {
      problem: `Moodle knows nobody by these columns; it needs one of ${MOODLE_KEYS.join(', ')} (German: ID, ID-Nummer, E-Mail-Adresse): give its grading worksheet to --students`,
      row: 1,
    }
  const most = heading.find((name) => roleOf(name) === 'Maximum grade')
  if (most === undefined || roster.from !== 'moodle') return undefined
  return students
    .map(({ cells, row = 1 }) => noNumber(most, cells.get(most), row))
    .find((problem) => problem !== undefined)
}

function noNumber(what: string, text: string | undefined, row: number): GradebookProblem | undefined {
  if (numberIn(text) !== undefined) return undefined
  return { problem: `${what} is "${text ?? ''}", and that is no number above 0, such as 20 or 20,00`, row }
}

/** Points with a decimal point or comma; undefined: none above 0, or one that can be read in two ways (`1.000`). */
export function numberIn(text = ''): number | undefined {
  const written = text.trim().replace(/\s/g, '')
  const marks = /^(\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:\.\d{3})+,\d+)$/.test(written)
  const digits = marks ? written.replace(/[.,](?=.*[.,])/g, '') : written
  if (!/^\d+(?:[.,]\d+)?$/.test(digits) || (!marks && /^\d{1,3}[.,]\d{3}$/.test(digits))) return undefined
  const value = Number(digits.replace(',', '.'))
  return value > 0 ? value : undefined
}

function finder(roster: Roster | undefined): (student: StudentGrade) => Student | undefined {
  const byId = new Map(roster?.students.map((student) => [student.id, student]))
  return ({ id, listed }) => (listed ? byId.get(id) : undefined)
}

/** At most two decimals, behind a point if not said otherwise. @param most points that there are in its column */
function scoreText(score: number | null, most = 100, mark = '.'): string {
  return score === null ? '' : String(rounded((score * most) / 100)).replace('.', mark)
}

/** A comma where the list writes its points so. */
function markOf(texts: readonly (string | undefined)[]): string {
  return texts.some((text) => /^\d[\d.\s]*,\d+$/.test(text?.trim() ?? '')) ? ',' : '.'
}

function canvasColumn(heading: readonly string[], title: string): string {
  return heading.find((one) => one.replace(/ \(\d+\)$/, '') === title) ?? title
}

/** Whoever is not in the list would become somebody new there. */
function rowsOf({ students }: Grades, roster: Roster | undefined): readonly StudentGrade[] {
  return roster === undefined ? students : students.filter(({ listed }) => listed)
}

const CANVAS_IDS = ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section']

/**
 * Canvas knows its column by `Title (123)`, as its own export has it, with its points; a title alone makes a new assignment of
 * 100 points. Any other column would become an assignment: so there is none.
 */
function canvasRows(grades: Grades, roster: Roster | undefined): readonly (readonly string[])[] {
  const kept = roster?.from === 'canvas' ? roster : undefined
  const title = grades.assignment?.title ?? 'exitless'
  const heading = kept?.heading ?? CANVAS_IDS
  const ids = heading.slice(0, Math.max(heading.indexOf('Section'), heading.indexOf('ID')) + 1)
  const column = canvasColumn(heading, title)
  const possible = kept?.possible.get(column) ?? ''
  const most = numberIn(possible) ?? 100
  const mark = markOf([...(kept?.possible.values() ?? [])])
  const studentOf = finder(roster)
  return [
    [...ids, column],
    ['    Points Possible', ...ids.slice(1).map(() => ''), possible === '' ? '100' : possible],
    ...rowsOf(grades, roster).map((grade) => {
      const student = studentOf(grade)
      return [
        ...ids.map((name) => student?.cells.get(name) ?? ownCell(name, grade)),
        scoreText(grade.score, most, mark),
      ]
    }),
  ]
}

/** Where the list of the class says nothing. */
function ownCell(heading: string, { id, name, number }: StudentGrade): string {
  const own = id === number ? '' : id
  switch (heading) {
    case 'Student':
    case 'Full name':
      return name ?? id
    case 'ID':
      return number ?? ''
    case 'Identifier':
      return number === undefined ? '' : `Participant ${number}`
    case 'SIS Login ID':
      return own
    case 'Email address':
      return own.includes('@') ? own : ''
    case 'ID number':
      return own.includes('@') ? '' : own
    case 'Maximum grade':
      return '100'
    default:
      return ''
  }
}

const MOODLE = [
  'Identifier',
  'Full name',
  'ID number',
  'Email address',
  'Grade',
  'Maximum grade',
  'Last modified (grade)',
  'Feedback comments',
]

/**
 * A worksheet that was exported comes back with its own columns, in its own language, its grades and comments filled in, out of
 * its own maximum.
 */
function moodleRows(grades: Grades, roster: Roster | undefined): readonly (readonly string[])[] {
  const given = roster?.heading ?? []
  const has = (role: string) => given.some((name) => roleOf(name) === role)
  const comments = isGerman(given.map((name) => name.toLowerCase()))
    ? 'Feedback als Kommentar'
    : 'Feedback comments'
  const worksheet = roster?.from === 'moodle' && has('Grade')
  const heading = worksheet ? [...given, ...(has('Feedback comments') ? [] : [comments])] : MOODLE
  const studentOf = finder(roster)
  const mark = markOf(
    given
      .filter((name) => ['Grade', 'Maximum grade'].includes(roleOf(name) ?? ''))
      .flatMap((name) => roster?.students.map(({ cells }) => cells.get(name)) ?? []),
  )
  return [
    heading,
    ...rowsOf(grades, roster).map((grade) => {
      const cells = studentOf(grade)?.cells
      const cellOf = (name: string) =>
        cells?.get(name) ?? cells?.get(given.find((one) => roleOf(one) === roleOf(name)) ?? '')
      const most = numberIn(cellOf('Maximum grade'))
      return heading.map((name) => {
        if (roleOf(name) === 'Grade') return scoreText(grade.score, most, mark)
        if (roleOf(name) === 'Feedback comments') return feedback(grade)
        return (roleOf(name) === undefined ? cells?.get(name) : cellOf(name)) ?? ownCell(name, grade)
      })
    }),
  ]
}

/** For the student: what counts, level by level, and why it is not more. */
export function feedback({ levels, problems }: StudentGrade): string {
  const lines = levels.map(({ number, title, points, of, reasons }) => {
    const why = reasons.length === 0 ? '' : `: ${reasons.join('; ')}`
    return `${number} ${title} ${points} of ${of}${why}`.trim()
  })
  return [...lines, ...problems].join('\n')
}

function plainRows({ students }: Grades): readonly (readonly string[])[] {
  const levels = [
    ...new Map(students.flatMap((one) => one.levels.map((level) => [level.level, level]))).values(),
  ]
  return [
    [
      'id',
      'name',
      'score',
      ...levels.map(({ number, level }) => (number === '' ? level : number)),
      'problems',
    ],
    ...students.map(({ id, name, score, levels: own, problems }) => [
      id,
      name ?? '',
      scoreText(score),
      ...levels.map(({ level }) => {
        const grade = own.find((one) => one.level === level)
        return grade === undefined ? '' : String(grade.points)
      }),
      problems.join('; '),
    ]),
  ]
}
