/**
 * A run: the record of one configuration, one workload and one seed, simulated whole. Compact typed arrays, never put
 * into immer. Everything that a screen, a metric or a check wants to know is read from here.
 */
import type { Histogram } from '../../sim/histogram.ts'
import type { Host, Operation } from '../host/host.ts'
import type { Row } from '../path/itinerary.ts'
import type { Nanos } from '../units.ts'
import type { FineCores } from './core-trace.ts'
import type { ExtraTime } from './extra.ts'
import type { MappingRecord } from './mapping-log.ts'
import type { Occupancy } from './occupancy.ts'

/** What a core spends its time on. The order is the order of the columns in CoreUse.nanos. */
export const CORE_KINDS = ['guest', 'exit', 'copy', 'model', 'host', 'poll', 'spin'] as const
export type CoreKind = (typeof CORE_KINDS)[number]

/** Why a virtual CPU left the guest. The order is the order of the columns in Flow.exits. */
export const EXIT_REASONS = [
  'trap-read',
  'trap-write',
  'string',
  'interrupt',
  'eoi',
  'halt',
  'pause',
  'world-switch',
  'page-fault',
  'irqchip',
] as const
export type ExitReason = (typeof EXIT_REASONS)[number]

/** One workload of one guest's device. */
export interface Flow {
  /** `files.disk` */
  readonly id: string
  readonly guest: string
  readonly device: string
  readonly op: Operation
  readonly bytes: number
  /** The path of one request at rest, for the drawing: of the first kind. */
  readonly path: readonly Row[]
  /** Kinds of request: by its mix of reads and writes, its sizes, its flush. Rows of the log count through all of their paths. */
  readonly kinds: readonly {
    readonly op: Operation | 'flush'
    readonly bytes: number
    readonly nanosAlone: Nanos
    readonly path: readonly Row[]
  }[]
  /** Time of one request alone at rest. Nanoseconds. */
  readonly nanosAlone: Nanos
  /** Commands that one request is split into. */
  readonly commands: number
  /** Requests that ended within the run. */
  requests: number
  /** Requests that ended with an error (a contained fault, a refused address). */
  failed: number
  /** Payload of the requests that ended well. Bytes. */
  payload: number
  /** Bytes copied by a CPU, in guest or host. */
  copied: number
  /** Interrupts that the guest took, and ends of interrupt. */
  interrupts: number
  eois: number
  /** By EXIT_REASONS. */
  readonly exits: Float64Array
  readonly iotlbLookups: number
  readonly iotlbMisses: number
  /** Addresses that a device looked for in a cache of its own (ATS), and those that it had to ask the IOMMU for. */
  readonly deviceTlbLookups: number
  readonly deviceTlbMisses: number
  /** Times that somebody waited until the unit forgot, or that its timer made it forget. */
  readonly invalidations: number
  /** Time from the request's begin to its end. Nanoseconds. */
  readonly latency: Histogram
  /** Packets that found no place, and those of them that had come as far as the socket. The others found no descriptor. */
  dropped: number
  droppedAtSocket: number
  /** Times that the application asked for safety (fsync) and was answered, and how long that took. They are no requests. */
  flushes: number
  readonly flushLatency: Histogram
  /** Answered writes that a power cut took, and those of them that had been promised to be safe. */
  readonly lostWrites: number
  readonly lostPromised: number
}

/** What must not happen. */
export const VIOLATION_KINDS = [
  'dma-foreign-memory',
  'stale-mapping',
  'sub-page',
  'peer-to-peer',
  'vector-foreign',
  'dirty-device',
  'escape',
  'spoofed-frame',
] as const
export type ViolationKind = (typeof VIOLATION_KINDS)[number]

/** … and what was tried and came to nothing. */
export type ContainedKind =
  | 'blocked-by-iommu'
  | 'blocked-interrupt'
  | 'bounce-buffer'
  | 'refused-by-vmm'
  | 'no-such-memory'
  | 'no-hole'
  | 'confined'
  | 'blocked-by-card'
  | 'sealed-memory'
  | 'other-vlan'

/** An access or an interrupt that went where it must not, or was stopped from going there. */
export interface Incident {
  readonly at: Nanos
  readonly kind: ViolationKind | ContainedKind
  readonly flow: string
  /** Requester ID of the device that did it. */
  readonly device: string
  readonly owner: string
  /** Whose memory was hit; `-` where nothing was. */
  readonly victim: string
  /** What the device put on the bus. */
  readonly address: number
  /** Where that lies in real memory; -1: nowhere. */
  readonly landed: number
  /** Where the guest meant it to lie; -1: nowhere. */
  readonly meant: number
  readonly bytes: number
  readonly write: boolean
  /** Index into Run.requests; -1: none asked for it. */
  readonly request: number
}

/** One row a request, in the order of their beginnings; `count` rows are filled. */
export interface RequestTable {
  readonly count: number
  readonly begin: Uint32Array
  /** 0 while unfinished. */
  readonly end: Uint32Array
  /** Index into Run.flows. */
  readonly flow: Uint8Array
  /** 1 ended, 2 failed, 4 violation, 8 contained, 16 dropped, 32 a flush, 64 dropped at the socket. */
  readonly flags: Uint8Array
  /** Index into its flow's kinds. */
  readonly kind: Uint8Array
}

