/** How long the codes of real levels are. */
import { expect, test } from 'vitest'
import { codeOf, printCode, readCode } from '../../../src/game/index.ts'
import { levels } from '../../levels/shipped.ts'

test('the code of every reference of the campaign has less than 80 characters, with a name less than 200', () => {
  const rows = levels.map((level) => {
    const lengths = level.references.map(({ moves }) => {
      // As if everything had been done: every hint, every knob, every number answered, and long.
      const answers = level.questions.flatMap(({ answer }, question) =>
        typeof answer === 'string' ? [] : [{ question, value: 123_400_000 }],
      )
      const goals = level.goals.map((goal) => ({ ...goal, value: 0, met: true }))
      const stretch = level.medals.map((list) => list.map((goal) => ({ ...goal, value: 0, met: true })))
      const code = codeOf(level, {
        moves,
        score: { goals, stretch, medals: 3 },
        guess: 2,
        answers,
        hints: level.hints.map((_, index) => index),
        tried: level.knobs.map(({ key }) => key),
        runs: 99,
        minutes: 45,
      })!
      const owner = { assignment: '01234567', student: '0123456789', name: 'Ada Lovelace' }
      expect(readCode(printCode(code))).toEqual({ code })
      return [printCode(code).length, printCode({ ...code, owner }).length] as const
    })
    return `${level.number.padEnd(4)} ${lengths.map(([bare, named]) => `${bare} (${named})`).join(', ')}`
  })
  console.log(`characters of each reference's code (with a student's name):\n${rows.join('\n')}`)
  const all = rows.flatMap((row) => row.slice(5).match(/\d+/g)!.map(Number))
  expect(Math.max(...all.filter((_, place) => place % 2 === 0))).toBeLessThan(80)
  expect(Math.max(...all)).toBeLessThan(200)
})
