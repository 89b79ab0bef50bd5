/** `exitless assign` and `check` on what it writes. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { amountText, levelText, printAssignment } from '../../src/classroom/print-assignment.ts'
import { RUBRIC } from '../../src/classroom/sections.ts'
import { noVariant } from '../../src/classroom/variant.ts'
import { AssignmentText } from '../../src/cli/assignment-edit.ts'
import { parseAssignmentFile } from '../../src/cli/assignment-file.ts'
import { readLevelFolder } from '../../src/cli/level-folder.ts'
import type { Level } from '../../src/game/index.ts'
import { emptyFolder, exitless } from './exitless.ts'

const levels = readLevelFolder('levels').levels.map(({ level }) => level)
const named = (id: string) => levels.find((level) => level.id === id) as Level
const straw = named('straw')
const assigned = { level: 'straw', weight: 2, rubric: RUBRIC, variants: [noVariant(straw)] }
const written = printAssignment(
  {
    format: 1,
    id: 'week-1',
    title: 'Week "1": A',
    salt: '0123456789abcdef',
    exam: true,
    names: false,
    students: ['007'],
    levels: [assigned],
    hash: '',
  },
  levels,
)
const read = (text: string) => {
  const answer = parseAssignmentFile(text, 'a.yaml', levels)
  if (answer.problems !== undefined) throw new Error(JSON.stringify(answer.problems))
  return answer.assignment
}

describe('the text of an assignment', () => {
  test('is read as it was written', () => {
    const { title, students, exam, levels: own } = read(written)
    expect([title, students, exam]).toEqual(['Week "1": A', ['007'], true])
    expect(own).toEqual([assigned])
  })

  test('has amounts as people write them', () => {
    expect(amountText('latency-p99@a.b', 2_250_000)).toBe('2.25ms')
    expect(amountText('throughput@a.b', 360e6)).toBe('360MB/s')
    expect(amountText('cpu', 0.055)).toBe('5.5%')
    expect(amountText('pinned', 9_663_676_416)).toBe('9G')
    expect(amountText('violations', 0)).toBe('0')
  })
})

describe('an edit', () => {
  const mine = written
    .replace('weight: 2', 'weight: 2    # it takes twice as long')
    .replace('  # 1.3', '  # my own words\n  # 1.3')
    .replace('students:', '# sorted by seat\nstudents:')

  test('keeps comments and order', () => {
    const text = new AssignmentText(mine)
    text.set('title', 'Another')
    text.setOf(0, 'weight', 3)
    text.add({ ...assigned, level: 'one-ring', variants: [] }, named('one-ring'), 'one-ring')
    expect(text.text).toContain('weight: 3 # it takes twice as long')
    expect(text.text).toContain('# my own words')
    expect(text.text).toContain('# sorted by seat')
    expect(text.text).toContain('# 2.1 One ring')
    expect(read(text.text).levels.map(({ level, weight }) => [level, weight])).toEqual([
      ['straw', 3],
      ['one-ring', 2],
    ])
  })

  test('takes a level out, and gives one the variants that it lacks', () => {
    const text = new AssignmentText(mine)
    text.add({ ...assigned, level: 'one-ring', variants: [] }, named('one-ring'), 'one-ring')
    const variant = { ...noVariant(named('one-ring')), pace: { exits: 0.9 } }
    text.addVariants(1, read(text.text).levels[1], named('one-ring'), [variant])
    text.remove(0)
    expect(read(text.text).levels).toMatchObject([
      { level: 'one-ring', variants: [{ pace: { exits: 0.9 } }] },
    ])
  })

  test('gives variants to a level that stands on one line', () => {
    const short = mine.replace(/levels:[\s\S]*/, 'levels:\n  - { level: one-ring, weight: 2 } # short\n')
    const text = new AssignmentText(short)
    const variant = { ...noVariant(named('one-ring')), pace: { exits: 0.9 } }
    text.addVariants(0, read(short).levels[0], named('one-ring'), [variant, { ...variant, pace: {} }])
    expect(text.text).toContain('# short')
    expect(text.text).toContain('      - pace: { exits: 0.9 }\n')
    expect(read(text.text).levels[0].variants).toHaveLength(2)
  })

  test('names a level of its own file by its path', () => {
    expect(levelText(assigned, straw, './mine.yaml')).toContain('- level: "./mine.yaml"')
  })
})

