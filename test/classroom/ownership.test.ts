/** Whose a code is: by the list of the class, by the platform, by the codes themselves. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MarkedCode, MarkedFile, MarkedRun } from '../../src/classroom/marked.ts'
import { worksOf } from '../../src/classroom/ownership.ts'
import { type Roster, readRoster } from '../../src/classroom/roster.ts'

const RUN: MarkedRun = {
  passed: true,
  medals: 1,
  goals: [],
  questions: { right: 0, of: 0 },
  hints: [],
  hintPoints: 0,
  moves: [],
  configuration: 0,
  tried: [],
  runs: 1,
  minutes: 1,
}

/** A code of the student with this id; `text` tells codes apart. */
const code = (id: string | undefined, text: string, line = 1): MarkedCode => ({
  text,
  line,
  level: 'x',
  run: RUN,
  ...(id === undefined ? {} : { owner: { assignment: 'a', student: `#${id}` } }),
})

const file = (path: string, codes: readonly MarkedCode[], problem?: string): MarkedFile => ({
  format: 1,
  model: 'm',
  assignment: 'a',
  index: 0,
  of: 1,
  path,
  texts: [{ path, codes, ...(problem === undefined ? {} : { problem }) }],
})

const roster = readRoster('id,name\ns1,Ada\ns2,Ben\ns3,Cy\n') as Roster
const tagOf = (id: string) => `#${id}`
const told = (files: readonly MarkedFile[], list?: Roster) =>
  worksOf(files, list, tagOf).map(({ student, codes, notices }) => [
    student.name ?? student.id,
    codes.map((one) => one.code.text).join(' '),
    notices,
  ])

const ADA = 'z/Ada_11_assignsubmission_file_/a.txt'
const BEN = 'z/Ben_22_assignsubmission_file_/b.txt'

describe('with a list of the class', () => {
  it("somebody else's code is named and not counted", () => {
    expect(told([file(ADA, [code('s1', 'one'), code('s2', 'two', 2)])], roster)).toEqual([
      ['Ada', 'one', ['a.txt:2: belongs to s2 (Ben)']],
      ['Ben', '', []],
      ['Cy', '', []],
    ])
  })

  it('a code for an id that is not in it is told', () => {
    const [[, codes, notices]] = told([file(ADA, [code('typo', 'one')])], roster)
    expect([codes, notices]).toEqual([
      '',
      ['a.txt:1: was made for an id that is not in the list of students (hash #typo)'],
    ])
  })

  it('codes of a class in one text go to whom they belong', () => {
    const mail = file('mail.txt', [code('s1', 'one'), code('s3', 'two', 2), code('s9', 'three', 3)])
    expect(told([mail], roster)).toEqual([
      ['Ada', 'one', []],
      ['Ben', '', []],
      ['Cy', 'two', []],
      ['#s9', 'three', []],
    ])
  })

  it('whoever the platform calls otherwise is known by the codes', () => {
    const other = file('z/Countess_99_assignsubmission_file_/a.txt', [code('s1', 'one')])
    expect(told([other], roster)[0]).toEqual(['Ada', 'one', ['handed in under the name Countess']])
  })

  it('nobody is lost who is not in it', () => {
    const works = worksOf([file('z/Dot_44_assignsubmission_file_/a.txt', [], 'is empty')], roster, tagOf)
    expect(works.map(({ student, listed, unread }) => [student.id, listed, unread])).toEqual([
      ['s1', true, 0],
      ['s2', true, 0],
      ['s3', true, 0],
      ['44', false, 1],
    ])
  })
})

describe('without a list', () => {
  it('a hash is of whom the platform has most codes of it', () => {
    const files = [
      file(ADA, [code('s1', 'one'), code('s1', 'two', 2), code('s2', 'three', 3)]),
      file(BEN, [code('s2', 'four'), code('s2', 'five', 2)]),
      file('mail.txt', [code('s1', 'six')]),
    ]
    expect(told(files)).toEqual([
      ['Ada', 'one two six', ['a.txt:3: belongs to 22 (Ben)']],
      ['Ben', 'four five', []],
    ])
  })

  it('what is not clear is told, and counts', () => {
    const [ada, ben] = told([file(ADA, [code('s1', 'one')]), file(BEN, [code('s1', 'two')])])
    expect(ada).toEqual(['Ada', 'one', ['a.txt:1: was made for the same student id as one of 22 (Ben)']])
    expect(ben).toEqual(['Ben', 'two', ['b.txt:1: was made for the same student id as one of 11 (Ada)']])
    const [other, [, codes, notices]] = told([
      file(ADA, [code('s1', 'one'), code('s2', 'two', 2)]),
      file('mail.txt', [code('s2', 'three')]),
    ])
    expect(codes).toBe('one two')
    expect(notices).toHaveLength(2)
    expect(other).toEqual(['#s2', 'three', []])
  })

  it('one code of two people is told to both', () => {
    const works = told([
      file('s1/a.txt', [code(undefined, 'one')]),
      file('s2/b.txt', [code(undefined, 'one')]),
    ])
    expect(works).toEqual([
      ['a', 'one', ['a.txt:1: the same code as of b']],
      ['b', 'one', ['b.txt:1: the same code as of a']],
    ])
  })
})

it('whatever is handed in belongs to somebody, once', () => {
  const path = fc.constantFrom(ADA, BEN, 'mail.txt', 'z/s3/c.txt', 'x/nobody.txt', '', '/')
  const owner = fc.option(fc.constantFrom('s1', 's2', 's3', 's9', '__proto__'), { nil: undefined })
  const files = fc.array(
    fc.tuple(path, fc.array(owner, { maxLength: 5 })).map(([one, owners]) =>
      file(
        one,
        owners.map((id, place) => code(id, `${one} ${place}`, place)),
      ),
    ),
    { maxLength: 6 },
  )
  fc.assert(
    fc.property(files, fc.boolean(), (given, list) => {
      const works = worksOf(given, list ? roster : undefined, tagOf)
      const counted = works.flatMap(({ codes }) => codes).length
      const all = given.flatMap(({ texts }) => texts).flatMap(({ codes }) => codes).length
      expect(counted).toBeLessThanOrEqual(all)
      const notices = works.flatMap((one) => one.notices).filter((one) => /belongs to|was made for/.test(one))
      expect(counted + notices.length).toBeGreaterThanOrEqual(all)
      expect(new Set(works.map(({ student }) => student.id)).size).toBe(works.length)
    }),
  )
})
