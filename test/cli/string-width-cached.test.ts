import fc from 'fast-check'
import realWidth from 'string-width'
import { expect, it } from 'vitest'
import cachedWidth from '../../src/cli/string-width-cached.ts'
import { piece, screen } from './texts.ts'

it('measures any text as the package does', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('')
      expect(cachedWidth(text)).toBe(realWidth(text))
      expect(cachedWidth(text)).toBe(realWidth(text))
    }),
    { numRuns: 5000 },
  )
})

it('measures every single code unit as the package does', () => {
  const wrong: string[] = []
  for (let unit = 0; unit < 0x10000; unit++) {
    const text = String.fromCharCode(unit)
    if (cachedWidth(text) !== realWidth(text)) wrong.push(`U+${unit.toString(16)}`)
  }
  expect(wrong).toEqual([])
})

it('measures every character of the screens beside every mark that could join it', () => {
  for (const character of screen)
    for (const mark of ['\ufe0f', '\u200d', '\u20e3', '\u0301', '\u0903', 'ﾞ', '\ud83c\udffd'])
      for (const text of [character + mark, mark + character, character + mark + character])
        expect([text, cachedWidth(text)]).toEqual([text, realWidth(text)])
})

it('hands options on to the package', () => {
  expect(cachedWidth('●', { ambiguousIsNarrow: false })).toBe(2)
  expect(cachedWidth('\u001b[1mab', { countAnsiEscapeCodes: true })).toBe(
    realWidth('\u001b[1mab', { countAnsiEscapeCodes: true }),
  )
})
