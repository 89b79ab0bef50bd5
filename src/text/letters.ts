/** Letters that a terminal with only ASCII lacks, as one writes them there: two for one, so before anything is measured. */

const LETTERS: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  Ä: 'Ae',
  Ö: 'Oe',
  Ü: 'Ue',
  ß: 'ss',
  '»': '"',
  '«': '"',
}
const SUCH = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g')

export function plainLetters(text: string): string {
  return text.replace(SUCH, (letter) => LETTERS[letter])
}

/** The same texts in such letters, whatever shape they have; sentences with values in them too. */
export function inPlainLetters<Texts>(texts: Texts): Texts {
  return changed(texts) as Texts
}

function changed(value: unknown): unknown {
  if (typeof value === 'string') return plainLetters(value)
  if (typeof value === 'function') return (...given: readonly unknown[]) => changed(value(...given))
  if (Array.isArray(value)) return value.map(changed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, changed(one)]))
}
