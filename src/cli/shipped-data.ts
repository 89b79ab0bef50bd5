/** Data that the build lays beside the bundle, packed, so that many levels stay a small package. */
import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'
import type { Language } from '../text/language.ts'

/** The text of `<name>.br`. */
export function packedText(name: string): string {
  return brotliDecompressSync(readFileSync(new URL(`./${name}.br`, import.meta.url))).toString('utf8')
}

/** What the build packed; `checked`: published measurements that lean on single costs. */
export function shippedData(
  name: 'levels' | `levels.${Language}` | 'spaces' | 'assignments' | 'validation' | 'checked',
): unknown {
  return JSON.parse(packedText(`${name}.json`))
}
