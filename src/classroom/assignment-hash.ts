/** What decides the results of an assignment, as one number. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { sorted } from '../game/beyond.ts'
import type { Level } from '../game/index.ts'
import type { Assignment } from './assignment.ts'

/** First 32 bits, hexadecimal: over the salt, the levels with their own hashes, their knobs and their variants; over no text, date or weight. */
export function assignmentHash(
  { salt, levels }: Pick<Assignment, 'salt' | 'levels'>,
  among: readonly Pick<Level, 'id' | 'hash'>[],
): string {
  const decisive = levels.map(({ level, knobs, variants }) => ({
    hash: among.find(({ id }) => id === level)?.hash,
    knobs,
    variants: variants.map(({ pace, work, goals, medals, guess }) => ({ pace, work, goals, medals, guess })),
  }))
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(sorted({ salt, decisive }))))).slice(0, 8)
}
