/**
 * Grades as a file that a gradebook takes: Canvas' import, Moodle's offline grading worksheet (and its import of grades), or a
 * plain table. A heading of the class's list is kept, so that the platform knows its own students and its own column again.
 */
import { csvText } from './csv.ts'
import type { Grades, StudentGrade } from './grades.ts'
import type { Roster, Student } from './roster.ts'

export type Gradebook = 'canvas' | 'moodle' | 'plain'

/** Rows of the file; csvText writes them. */
export function gradebookText(kind: Gradebook, grades: Grades, roster: Roster | undefined): string {
  switch (kind) {
    case 'canvas':
      return csvText(canvasRows(grades, roster))
    case 'moodle':
      return csvText(moodleRows(grades, roster))
    case 'plain':
      return csvText(plainRows(grades))
  }
}

function finder(roster: Roster | undefined): (student: StudentGrade) => Student | undefined {
  const byId = new Map(roster?.students.map((student) => [student.id, student]))
  return ({ id, listed }) => (listed ? byId.get(id) : undefined)
}

/** A number as every gradebook reads it: a point, at most two decimals. */
function scoreText(score: number | null): string {
  return score === null ? '' : String(score)
}

const CANVAS_IDS = ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section']

/**
 * Canvas knows its column by `Title (123)`, as its own export has it; a title alone makes a new assignment, worth 100 points.
 * Any other column would become an assignment: so there is none.
 */
function canvasRows(
  { assignment, students }: Grades,
  roster: Roster | undefined,
): readonly (readonly string[])[] {
  const kept = roster?.from === 'canvas'
  const title = assignment?.title ?? 'exitless'
  const heading = kept ? roster.heading : CANVAS_IDS
  const section = Math.max(heading.indexOf('Section'), heading.indexOf('ID'))
  const ids = kept ? heading.slice(0, section + 1) : CANVAS_IDS
  const column = heading.find((one) => one.replace(/ \(\d+\)$/, '') === title) ?? title
  const studentOf = finder(roster)
  const possible = ids.map((_, place) => (place === 0 ? '    Points Possible' : ''))
  return [
    [...ids, column],
    [...possible, '100'],
    ...students.map((grade) => {
      const student = studentOf(grade)
      const cell = (name: string) => student?.cells.get(name) ?? ownCell(name, grade)
      return [...ids.map(cell), scoreText(grade.score)]
    }),
  ]
}

/** Where the list of the class says nothing. */
function ownCell(heading: string, { id, name }: StudentGrade): string {
  switch (heading) {
    case 'Student':
    case 'Full name':
      return name ?? id
    case 'ID':
    case 'Identifier':
      return ''
    case 'SIS Login ID':
      return id
    case 'Email address':
      return id.includes('@') ? id : ''
    case 'ID number':
      return id.includes('@') ? '' : id
    default:
      return ''
  }
}

const MOODLE_IDS = ['Identifier', 'Full name', 'ID number', 'Email address']
const MOODLE_GRADES = ['Grade', 'Maximum grade', 'Last modified (grade)', 'Feedback comments']

/** A worksheet that was exported comes back with its own columns, its grades and comments filled in. */
function moodleRows({ students }: Grades, roster: Roster | undefined): readonly (readonly string[])[] {
  const worksheet = roster?.from === 'moodle' && roster.heading.includes('Grade')
  const heading = worksheet
    ? [...new Set([...roster.heading, 'Feedback comments'])]
    : [...MOODLE_IDS, ...MOODLE_GRADES]
  const studentOf = finder(roster)
  return [
    heading,
    ...students.map((grade) => {
      const student = studentOf(grade)
      return heading.map((name) => {
        if (name === 'Grade') return scoreText(grade.score)
        if (name === 'Feedback comments') return feedback(grade)
        const kept = student?.cells.get(name) ?? student?.cells.get(other(name))
        return kept ?? (name === 'Maximum grade' ? '100' : ownCell(name, grade))
      })
    }),
  ]
}

/** Columns of a list of participants, as the worksheet names them. */
function other(name: string): string {
  return { 'Email address': 'Email', 'ID number': 'ID', 'Full name': 'Name' }[name] ?? name
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
