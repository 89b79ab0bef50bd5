/** Result codes as text: read as they were printed, and every slip found and named. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { printCode } from '../../../src/game/code/code-text.ts'
import { findCodes } from '../../../src/game/code/find-codes.ts'
import { fourDigits } from '../../../src/game/code/payload.ts'
import { readCode } from '../../../src/game/code/read-code.ts'
import type { ResultCode } from '../../../src/game/code/result-code.ts'

const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

const hexadecimal = (digits: number) =>
  fc
    .array(fc.integer({ min: 0, max: 15 }), { minLength: digits, maxLength: digits })
    .map((all) => all.map((one) => one.toString(16)).join(''))
const places = fc
  .uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 8 })
  .map((all) => all.sort((a, b) => a - b))
const owner = fc.record(
  {
    assignment: hexadecimal(8),
    student: hexadecimal(10),
    name: fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
      .map((name) => [...name].slice(0, 40).join('')),
  },
  { requiredKeys: ['assignment', 'student'] },
)
const codes: fc.Arbitrary<ResultCode> = fc.record(
  {
    model: fc.integer({ min: 1, max: 99 }),
    number: fc.constantFrom('', '1.3', '1.X', '6.7', '12.3', '2.10'),
    level: hexadecimal(8),
    owner,
    configuration: fc.nat(Number.MAX_SAFE_INTEGER),
    guess: fc.nat(9),
    answers: fc.array(
      fc.record({
        question: fc.nat(9),
        value: fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 }).map(fourDigits),
      }),
      { maxLength: 4 },
    ),
    hints: places,
    tried: places,
    runs: fc.nat(1023),
    minutes: fc.nat(1023),
    medals: fc.nat(3),
    met: fc.array(fc.boolean(), { maxLength: 14 }),
  },
  {
    requiredKeys: [
      'model',
      'number',
      'level',
      'configuration',
      'answers',
      'hints',
      'tried',
      'runs',
      'minutes',
      'medals',
      'met',
    ],
  },
)

const solved: ResultCode = {
  model: 1,
  number: '1.3',
  level: '9f86d081',
  configuration: 137,
  guess: 1,
  answers: [{ question: 1, value: 359_700_000 }],
  hints: [0, 2],
  tried: [0, 1, 2],
  runs: 12,
  minutes: 9,
  medals: 3,
  met: [true, true, true, true, true, true, true],
}
const printed = printCode(solved)
const groups = printed.split('-').slice(2)

/** The code with one of its groups, counted from 1, as it was typed. */
const withGroup = (group: number, typed: string) => ['X1', '13', ...groups.with(group - 1, typed)].join('-')

test('whatever a code says is read as it was printed', () => {
  fc.assert(
    fc.property(codes, (code) => {
      expect(readCode(printCode(code))).toEqual({ code })
    }),
  )
})

test('a code has capitals, digits and hyphens only, in groups of five, without I, L, O and U', () => {
  expect(printed).toMatch(/^X1-13(-[0-9A-HJKMNP-TV-Z]{5})+$/)
  expect(printed.length).toBeLessThan(80)
})

test('a code is read without regard to case, hyphens, spaces, line breaks, quote marks, O for 0, I and L for 1', () => {
  const forms = [
    printed.toLowerCase(),
    printed.replaceAll('-', ''),
    printed.replaceAll('-', ' '),
    printed.replaceAll('-', ' – '),
    printed.replace(/(.{17})/g, '$1\r\n> > '),
    printed.replaceAll('0', 'o').replaceAll('1', 'l'),
    printed.replaceAll('1', 'I').replaceAll('-', '--'),
    `  "${printed}" `,
  ]
  for (const form of forms) expect(readCode(form), form).toEqual({ code: solved })
})

test('every other character in the place of one is found, and the only code that was meant is named', () => {
  for (let at = 0; at < printed.length; at++) {
    if (printed[at] === '-') continue
    for (const symbol of `${SYMBOLS}U`) {
      if (symbol === printed[at]) continue
      const typed = printed.slice(0, at) + symbol + printed.slice(at + 1)
      const answer = readCode(typed)
      if ('code' in answer) throw new Error(`${typed} is read`)
      if (at < 6) continue
      const group = Math.floor((at - 6) / 6) + 1
      expect(answer.group, typed).toBe(group)
      expect(answer.problem).toContain(`group ${group}, ${typed.split('-')[group + 1]}, is mistyped`)
      expect(answer.suggestion, typed).toBe(printed)
    }
  }
})

