/**
 * Where a request stands, in place of where its last entry was written: who waits for company is where its batch is, once that is
 * under way; and an answer that its interrupt has brought waits for what comes next, not for the interrupt. Read off the log once a run.
 */
import type { Nanos } from '../units.ts'
import { BATCH_OVER, FOR_COMPANY, FOR_NOTHING, FOR_THREAD, SERVED, WAITS } from './marks.ts'
import type { Run } from './run.ts'

/** What a gate's batches did, in order. */
interface Batches {
  readonly at: number[]
  /** Twice its row, and 1 where it waits there; -1: no batch is under way. */
  readonly state: number[]
}

export interface Place {
  /** Counted as in the log. */
  readonly row: number
  readonly waiting: boolean
}

export interface Places {
  /** Row of each entry of the log, where its request is meant to be. */
  readonly row: Uint16Array
  /** By entry: the gate where its request waits for company; -1: none. */
  readonly gate: Int16Array
  readonly batches: readonly (Batches | undefined)[]
}

const known = new WeakMap<Run, Places>()

export function placesOf(run: Run): Places {
  const found = known.get(run) ?? read(run)
  known.set(run, found)
  return found
}

/** By flow, by row: where an answer goes on that its interrupt has brought; the row itself where none begins there. */
function afterInterrupts({ flows }: Run): readonly Uint16Array[] {
  return flows.map(({ kinds }) => {
    const rows = kinds.flatMap(({ path }) => path)
    const next = Uint16Array.from(rows, (_, at) => at)
    let first = 0
    for (const { path } of kinds) {
      for (const [at, { scope }] of path.entries()) {
        if (scope !== 'interrupt' || path[at - 1]?.scope === 'interrupt') continue
        let end = at
        while (path[end + 1]?.scope === 'interrupt') end++
        const follows = path[end + 1]?.scope === 'request' || path[end + 1]?.scope === 'command'
        next[first + at] = first + (follows ? end + 1 : end)
      }
      first += path.length
    }
    return next
  })
}

function read(run: Run): Places {
  const { log, requests } = run
  const count = log?.count ?? 0
  const row = Uint16Array.from({ length: count }, (_, entry) => log?.row[entry] ?? 0)
  const gate = new Int16Array(count).fill(-1)
  const batches: (Batches | undefined)[] = []
  const after = afterInterrupts(run)
  const tells = (at: Nanos, which: number, state: number) => {
    batches[which] ??= { at: [], state: [] }
    batches[which].at.push(at)
    batches[which].state.push(state)
  }
  let entry = 0
  log?.read({
    entry(now, request, at, kind, _traveller, batch, why, which) {
      const here = entry++
      if (kind !== WAITS && kind !== SERVED) return
      if (batch) tells(now, which, 2 * at + (why === FOR_NOTHING ? 0 : 1))
      else if (why === FOR_COMPANY) gate[here] = which
      else if (why === FOR_THREAD) row[here] = after[requests.flow[request]][at] ?? at
    },
    note(now, what, _traveller, of) {
      if (what === BATCH_OVER) tells(now, of, -1)
    },
  })
  return { row, gate, batches }
}

/** How many of these ascending moments are not after one. */
function until(moments: readonly number[], now: Nanos): number {
  let low = 0
  let high = moments.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (moments[middle] <= now) low = middle + 1
    else high = middle
  }
  return low
}

/** Where the batch of a gate is at a moment; undefined: none is under way, and members wait at the gate. */
export function batchAt({ batches }: Places, gate: number, now: Nanos): Place | undefined {
  const one = batches[gate]
  const state = one?.state[until(one.at, now) - 1] ?? -1
  return state < 0 ? undefined : { row: state >> 1, waiting: (state & 1) === 1 }
}

/** When the batches of a gate go on, after one moment and before another. */
export function batchMoments({ batches }: Places, gate: number, from: Nanos, to: Nanos): readonly Nanos[] {
  const moments = batches[gate]?.at ?? []
  return moments.slice(until(moments, from), until(moments, to - 1))
}
