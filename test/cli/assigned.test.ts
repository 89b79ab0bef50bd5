/** An assignment at the command line: whose levels, whose save, whose codes. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readCode } from '../../src/game/index.ts'
import { emptyFolder, exitless } from './exitless.ts'

const file = (more = '') => {
  const path = join(emptyFolder(), 'week.yaml')
  writeFileSync(
    path,
    `format: 1
id: week-3
title: "Week 3: disks"
due: "2027-03-01"
salt: "0123456789abcdef"
${more}
levels:
  - level: where-copies-come-from
    weight: 2
  - level: "1.1"
`,
  )
  return path
}
const by = (path: string, ...more: readonly string[]) => [
  '--assignment',
  path,
  '--student',
  'S1234 ',
  ...more,
]
const played = ['play 1.1', 'skip', 'set controller=ide-dma', 'map', 'codes', 'quit', ''].join('\n')

describe('exitless play --assignment', () => {
  it('has its levels alone, all open, and says when it is due', () => {
    const { code, out } = exitless(['play', '--line', ...by(file())], {
      input: 'chapter 1\nabout 1.2\nquit\n',
    })
    expect(code).toBe(0)
    expect(out).toContain('Week 3: disks, S1234.')
    expect(out).toContain('Due 2027-03-01, 0 of 2 passed.')
    expect(out).toContain('0 of 6 stars, 2 open')
    expect(out).toContain('Weight: 2, 67 percent of the grade.')
    expect(out).not.toContain('1.3')
  })

  it('keeps the progress in a file of its own, without the id, and gives codes of the student', () => {
    const data = emptyFolder()
    const path = file()
    const { out } = exitless(['play', '--line', ...by(path)], { data, input: played })
    expect(out).toContain('A right guess is 1 point here.')
    const [name] = readdirSync(join(data, 'assignments'))
    expect(name).toMatch(/^[0-9a-f]{8}-[0-9a-f]{10}\.json$/)
    expect(existsSync(join(data, 'progress.json'))).toBe(false)
    expect(readFileSync(join(data, 'assignments', name), 'utf8').toLowerCase()).not.toContain('s1234')
    const [, text = ''] = /Level 1\.1:\n(X1-11-[\w\n-]+?)\ncodes save/.exec(out) ?? []
    const read = readCode(text)
    expect('code' in read && read.code.owner).toEqual({
      assignment: name.slice(0, 8),
      student: name.slice(9, 19),
    })
    const all = exitless(['code', '--assignment', path, '--student', 's1234'], { data })
    expect(all.code).toBe(0)
    expect(all.out.replace(/\n/g, ' ')).toContain(text.replace(/\n/g, ''))
    expect(all.out).toContain('Where do the copies come from?\n(not played yet)')
    expect(all.err).toContain('1 of 2 levels have a code')
  })

  it('stands in variables too', () => {
    const env = { EXITLESS_ASSIGNMENT: file(), EXITLESS_STUDENT: 'ada' }
    expect(exitless(['--line'], { input: 'quit\n', env }).out).toContain('Week 3: disks, ada.')
  })

  it('asks for a name where codes hold one, and puts it there', () => {
    const path = file('names: true')
    const refused = exitless(['play', '--line', ...by(path)])
    expect(refused).toMatchObject({
      code: 2,
      err: 'exitless: assignment week-3 asks for names: its codes hold yours. Add --name NAME\n',
    })
    const { out } = exitless(['play', '--line', ...by(path, '--name', 'Ada\u001b[2J L')], { input: played })
    const [, text = ''] = /Level 1\.1:\n(X1-11-[\w\n-]+?)\ncodes save/.exec(out) ?? []
    const read = readCode(text)
    expect('code' in read && read.code.owner?.name).toBe('Ada\\x1b[2J L')
    expect(out).not.toContain('\u001b')
  })

  it('leaves the name out of codes where nobody asked for it', () => {
    const { out } = exitless(['play', '--line', ...by(file(), '--name', 'Ada')], { input: played })
    expect(out).toContain('Week 3: disks, Ada.')
    const [, text = ''] = /Level 1\.1:\n(X1-11-[\w\n-]+?)\ncodes save/.exec(out) ?? []
    const read = readCode(text)
    expect('code' in read && read.code.owner?.name).toBeFalsy()
  })

  it.each([
    ['no student', ['--assignment', file()], '--assignment needs --student ID beside it'],
    ['no assignment', ['--student', 'x'], '--student needs --assignment FILE beside it'],
    ['no such file', ['--assignment', 'no/where.yaml', '--student', 'x'], 'no file no/where.yaml'],
    [
      'a level that it has not',
      ['5.1', ...by(file())],
      'assignment week-3 has no level "5.1"; it has 1.2, 1.1',
    ],
    [
      'a student of another class',
      by(file('students: ["a1", "a2"]')),
      '"S1234" is not among the 2 ids of assignment week-3',
    ],
    ['what is no assignment', by(file('exm: true')), 'week.yaml:6:1'],
  ])('%s: says so and exits 2', (_, args, what) => {
    const { code, err } = exitless(['play', '--line', ...args])
    expect(code).toBe(2)
    expect(err).toContain(what)
  })
})
