import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plain, plainLine } from '../../src/text/index.ts'

describe('plain text', () => {
  it('is what it was where there is nothing to fear', () => {
    expect(plain('32 ≤ 64 µs, naïve ★ 東京 😀\nnext')).toBe('32 ≤ 64 µs, naïve ★ 東京 😀\nnext')
  })

  it('shows what a terminal would obey', () => {
    expect(plain('\u001b[31mred\u0007 \u009b2J')).toBe('\\x1b[31mred\\x07 \\x9b2J')
    expect(plain('a\u202eb\u200bc\ufeff')).toBe('a\\u202eb\\u200bc\\ufeff')
    expect(plain('a\rb\ud800')).toBe('a\\x0db\\ud800')
  })

  it('never holds a control character, whatever comes in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const codes = Array.from(plain(text), (character) => character.codePointAt(0)!)
        expect(codes.filter((code) => (code < 32 && code !== 10) || (code >= 127 && code < 160))).toEqual([])
        expect(plain(plain(text))).toBe(plain(text))
      }),
    )
  })

  it('can be one line', () => {
    expect(plainLine('a\n\nb\tc')).toBe('a b c')
  })
})
