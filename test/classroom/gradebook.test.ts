/** Gradebooks as Canvas and Moodle take them, and as they give them. */
import { describe, expect, it } from 'vitest'
import { readCsv } from '../../src/classroom/csv.ts'
import { type Gradebook, gradebookProblem, gradebookText, numberIn } from '../../src/classroom/gradebook.ts'
import type { Grades, StudentGrade } from '../../src/classroom/grades.ts'
import { type Roster, readRoster } from '../../src/classroom/roster.ts'

const student = (id: string, score: number, more: Partial<StudentGrade> = {}): StudentGrade => ({
  id,
  listed: true,
  score,
  late: false,
  levels: [],
  problems: [],
  unread: 0,
  ...more,
})

const grades = (...students: readonly StudentGrade[]): Grades => ({
  assignment: { id: 'week', title: 'Week one', hash: '00000000' },
  students,
  class: {
    students: students.length,
    counted: 0,
    withProblems: 0,
    unread: 0,
    codes: 0,
    valid: 0,
    scores: [],
    mean: null,
    levels: [],
  },
})

const rows = (kind: Gradebook, given: Grades, list?: string) =>
  readCsv(gradebookText(kind, given, list === undefined ? undefined : (readRoster(list) as Roster)))

const CANVAS =
  'Student,ID,SIS User ID,SIS Login ID,Section,Other (1),Week one (22),Final Score\n    Points Possible,,,,,5,20,(read only)\n"Lovelace, Ada",7,s1,ada,A,3,,\n'
const MOODLE =
  'Identifier,Full name,ID number,Email address,Status,Grade,Maximum grade,Last modified (grade)\nParticipant 9,Ada Lovelace,s1,a@x.example,Submitted,,20.00,-\n'

describe('a gradebook', () => {
  it('of Canvas is its five columns and the one that it knows, out of its own points', () => {
    const given = grades(student('s1', 62.5), student('stranger', 50, { listed: false }))
    expect(rows('canvas', given, CANVAS)).toEqual([
      ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', 'Week one (22)'],
      ['    Points Possible', '', '', '', '', '20'],
      ['Lovelace, Ada', '7', 's1', 'ada', 'A', '12.5'],
    ])
  })

  it('of Canvas without its list knows students by the numbers of their files', () => {
    const given = grades(student('7', 62.5, { number: '7', name: 'lovelaceada' }), student('s2', 0))
    expect(rows('canvas', given).slice(1)).toEqual([
      ['    Points Possible', '', '', '', '', '100'],
      ['lovelaceada', '7', '', '', '', '62.5'],
      ['s2', '', '', 's2', '', '0'],
    ])
  })

  it('of Moodle is its worksheet with grades, out of its own maximum, and comments', () => {
    expect(rows('moodle', grades(student('s1', 62.5, { problems: ['late'] })), MOODLE)).toEqual([
      'Identifier,Full name,ID number,Email address,Status,Grade,Maximum grade,Last modified (grade),Feedback comments'.split(
        ',',
      ),
      ['Participant 9', 'Ada Lovelace', 's1', 'a@x.example', 'Submitted', '12.5', '20.00', '-', 'late'],
    ])
  })

  it('of Moodle without its worksheet has what its import asks for', () => {
    expect(rows('moodle', grades(student('9', 50, { number: '9', name: 'Ada' })))).toEqual([
      'Identifier,Full name,ID number,Email address,Grade,Maximum grade,Last modified (grade),Feedback comments'.split(
        ',',
      ),
      ['Participant 9', 'Ada', '', '', '50', '100', '', ''],
    ])
  })

  it('of nobody is a plain table', () => {
    expect(rows('plain', grades(student('=s1', 50, { problems: ['@x', 'y'] })))).toEqual([
      ['id', 'name', 'score', 'problems'],
      ["'=s1", '', '50', "'@x; y"],
    ])
  })
})

const GERMAN =
  'ID;Vollständiger Name;ID-Nummer;E-Mail-Adresse;Status;Bewertung;Bestwertung;Zuletzt geändert (Bewertung);Feedback als Kommentar\nTeilnehmer/in1234567;Ada Lovelace;s1;a@x.example;Abgegeben;;20,00;-;\n'

describe('a list with semicolons and decimal commas', () => {
  it("of Moodle comes back with both, out of its own maximum, in its own language's columns", () => {
    const list = readRoster(GERMAN) as Roster
    expect(list.from).toBe('moodle')
    expect(list.students[0]).toMatchObject({ id: 's1', numbers: ['1234567'], ids: ['s1', 'a@x.example'] })
    const text = gradebookText('moodle', grades(student('s1', 62.5, { problems: ['late'] })), list)
    expect(text.split('\r\n')).toEqual([
      GERMAN.split('\n')[0],
      'Teilnehmer/in1234567;Ada Lovelace;s1;a@x.example;Abgegeben;"12,5";"20,00";-;late',
      '',
    ])
  })

  it('of Canvas, too', () => {
    const list = CANVAS.replaceAll('"Lovelace, Ada"', 'Ada').replaceAll(',', ';').replace(';20;', ';20,0;')
    expect(gradebookText('canvas', grades(student('s1', 62.5)), readRoster(list) as Roster)).toBe(
      'Student;ID;SIS User ID;SIS Login ID;Section;Week one (22)\r\n    Points Possible;;;;;"20,0"\r\nAda;7;s1;ada;A;"12,5"\r\n'.replace(
        '    Points Possible',
        '"    Points Possible"',
      ),
    )
  })
})

describe('points that there are', () => {
  it.each([
    ['20', 20],
    ['20.00', 20],
    ['20,00', 20],
    ['1.000,50', 1000.5],
    ['1,000.50', 1000.5],
    ['1.000', undefined],
    ['0', undefined],
    ['-', undefined],
    ['', undefined],
    ['20 points', undefined],
  ])('"%s" are %s', (text, points) => {
    expect(numberIn(text)).toBe(points)
  })

  it('that cannot be read are told with their row, and are never 100', () => {
    const moodle = readRoster(`${MOODLE}Participant 10,Ben,s2,b@x.example,Submitted,,Excellent,-\n`) as Roster
    expect(gradebookProblem('moodle', 'Week one', moodle)).toEqual({
      problem: 'Maximum grade is "Excellent", and that is no number above 0, such as 20 or 20,00',
      row: 3,
    })
    const canvas = readRoster(CANVAS.replace(',20,', ',many,')) as Roster
    expect(gradebookProblem('canvas', 'Week one', canvas)).toMatchObject({ row: 2 })
    expect(gradebookProblem('canvas', 'Week two', canvas)).toBeUndefined()
    expect(gradebookProblem('moodle', 'Week one', readRoster(GERMAN) as Roster)).toBeUndefined()
  })

  it('and columns that Moodle knows nobody by are told', () => {
    const list = readRoster('id,name\ns1,Ada\n') as Roster
    expect(gradebookProblem('moodle', 'Week one', list)?.problem).toContain(
      'it needs one of Identifier, ID number, Email address',
    )
    expect(gradebookProblem('plain', 'Week one', list)).toBeUndefined()
  })
})
