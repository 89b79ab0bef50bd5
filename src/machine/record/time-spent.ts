/**
 * Where the time of requests went: every nanosecond between the begin and the end of a request belongs to one step, in which
 * it was served or waited for something. The shares of all steps add up to the latency, exactly.
 *
 * Of commands side by side the time is that of the command that ended last. Who waits for company is where its batch is, once
 * that is under way: in its interrupt all members spend the same time.
 */
import type { Nanos } from '../units.ts'
import {
  BATCH_OVER,
  ENDED,
  FLAG_DROPPED,
  FLAG_ENDED,
  FLAG_FLUSH,
  FOR_NOTHING,
  FORKED,
  isTaken,
  JOINED,
  SERVED,
  WAITS,
  WHYS,
} from './marks.ts'
import type { LogReader, Run } from './run.ts'

/** Time that requests of a flow spent in one step, served or waiting. */
export interface Spent {
  /** Index into the rows of all kinds of the flow, one path after the other. */
  readonly row: number
  /** What they waited for (FOR_… of marks.ts); FOR_NOTHING: they were served. */
  readonly why: number
  readonly nanos: Nanos
  /** Times that a request came here. */
  readonly times: number
  /** The longest time of one: whose, from when, how long. */
  readonly request: number
  readonly at: Nanos
  readonly longest: Nanos
}

export interface FlowTime {
  /** Requests that the sums are of, and the sum of their latencies. */
  readonly requests: number
  readonly nanos: Nanos
  readonly spent: readonly Spent[]
  /** By row: times that anybody was served there, requests, commands and batches, those under way too. */
  readonly visits: Float64Array
}

/** A segment: what, from, until. */
const SEGMENT = 3

/** One traveller's way so far. */
class Way {
  request = -1
  state = -1
  since = 0
  gate = -1
  /** When it forked last. */
  forked = 0
  segments: number[] = []

  closes(now: Nanos): void {
    if (this.state >= 0) this.segments.push(this.state, this.since, now)
    this.state = -1
  }
}

/** What a gate's batches did, in order: states, and -1 from a batch's end on. */
class History {
  readonly at: number[] = []
  readonly state: number[] = []

  told(now: Nanos, state: number): void {
    this.at.push(now)
    this.state.push(state)
  }

  /** The last entry not after a moment, or -1. */
  lastAt(now: Nanos): number {
    let low = 0
    let high = this.at.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.at[middle] <= now) low = middle + 1
      else high = middle
    }
    return low - 1
  }
}

class Sums {
  requests = 0
  nanos = 0
  readonly spent: Float64Array
  readonly times: Float64Array
  readonly longest: Float64Array
  readonly request: Int32Array
  readonly at: Float64Array
  readonly visits: Float64Array

  constructor(rows: number) {
    this.spent = new Float64Array(rows * WHYS)
    this.times = new Float64Array(rows * WHYS)
    this.longest = new Float64Array(rows * WHYS).fill(-1)
    this.request = new Int32Array(rows * WHYS).fill(-1)
    this.at = new Float64Array(rows * WHYS)
    this.visits = new Float64Array(rows)
  }

  adds({ request, segments }: Way): void {
    this.requests++
    let before = -1
    for (let one = 0; one < segments.length; one += SEGMENT) {
      const state = segments[one]
      const nanos = segments[one + 2] - segments[one + 1]
      // Taken and at once put behind another: it has come, all the same.
      if (nanos === 0 && state % WHYS !== FOR_NOTHING) continue
      this.spent[state] += nanos
      this.nanos += nanos
      if (!goesOnAfter(before, state)) this.times[state]++
      if (nanos > this.longest[state]) {
        this.longest[state] = nanos
        this.request[state] = request
        this.at[state] = segments[one + 1]
      }
      before = state
    }
  }

  read(): FlowTime {
    const spent: Spent[] = []
    for (let state = 0; state < this.spent.length; state++)
      if (this.spent[state] > 0)
        spent.push({
          row: Math.floor(state / WHYS),
          why: state % WHYS,
          nanos: this.spent[state],
          times: this.times[state],
          request: this.request[state],
          at: this.at[state],
          longest: this.longest[state],
        })
    return { requests: this.requests, nanos: this.nanos, spent, visits: this.visits }
  }
}

/** Served again where its core had been taken away: no new visit. */
function goesOnAfter(before: number, state: number): boolean {
  const row = state - FOR_NOTHING
  return state % WHYS === FOR_NOTHING && before >= row && before < row + WHYS && isTaken(before - row)
}

