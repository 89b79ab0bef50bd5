/** Data that the build lays beside the bundle: JSON, packed, so that many levels stay a small package. */
import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'

export function shippedData(name: 'levels' | 'spaces' | 'validation' | 'checked'): unknown {
  const packed = readFileSync(new URL(`./${name}.json.br`, import.meta.url))
  return JSON.parse(brotliDecompressSync(packed).toString('utf8'))
}
