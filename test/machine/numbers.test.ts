import { expect, test } from 'vitest'
import * as uses from '../../src/machine/cpu/uses.ts'
import * as words from '../../src/machine/engine/words.ts'
import * as program from '../../src/machine/path/program.ts'
import { CORE_KINDS, EXIT_REASONS } from '../../src/machine/record/run.ts'

test('numbers written out for speed are the places in their lists', () => {
  for (const [name, number] of Object.entries(uses))
    expect(`${CORE_KINDS[number].toUpperCase()}_USE`, name).toBe(name)
  const named = words as Readonly<Record<string, number>>
  for (const [at, answer] of program.ANSWERS.entries())
    expect(named[answer.toUpperCase()], answer).toBe(words.ANSWER_0 + at)
  expect(words.MEMBERS).toBe(words.ANSWER_0 + program.ANSWERS.length)
  expect(program.THREADS[program.BACKEND]).toBe('backend')
  expect(program.GATES[program.COMPLETION]).toBe('completion')
})

test('no two words of a token are one', () => {
  const { TOKEN_WORDS, COUNTED, ...others } = words
  // The answers begin at the first of them, which has a name of its own.
  const { ANSWER_0, ...apart } = others
  const places = [...Object.values(apart), ...EXIT_REASONS.map((_, reason) => COUNTED + reason)]
  expect(new Set(places).size).toBe(places.length)
  expect(ANSWER_0).toBe(others.AWAKE)
  expect(Math.max(...places)).toBeLessThan(TOKEN_WORDS)
})