class Reading implements LogReader {
  private readonly run: Run
  private readonly wanted: (request: number) => boolean
  readonly sums: readonly Sums[]
  private readonly ways: Way[] = []
  private readonly histories: History[] = []
  private readonly begun: Uint8Array
  /** What each traveller was seen at last, for the visits. */
  private readonly seen: number[] = []

  constructor(run: Run, wanted: (request: number) => boolean) {
    this.run = run
    this.wanted = wanted
    this.begun = new Uint8Array(run.requests.count)
    this.sums = run.flows.map(
      ({ kinds }) => new Sums(kinds.reduce((rows, kind) => rows + kind.path.length, 0)),
    )
  }

  entry(
    now: Nanos,
    request: number,
    row: number,
    kind: number,
    traveller: number,
    batch: boolean,
    why: number,
    gate: number,
  ): void {
    if (kind === ENDED) this.ends(now, request, traveller)
    if (kind !== WAITS && kind !== SERVED) return
    const state = row * WHYS + why
    if (why === FOR_NOTHING && !goesOnAfter(this.seen[traveller] ?? -1, state))
      this.sums[this.run.requests.flow[request]].visits[row]++
    this.seen[traveller] = state
    if (batch) {
      this.history(gate).told(now, state)
      return
    }
    const way = this.wayOf(traveller, request, now, row * WHYS)
    this.closes(way, now)
    way.state = state
    way.since = now
    way.gate = gate
  }

  note(now: Nanos, what: number, traveller: number, of: number): void {
    if (what === BATCH_OVER) {
      this.history(of).told(now, -1)
      return
    }
    if (what === FORKED) {
      const way = this.wayOf(traveller, of, now, 0)
      this.closes(way, now)
      way.forked = now
      return
    }
    const way = this.ways[traveller]
    if (way === undefined) return
    if (what === JOINED) this.joins(way, this.ways[of], now)
    way.request = -1
  }

  /** The last command of a fork: its time is its request's. */
  private joins(way: Way, parent: Way | undefined, now: Nanos): void {
    if (parent === undefined || way.request !== parent.request) return
    this.closes(way, now)
    if (way.segments.length === 0) return
    // Until it was first seen it waited for its thread.
    way.segments[1] = parent.forked
    for (const one of way.segments) parent.segments.push(one)
    parent.state = way.segments[way.segments.length - SEGMENT]
    parent.since = now
    parent.gate = -1
  }

  private wayOf(traveller: number, request: number, now: Nanos, waiting: number): Way {
    let way = this.ways[traveller]
    if (way === undefined) {
      way = new Way()
      this.ways[traveller] = way
    }
    if (way.request === request) return way
    way.request = request
    way.segments = []
    way.gate = -1
    way.state = waiting
    // Its request's first traveller has waited since the begin; a command since its request forked (joins).
    way.since = this.begun[request] === 0 ? this.run.requests.begin[request] : now
    this.begun[request] = 1
    return way
  }

  private history(gate: number): History {
    this.histories[gate] ??= new History()
    return this.histories[gate]
  }

  private closes(way: Way, now: Nanos): void {
    if (way.gate < 0 || way.state < 0) way.closes(now)
    else this.withBatch(way, now)
  }

  /** Waited for company: as long as a batch of the gate was under way it was where that was. */
  private withBatch(way: Way, now: Nanos): void {
    const own = way.state
    const history = this.history(way.gate)
    way.gate = -1
    for (let entry = history.lastAt(way.since); way.since < now; entry++) {
      const under = entry < 0 ? -1 : history.state[entry]
      const until = Math.min(now, history.at[entry + 1] ?? now)
      way.state = under < 0 ? own : under
      way.closes(until)
      way.since = until
    }
    way.state = -1
  }

  private ends(now: Nanos, request: number, traveller: number): void {
    const way = this.ways[traveller]
    if (way === undefined || way.request !== request) return
    this.closes(way, now)
    const { flow, flags } = this.run.requests
    const counts = (flags[request] & (FLAG_ENDED | FLAG_DROPPED | FLAG_FLUSH)) === FLAG_ENDED
    if (counts && this.wanted(request)) this.sums[flow[request]].adds(way)
    way.request = -1
  }
}

/**
 * Reads a recorded run's log once, whole: tens of milliseconds for a million entries. By flow; nothing of a run without a log.
 * @param wanted which requests the sums are of; all that ended, but for those that were dropped and for flushes
 */
export function timeSpent(run: Run, wanted: (request: number) => boolean = () => true): readonly FlowTime[] {
  const reading = new Reading(run, wanted)
  run.log?.read(reading)
  return reading.sums.map((sums) => sums.read())
}
