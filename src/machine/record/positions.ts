/**
 * Where the requests of all flows stand at a moment. An index is made once a run, at the first look: how many stood where at
 * each of many entries of the log, and where each entry's request came from. Any moment is then a few thousand steps away at most.
 */
import type { Nanos } from '../units.ts'
import { ENDED, WAITS } from './marks.ts'
import { batchAt, type Places, placesOf } from './places.ts'
import type { Run } from './run.ts'

/** So many entries, or requests, from one count that is kept to the next. */
const STRIDE = 4096
/** In place of where a request came from: this entry moves nobody. */
const NOBODY = 0xffff

/** Requests that stand at one step of one flow's path. */
export interface Placed {
  /** Index into Run.flows. */
  readonly flow: number
  /** Index into the rows of all kinds of the flow, one path after the other, as in the log. */
  readonly row: number
  /** They wait for their turn there. */
  readonly waiting: boolean
  readonly count: number
}

export interface Positions {
  /** By flow, then by row; those that wait after those that do not. */
  readonly standing: readonly Placed[]
  /** Requests under way, by flow: begun and not ended. */
  readonly underway: Int32Array
  /** False after the last entry of a log that was full before the run ended: nothing is told then. */
  readonly known: boolean
}

/** Requests of one kind that wait for company at a gate. */
interface GatePlace {
  readonly gate: number
  readonly kind: number
  /** The row at which they wait while no batch is under way, and the rows of their kind. */
  readonly row: number
  readonly from: number
  readonly to: number
}

interface Index {
  /** By flow: its first place. A place is a row that is served or, behind it, waited for; the last is the end of all. */
  readonly first: Int32Array
  /** Rows of each flow that are told apart. */
  readonly rows: readonly number[]
  /** By flow: places behind those of its rows, where its requests wait for company. */
  readonly gates: readonly (readonly GatePlace[])[]
  /** Counts by place, then by flow how many have left their beginning; before entries 0, STRIDE, 2 × STRIDE, … */
  readonly counted: readonly Int32Array[]
  /** Requests of each flow among the first 0, STRIDE, … */
  readonly begun: readonly Int32Array[]
  /** Place of its flow, + 1, that an entry's request leaves; 0: it has just begun. */
  readonly from: Uint16Array
  /** The log is cut off after its last entry. */
  readonly cut: boolean
}

const indices = new WeakMap<Run, Index>()

/** How many of these ascending times are not after `at`. */
function countUntil(nanos: Uint32Array, count: number, at: Nanos): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >>> 1
    if (nanos[middle] <= at) low = middle + 1
    else high = middle
  }
  return low
}

function firstPlaces(rows: readonly number[], gates: Index['gates']): Int32Array {
  const first = new Int32Array(rows.length + 1)
  for (const [index, count] of rows.entries())
    first[index + 1] = first[index] + 2 * count + gates[index].length
  return first
}

function isAt(one: GatePlace, gate: number, kind: number, row: number): boolean {
  return one.gate === gate && one.kind === kind && one.row === row
}

/** Where anybody waits for company. */
function gatePlaces(run: Run, places: Places): GatePlace[][] {
  const { flows, requests } = run
  const found: GatePlace[][] = flows.map(() => [])
  for (const [entry, gate] of places.gate.entries()) {
    if (gate < 0) continue
    const request = (run.log as NonNullable<Run['log']>).request[entry]
    const kind = requests.kind[request]
    const own = found[requests.flow[request]]
    if (own.some((one) => isAt(one, gate, kind, places.row[entry]))) continue
    const { kinds } = flows[requests.flow[request]]
    const from = kinds.slice(0, kind).reduce((sum, { path }) => sum + path.length, 0)
    own.push({ gate, kind, row: places.row[entry], from, to: from + kinds[kind].path.length })
  }
  return found
}

/** The place of an entry within its flow. Rows that are not drawn count for the last that is. */
function placeOf(run: Run, index: Pick<Index, 'rows' | 'gates'>, places: Places, entry: number): number {
  const log = run.log as NonNullable<Run['log']>
  const request = log.request[entry]
  const flow = run.requests.flow[request]
  const gate = places.gate[entry] ?? -1
  if (gate >= 0) {
    const kind = run.requests.kind[request]
    return (
      2 * index.rows[flow] + index.gates[flow].findIndex((one) => isAt(one, gate, kind, places.row[entry]))
    )
  }
  return placeAt(index, flow, places.row[entry], log.kind[entry] === WAITS)
}

function placeAt(index: Pick<Index, 'rows'>, flow: number, row: number, waiting: boolean): number {
  return 2 * Math.min(row, index.rows[flow] - 1) + (waiting ? 1 : 0)
}

