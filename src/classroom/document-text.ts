/** The text of what somebody handed in, whatever program wrote it; where there is none, why, and what to ask for instead. */

export interface DocumentText {
  readonly text: string
  /** Absent: it was read as what it is. */
  readonly problem?: string
}

const none = (problem: string): DocumentText => ({ text: '', problem })
const AS_TEXT = 'ask for the code as text'

/** Beginnings of files that hold no plain text. */
const KINDS: readonly (readonly [string, string])[] = [
  ['25504446', 'a PDF'],
  ['89504e47', 'a picture (PNG)'],
  ['ffd8ff', 'a picture (JPEG)'],
  ['47494638', 'a picture (GIF)'],
  ['52494646', 'a picture or a sound (RIFF)'],
  ['d0cf11e0', 'an old Office file (.doc)'],
  ['1f8b', 'a gzip file'],
  ['425a68', 'a bzip2 file'],
  ['377abcaf', 'a 7z archive'],
  ['52617221', 'a RAR archive'],
  ['7f454c46', 'a program'],
  ['4d5a9000', 'a program'],
]

/** The text of a file. Archives are none: who reads archives opens them before. Never throws. */
export function documentText(name: string, bytes: Uint8Array): DocumentText {
  if (bytes.length === 0) return none('is empty')
  const kind = kindOf(bytes)
  if (kind !== undefined) return none(`is ${kind}; ${AS_TEXT}`)
  const raw = decoded(bytes)
  if (raw === undefined) return none(`holds no text; ${AS_TEXT}`)
  if (raw.startsWith('{\\rtf')) return withWords(rtfText(raw))
  return withWords(looksLikeHtml(name, raw) ? htmlText(raw) : raw)
}

function withWords(text: string): DocumentText {
  return text.trim() === '' ? none('is empty') : { text }
}

function kindOf(bytes: Uint8Array): string | undefined {
  const begin = [...bytes.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return KINDS.find(([magic]) => begin.startsWith(magic))?.[1]
}

/** Of text that is no UTF-8, every byte is a character: codes are ASCII. Undefined: no text. */
function decoded(bytes: Uint8Array): string | undefined {
  const wide = wideOf(bytes)
  if (wide !== undefined) return new TextDecoder(wide).decode(bytes)
  const looked = bytes.subarray(0, 100_000)
  const odd = looked.reduce(
    (count, byte) => count + (byte < 32 && ![9, 10, 12, 13, 27].includes(byte) ? 1 : 0),
    0,
  )
  if (looked.includes(0) || odd > looked.length / 10) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('latin1').decode(bytes)
  }
}

/** UTF-16 by its mark, or by its many zeros in every other place. */
function wideOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const looked = bytes.subarray(0, Math.min(2000, bytes.length - (bytes.length % 2)))
  const zeros = [0, 0]
  for (const [at, byte] of looked.entries()) if (byte === 0) zeros[at % 2]++
  const half = looked.length / 2
  if (half < 4) return undefined
  if (zeros[1] > half * 0.8 && zeros[0] === 0) return 'utf-16le'
  return zeros[0] > half * 0.8 && zeros[1] === 0 ? 'utf-16be' : undefined
}

function looksLikeHtml(name: string, text: string): boolean {
  return (
    /\.html?$/i.test(name) ||
    /^\s*<(?:!doctype|html|head|body|p|div|span|table|pre)[\s>]/i.test(text.slice(0, 1000))
  )
}

/** Of a page typed into a platform: words without tags, a line for each block. */
export function htmlText(html: string): string {
  return entitiesRead(
    html
      .replace(/<\/?(?:p|div|br|li|tr|h[1-6]|pre|blockquote|td|table)(?:\s[^<>]*|\/)?>/gi, '\n')
      .replace(/<[^<>]*>/g, ''),
  )
}

/** Of `word/document.xml` or `content.xml`: words without tags, a line for each paragraph. */
export function officeText(xml: string): string {
  return entitiesRead(
    xml
      .replace(/<\/(?:w:p|text:p|text:h)>|<(?:w:br|w:cr|text:line-break)\s*\/>/g, '\n')
      .replace(/<(?:w:tab|text:tab|text:s)(?:\s[^<>]*)?\/>/g, ' ')
      .replace(/<[^<>]*>/g, ''),
  )
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  shy: '',
  zwj: '',
  zwnj: '',
  hyphen: '-',
  dash: '-',
  ndash: '-',
  mdash: '-',
  minus: '-',
}

function entitiesRead(text: string): string {
  return text.replace(/&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});/g, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    if (code === 0xa0) return ' '
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}

/** Of rich text: what is no control word. Good enough for codes, which are ASCII. */
function rtfText(rtf: string): string {
  return rtf
    .replace(/\\'([0-9a-fA-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\(?:par|line|row|cell)\b ?/g, '\n')
    .replace(/\\[_~]/g, (sign) => (sign === '\\_' ? '-' : ' '))
    .replace(/\\[a-z]{1,32}-?\d{0,10} ?|\\[^a-z]|[{}]/gi, '')
}