describe('exitless assign', () => {
  const folder = emptyFolder()
  const file = join(folder, 'week.yaml')
  let first: ReturnType<typeof exitless>
  beforeAll(() => {
    first = exitless([
      'assign',
      file,
      '--level',
      '1.1',
      '--variants',
      '2',
      '--seed',
      '5',
      '--title',
      'Week 1',
    ])
  })

  test('writes a file that check proves, and says how sure it is', () => {
    expect([first.code, first.err]).toEqual([0, ''])
    expect(first.out).toContain('1.1 controller-everybody-knows: 2 variants')
    expect(first.out).toContain('every configuration on every seed')
    const { code, out } = exitless(['check', file, '--json'])
    expect(code).toBe(0)
    const [entry] = JSON.parse(out).results
    expect(entry).toMatchObject({ level: 'controller-everybody-knows', fair: true, winningShare: 0.4 })
    expect(entry.variants.map(({ number }: { number: number }) => number)).toEqual([0, 1, 2])
  })

  test('writes the same file for the same seed', () => {
    const other = join(emptyFolder(), 'week.yaml')
    exitless(['assign', other, '--level', '1.1', '--variants', '2', '--seed', '5', '--title', 'Week 1'])
    expect(readFileSync(other, 'utf8')).toBe(readFileSync(file, 'utf8'))
  })

  test('finds other machines where more variants are wanted', () => {
    const other = join(emptyFolder(), 'week.yaml')
    writeFileSync(other, readFileSync(file, 'utf8'))
    exitless(['assign', other, '--variants', '4'])
    const machines = readFileSync(other, 'utf8').match(/pace: \{.*\}/g) ?? []
    expect([machines.length, new Set(machines).size]).toEqual([4, 4])
  })

  test('says that codes no longer count where an edit changes what they are codes of', () => {
    const lab = join(folder, 'lab.yaml')
    const assign = (...flags: string[]) => exitless(['assign', lab, '--lang', 'de', ...flags])
    expect(assign('--level', '1.1,1.2', '--variants', '0').err).toBe('')
    expect(assign('--weight', '1.2=0', '--title', 'Other', '--exam').err).toBe('')
    const { code, err } = assign('--remove', '1.2')
    expect(code).toBe(0)
    expect(err).toContain('codes handed in under the file as it was will no longer count')
    expect(err).toContain('to leave a level out use --weight L=0')
  })

  test('check names line and reason of a variant that was spoilt', () => {
    const spoilt = join(folder, 'spoilt.yaml')
    writeFileSync(spoilt, readFileSync(file, 'utf8').replace('goals: [1, 100, 0]', 'goals: [1, 2000, 0]'))
    const { code, out } = exitless(['check', spoilt])
    const line =
      readFileSync(spoilt, 'utf8')
        .split('\n')
        .findIndex((one) => one.includes('2000')) + 1
    expect(code).toBe(1)
    expect(out).toContain('not equal')
    expect(out).toContain(`spoilt.yaml:${line}:`)
    expect(out).toContain('the decoy meets its goal on exits-per-request@old.disk')
    expect(exitless(['check', spoilt, '--lang', 'de']).out).toBe(out)
  })

  test('leaves a file with a mistake alone', () => {
    const wrong = join(folder, 'wrong.yaml')
    const text = readFileSync(file, 'utf8').replace('exam:', 'exams:')
    writeFileSync(wrong, text)
    const { code, err } = exitless(['assign', wrong, '--title', 'B'])
    expect(code).toBe(2)
    expect(err).toMatch(/wrong\.yaml:\d+:\d+ exams: there is no field "exams"; try exam/)
    expect(readFileSync(wrong, 'utf8')).toBe(text)
  })

  test('an edit says what it did, and what had no effect', () => {
    const own = join(folder, 'own.yaml')
    writeFileSync(own, readFileSync(file, 'utf8'))
    const again = exitless(['assign', own, '--title', 'Week 1', '--seed', '7', '--variants', '1'])
    expect(again.out).toContain('nothing changed: controller-everybody-knows (2 variants)')
    expect(again.err).toContain('--seed has no effect')
    expect(again.err).toContain('keeps its 2 variants: --variants never takes any away')
    expect(readFileSync(own, 'utf8')).toBe(readFileSync(file, 'utf8'))
    const more = exitless(['assign', own, '--level', '2.1', '--variants', '0', '--exam', '--names'])
    expect(more.out).toMatch(/changed: exam: true, names: true\nadded: one-ring\nkept: controller-everybody/)
    expect(more.out).toMatch(/npx exitless@\S+ play --assignment/)
    const less = exitless(['assign', own, '--remove', '2.1', '--no-exam', '--no-names'])
    expect(less.out).toMatch(
      /changed: exam: false, names: false\nremoved: one-ring\nkept: controller-everybody/,
    )
    expect(read(readFileSync(own, 'utf8'))).toMatchObject({ exam: false, names: false })
    expect(exitless(['assign', own, '--exam', '--no-exam']).code).toBe(2)
  })

  test('says that there is no such day, and what hints are', () => {
    expect(exitless(['assign', file, '--due', '2027-02-30']).err).toContain('there is no such day')
    const text = readFileSync(file, 'utf8').replace(
      /( +)- level: .*\n/,
      (line, blank) => `${line}${blank}  hints: none\n`,
    )
    const { problems = [] } = parseAssignmentFile(text, 'a.yaml', levels)
    expect(problems.map(({ message }) => message).join()).toMatch(/0 allows only .*-1 none at all/)
  })

  test('says what to do where there is nothing yet', () => {
    const { code, err } = exitless(['assign', join(folder, 'none.yaml')])
    expect(code).toBe(2)
    expect(err).toContain('--level 1.3,2.1')
  })
})
