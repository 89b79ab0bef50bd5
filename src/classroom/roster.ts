/**
 * Who is in the class: ids one a line, or a table with a heading (Canvas' gradebook, Moodle's grading worksheet or list of
 * participants, a list of one's own). Columns are found by their names, English and German.
 */
import { readCsv } from './csv.ts'

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
}

export interface Roster {
  readonly students: readonly Student[]
  /** Headings as they stand; empty: a list of ids. */
  readonly heading: readonly string[]
  readonly from: 'canvas' | 'moodle' | 'other'
  /** Points that there are in a column, by heading, where the table says so. */
  readonly possible: ReadonlyMap<string, number>
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
  const rows = readCsv(text)
  const heading = (rows[0] ?? []).map((cell) => cell.trim())
  const low = heading.map((cell) => cell.toLowerCase())
  const table = low.some((cell) => KNOWN.includes(cell))
  const from = originOf(low)
  const students: Student[] = []
  const seen = new Map<string, number>()
  for (const [at, row] of rows.entries()) {
    if ((table && at === 0) || isNoStudent(row)) continue
    const student = table ? studentOf(heading, low, row, from) : listed(row)
    if (student === undefined) continue
    const key = student.id.toLowerCase()
    const before = seen.get(key)
    if (before !== undefined)
      return { problem: `the student "${student.id}" stands in row ${before} already`, row: at + 1 }
    seen.set(key, at + 1)
    students.push(student)
  }
  if (students.length === 0) return { problem: noStudent(table, heading), row: 1 }
  return {
    students,
    heading: table ? heading : [],
    from: table ? from : 'other',
    possible: possibleIn(heading, rows),
  }
}

function noStudent(table: boolean, heading: readonly string[]): string {
  if (!table) return 'no student in it; write one id a line, or a table with a heading such as "id,name"'
  return `no student below the heading "${heading.join(', ')}"; a column for the id is named one of ${IDS.slice(0, 5).join(', ')}, email, id`
}

function originOf(low: readonly string[]): Roster['from'] {
  if (low[0] === 'student' && low[1] === 'id') return 'canvas'
  return low.some((cell) => MOODLE_NUMBERS.includes(cell)) || low.includes('email address')
    ? 'moodle'
    : 'other'
}

function possibleIn(
  heading: readonly string[],
  rows: readonly (readonly string[])[],
): ReadonlyMap<string, number> {
  const row = rows.find(([first = '']) => POSSIBLE.test(first)) ?? []
  return new Map(
    heading.flatMap((title, column) => {
      const points = Number((row[column] ?? '').replace(',', '.') || Number.NaN)
      return points > 0 ? [[title, points] as const] : []
    }),
  )
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
  const ids = cellOf(IDS)
  const moodle = cellOf(MOODLE_NUMBERS).map((cell) => /(\d+)\D*$/.exec(cell)?.[1] ?? cell)
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
