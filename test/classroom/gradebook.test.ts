/** Gradebooks as Canvas and Moodle take them, and as they give them. */
import { describe, expect, it } from 'vitest'
import { readCsv } from '../../src/classroom/csv.ts'
import { type Gradebook, gradebookText } from '../../src/classroom/gradebook.ts'
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
