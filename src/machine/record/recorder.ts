/**
 * Writing a run down: rows of requests and sums over slices always, the log of transitions where it is asked for. What can
 * be told from the rows (sums, curves, the hash) is made of them when the run is over, so that it does not depend on what is
 * recorded and costs little while the run goes on.
 */
import { Fnv64 } from '../../sim/hash.ts'
import type { CoreLedger } from '../cpu/core-clock.ts'
import {
  COUNTED,
  COUNTED_COPIES,
  COUNTED_EOIS,
  COUNTED_INTERRUPTS,
  COUNTS,
  firstCounted,
  TOKEN_WORDS,
} from '../engine/token.ts'
import type { Watch } from '../engine/watched.ts'
import type { Nanos } from '../units.ts'
import { CoreTrace } from './core-trace.ts'
import type { ExtraTrace } from './extra.ts'
import { type FlowSums, newSums } from './flow-sums.ts'
import { Log } from './log.ts'
import type { MappingLog } from './mapping-log.ts'
import {
  BLOCKED,
  ENDED,
  FLAG_DROPPED,
  FLAG_ENDED,
  FLAG_FAILED,
  FLAG_FLUSH,
  FLAG_SOCKET,
  LANDED_WRONG,
} from './marks.ts'
import { CORE_KINDS, type Incident, type RequestTable, type RunLog, type Series } from './run.ts'

const SLICES = 48
/** Curves of one flow (Series.flows). */
const FLOW_CURVES = 6
const FIRST_ROWS = 4096
const LATEST = 0xffff_ffff
/** In place of the payload of a request that ended with an error. */
const FAILED = -1
/** Incidents beyond these are counted and not kept. */
const INCIDENTS = 1000

export * from './marks.ts'

export class Recorder implements CoreLedger {
  readonly flows: FlowSums[]
  readonly series: Series
  readonly violations: Incident[] = []
  readonly contained: Incident[] = []
  violationCount = 0
  containedCount = 0
  private readonly hash = new Fnv64()
  readonly width: Nanos
  /** The slice that was written to last, and when it begins and ends: time goes on, so it is mostly that one again. */
  private slice = 0
  private sliceBegin = 0
  private sliceEnd: Nanos
  private begin = new Uint32Array(FIRST_ROWS)
  private end = new Uint32Array(FIRST_ROWS)
  private flow = new Uint8Array(FIRST_ROWS)
  private flags = new Uint8Array(FIRST_ROWS)
  private kind = new Uint8Array(FIRST_ROWS)
  private rows = 0
  readonly logging: boolean
  /** Of a recorded run. */
  watch: Watch | undefined
  extra: ExtraTrace | undefined
  private readonly entries: Log | undefined
  /** What is written down for pictures alone, where the log is. */
  readonly trace: CoreTrace | undefined
  readonly mappings: MappingLog | undefined

  constructor(flows: number, cores: number, duration: Nanos, logging: boolean, mappings?: MappingLog) {
    this.width = Math.max(1, Math.ceil(duration / SLICES))
    this.sliceEnd = this.width
    this.logging = logging
    // All curves in one piece of memory: a run of a few milliseconds would else spend much of its time on hundreds of small ones.
    const curves = new ArrayBuffer(
      (FLOW_CURVES * flows + CORE_KINDS.length * cores) * SLICES * Float64Array.BYTES_PER_ELEMENT,
    )
    let next = 0
    const slices = (): Float64Array => {
      const from = next
      next += SLICES * Float64Array.BYTES_PER_ELEMENT
      return new Float64Array(curves, from, SLICES)
    }
    this.flows = Array.from({ length: flows }, newSums)
    this.series = {
      width: this.width,
      slices: SLICES,
      flows: this.flows.map(() => ({
        requests: slices(),
        payload: slices(),
        exits: slices(),
        copied: slices(),
        interrupts: slices(),
        latency: slices(),
      })),
      cores: Array.from({ length: cores }, () => CORE_KINDS.map(slices)),
    }
    this.entries = logging ? new Log() : undefined
    this.trace = logging ? new CoreTrace(cores, CORE_KINDS.length, duration) : undefined
    this.mappings = logging ? mappings : undefined
  }

  /** A request begins; its row. */
  requestBegins(flow: number, kind: number, now: Nanos): number {
    if (this.rows === this.begin.length) this.growRows()
    const row = this.rows++
    this.begin[row] = now
    this.flow[row] = flow
    this.kind[row] = kind
    return row
  }

  /** @param words what its token has counted, from `at` on */
  requestEnds(row: number, now: Nanos, flags: number, words: Int32Array, at: number): void {
    this.end[row] = now
    this.flags[row] = flags | FLAG_ENDED
    if (this.logging) this.log(now, row, 0, ENDED, at / TOKEN_WORDS)
    if (words[at + COUNTS] !== 0) this.counted(this.flow[row], words, at)
    if ((flags & (FLAG_DROPPED | FLAG_FLUSH)) === 0) this.flows[this.flow[row]].requests++
  }

  /** What a token counted goes to its flow: a request's at its end, and that of a write-back, which is no request's. */
  counted(flow: number, words: Int32Array, at: number): void {
    const sums = this.flows[flow]
    for (let bits = words[at + COUNTS]; bits !== 0; bits &= bits - 1) {
      const word = firstCounted(bits)
      const counted = words[at + word]
      if (word >= COUNTED) sums.exits[word - COUNTED] += counted
      else if (word === COUNTED_INTERRUPTS) sums.interrupts += counted
      else if (word === COUNTED_EOIS) sums.eois += counted
      else if (word === COUNTED_COPIES) sums.copied += counted
    }
  }

