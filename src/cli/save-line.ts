/**
 * A progress as one line that can be copied, mailed and pasted: `exitless-progress.1.` with the packed text in letters,
 * digits, - and _, and a check over them at the end. Blanks and line breaks in it do no harm.
 */
import { createHash } from 'node:crypto'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'

const NAME = 'exitless-progress'
const VERSION = 1
/** What a line may hold, unpacked. Bytes. */
const LARGEST = 8 * 2 ** 20
const CHECK = 8

function checkOf(packed: string): string {
  return createHash('sha256').update(`${VERSION}.${packed}`).digest('hex').slice(0, CHECK)
}

export function printSaveLine(text: string): string {
  const packed = brotliCompressSync(Buffer.from(text, 'utf8')).toString('base64url')
  return `${NAME}.${VERSION}.${packed}.${checkOf(packed)}`
}

export function isSaveLine(text: string): boolean {
  return text.trimStart().startsWith(`${NAME}.`)
}

/** The text in a line, or what is wrong with it in words. */
export function readSaveLine(line: string): { readonly text: string } | { readonly problem: string } {
  const [, version, packed = '', check] = line.replace(/\s+/g, '').split('.')
  if (!/^\d{1,4}$/.test(version ?? '')) return { problem: 'the line says no version behind its name' }
  if (Number(version) > VERSION)
    return {
      problem: `the line has version ${version}, and this exitless reads ${VERSION}; it comes from a newer one`,
    }
  if (check === undefined) return { problem: 'the line is cut: its check at the end is missing' }
  if (check !== checkOf(packed))
    return { problem: 'the line was mistyped or cut: its check does not fit; copy it whole' }
  try {
    const bytes = brotliDecompressSync(Buffer.from(packed, 'base64url'), { maxOutputLength: LARGEST })
    return { text: bytes.toString('utf8') }
  } catch {
    return { problem: `the line cannot be unpacked, or holds more than ${LARGEST / 2 ** 20} MiB` }
  }
}
