/** Codes at the command line: printed, run again, told what is wrong with them. */
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { writeCode } from '../../src/cli/code-file.ts'
import { findCodes, newProgress, printProgress } from '../../src/game/index.ts'
import { emptyFolder, exitless } from './exitless.ts'

const WAY = ['backup.disk.addressing=lba48', 'backup.disk.bytes=1M', 'orders.disk.controller=lsi53c895a']
const set = WAY.flatMap((move) => ['--set', move])
let code = ''

beforeAll(() => {
  code = exitless(['code', '1.3', ...set, '--guess', '2', '--answer', '2=398MB/s']).out.trim()
})

test('a configuration has a code, which verifies with the same stars, guess and answer', () => {
  expect(code).toMatch(/^X1-13(-[0-9A-Z]{5})+$/)
  const { code: exit, out } = exitless(['verify', code, '--json'])
  const document = JSON.parse(out)
  expect(exit).toBe(0)
  expect(document).toMatchObject({
    format: 1,
    valid: true,
    level: 'straw',
    claimed: { passed: true, medals: 2, guess: { choice: 1, right: true } },
    actual: { passed: true, medals: 2, answers: [{ question: 1, right: true }], hintPoints: 0 },
    problems: [],
    moves: WAY.map((move) => `set ${move.replace('=', ' ')}`),
  })
  expect(document).not.toHaveProperty('student')
})

test('people are told level, moves, claim, run and every goal with its value', () => {
  const { out } = exitless(['verify', code])
  for (const part of [
    '1.3 Through a 128 KiB straw',
    'set backup.disk.bytes 1M',
    'claimed: passed, 2 stars',
    'its run: passed, 2 stars',
    '✔ orders ≥ 450 reads/s: 600 /s',
    '✘ star: backup ≥ 540 MB/s: 398 MB/s',
    'guess: 100 to 300 MB/s, right',
    'valid',
  ])
    expect(out).toContain(part)
})

test('many codes come from prose, files and stdin, and one that is not valid makes the exit 1', () => {
  const folder = emptyFolder()
  const mail = join(folder, 'mail.txt')
  writeFileSync(mail, `Hello,\n> ${code.slice(0, 20)}\n> ${code.slice(20)}\nbye`)
  expect(exitless(['verify', mail]).code).toBe(0)
  const wrong = code.slice(0, 14) + (code[14] === '0' ? '1' : '0') + code.slice(15)
  const both = exitless(['verify', mail, '-', '--json'], { input: `x ${wrong} y` })
  expect(both.code).toBe(1)
  const { results } = JSON.parse(both.out)
  expect(results.map((one: { valid: boolean }) => one.valid)).toEqual([true, false])
  expect(results[1].problems[0]).toEqual({ kind: 'mistyped', text: expect.stringContaining('group 2') })
  expect(results[1].problems[0].text).toContain(code)
  const apart = exitless(['verify', ...code.split('-').map((group) => group.toLowerCase())])
  expect(apart.out).toContain('its run: passed')
})

test('what is no code, and a file that is not there, are told apart', () => {
  const none = exitless(['verify', 'nonsense'])
  expect([none.code, none.out]).toEqual([1, expect.stringContaining('this is not a result code')])
  const missing = exitless(['verify', 'nothing.txt'])
  expect([missing.code, missing.err]).toEqual([2, 'exitless: no file nothing.txt\n'])
})

test('without a configuration the best one that was played counts, and where there is none it says what to do', () => {
  const data = emptyFolder()
  const none = exitless(['code', '1.3'], { data })
  expect([none.code, none.err]).toEqual([2, expect.stringContaining('--set K=V or --moves FILE')])
  const straw = {
    medals: 2,
    best: {},
    moves: [],
    bestMoves: WAY.map((move) => `set ${move.replace('=', ' ')}`),
    runs: 7,
    tried: ['backup.disk.bytes'],
    millis: 240_000,
    guess: 0,
    hints: [1],
  }
  writeFileSync(join(data, 'progress.json'), printProgress({ ...newProgress(), levels: { straw } }))
  const { says } = JSON.parse(
    exitless(['verify', exitless(['code', 'straw'], { data }).out.trim(), '--json']).out,
  )
  expect(says).toMatchObject({ guess: 0, hints: [1], tried: [2], runs: 7, minutes: 4, medals: 2 })
  const other = exitless(['code', '1.3', '--set', WAY[1], '--json'], { data })
  expect(JSON.parse(other.out)).toMatchObject({
    passed: false,
    runs: 1,
    hints: [],
    tried: ['backup.disk.bytes'],
  })
})

test('mistakes in flags are told with what would do', () => {
  const err = (...args: string[]) => exitless(['code', '1.3', ...set, ...args]).err
  expect(err('--guess', '9')).toContain('from 1 to 4')
  expect(err('--answer', '1=8')).toContain('try 2')
  expect(err('--answer', '2=5ms')).toContain('2=360MB/s')
  expect(err('--student', 'ada')).toContain('--assignment')
  expect(exitless(['verify', code, '--students', 'x.csv']).err).toContain('--assignment')
})

test("a student's code verifies with the assignment, and belongs to nobody else's", () => {
  const own = ['--assignment', 'first-lab']
  const { out } = exitless(['code', '1.3', ...own, '--student', 'Ada', ...set])
  const folder = emptyFolder()
  const list = join(folder, 'class.csv')
  writeFileSync(list, 'id,name\nada,Ada\n')
  const mine = exitless(['verify', out.trim(), ...own, '--students', list, '--json'])
  expect([mine.code, JSON.parse(mine.out)]).toMatchObject([0, { valid: true, student: 'ada' }])
  writeFileSync(list, 'id\nbob\n')
  const kinds = (...args: string[]) =>
    JSON.parse(exitless(['verify', ...args, '--json']).out).problems.map((one: { kind: string }) => one.kind)
  expect(kinds(out.trim(), ...own, '--students', list)).toEqual(['foreign-student'])
  expect(kinds(out.trim(), '--assignment', 'half-day')).toContain('foreign-assignment')
  expect(kinds(code, ...own)).toEqual(['foreign-assignment'])
})

test('a code is saved under a new name each time, and can be found in its file', () => {
  const folder = emptyFolder()
  const own = { number: '1.3', title: 'Through a 128 KiB straw', text: code }
  expect([1, 2, 3].map(() => writeCode(own, folder))).toEqual([
    'result code written to exitless-1.3.txt',
    'result code written to exitless-1.3-2.txt',
    'result code written to exitless-1.3-3.txt',
  ])
  expect(readdirSync(folder)).toHaveLength(3)
  expect(exitless(['verify', join(folder, 'exitless-1.3-2.txt')]).code).toBe(0)
  expect(writeCode({ ...own, number: '../../x' }, folder)).toContain('exitless-..-..-x.txt')
  expect(writeCode(own, join(folder, 'nowhere'))).toContain('not written')
  expect(findCodes(`1.3 ${own.title}\n${code}`).map(({ text }) => text)).toEqual([code])
})
