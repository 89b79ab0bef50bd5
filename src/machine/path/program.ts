/** Programs: an itinerary as a flat list of integers, fourteen an instruction. The compiler writes them, the interpreter runs them. */
import type { Answer, Pool, Role } from './itinerary.ts'

export const WIDTH = 14

/** Instructions. Literal numbers: the interpreter's switch is on them. */
export const WORK = 0
export const VISIT = 1
export const POST = 2
export const WAKE = 3
export const ASK_IOMMU = 4
export const ASK_CACHE = 5
export const ASK_MEMORY = 6
export const HOLD = 7
export const RELEASE = 8
export const EACH = 9
export const CHILD_END = 10
export const GATHER = 11
export const WAVE = 12
export const BATCH_END = 13
export const REQUEST_END = 14
export const SKIP_IF_ZERO = 15
export const RETURN = 16
export const ASK_MAP = 17
export const ASK_UNMAP = 18
export const ASK_FRAME = 19
export const ASK_DIRTY = 20
export const ASK_ROOM = 21
export const ASK_SYNC = 22
export const ASK_STORE = 23
export const ASK_SETTLED = 24
export const ASK_BLOCKS = 25
export const ASK_LOG = 26
export const ASK_REACH = 27
export const ASK_REFILL = 28
export const ASK_SCRIPT = 29

/** Words of an instruction; the first is its kind. */
/** Who: a thread role (WORK, POST), a station (VISIT), a pool (HOLD), a gate (GATHER). */
export const WHO = 1
/** Nanoseconds of one time, or of all times where there is no answer. */
export const NANOS = 2
/** Answer that multiplies; -1: none. */
export const ANSWER = 3
/** Where else to go: after a post's kick, a fault's landing, past an empty scope, a batch's own steps. */
export const TARGET = 4
/** Index into the drawing's rows. */
export const ROW = 5
/** CORE_KINDS of the work. */
export const USE = 6
/** EXIT_REASONS + 1, or 0; see COUNT. */
export const EXIT = 7
/** How many of it (of one time where there is an answer). HOLD that spins: who, as in WHO of WORK. ASK_REFILL: of how many. */
export const COUNT = 8
/** Bytes of payload: copied by a CPU (WORK), asked for (ASK), added (GATHER). */
export const BYTES = 9
/** 1 interrupt, 2 end of interrupt, 3 interrupt that the host takes first. GATHER: 1 where it is held back. */
export const MARK = 10
export const CALLS = 3
/** POST: before other work of that thread. WORK: inside an interrupt or under a spin lock, so no other interrupt comes between. HOLD: by SHORT. GATHER: it waits. */
export const URGENT = 11

/** WORK: nanoseconds that one time takes more far from what it works on. GATHER: where an echo begins; 0: it has none. */
export const FARTHER = 12
/** WORK: bytes that one time moves in and out of memory; what a cache holds is not counted. */
export const MOVED = 13

/** Its place in THREADS, and that of a gate in GATES. */
export const BACKEND = 4
export const COMPLETION = 0

export const THREADS: readonly Role[] = ['vcpu', 'vmm', 'worker', 'core', 'backend']
export const STATIONS: readonly Role[] = [
  'device',
  'link',
  'walker',
  'back',
  'bus-down',
  'bus-up',
  'far',
  'fetch',
  'timer',
  'moment',
]
/** In the only order in which they may be taken. */
export const POOLS: readonly Pool[] = [
  'ring',
  'queue',
  'swiotlb',
  'bus',
  'lock',
  'backend',
  'invalidation',
  'socket',
]
/** The first so many of them are each queue's own. */
export const QUEUE_POOLS = 2
export const SHORT = ['wait', 'drop', 'spin'] as const
export const GATES = [
  'completion',
  'writeback',
  'send',
  'refresh',
  'acknowledge',
  'plug',
  'doorbell',
  'tail',
] as const
/** A batch's wave has one more: how many members it serves. */
export const ANSWERS: readonly Answer[] = [
  'awake',
  'asleep',
  'missing',
  'misses',
  'flushes',
  'medium',
  'pages',
  'asked',
  'beyond',
  'refill',
  'pauses',
]

/** Commands of an `each`: where each begins, how many there are, how many run at once. */
export interface Fork {
  readonly window: number
  /** Bytes of all commands but the last. */
  readonly unit: number
  /** Beginning of the n-th command. */
  readonly starts: Int32Array
}

export interface Program {
  readonly code: Int32Array
  readonly forks: readonly Fork[]
  /** Words of each row, for the stall report. */
  readonly texts: readonly string[]
  /** Where each kind of request begins. */
  readonly entries: Int32Array
  /** Where a write-back begins; -1: nothing is ever written back. */
  readonly writeBack: number
}