  /** A vCPU has nothing to do: an exit of the flow, of no single request. */
  halts(flow: number, reason: number, now: Nanos): void {
    this.flows[flow].exits[reason]++
    this.sawExits(flow, reason, 1, now)
  }

  sawExits(flow: number, reason: number, count: number, now: Nanos): void {
    const slice = this.sliceOf(now)
    this.series.flows[flow].exits[slice] += count
    this.extra?.stops(reason, slice, count)
  }

  sawCopy(flow: number, bytes: number, now: Nanos): void {
    this.series.flows[flow].copied[this.sliceOf(now)] += bytes
  }

  sawInterrupt(flow: number, now: Nanos): void {
    this.series.flows[flow].interrupts[this.sliceOf(now)]++
  }

  spends(core: number, use: number, slice: number, nanos: Nanos): void {
    this.series.cores[core][use][Math.min(SLICES - 1, slice)] += nanos
  }

  violates(incident: Incident): void {
    this.violationCount++
    if (this.violations.length < INCIDENTS) this.violations.push(incident)
    this.hash.word(incident.at)
    this.hash.word(LANDED_WRONG)
  }

  contains(incident: Incident): void {
    this.containedCount++
    if (this.contained.length < INCIDENTS) this.contained.push(incident)
    this.hash.word(incident.at)
    this.hash.word(BLOCKED)
  }

  /** @param who as whoIs (log.ts) writes it */
  log(now: Nanos, request: number, row: number, kind: number, who: number): void {
    // What a write-back does is no request's.
    if (request >= 0) this.entries?.add(now, request, row, kind, who)
  }

  /** What becomes of a traveller (marks.ts). */
  note(now: Nanos, request: number, what: number, traveller: number, of: number): void {
    if (request >= 0) this.entries?.note(now, what, traveller, of)
  }

  requests(): RequestTable {
    return {
      count: this.rows,
      begin: this.begin.subarray(0, this.rows),
      end: this.end.subarray(0, this.rows),
      flow: this.flow.subarray(0, this.rows),
      flags: this.flags.subarray(0, this.rows),
      kind: this.kind.subarray(0, this.rows),
    }
  }

  logged(): RunLog | undefined {
    return this.entries?.read()
  }

  /**
   * The run is over: rows become sums and curves.
   * @param bytes of each flow's kinds of request
   */
  closes(bytes: readonly Int32Array[]): void {
    for (let row = 0; row < this.rows; row++) {
      const flags = this.flags[row]
      this.hash.word(this.end[row])
      this.hash.byte(flags & ~FLAG_SOCKET)
      if ((flags & FLAG_ENDED) === 0) continue
      const flow = this.flow[row]
      const sums = this.flows[flow]
      const elapsed = this.end[row] - this.begin[row]
      if ((flags & FLAG_DROPPED) !== 0) {
        sums.dropped++
        if ((flags & FLAG_SOCKET) !== 0) sums.droppedAtSocket++
      } else if ((flags & FLAG_FLUSH) !== 0) {
        sums.flushes++
        sums.flushLatency.add(elapsed)
      } else
        this.sumUp(
          flow,
          this.end[row],
          elapsed,
          (flags & FLAG_FAILED) === 0 ? bytes[flow][this.kind[row]] : FAILED,
        )
    }
  }

  /** @param bytes FAILED: it did not end well */
  private sumUp(flow: number, end: Nanos, elapsed: Nanos, bytes: number): void {
    const sums = this.flows[flow]
    const series = this.series.flows[flow]
    const slice = Math.min(SLICES - 1, Math.floor(end / this.width))
    if (bytes === FAILED) sums.failed++
    else {
      sums.payload += bytes
      series.payload[slice] += bytes
    }
    sums.latency.add(elapsed)
    series.requests[slice]++
    series.latency[slice] += elapsed
  }

  /** Counters join the rows: two runs with one hash did the same. */
  digest(): string {
    for (const sums of this.flows) {
      for (const value of [
        sums.requests,
        sums.failed,
        sums.payload,
        sums.copied,
        sums.interrupts,
        sums.iotlbMisses,
      ])
        this.hash.word(value % 2 ** 32)
      // A reason that never came is no part of it: a new one changes no old run.
      for (const [reason, count] of sums.exits.entries())
        if (count > 0) {
          this.hash.word(reason)
          this.hash.word(count % 2 ** 32)
        }
    }
    return this.hash.hex()
  }

  private sliceOf(at: Nanos): number {
    if (at >= this.sliceBegin && at < this.sliceEnd) return this.slice
    this.slice = Math.min(SLICES - 1, Math.floor(at / this.width))
    this.sliceBegin = this.slice * this.width
    // What comes after the last belongs to it.
    this.sliceEnd = this.slice === SLICES - 1 ? LATEST : this.sliceBegin + this.width
    return this.slice
  }

  private growRows(): void {
    const size = 4 * this.begin.length
    this.begin = widen(this.begin, new Uint32Array(size))
    this.end = widen(this.end, new Uint32Array(size))
    this.flow = widen(this.flow, new Uint8Array(size))
    this.flags = widen(this.flags, new Uint8Array(size))
    this.kind = widen(this.kind, new Uint8Array(size))
  }
}

function widen<Numbers extends Uint32Array | Uint8Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from)
  return to
}
