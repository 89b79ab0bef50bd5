/** A student as an assignment knows one: by a hash, so that no file holds an id. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

function hashed(...parts: readonly string[]): string {
  return bytesToHex(sha256(utf8ToBytes(parts.join('\n'))))
}

/** 40 bits of the id's salted hash, hexadecimal. */
export function studentTag(salt: string, id: string): string {
  return hashed(salt, id.trim().toLowerCase()).slice(0, 10)
}

/** Which of a level's variants a student gets: 0 to count - 1. */
export function variantNumber(tag: string, levelId: string, count: number): number {
  return count === 0 ? 0 : Number.parseInt(hashed(tag, levelId).slice(0, 12), 16) % count
}
