import { describe, expect, it } from 'vitest'
import { choiceText } from '../../../src/game/index.ts'
import { straw } from '../straw.ts'

describe('a choice of a guess', () => {
  const said = (text: string) =>
    choiceText({ ...straw().predict, unit: 'exits', choices: [{ text, from: 0, to: 10 }] }, 0)

  it('has its unit where it is a number', () => {
    expect(said('fewer than 10')).toBe('fewer than 10 exits')
  })
  it('stands alone where it is none', () => {
    expect(said('none')).toBe('none')
  })
})
