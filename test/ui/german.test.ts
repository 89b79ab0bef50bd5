/** Every screen in German: as large as in English, no word cut where the English one is whole, ASCII where it is asked for. */
import stringWidth from 'string-width'
import { afterEach, describe, expect, it } from 'vitest'
import { texts } from '../../src/text/de/index.ts'
import { setLanguage } from '../../src/text/language.ts'
import { inPlainLetters } from '../../src/text/letters.ts'
import { footerWords, keyWords, scopeWords } from '../../src/text/ui-keys.ts'
import { words } from '../../src/text/ui-words.ts'
import { LARGE, SMALL, WIDE } from './driver.ts'
import { environment, fakeOutside } from './fixture.ts'
import { SCREENS } from './screen-table.ts'

afterEach(() => setLanguage('en'))

/** Lines with a text that did not fit; not those that say that something is still going on. */
const cut = (frame: string) => frame.split('\n').filter((one) => /\S…/.test(one))

describe('in German', () => {
  for (const [name, open] of Object.entries(SCREENS)) {
    it(`${name} fits`, () => {
      for (const [columns, rows] of [SMALL, WIDE, LARGE]) {
        const english = open(fakeOutside()).lines(columns, rows)
        setLanguage('de', texts)
        const lines = open(fakeOutside()).lines(columns, rows)
        setLanguage('en')
        expect(lines).toHaveLength(rows - 1)
        for (const one of lines) expect(stringWidth(one), one).toBeLessThanOrEqual(columns)
        // What the fixture's levels and runs say is English; the words around it may be longer by a letter or two.
        const more = cut(lines.join('\n')).length - cut(english.join('\n')).length
        expect(more, lines.join('\n')).toBeLessThanOrEqual(1)
      }
    })

    it(`${name} in ASCII uses nothing else`, () => {
      setLanguage('de', inPlainLetters(texts))
      const driver = open(fakeOutside({ environment: { ...environment, ascii: true } }))
      for (const [columns, rows] of [SMALL, WIDE])
        expect(driver.bare(columns, rows)).toMatch(/^[\x20-\x7e\n]*$/)
    })
  }

  it('signs stay what they are, and lists as long', () => {
    const rows = () => [
      words.helpScreen.signRows.map(([sign]) => sign),
      words.orientation.keys.map(([key]) => key),
    ]
    const lengths = () =>
      [words.orientation.text, words.tree.notes, words.helpScreen.ownWordRows].map((list) => list.length)
    const [signs, long] = [rows(), lengths()]
    setLanguage('de', texts)
    expect(rows()).toEqual(signs)
    expect(lengths()).toEqual(long)
  })

  it('no word is left in English', () => {
    const leaves = (value: unknown, path: string): [string, string][] => {
      if (typeof value === 'string') return [[path, value]]
      if (typeof value !== 'object' || value === null) return []
      return Object.entries(value).flatMap(([key, one]) => leaves(one, `${path}.${key}`))
    }
    const all = () => new Map(leaves({ words, keyWords, scopeWords, footerWords }, ''))
    const english = all()
    setLanguage('de', texts)
    const same = [...all()].filter(
      ([path, text]) => english.get(path) === text && /[a-z]{3,} [a-z]{2,} [a-z]{2,}/.test(text),
    )
    expect(same.map(([path]) => path).filter((path) => !path.includes('.specified.'))).toEqual([])
  })
})
