/** Whatever is handed in: it is graded, the others' grades stay as they are, and nothing of it moves a cursor or breaks a file. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gradebookText } from '../../src/classroom/gradebook.ts'
import { gradeClass } from '../../src/classroom/grading.ts'
import { junitText } from '../../src/classroom/junit.ts'
import { levelsFor } from '../../src/classroom/levels-for.ts'
import { joinMarked, type MarkedFile, parseMarkedLine } from '../../src/classroom/marked.ts'
import { findIn, Marking } from '../../src/classroom/marking.ts'
import { rosterOf } from '../../src/classroom/roster.ts'
import { studentTag } from '../../src/classroom/student.ts'
import { gradeText } from '../../src/cli/grade-text.ts'
import { textsOf } from '../../src/cli/submissions.ts'
import { codeOf, type Level, printCode, type ResultCode } from '../../src/game/index.ts'
import { assignmentOf, levels } from './assignment-of.ts'

const assignment = assignmentOf(['1.1'])
const tagOf = (id: string) => studentTag(assignment.salt, id)
const own = (id: string): Level => levelsFor(assignment, tagOf(id), levels)[0]
const marking = new Marking(levels, assignment, (tag) => levelsFor(assignment, tag, levels))
const ownerOf = (id: string) => ({ assignment: assignment.hash, student: tagOf(id) })

const claim = {
  moves: own('good').references[0].moves,
  score: { goals: [], stretch: [], medals: 0 },
  hints: [],
  tried: [],
  runs: 1,
  minutes: 1,
}
const plainCode = codeOf(own('good'), claim, ownerOf('good'))!
const goals = own('good').goals.length + own('good').medals.flat().length
const good: ResultCode = { ...plainCode, met: Array.from({ length: goals }, () => false) }

function marked(handed: readonly { readonly path: string; readonly bytes: Buffer }[]) {
  const files = [{ path: 'z/good.txt', bytes: Buffer.from(printCode(good)) }, ...handed].map(
    ({ path, bytes }, index): MarkedFile => ({
      format: 1,
      model: 'm',
      assignment: assignment.hash,
      index,
      of: handed.length + 1,
      path,
      texts: textsOf(path, bytes, 1).map((one) => marking.mark(findIn(one.path, one.text, one.problem))),
    }),
  )
  return files
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u202e]/

/** Every form of the answer, and the one honest student in it. */
function looksWell(handed: readonly { readonly path: string; readonly bytes: Buffer }[]): void {
  const files = marked(handed)
  const lines = files.map((file) => JSON.stringify(file)).join('\n')
  const joined = joinMarked([{ name: 'x', text: lines }], 'm', assignment.hash)
  if ('problem' in joined) throw new Error(joined.problem)
  for (const roster of [rosterOf(['good', 'x']), undefined]) {
    const given = { levels, assignment, tagOf, ...(roster === undefined ? {} : { roster }) }
    const grades = gradeClass(files, given)
    expect(gradeClass(joined.files, given)).toEqual(grades)
    if (roster !== undefined) expect(grades.students[0].levels[0].passed).toBe(true)
    const texts = [gradeText(grades).join('\n'), junitText(grades), gradebookText('moodle', grades, roster)]
    for (const text of texts) expect(text.replaceAll('\r\n', '\n')).not.toMatch(UNSEEN)
  }
}

const path = fc.oneof(
  fc.constantFrom(
    'z/a.txt',
    'z/Ada_1_assignsubmission_file_/x.html',
    'z/ada_1_2_x.txt',
    'stdin',
    '\u001b[2J/=x\u202e',
  ),
  fc.string().map((name) => `z/${name}`),
)

describe('whatever is handed in', () => {
  it('as bytes', () => {
    const bytes = fc.uint8Array({ maxLength: 400 }).map((one) => Buffer.from(one))
    fc.assert(fc.property(fc.array(fc.record({ path, bytes }), { maxLength: 4 }), looksWell), {
      numRuns: 200,
    })
  })

  it('as codes with some characters changed', () => {
    const text = printCode(good)
    const change = fc.tuple(fc.nat(text.length - 1), fc.string({ minLength: 1, maxLength: 2 }))
    const changed = fc
      .array(change, { maxLength: 3 })
      .map((changes) =>
        Buffer.from(changes.reduce((one, [at, sign]) => one.slice(0, at) + sign + one.slice(at + 1), text)),
      )
    fc.assert(fc.property(fc.array(fc.record({ path, bytes: changed }), { maxLength: 3 }), looksWell), {
      numRuns: 200,
    })
  })

  it('as well-made codes that say anything at all', () => {
    const count = fc.oneof(fc.nat(12), fc.constantFrom(255, 1023, 2 ** 31 - 1))
    const small = fc.nat(254)
    const level = own('x').hash.slice(0, 8)
    const code = fc.record({
      model: fc.constantFrom(good.model, good.model, 0, 7),
      number: fc.constantFrom('1.1', '', '9.9', '1.X'),
      level: fc.constantFrom(level, own('good').hash.slice(0, 8), 'ffffffff'),
      owner: fc.constantFrom(
        ownerOf('x'),
        ownerOf('good'),
        { assignment: 'ffffffff', student: '0000000000' },
        { ...ownerOf('x'), name: '\u001b[2J=1+1,"<b>' },
        undefined,
      ),
      configuration: count,
      guess: fc.option(small, { nil: undefined }),
      answers: fc.array(fc.record({ question: small, value: fc.constantFrom(0, 1e300, -1, 28) }), {
        maxLength: 3,
      }),
      hints: fc.uniqueArray(small, { maxLength: 3 }).map((all) => all.sort((one, other) => one - other)),
      tried: fc.uniqueArray(small, { maxLength: 3 }).map((all) => all.sort((one, other) => one - other)),
      runs: fc.nat(1023),
      minutes: fc.nat(1023),
      medals: fc.nat(3),
      met: fc.array(fc.boolean(), { maxLength: 12 }),
    })
    const bytes = fc.array(code, { maxLength: 3 }).map((codes) => Buffer.from(codes.map(printed).join('\n')))
    fc.assert(fc.property(fc.array(fc.record({ path, bytes }), { maxLength: 3 }), looksWell), {
      numRuns: 200,
    })
  })

  it('as lines of shards', () => {
    fc.assert(fc.property(fc.string(), (line) => void parseMarkedLine(line)))
    fc.assert(fc.property(fc.json(), (line) => void joinMarked([{ name: 'x', text: line }], 'm', 'a')))
  })
})

/** The undefined fields of a record are none. */
function printed(code: unknown): string {
  try {
    return printCode(JSON.parse(JSON.stringify(code)) as ResultCode)
  } catch {
    return ''
  }
}
