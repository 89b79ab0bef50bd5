/** The travellers: requests, their commands, and batches. Some integers each, side by side; nothing is allocated while a run goes on. */

import { ANSWERS } from '../path/program.ts'
import { EXIT_REASONS } from '../record/run.ts'

/** Words of a token. Literal numbers, which a bundler puts into the code. */
export const PC = 0
export const FLOW = 1
/** Row of the request in the record; -1 for a write-back, which is no request's. */
export const REQUEST = 2
/** Thread that serves it; -1: none. */
export const THREAD = 3
/** The request's own vCPU: a thread. */
export const VCPU = 4
/** The request or command that waits for this one; -1: none. */
export const PARENT = 5
/** Commands still under way, and commands begun. Where it waits for dirty pages: bytes, or stretches. A write-back: its slot. */
export const LEFT = 6
export const BEGUN = 7
/** Bytes of its request that lie before this command. */
export const OFFSET = 8
/** One answer of each kind: seven. */
export const ANSWER_0 = 9
/** How many members a batch's wave serves. */
export const MEMBERS = 16
export const FLAGS = 17
/** Bit for each pool that it holds. */
export const HELD = 18
/** Gate that a batch belongs to. */
export const GATE = 19
/** Core whose interrupt context it came through last; -1: none. */
export const CORE = 20
/** Which request of its flow this is, from 0: draws luck and disk address. */
export const ORDINAL = 21
/** Its piece of I/O address space; only while it has one. */
export const PIECE = 22
/** Which of its flow's kinds of request (kinds.ts) it is. */
export const KIND = 23
/** What it has counted, a bit for each of the words from here on: lowest first. Its request takes it over: interrupts, ends of interrupt, copied bytes … */
export const COUNTS = 24
export const COUNTED_INTERRUPTS = 25
export const COUNTED_EOIS = 26
export const COUNTED_COPIES = 27
/** … and exits by EXIT_REASONS, up to the end. */
export const COUNTED = 28
export const TOKEN_WORDS = 40

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
