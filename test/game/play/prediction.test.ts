import { describe, expect, it } from 'vitest'
import { choiceText } from '../../../src/game/index.ts'
import { straw } from '../straw.ts'

describe('a choice of a guess', () => {
  const said = (text: string) =>
    choiceText({ ...straw().predict, unit: 'exits', choices: [{ text, from: 0, to: 10 }] }, 0)

  it('has its unit where it is a number', () => {
    expect(said('fewer than 10')).toBe('fewer than 10 exits')
  })
  it('is one, and not one of many', () => {
    expect(said('about 1')).toBe('about 1 exit')
    expect(said('about 11')).toBe('about 11 exits')
    const { predict } = straw()
    const choices = [{ text: 'about 1', from: 0, to: 10 }]
    expect(choiceText({ ...predict, unit: 'MB/s', choices }, 0)).toBe('about 1 MB/s')
    expect(choiceText({ ...predict, unit: 'µs', choices }, 0)).toBe('about 1 µs')
    expect(choiceText({ ...predict, unit: 'reads a second', choices }, 0)).toBe('about 1 read a second')
  })
  it('stands alone where it is none', () => {
    expect(said('none')).toBe('none')
  })
})