/** One entry moves its request. */
function moves(
  run: Run,
  index: Omit<Index, 'counted' | 'begun' | 'cut'>,
  counts: Int32Array,
  entry: number,
): void {
  const log = run.log as NonNullable<Run['log']>
  const from = index.from[entry]
  if (from === NOBODY) return
  const flow = run.requests.flow[log.request[entry]]
  const { first } = index
  if (from === 0) counts[first[first.length - 1] + flow]++
  else counts[first[flow] + from - 1]--
  const kind = log.kind[entry]
  if (kind !== ENDED) counts[first[flow] + placeOf(run, index, placesOf(run), entry)]++
}

function indexed(run: Run): Index {
  const { requests, flows } = run
  const log = run.log as NonNullable<Run['log']>
  const places = placesOf(run)
  const rows = flows.map(({ kinds, path }) =>
    Math.max(
      1,
      kinds.reduce((sum, kind) => sum + kind.path.length, 0),
      path.length,
    ),
  )
  const gates = gatePlaces(run, places)
  const first = firstPlaces(rows, gates)
  const from = new Uint16Array(log.count)
  const index = { first, rows, gates, from }
  const counts = new Int32Array(first[flows.length] + flows.length)
  const at = new Uint16Array(requests.count)
  const counted: Int32Array[] = []
  for (let entry = 0; entry < log.count; entry++) {
    if (entry % STRIDE === 0) counted.push(counts.slice())
    const request = log.request[entry]
    const kind = log.kind[entry]
    // What comes after its end is not the request's own, and an incident moves nobody.
    from[entry] = kind > ENDED ? NOBODY : at[request]
    if (from[entry] === NOBODY) continue
    const place = placeOf(run, index, places, entry)
    at[request] = kind === ENDED ? NOBODY : place + 1
    moves(run, index, counts, entry)
  }
  if (log.count % STRIDE === 0) counted.push(counts.slice())
  const begun: Int32Array[] = []
  const each = new Int32Array(flows.length)
  let latest = 0
  for (let request = 0; request < requests.count; request++) {
    if (request % STRIDE === 0) begun.push(each.slice())
    each[requests.flow[request]]++
    latest = Math.max(latest, requests.end[request])
  }
  if (requests.count % STRIDE === 0) begun.push(each.slice())
  return { first, rows, gates, counted, begun, from, cut: log.count > 0 && latest > log.nanos[log.count - 1] }
}

/** How many requests of each flow have begun by a moment. */
function begunAt(run: Run, index: Index, at: Nanos): Int32Array {
  const { requests } = run
  const until = countUntil(requests.begin, requests.count, at)
  const begun = index.begun[Math.floor(until / STRIDE)].slice()
  for (let request = until - (until % STRIDE); request < until; request++) begun[requests.flow[request]]++
  return begun
}

/** Who waits for company stands where its batch is. */
function joinBatches(run: Run, index: Index, counts: Int32Array, flow: number, at: Nanos): void {
  const behind = index.first[flow] + 2 * index.rows[flow]
  for (const [slot, { gate, row, from, to }] of index.gates[flow].entries()) {
    const batch = batchAt(placesOf(run), gate, at)
    const own = batch !== undefined && batch.row >= from && batch.row < to ? batch : { row, waiting: true }
    counts[index.first[flow] + placeAt(index, flow, own.row, own.waiting)] += counts[behind + slot]
  }
}

/** Where all requests under way stand at a moment. Needs a recorded run. */
export function positionsAt(run: Run, at: Nanos): Positions {
  const { log, flows } = run
  const underway = new Int32Array(flows.length)
  if (log === undefined) return { standing: [], underway, known: false }
  const index = indices.get(run) ?? indexed(run)
  indices.set(run, index)
  const { first } = index
  const until = countUntil(log.nanos, log.count, at)
  if (index.cut && until === log.count) return { standing: [], underway, known: false }
  const counts = index.counted[Math.floor(until / STRIDE)].slice()
  for (let entry = until - (until % STRIDE); entry < until; entry++) moves(run, index, counts, entry)
  const begun = begunAt(run, index, at)
  const standing: Placed[] = []
  for (let flow = 0; flow < flows.length; flow++) {
    // Whoever has begun and done nothing yet stands at the first row.
    counts[first[flow]] += begun[flow] - counts[first[flows.length] + flow]
    joinBatches(run, index, counts, flow, at)
    for (let place = first[flow]; place < first[flow] + 2 * index.rows[flow]; place++) {
      const count = counts[place]
      if (count === 0) continue
      const within = place - first[flow]
      underway[flow] += count
      standing.push({ flow, row: within >> 1, waiting: (within & 1) === 1, count })
    }
  }
  return { standing, underway, known: true }
}
