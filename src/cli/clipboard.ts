/** OSC 52, the terminal's own clipboard: it works through SSH, and a terminal that does not know it shows nothing. */

/** Characters of base64 that terminals take at the least. */
const MOST_CHARACTERS = 100_000
const START = '\u001b]52;c;'
const END = '\u0007'

/** The code that puts a text on the clipboard; '' where it is too long: a cut one would be wrong. */
export function clipboardCode(text: string): string {
  const encoded = Buffer.from(text, 'utf8').toString('base64')
  return encoded.length > MOST_CHARACTERS ? '' : START + encoded + END
}
