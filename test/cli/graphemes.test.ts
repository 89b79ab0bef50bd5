import fc from 'fast-check'
import { expect, it } from 'vitest'
import { FastSegmenter } from '../../src/cli/graphemes.ts'
import { piece, screen } from './texts.ts'

const real = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const fast = new FastSegmenter(undefined, { granularity: 'grapheme' })

const cut = (segmenter: Pick<FastSegmenter, 'segment'>, text: string) =>
  [...segmenter.segment(text)].map(({ segment, index }) => ({ segment, index }))

it('cuts any text as Intl.Segmenter does', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('')
      expect(cut(fast, text)).toEqual(cut(real, text))
    }),
    { numRuns: 3000 },
  )
})

it('cuts every pair of its simple characters', () => {
  const simple = [...screen, '\u001b', '\n', '\t', '\u0007']
  for (const one of simple)
    for (const other of simple) expect(cut(fast, one + other)).toEqual(cut(real, one + other))
})

it('cuts every single code unit, beside itself and an A', () => {
  for (let unit = 0; unit < 0x10000; unit++) {
    const text = `A${String.fromCharCode(unit, unit)}A`
    if (JSON.stringify(cut(fast, text)) !== JSON.stringify(cut(real, text)))
      expect(unit.toString(16)).toBe('cut as the real one does')
  }
})

it('finds the grapheme at a place', () => {
  for (const text of [screen, `${screen}👍🏽e\u0301`, ''])
    for (const index of [undefined, 0, 1, 5, screen.length, screen.length + 1, screen.length + 9]) {
      const [found, wanted] = [fast, real].map((segmenter) => segmenter.segment(text).containing(index))
      expect([found?.segment, found?.index]).toEqual([wanted?.segment, wanted?.index])
    }
})

it('leaves words and sentences to Intl.Segmenter', () => {
  const words = (segmenter: Pick<FastSegmenter, 'segment'>) =>
    [...segmenter.segment('two words')].map((one) => one.segment)
  expect(words(new FastSegmenter('en', { granularity: 'word' }))).toEqual(['two', ' ', 'words'])
})
