/** `exitless grade` as a teacher uses it: a platform's download, a list of the class, files for the gradebook. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
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

/** One student's code of 1.1 under an assignment's file. */
const codeUnder = (assignment: string, id: string) =>
  exitless([
    'code',
    '1.1',
    '--assignment',
    assignment,
    '--student',
    id,
    '--set',
    'old.disk.controller=ide-dma',
    '--guess',
    '1',
  ]).out.trim()

describe('a folder with all that belongs to a lab', () => {
  const lab = file('lab')
  for (const name of ['', 'one', 'two']) mkdirSync(join(lab, name), { recursive: true })
  const inLab = (name: string) => join(lab, name)
  writeFileSync(
    inLab('lab.yaml'),
    'format: 1\nid: lab\ntitle: Lab\nsalt: "00112233445566778899"\nlevels:\n  - level: "1.1"\n',
  )
  writeFileSync(inLab('list.txt'), 's0001\ns0002\n')
  const [own, other, strange] = ['s0001', 's0002', 's0009'].map((id) => codeUnder(inLab('lab.yaml'), id))
  writeFileSync(inLab('one/s0001.txt'), own)
  writeFileSync(inLab('two/s0001.txt'), own)
  writeFileSync(
    inLab('s0002.txt'),
    other.replace(/.$/, (sign) => (sign === 'Q' ? 'P' : 'Q')),
  )
  writeFileSync(inLab('two/s0009.txt'), strange)
  const flags = ['--assignment', inLab('lab.yaml'), '--students', inLab('list.txt')]
  const gradeLab = (...more: string[]) =>
    grade(lab, ...flags, '--csv', inLab('g.csv'), '--junit', inLab('g.xml'), '--json', ...more)
  const studentsOf = (out: string) => JSON.parse(out).students as { id: string; problems: string[] }[]

  it('has no student of its own files, however often it is graded', () => {
    const first = gradeLab()
    expect(studentsOf(first.out).map(({ id }) => id)).toEqual([
      's0001',
      's0002',
      // Its salted hash: the list does not know it.
      expect.stringMatching(/^[0-9a-f]{10}$/),
    ])
    expect(first.err).toContain('passed over, since nobody handed it in: ')
    for (const part of ['lab.yaml (--assignment)', 'list.txt (--students)']) expect(first.err).toContain(part)
    copyFileSync(inLab('g.csv'), inLab('old.csv'))
    copyFileSync(inLab('lab.yaml'), inLab('old.yaml'))
    const second = gradeLab()
    expect(second.out).toBe(first.out)
    expect(second.err).toContain('and ')
  })

  it('has a gradebook that names the group that is mistyped, and not the code that is meant', () => {
    const text = readFileSync(inLab('g.csv'), 'utf8')
    expect(text).toMatch(/s0002\.txt:1: .*(group|belong together|mistyped)/)
    expect(text).not.toMatch(/X1-11-/)
  })

  it('names files of one name, and those of who is not in the list, with their folders', () => {
    const students = studentsOf(gradeLab().out)
    expect(students[0].problems).toContain('one code is handed in 2 times: one/s0001.txt:1, two/s0001.txt:1')
    expect(students[2].problems[0]).toMatch(/^is not in the list of students.*: two\/s0009\.txt$/)
  })

  it('is graded in English, whatever the language is', () => {
    const english = gradeLab()
    const german = gradeLab('--lang', 'de')
    expect(german.out).toBe(english.out)
    const verify = (...more: string[]) =>
      exitless(['verify', own, '--assignment', inLab('lab.yaml'), ...more]).out
    expect(verify('--lang', 'de')).toBe(verify())
  })

  it('says once that most codes are of the assignment as it was before it was edited', () => {
    const yaml = readFileSync(inLab('lab.yaml'), 'utf8')
    writeFileSync(inLab('lab.yaml'), `${yaml}  - level: "1.2"\n`)
    const { code, out, err } = grade(lab, ...flags)
    writeFileSync(inLab('lab.yaml'), yaml)
    expect(code).toBe(1)
    const sentence =
      /3 of 3 codes are of another state of this assignment \(hash [0-9a-f]{8}\): grade with the file that was handed out/
    expect(out.slice(0, 200).replace(/\s+/g, ' ')).toMatch(sentence)
    expect(err).toMatch(sentence)
    expect(grade(lab, ...flags).out).not.toContain('another state')
  })

  it('tells before it grades that a maximum in the list is no number', () => {
    writeFileSync(
      file('moodle.csv'),
      'Identifier;Full name;ID number;Email address;Grade;Maximum grade\nParticipant 1;Ada;s0001;;;20,00\nParticipant 2;Ben;s0002;;;Scale\n',
    )
    const wrong = grade(lab, ...flags.with(3, file('moodle.csv')), '--csv', file('m.csv'))
    expect(wrong).toMatchObject({ code: 2, out: '' })
    expect(wrong.err).toContain(`${file('moodle.csv')}:3: Maximum grade is "Scale"`)
    writeFileSync(file('lacks.csv'), 'id,name\ns0001,Ada\n')
    expect(
      grade(lab, ...flags.with(3, file('lacks.csv')), '--csv', file('m.csv'), '--lms', 'moodle').err,
    ).toContain('lacks.csv:1: Moodle knows nobody by these columns; it needs one of Identifier')
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
