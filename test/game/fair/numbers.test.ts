/** Numbers in texts: which words are numbers, and when one says what was measured. */
import { describe, expect, it } from 'vitest'
import { numbersIn, says } from '../../../src/game/fair/numbers.ts'

const read = (text: string) => numbersIn(text).map((one) => `${one.text} ${one.unit}`.trim())

describe('numbers in a text', () => {
  it.each([
    ['It takes 1,024 exits for 4 KiB, and 19 more.', ['1,024', '4 KiB', '19']],
    ['from 60 to 65 % of 320MB/s', ['60', '65 %', '320 MB']],
    ['p99 ≤ 180 µs, a share of 0.5', ['180 µs', '0.5']],
    ['(28) or "66"?', ['28', '66']],
    ['A guest from 2001 with an LSI 53c895a, a 10GbE card, MSI-X at 0x8cc00000', []],
    ['2001 exits', []],
    ['no number', []],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected)
  })
})

describe('a written number says a measured one', () => {
  const agrees = (text: string, measured: number) => says(numbersIn(text)[0], measured)

  it('where it rounds to it, and not a step further', () => {
    expect(agrees('28', 28.4)).toBe(true)
    expect(agrees('28', 28.6)).toBe(false)
    expect(agrees('0.05', 0.052)).toBe(true)
    expect(agrees('0.05', 0.056)).toBe(false)
  })

  it('in the unit that stands behind it', () => {
    expect(agrees('120 µs', 120_300)).toBe(true)
    expect(agrees('120 µs', 130_000)).toBe(false)
    expect(agrees('90 %', 0.9)).toBe(true)
    expect(agrees('320 MB/s', 318e6)).toBe(true)
  })

  it('roughly where it ends in zeros, but never by more than a twentieth', () => {
    expect(agrees('1,200', 1230)).toBe(true)
    expect(agrees('1,200', 1270)).toBe(false)
    expect(agrees('300', 312)).toBe(true)
    expect(agrees('300', 330)).toBe(false)
  })
})
