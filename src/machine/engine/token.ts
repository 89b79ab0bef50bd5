/** The travellers: requests, their commands, and batches. Some integers each, side by side; nothing is allocated while a run goes on. */

import { ANSWERS } from '../path/program.ts'
import { EXIT_REASONS } from '../record/run.ts'
import {
  ANSWER_0,
  CORE,
  COUNTED,
  COUNTED_INTERRUPTS,
  COUNTS,
  FLOW,
  GATE,
  MEMBERS,
  PARENT,
  THREAD,
  TOKEN_WORDS,
} from './words.ts'

export * from './words.ts'

/** Adds to what a token has counted. Position of its first word. */
export function count(words: Int32Array, at: number, word: number, more: number): void {
  words[at + COUNTS] |= 1 << (word - COUNTED_INTERRUPTS)
  words[at + word] += more
}

/** The first of the words that these bits stand for. */
export function firstCounted(bits: number): number {
  return COUNTED_INTERRUPTS + 31 - Math.clz32(bits & -bits)
}

/** What one token has counted becomes another's. Positions of their first words. */
export function handOver(words: Int32Array, from: number, to: number): void {
  let bits = words[from + COUNTS]
  if (bits === 0) return
  words[from + COUNTS] = 0
  words[to + COUNTS] |= bits
  for (; bits !== 0; bits &= bits - 1) {
    const word = firstCounted(bits)
    words[to + word] += words[from + word]
    words[from + word] = 0
  }
}

/** A request begins with nothing counted. Position of its token's first word. */
export function forgetCounts(words: Int32Array, at: number): void {
  for (let bits = words[at + COUNTS]; bits !== 0; bits &= bits - 1) words[at + firstCounted(bits)] = 0
  words[at + COUNTS] = 0
}

export class Tokens {
  readonly words: Int32Array
  /** One link a token: it stands in at most one queue. */
  readonly next: Int32Array
  readonly size: number
  private free = 0
  live = 0

  constructor(size: number) {
    if (ANSWER_0 + ANSWERS.length > MEMBERS) throw new Error('a token has no room for so many answers')
    if (COUNTED + EXIT_REASONS.length > TOKEN_WORDS)
      throw new Error('a token has no room for so many reasons of exit: make TOKEN_WORDS larger')
    this.size = size
    this.words = new Int32Array(size * TOKEN_WORDS)
    this.next = new Int32Array(size)
    for (let token = 0; token < size; token++) this.next[token] = token + 1 < size ? token + 1 : -1
    this.words.fill(-1)
  }

  /** A fresh token, or -1 where all are under way. */
  take(): number {
    const token = this.free
    if (token < 0) return -1
    this.free = this.next[token]
    this.live++
    const from = token * TOKEN_WORDS
    for (let word = 0; word < TOKEN_WORDS; word++) this.words[from + word] = 0
    this.words[from + THREAD] = -1
    this.words[from + PARENT] = -1
    this.words[from + GATE] = -1
    this.words[from + CORE] = -1
    return token
  }

  give(token: number): void {
    this.words[token * TOKEN_WORDS + FLOW] = -1
    this.next[token] = this.free
    this.free = token
    this.live--
  }

  /** Whether this number belongs to somebody now. */
  alive(token: number): boolean {
    return this.words[token * TOKEN_WORDS + FLOW] >= 0
  }
}
