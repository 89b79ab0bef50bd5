/** `exitless grade` as a teacher uses it: a platform's download, a list of the class, files for the gradebook. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { assignmentData, assignmentOf, levels } from '../classroom/assignment-of.ts'
import { generatedClass, KINDS } from '../classroom/generated-class.ts'
import { zipped } from '../classroom/zip.ts'
import { emptyFolder, exitless } from './exitless.ts'

const NUMBERS = ['1.1']
const folder = emptyFolder()
const file = (name: string) => join(folder, name)

const given = generatedClass({
  lms: 'canvas',
  assignment: assignmentOf(NUMBERS),
  levels,
  students: KINDS.length,
  seed: 3,
})
writeFileSync(file('class.zip'), zipped(given.files))
writeFileSync(file('class.csv'), given.roster)
writeFileSync(file('week.yaml'), JSON.stringify(assignmentData(NUMBERS)))

const class_ = ['--assignment', file('week.yaml'), '--students', file('class.csv')]
const grade = (...args: string[]) => exitless(['grade', ...args])

describe('a class that is graded', () => {
  const whole = grade(
    file('class.zip'),
    ...class_,
    '--json',
    '--csv',
    file('grades.csv'),
    '--junit',
    file('grades.xml'),
  )

  it('has the scores that are due, as one document', () => {
    const document = JSON.parse(whole.out)
    expect(document.format).toBe(1)
    expect(document.students.map((one: { id: string; score: number }) => [one.id, one.score])).toEqual(
      given.expected.map(({ id, score }) => [id, score]),
    )
    expect(whole.err).toMatch(
      /codes in [\d.]+ s \([\d.]+ s of CPU\), [\d,]+ codes\/s on \d+ threads?; \d+ configurations/,
    )
  })

  it('exits 1 where something could not be read', () => {
    expect(whole.code).toBe(1)
  })

  it('has a gradebook in the form of the list, and JUnit', () => {
    expect(readFileSync(file('grades.csv'), 'utf8')).toMatch(
      /^Student,ID,SIS User ID,SIS Login ID,Section,Week one \(4711\)\r\n/,
    )
    expect(readFileSync(file('grades.xml'), 'utf8')).toMatch(
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites /,
    )
  })

  it('in shards that are joined is the same', () => {
    const shards = [1, 2, 3].map((shard) => {
      const { code, out } = grade(
        file('class.zip'),
        '--assignment',
        file('week.yaml'),
        '--shard',
        `${shard}/3`,
      )
      expect(code).toBe(0)
      writeFileSync(file(`part-${shard}`), out)
      return file(`part-${shard}`)
    })
    const joined = grade('--from', ...shards, ...class_, '--json')
    expect(joined.code).toBe(1)
    expect(JSON.parse(joined.out)).toEqual(JSON.parse(whole.out))
    const gap = grade('--from', shards[0], shards[2], ...class_)
    expect([gap.code, gap.out]).toEqual([1, ''])
    expect(gap.err).toMatch(/submissions are in no file; the first is number \d+/)
    const twice = grade('--from', ...shards, shards[1], ...class_)
    expect(twice.err).toMatch(/part-2:1: submission \d+ is at .*part-2:1 already/)
    const other = grade('--from', ...shards)
    expect(other.err).toContain('was graded with another assignment')
    writeFileSync(file('cut'), readFileSync(shards[0], 'utf8').slice(0, 200))
    expect(grade('--from', file('cut'), ...class_).err).toContain(
      'cut:1: is no line of grade --shard, or was cut off',
    )
  })

  it('prints a student a line, where that is wanted', () => {
    const { out } = grade('--from', file('part-1'), file('part-2'), file('part-3'), ...class_, '--ndjson')
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.map(({ format, id }) => [format, id])).toEqual(given.expected.map(({ id }) => [1, id]))
  })
})

describe('codes without an assignment', () => {
  const good = exitless(['code', '1.1', '--set', 'old.disk.controller=ide-dma']).out.trim()

  it('from stdin have their stars', () => {
    const { code, out } = exitless(['grade', '-'], { input: `my code is ${good}, bye` })
    expect(code).toBe(0)
    expect(out).toMatch(
      /^codes of no assignment\n1 students?, 1 with a code that counts; 1 codes? found, 1 valid\n/,
    )
    expect(out).toContain('★')
  })

  it('in a folder belong to who its files are named by', () => {
    const { students } = JSON.parse(
      exitless(['grade', '-', '--json'], { input: `${good}\n${good.slice(0, -3)}` }).out,
    )
    expect(students[0].levels[0]).toMatchObject({ number: '1.1', passed: true })
    expect(students[0].problems).toHaveLength(1)
  })
})

describe('wrong use of grade', () => {
  it.each([
    [[], 'grade needs PATH...'],
    [['no-such-folder'], 'no file or folder no-such-folder'],
    [['x', '--shard', '4/3'], '--shard takes I/N with I from 1 to N'],
    [['--shard', '1/2', '--from', 'x'], '--shard grades a part, --from joins parts'],
    [['x', '--shard', '1/2', '--csv', 'y'], 'give --csv where they are joined'],
    [['x', '--json', '--ndjson'], '--json and --ndjson: give one of them'],
    [['x', '--lms', 'canvas'], '--lms is about the file of --csv FILE'],
    [['x', '--lms', 'canvos', '--csv', 'y'], '--lms has no value "canvos"; try canvas'],
    [['--from', 'no-such-part'], '--from: no file no-such-part'],
    [['x', '--assignment', 'no-such.yaml'], 'no file no-such.yaml'],
    [['x', '--students', 'no-such.csv'], '--students: no file no-such.csv'],
  ])('%s is told in a sentence', (args, message) => {
    const { code, out, err } = grade(...args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(message)
  })

  it('names the place in a file that is wrong', () => {
    writeFileSync(
      file('bad.yaml'),
      'format: 1\nid: week\ntitle: Week\nsalt: "00112233445566778899"\nlevels:\n  - level: "9.9"\n',
    )
    expect(grade(file('class.zip'), '--assignment', file('bad.yaml')).err).toContain(
      'bad.yaml:6:12 levels[0].level: no level "9.9"',
    )
    writeFileSync(file('bad.csv'), 'a\nb\na\n')
    const { code, err } = grade(file('class.zip'), '--students', file('bad.csv'))
    expect([code, err]).toEqual([
      2,
      `exitless: ${file('bad.csv')}:3: the student "a" stands in row 1 already\n`,
    ])
  })
})
