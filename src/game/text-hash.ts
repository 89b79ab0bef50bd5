/** 64-bit FNV-1a over a text, hexadecimal. */
import { Fnv64 } from '../machine/index.ts'

export function textHash(text: string): string {
  const hash = new Fnv64()
  for (const byte of new TextEncoder().encode(text)) hash.byte(byte)
  return hash.hex()
}
