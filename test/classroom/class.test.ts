/** A class of two hundred hands in, as Moodle and as Canvas give it: each student gets what is due, whatever was handed in. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { readCsv } from '../../src/classroom/csv.ts'
import { gradebookText } from '../../src/classroom/gradebook.ts'
import type { Grades } from '../../src/classroom/grades.ts'
import { gradeClass } from '../../src/classroom/grading.ts'
import { junitText } from '../../src/classroom/junit.ts'
import { levelsFor } from '../../src/classroom/levels-for.ts'
import { Marking } from '../../src/classroom/marking.ts'
import { type Roster, readRoster } from '../../src/classroom/roster.ts'
import { studentTag } from '../../src/classroom/student.ts'
import { gradeText } from '../../src/cli/grade-text.ts'
import { markFiles } from '../../src/cli/mark-files.ts'
import { handedIn } from '../../src/cli/submissions.ts'
import { assignmentOf, levels } from './assignment-of.ts'
import { type Expected, generatedClass, KINDS } from './generated-class.ts'
import { zipped } from './zip.ts'

const assignment = assignmentOf(['1.1', '1.2'])
const STUDENTS = 200

interface Graded {
  readonly grades: Grades
  readonly expected: readonly Expected[]
  readonly roster: Roster
}

async function graded(lms: 'moodle' | 'canvas'): Promise<Graded> {
  const given = generatedClass({ lms, assignment, levels, students: STUDENTS, seed: 7 })
  const archive = join(mkdtempSync(join(tmpdir(), 'exitless-class-')), 'class.zip')
  writeFileSync(archive, zipped(given.files))
  const roster = readRoster(given.roster)
  if ('problem' in roster) throw new Error(roster.problem)
  const marking = new Marking(levels, assignment, (tag) => levelsFor(assignment, tag, levels))
  const all = handedIn([archive]).map((file, index) => ({ index, file }))
  const { files } = await markFiles(all, all.length, marking, assignment.hash, 1)
  const tagOf = (id: string) => studentTag(assignment.salt, id)
  return {
    grades: gradeClass(files, { levels, assignment, roster, tagOf }),
    expected: given.expected,
    roster,
  }
}

describe.each(['moodle', 'canvas'] as const)('a class of 200 from %s', (lms) => {
  let whole: Graded
  beforeAll(async () => {
    whole = await graded(lms)
  })

  it('is there, nobody more and nobody less', () => {
    expect(whole.grades.students.map(({ id }) => id)).toEqual(whole.expected.map(({ id }) => id))
  })

  it.each([...new Set(KINDS)])('gives what is due to who hands in: %s', (kind) => {
    const own = whole.expected.filter((one) => one.kind === kind)
    expect(own.length).toBeGreaterThan(0)
    for (const { id, points, medals, score, problems, unread } of own) {
      const student = whole.grades.students.find((one) => one.id === id)!
      const counted = student.levels.filter(({ best }) => best !== undefined)
      expect(Object.fromEntries(counted.map((one) => [one.level, one.points])), id).toEqual(points)
      expect(Object.fromEntries(counted.map((one) => [one.level, one.medals])), id).toEqual(medals)
      expect([student.score, student.unread, student.listed], id).toEqual([score, unread, true])
      for (const problem of problems)
        expect(
          student.problems.some((one) => problem.test(one)),
          `${id}: ${problem} in ${student.problems}`,
        ).toBe(true)
      expect(student.problems.length, `${id}: ${student.problems}`).toBe(problems.length)
    }
  })

  it('has a table whose every line is plain', () => {
    const text = gradeText(whole.grades).join('\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
    for (const { id, score } of whole.expected) {
      const row = text.split('\n').find((line) => line.startsWith(`${id} `)) ?? ''
      expect(row).toContain(` ${score.toFixed(1)} `.trimEnd())
    }
    expect(text.split('\n').slice(1, 6)).toMatchSnapshot()
  })

  it('has a gradebook that the platform takes, and that starts no formula', () => {
    const rows = readCsv(gradebookText(lms, whole.grades, whole.roster))
    const heading = rows[0]
    const students = rows.slice(lms === 'canvas' ? 2 : 1)
    const column = heading.indexOf(lms === 'canvas' ? 'Week one (4711)' : 'Grade')
    const id = heading.indexOf(lms === 'canvas' ? 'SIS User ID' : 'ID number')
    expect(students.map((row) => [row[id], Number(row[column])])).toEqual(
      whole.expected.map((one) => [one.id, one.score]),
    )
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^\s*[=+@]|^-\D/)
    expect(heading).toMatchSnapshot()
  })

  it('is well-formed as JUnit XML', () => {
    const xml = junitText(whole.grades)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    expect(xml).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/)
    expect(xml.match(/<testsuite /g)).toHaveLength(STUDENTS)
    expect(xml.match(/<testcase /g)).toHaveLength(STUDENTS * assignment.levels.length)
    expect(
      xml.replace(/<\/?[a-z-]+(?: [a-z]+="[^"<>&]*(?:&[a-z#0-9]+;[^"<>&]*)*")*\/?>|<\?xml [^<>]*\?>/g, ''),
    ).not.toMatch(/[<>]/)
  })

  it('has a report of the class', () => {
    const { class: all, students } = whole.grades
    expect(all.students).toBe(STUDENTS)
    expect(all.unread).toBe(whole.expected.reduce((sum, { unread }) => sum + unread, 0))
    for (const level of all.levels) {
      const own = students.flatMap((one) =>
        one.levels.filter((grade) => grade.level === level.level && grade.best),
      )
      expect(level.counted).toBe(own.length)
      expect(level.passed).toBe(own.filter(({ passed }) => passed).length)
      expect(level.medals.reduce((sum, one) => sum + one, 0)).toBe(own.length)
      expect(level.predictions.wrong).toBe(own.filter(({ prediction }) => prediction === 'wrong').length)
      expect(level.commonestWrong?.count).toBeGreaterThan(0)
      expect(level.identical[0].students.length).toBeGreaterThan(1)
    }
  })
})
