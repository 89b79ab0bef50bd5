/** Result codes in mails, chats and files. */
import { expect, test } from 'vitest'
import { printCode } from '../../../src/game/code/code-text.ts'
import { findCodes } from '../../../src/game/code/find-codes.ts'
import type { ResultCode } from '../../../src/game/code/result-code.ts'

function solved(number: string, configuration: number): ResultCode {
  return {
    model: 1,
    number,
    level: '9f86d081',
    owner: { assignment: '01234567', student: '0123456789', name: 'Zoë' },
    configuration,
    answers: [],
    hints: [],
    tried: [0, 2],
    runs: 4,
    minutes: 9,
    medals: 2,
    met: [true, true, false],
  }
}

const one = printCode(solved('1.3', 7))
const two = printCode(solved('2.X', 99_999))
const numbers = (text: string) =>
  findCodes(text).map((found) => ('code' in found ? found.code.number : found.problem.kind))

test('codes are found in prose, with the lines they begin in', () => {
  const text = `Dear teacher,\n\nmy code is ${one}, and the other is (${two}).\nX1 took me long. X1-13 was nice!\n`
  expect(findCodes(text).map(({ text, line, at }) => ({ text, line, at }))).toEqual([
    { text: one, line: 3, at: text.indexOf(one) },
    { text: two, line: 3, at: text.indexOf(two) },
  ])
})

test('codes are found as mail programs leave them', () => {
  const quoted = `> > ${one.slice(0, 31)}\n> > ${one.slice(31)}\n> >\n> > thanks\n`
  const soft = `${one.replaceAll('-', '\u2011').slice(0, 40)}=20\n${two.toLowerCase()} thank you`
  expect(numbers(quoted)).toEqual(['1.3'])
  expect(numbers(soft)).toEqual(['cut', '2.X'])
  for (let width = 8; width < one.length; width++) {
    const wrapped = one.replace(new RegExp(`(.{${width}})`, 'g'), '$1\n> ')
    expect(numbers(`see\n> ${wrapped}\nMANY thanks`), String(width)).toEqual(['1.3'])
  }
})

test('codes that follow each other with nothing between are two', () => {
  expect(numbers(`${one}\n${two}`)).toEqual(['1.3', '2.X'])
  expect(numbers(`${one.slice(0, 31)}\n${two}`)).toEqual(['cut', '2.X'])
  expect(numbers(`${one.replaceAll('-', '')} ${two.replaceAll('-', ' ')}`)).toEqual(['1.3', '2.X'])
})

test('a broken code is found as one, wherever it is broken', () => {
  for (let at = 6; at < one.length; at++) {
    if (one[at] === '-') continue
    const wrong = one.slice(0, at) + (one[at] === '7' ? '8' : '7') + one.slice(at + 1)
    const found = findCodes(`so: ${wrong}. ${two}`)
    expect(
      found.map((each) => each.problem?.suggestion),
      wrong,
    ).toEqual([one, undefined])
    const short = one.slice(0, at) + one.slice(at + 1)
    expect(numbers(`so: ${short}. ${two}`), short).toEqual(['mistyped', '2.X'])
  }
})

test('what is no code is not taken for one', () => {
  for (const text of [
    '',
    'X1',
    'X1-',
    'X1-13',
    'x1-13 is hard',
    'MAX1-13-ABCDE',
    'X1-13-…',
    'x1 13 hello world',
    'x1, x2',
  ])
    expect(findCodes(text), text).toEqual([])
})

test('a long text of anything is read in a time that grows with its length only', () => {
  const hostile = [
    'X1-13-',
    'X1 ',
    'X1-1',
    `X1-13-${one.slice(6, 11)}-`,
    `X1-13-${one.slice(6, 11)} `,
    `X113${one.slice(6, 11)} `,
    'X1-13-  > ',
    'X',
    '-',
    ' \n> ',
    one.slice(0, 40),
    'X1F',
  ]
  const took = (text: string) => {
    const began = performance.now()
    findCodes(text)
    return performance.now() - began
  }
  for (const piece of hostile) {
    const long = piece.repeat(Math.ceil(2 ** 18 / piece.length))
    expect(took(long), JSON.stringify(piece)).toBeLessThan(5_000)
  }
})