/** Sums over equal slices of the run, for curves. */
export interface Series {
  /** Nanoseconds of one slice. */
  readonly width: Nanos
  readonly slices: number
  /** Per flow: requests ended, payload bytes, exits, copied bytes, interrupts, sum of latencies (ns). */
  readonly flows: readonly {
    readonly requests: Float64Array
    readonly payload: Float64Array
    readonly exits: Float64Array
    readonly copied: Float64Array
    readonly interrupts: Float64Array
    readonly latency: Float64Array
  }[]
  /** Per core, per CORE_KINDS: nanoseconds. */
  readonly cores: readonly (readonly Float64Array[])[]
}

export interface CoreUse {
  /** By CORE_KINDS. Nanoseconds; the rest of the duration was idle. */
  readonly nanos: Float64Array
  /** Names of the threads that ran here: `files vCPU 0`. */
  readonly threads: readonly string[]
}

export interface GuestState {
  readonly id: string
  readonly boots: boolean
  /** Why it does not. */
  readonly reason?: string
  /** It boots, and has no driver for its network card: the run counts it as one that does not. */
  readonly lacksNetwork?: boolean
}

/** A guest that was to move to another host. */
export interface Migration {
  readonly guest: string
  readonly at: Nanos
  /** done: it runs there. refused: it cannot move, and `reason` says why. unfinished: still being sent at the end of the run. */
  state: 'done' | 'refused' | 'unfinished'
  reason?: string
  /** Times that pages were sent: all of them, then what was written meanwhile. */
  rounds: number
  /** Sent so far. */
  bytes: number
  /** From its request to its end, and how long its vCPUs were stopped; 0 unless done. Nanoseconds. */
  took: Nanos
  downtime: Nanos
}

/** A line (INTx) with a device on it that does not let itself be held back. */
export interface InterruptLine {
  /** 0 to 3. */
  readonly line: number
  /** Names of the real devices that interrupt by it. */
  readonly devices: string[]
  /** All that came, and those that nobody wanted. */
  interrupts: number
  unwanted: number
  /** When the host's kernel gave the line up; -1: it did not. */
  givenUp: Nanos
}

/** Goes through a log from its beginning: entries and notes of marks.ts. A traveller is a request, a command or a batch. */
export interface LogReader {
  /** @param gate where it waits for company, or whose batch it is; -1: neither */
  entry(
    nanos: Nanos,
    request: number,
    row: number,
    kind: number,
    traveller: number,
    batch: boolean,
    why: number,
    gate: number,
  ): void
  /** @param of the request of one that forks, the other of one that joins, a batch's gate */
  note(nanos: Nanos, what: number, traveller: number, of: number): void
}

/** The log of transitions, for playback; absent where it was not asked for. In time order. */
export interface RunLog {
  readonly count: number
  readonly nanos: Uint32Array
  /** Index into Run.requests. */
  readonly request: Int32Array
  /** Index into the rows of all kinds of the flow, one path after the other: the first kind's is its path. */
  readonly row: Uint16Array
  /** 0 waits for its turn, 1 is being served, 2 ended, 3 violation, 4 contained */
  readonly kind: Uint8Array
  read(reader: LogReader): void
}

export interface Run {
  readonly host: Host
  readonly seed: number
  /** What was asked for, or less where the power was cut before; at least 1 ns. Rates are counted over it. */
  readonly duration: Nanos
  /** 64-bit FNV-1a over the compact record, hexadecimal; the same on every machine. */
  readonly hash: string
  readonly guests: readonly GuestState[]
  readonly flows: readonly Flow[]
  readonly requests: RequestTable
  readonly cores: readonly CoreUse[]
  /** Every thread, whose work it is, how long it ran, and how long of that it spun for locks. Nanoseconds. */
  readonly threads: readonly {
    readonly name: string
    readonly owner: string
    readonly nanos: Nanos
    readonly spun: Nanos
  }[]
  /** Every lock, whose it is, and how long it was held. Nanoseconds. */
  readonly locks: readonly { readonly name: string; readonly owner: string; readonly held: Nanos }[]
  readonly series: Series
  readonly violations: readonly Incident[]
  readonly contained: readonly Incident[]
  /** All of them; the lists above end at 1 000. */
  readonly violationCount: number
  /** Faults that the unit wrote down, and those that found no record free. */
  readonly faults: { readonly recorded: number; readonly lost: number }
  readonly containedCount: number
  /** Bytes of guest memory that could not move, at most at once, because a device might reach them. */
  readonly pinned: number
  /** The same, guest by guest. */
  readonly pinnedBy: readonly { readonly guest: string; readonly bytes: number }[]
  /** Guests that were to move, in the order of their times. */
  readonly migrations: readonly Migration[]
  /** Lines that could storm. */
  readonly lines: readonly InterruptLine[]
  /** Who owns which part of real memory, in order. */
  readonly memory: readonly { readonly owner: string; readonly from: number; readonly bytes: number }[]
  readonly log?: RunLog
  /** What each core did, in finer slices than `series`; only with a log. */
  readonly fine?: FineCores
  /** What took longer since something was far or crowded; only with a log. */
  readonly extra?: ExtraTime
  /** What drivers mapped for each request and took back; only with a log, and where one did. */
  readonly mappings?: MappingRecord
  /** Queues, interrupts and the IOTLB; absent where the log is. */
  readonly occupancy?: Occupancy
  /** Requests still under way at the end, in words: who waits on what. */
  readonly unfinished: readonly string[]
  /** Events that the kernel handled. */
  readonly events: number
}