test('two neighbouring characters of a group in the wrong order are found, and the right order is named', () => {
  for (let at = 6; at + 1 < printed.length; at++) {
    const [one, other] = printed.slice(at, at + 2)
    if (one === '-' || other === '-' || one === other) continue
    const typed = printed.slice(0, at) + other + one + printed.slice(at + 2)
    const group = Math.floor((at - 6) / 6) + 1
    expect(readCode(typed), typed).toMatchObject({ kind: 'mistyped', group, suggestion: printed })
  }
})

test('a wrong number of the level is found, and the right one is named', () => {
  for (const number of ['14', '23', '1X', 'F']) {
    const answer = readCode(printed.replace('X1-13', `X1-${number}`))
    expect(answer).toMatchObject({ kind: 'mistyped', ...(number === 'F' ? {} : { suggestion: printed }) })
  }
})

test('two neighbouring groups in the wrong order are found, and named', () => {
  for (let place = 0; place + 1 < groups.length; place++) {
    const swapped = groups.with(place, groups[place + 1]).with(place + 1, groups[place])
    const answer = readCode(['X1', '13', ...swapped].join('-'))
    expect(answer).toMatchObject({ kind: 'swapped', suggestion: printed })
    expect('problem' in answer && answer.problem).toContain(
      `groups ${place + 1} and ${place + 2} stand in each other's place`,
    )
  }
})

test('a group that is missing is named, and one that stands there twice', () => {
  for (let place = 0; place < groups.length; place++) {
    const without = readCode(['X1', '13', ...groups.toSpliced(place, 1)].join('-'))
    const isLast = place === groups.length - 1
    expect(without).toMatchObject(
      isLast ? { kind: 'cut' } : { group: place + 1, problem: `group ${place + 1} seems to be missing` },
    )
    const twice = readCode(['X1', '13', ...groups.toSpliced(place, 0, groups[place])].join('-'))
    expect(twice).toMatchObject({ group: place + 1, suggestion: printed })
    expect('problem' in twice && twice.problem).toContain(`group ${place + 1} stands there twice`)
  }
})

test('in every code each single slip and each swap of neighbouring groups is found', () => {
  fc.assert(
    fc.property(codes, fc.nat(), fc.nat(30), (code, where, other) => {
      const text = printCode(code)
      const typed = text.indexOf('-', 3) + 1
      const at = typed + (where % (text.length - typed))
      if (text[at] === '-') return
      const symbol = SYMBOLS.replace(text[at], '')[other]
      expect('code' in readCode(text.slice(0, at) + symbol + text.slice(at + 1))).toBe(false)
      const all = text.slice(typed).split('-')
      const place = where % (all.length - 1)
      const swapped = all.with(place, all[place + 1]).with(place + 1, all[place])
      expect('code' in readCode(text.slice(0, typed) + swapped.join('-'))).toBe(false)
    }),
  )
})

test('a character that is missing or too much is named with its group', () => {
  for (const typed of [groups[2].slice(1), `${groups[2]}Z`, groups[2].slice(0, 3) + groups[2].slice(4)])
    expect(readCode(withGroup(3, typed))).toMatchObject({ kind: 'mistyped', group: 3, suggestion: printed })
})

test('a code that is cut off, and one that goes on, say so', () => {
  const half = printed.split('-').slice(0, 5).join('-')
  expect(readCode(half)).toMatchObject({
    kind: 'cut',
    problem: `the code is cut off: 3 of its ${groups.length} groups are there`,
  })
  expect(readCode(`${half}-${groups[3].slice(0, 2)}`)).toMatchObject({ kind: 'cut' })
  expect(readCode(`${printed}-7QK4X`)).toMatchObject({ kind: 'too-long' })
  expect(readCode('X1-13-')).toMatchObject({ kind: 'cut' })
})

test('groups of two codes do not make a third', () => {
  const other = printCode({ ...solved, configuration: 200 }).split('-')
  const mixed = printed.split('-').map((group, place) => (place === 5 ? other[5] : group))
  expect(other).not.toEqual(printed.split('-'))
  expect('code' in readCode(mixed.join('-'))).toBe(mixed.join('-') === printed)
})

test('a code of a later format is not taken for a slip', () => {
  expect(readCode(printed.replace('X1', 'X2'))).toMatchObject({ suggestion: printed })
  expect(readCode(`X2-14-${groups.join('-')}`)).toMatchObject({ kind: 'newer' })
})

test('no text makes reading or finding fail', () => {
  const piece = fc.constantFrom(
    'X1',
    '-',
    '13',
    'X1-13-',
    'x1-1x-',
    groups[0],
    groups[1],
    'U',
    '.',
    ' ',
    '\n> ',
    '\ud800',
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece, { maxLength: 30 }).map((all) => all.join('')),
  )
  fc.assert(
    fc.property(text, (one) => {
      readCode(one)
      findCodes(one)
    }),
    { numRuns: 500 },
  )
})
