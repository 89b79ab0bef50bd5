/** Grades as JUnit XML: a suite for each student, a case for each level; what is not passed is a failure. */
import { plain } from '../text/index.ts'
import type { Grades, LevelGrade, StudentGrade } from './grades.ts'

/** Text in an attribute or an element: what XML forbids is shown, what it means something by is written out. */
export function xmlText(text: string): string {
  return plain(text)
    .replace(/[\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')
    .replaceAll('\n', '&#10;')
}

export function junitText({ assignment, students }: Grades): string {
  const cases = students.flatMap(({ levels }) => levels)
  const failures = cases.filter((level) => !level.passed).length
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${xmlText(assignment?.title ?? 'exitless')}" tests="${cases.length}" failures="${failures}">`,
    ...students.flatMap(suite),
    '</testsuites>',
    '',
  ].join('\n')
}

function suite(student: StudentGrade): readonly string[] {
  const { id, name, levels, problems, score } = student
  const failures = levels.filter((level) => !level.passed).length
  const title = name === undefined || name === id ? id : `${id} ${name}`
  return [
    `  <testsuite name="${xmlText(title)}" tests="${levels.length}" failures="${failures}">`,
    ...(score === null ? [] : [`    <properties><property name="score" value="${score}"/></properties>`]),
    ...levels.flatMap((level) => testCase(id, level)),
    ...(problems.length === 0 ? [] : [`    <system-out>${xmlText(problems.join('\n'))}</system-out>`]),
    '  </testsuite>',
  ]
}

function testCase(id: string, level: LevelGrade): readonly string[] {
  const head = `    <testcase classname="${xmlText(id)}" name="${xmlText(`${level.number} ${level.title}`.trim())}"`
  if (level.passed) return [`${head}/>`]
  const [first = 'not passed'] = level.reasons
  return [
    `${head}>`,
    `      <failure message="${xmlText(first)}">${xmlText(level.reasons.join('\n'))}</failure>`,
    '    </testcase>',
  ]
}
