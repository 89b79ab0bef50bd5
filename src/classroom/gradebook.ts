/**
 * Grades as a file that a gradebook takes: Canvas' import, Moodle's offline grading worksheet (and its import of grades), or a
 * plain table. A heading of the class's list is kept, so that the platform knows its own students and its own column again.
 */
import { csvText } from './csv.ts'
import type { Grades, StudentGrade } from './grades.ts'
import { rounded } from './points.ts'
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

/** A number as every gradebook reads it: a point, at most two decimals. @param most points that there are in its column */
function scoreText(score: number | null, most = 100): string {
  return score === null ? '' : String(rounded((score * most) / 100))
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
  const column = heading.find((one) => one.replace(/ \(\d+\)$/, '') === title) ?? title
  const most = kept?.possible.get(column) ?? 100
  const studentOf = finder(roster)
  return [
    [...ids, column],
    ['    Points Possible', ...ids.slice(1).map(() => ''), String(most)],
    ...rowsOf(grades, roster).map((grade) => {
      const student = studentOf(grade)
      return [
        ...ids.map((name) => student?.cells.get(name) ?? ownCell(name, grade)),
        scoreText(grade.score, most),
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

/** A worksheet that was exported comes back with its own columns, its grades and comments filled in, out of its own maximum. */
function moodleRows(grades: Grades, roster: Roster | undefined): readonly (readonly string[])[] {
  const worksheet = roster?.from === 'moodle' && roster.heading.includes('Grade')
  const heading = worksheet ? [...new Set([...roster.heading, 'Feedback comments'])] : MOODLE
  const studentOf = finder(roster)
  return [
    heading,
    ...rowsOf(grades, roster).map((grade) => {
      const cells = studentOf(grade)?.cells
      const most = Number(cells?.get('Maximum grade') ?? cells?.get('Maximum Grade'))
      return heading.map((name) => {
        if (name === 'Grade') return scoreText(grade.score, most > 0 ? most : 100)
        if (name === 'Feedback comments') return feedback(grade)
        return cells?.get(name) ?? cells?.get(other(name)) ?? ownCell(name, grade)
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
