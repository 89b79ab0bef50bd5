/**
 * Where in a token which word lies. This file imports nothing, so that the bundler puts these numbers into the code: those of a file that
 * imports stay variables, looked up and checked each time.
 */

/** What is used most lies side by side. */
export const PC = 0
export const FLOW = 1
/** Row of the request in the record; -1 for a write-back, which is no request's. */
export const REQUEST = 2
/** Thread that serves it; -1: none. */
export const THREAD = 3
/** The request's own vCPU: a thread. */
export const VCPU = 4
export const FLAGS = 5
/** Which of its flow's kinds of request (kinds.ts) it is. */
export const KIND = 6
/** Which request of its flow this is, from 0: draws luck and disk address. */
export const ORDINAL = 7
/** What it has counted, a bit for each of the words from COUNTED_INTERRUPTS on: lowest first. */
export const COUNTS = 8
/** Core whose interrupt context it came through last; -1: none. */
export const CORE = 9
/** Bytes of its request that lie before this command. */
export const OFFSET = 10
/** Bit for each pool that it holds. */
export const HELD = 11
/** Gate that a batch belongs to. */
export const GATE = 12
/** The request or command that waits for this one; -1: none. */
export const PARENT = 13
/** Commands still under way, and commands begun. Where it waits for dirty pages: bytes, or stretches. A write-back: its slot. */
export const LEFT = 14
export const BEGUN = 15
/** One answer of each kind, in the order of ANSWERS. */
export const ANSWER_0 = 16
export const AWAKE = 16
export const ASLEEP = 17
export const MISSING = 18
export const MISSES = 19
export const FLUSHES = 20
export const MEDIUM = 21
export const PAGES = 22
export const ASKED = 23
export const BEYOND = 24
export const REFILL = 25
export const PAUSES = 26
/** How many members a batch's wave serves. */
export const MEMBERS = 27
/** Its piece of I/O address space; only while it has one. */
export const PIECE = 28
/** What its request takes over from it: interrupts, ends of interrupt, copied bytes … */
export const COUNTED_INTERRUPTS = 29
export const COUNTED_EOIS = 30
export const COUNTED_COPIES = 31
/** … and exits by EXIT_REASONS, up to the end. */
export const COUNTED = 32
export const TOKEN_WORDS = 42
