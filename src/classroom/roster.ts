/**
 * Who is in the class: ids one a line, or a table with a heading (Canvas' gradebook, Moodle's grading worksheet or list of
 * participants, a list of one's own). Columns are found by their names, English and German.
 */
import { type CsvRow, readTable } from './csv.ts'
import { isGerman, roleOf } from './moodle-columns.ts'

export interface Student {
  /** As reports name it. */
  readonly id: string
  readonly name?: string
  /** Every id that this student may have played under: id, login, email, number. */
  readonly ids: readonly string[]
  /** The platform's own numbers, as names of files have them. */
  readonly numbers: readonly string[]
  /** Cells of its row, by heading. */
  readonly cells: ReadonlyMap<string, string>
  /** Its line in the list, from 1. */
  readonly row?: number
}

export interface Roster {
  readonly students: readonly Student[]
  /** Headings as they stand; empty: a list of ids. */
  readonly heading: readonly string[]
  readonly from: 'canvas' | 'moodle' | 'other'
  /** Canvas' row of the points that there are, by heading, as it stands there. */
  readonly possible: ReadonlyMap<string, string>
  /** The line of that row, from 1. */
  readonly possibleRow?: number
  /** Between cells; a comma if not said. */
  readonly separator?: string
}

interface RosterProblem {
  readonly problem: string
  /** From 1. */
  readonly row: number
}

/** Headings that hold an id, the one that reports use first. */
const IDS = [
  'sis user id',
  'sis id',
  'student id',
  'student number',
  'id number',
  'idnumber',
  'matriculation number',
  'matrikelnummer',
  'id-nummer',
  'sis login id',
  'login id',
  'login',
  'username',
  'user name',
  'anmeldename',
  'email',
  'email address',
  'e-mail',
  'e-mail-adresse',
  'id',
]
const NAMES = [
  'student',
  'full name',
  'fullname',
  'name',
  'display name',
  'vollständiger name',
  'student name',
]
const FIRST_NAMES = ['first name', 'firstname', 'vorname']
const LAST_NAMES = ['last name', 'lastname', 'surname', 'nachname']
const MOODLE_NUMBERS = ['identifier', 'teilnehmer-id']
const KNOWN = [...IDS, ...NAMES, ...FIRST_NAMES, ...LAST_NAMES, ...MOODLE_NUMBERS]

/** The class of a text, or what is wrong with it. */
export function readRoster(text: string): Roster | RosterProblem {
  const { rows, separator, unclosed } = readTable(text)
  if (unclosed !== undefined) return { problem: 'a quote (") is opened here and never closed', row: unclosed }
  const heading = (rows[0]?.cells ?? []).map((cell) => cell.trim())
  const low = heading.map((cell) => cell.toLowerCase())
  const table = low.some((cell) => KNOWN.includes(cell))
  if (!table && isStrangeHeading(rows)) return { problem: strange(heading), row: rows[0].line }
  const from = originOf(low)
  const students: Student[] = []
  const seen = new Map<string, number>()
  for (const [at, { cells, line }] of rows.entries()) {
    if ((table && at === 0) || isNoStudent(cells)) continue
    const student = table ? studentOf(heading, low, cells, from) : listed(cells)
    if (student === undefined) continue
    const key = student.id.toLowerCase()
    const before = seen.get(key)
    if (before !== undefined)
      return { problem: `the student "${student.id}" stands in row ${before} already`, row: line }
    seen.set(key, line)
    students.push({ ...student, row: line })
  }
  if (students.length === 0) return { problem: noStudent(table, heading), row: 1 }
  return {
    students,
    heading: table ? heading : [],
    from: table ? from : 'other',
    separator,
    ...possibleIn(heading, rows),
  }
}

function noStudent(table: boolean, heading: readonly string[]): string {
  if (!table) return 'no student in it; write one id a line, or a table with a heading such as "id,name"'
  return `no student below the heading "${heading.join(', ')}"; ${COLUMNS}`
}

const COLUMNS = `a column for the id is named one of ${IDS.slice(0, 5).join(', ')}, email, id`

/** Words where all ids below hold a digit or an @, or more columns than an id and a name. */
function isStrangeHeading(rows: readonly CsvRow[]): boolean {
  const own = rows.map(({ cells }) => cells).filter((cells) => !isNoStudent(cells))
  const [first, ...below] = own
  if (first === undefined || first !== rows[0].cells) return false
  const filled = first.filter((cell) => cell.trim() !== '')
  if (first.some((cell) => /[\d@]/.test(cell))) return false
  return (
    filled.length > 2 ||
    (below.length > 0 && below.every(([id = '']) => id.trim() === '' || /[\d@]/.test(id)))
  )
}

function strange(heading: readonly string[]): string {
  return `the heading "${heading.join(', ')}" is not understood: ${COLUMNS}; where it is a student, write "id,name" above`
}

function originOf(low: readonly string[]): Roster['from'] {
  if (low[0] === 'student' && low[1] === 'id') return 'canvas'
  return low.some((cell) => MOODLE_NUMBERS.includes(cell)) || low.includes('email address') || isGerman(low)
    ? 'moodle'
    : 'other'
}

/** Is a text a gradebook, as platforms give it or as it is written here? */
export function isGradebook(text: string): boolean {
  const low = (readTable(text.slice(0, 20_000)).rows[0]?.cells ?? []).map((cell) => cell.trim().toLowerCase())
  const own = low[0] === 'id' && low[1] === 'name' && low[2] === 'score' && low.at(-1) === 'problems'
  const worksheet = originOf(low) === 'moodle' && low.some((cell) => roleOf(cell) === 'Grade')
  return own || worksheet || originOf(low) === 'canvas'
}

function possibleIn(
  heading: readonly string[],
  rows: readonly CsvRow[],
): Pick<Roster, 'possible' | 'possibleRow'> {
  const row = rows.find(({ cells }) => POSSIBLE.test(cells[0] ?? ''))
  if (row === undefined) return { possible: new Map() }
  const possible = new Map(heading.map((title, column) => [title, (row.cells[column] ?? '').trim()]))
  return { possible, possibleRow: row.line }
}

const POSSIBLE = /^\s*points possible\s*$/i

/** Rows of a gradebook that are about the assignments; comments in a list. */
function isNoStudent(row: readonly string[]): boolean {
  return POSSIBLE.test(row[0] ?? '') || (row[0] ?? '').startsWith('#')
}

function listed(row: readonly string[]): Student | undefined {
  const id = (row[0] ?? '').trim()
  if (id === '') return undefined
  const name = (row[1] ?? '').trim()
  return { id, ids: [id], numbers: [], cells: new Map(), ...(name === '' ? {} : { name }) }
}

function studentOf(
  heading: readonly string[],
  low: readonly string[],
  row: readonly string[],
  from: Roster['from'],
): Student | undefined {
  const cellOf = (names: readonly string[]): string[] =>
    names.flatMap((name) => {
      const cell = (row[low.indexOf(name)] ?? '').trim()
      return low.includes(name) && cell !== '' ? [cell] : []
    })
  const german = isGerman(low)
  // German Moodle's `ID` is its `Identifier`.
  const ids = cellOf(german ? IDS.filter((name) => name !== 'id') : IDS)
  const moodle = cellOf(german ? ['id', ...MOODLE_NUMBERS] : MOODLE_NUMBERS).map(
    (cell) => /(\d+)\D*$/.exec(cell)?.[1] ?? cell,
  )
  const numbers = from === 'canvas' ? cellOf(['id']) : moodle
  const [id] = [...ids, ...numbers]
  if (id === undefined) return undefined
  const [whole] = cellOf(NAMES)
  const name = whole ?? [...cellOf(FIRST_NAMES), ...cellOf(LAST_NAMES)].join(' ')
  const cells = new Map(heading.map((title, column) => [title, row[column] ?? '']))
  return { id, ids, numbers, cells, ...(name === '' ? {} : { name }) }
}

/** The students of ids alone, as an assignment holds them. */
export function rosterOf(ids: readonly string[]): Roster {
  const students = ids.map((id) => ({ id, ids: [id], numbers: [], cells: new Map<string, string>() }))
  return { students, heading: [], from: 'other', possible: new Map() }
}
