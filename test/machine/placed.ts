/** Where every request stood, step by step, by going through the whole log at once: what playback and positions are held against. */
import { BATCH_OVER, FOR_COMPANY, FOR_NOTHING, FOR_THREAD } from '../../src/machine/record/marks.ts'
import type { Run } from '../../src/machine/record/run.ts'

export interface Step {
  readonly at: number
  /** Among the rows of all kinds of its flow. */
  readonly row: number
  /** 0 waits, 1 is served. */
  readonly kind: number
}

/** Where an answer goes on after its interrupt: behind its last row, or there where nothing follows. */
function after(run: Run, flow: number, row: number): number {
  let first = 0
  for (const { path } of run.flows[flow].kinds) {
    const own = row - first
    if (own >= 0 && own < path.length && path[own].scope === 'interrupt') {
      if (path[own - 1]?.scope === 'interrupt') return row
      let end = own
      while (path[end + 1]?.scope === 'interrupt') end++
      const next = path[end + 1]?.scope
      return first + (next === 'request' || next === 'command' ? end + 1 : end)
    }
    first += path.length
  }
  return row
}

function isOfKind(run: Run, request: number, row: number): boolean {
  const { kinds } = run.flows[run.requests.flow[request]]
  const kind = run.requests.kind[request]
  const first = kinds.slice(0, kind).reduce((sum, { path }) => sum + path.length, 0)
  return row >= first && row < first + kinds[kind].path.length
}

export function stepsOf(run: Run): readonly (readonly Step[])[] {
  const steps: Step[][] = Array.from({ length: run.requests.count }, () => [])
  const waiting = new Map<number, { gate: number; row: number }>()
  const batches = new Map<number, Omit<Step, 'at'>>()
  const follows = (at: number, gate: number) => {
    const batch = batches.get(gate)
    for (const [request, own] of waiting)
      if (own.gate === gate)
        steps[request].push({
          at,
          ...(batch !== undefined && isOfKind(run, request, batch.row) ? batch : { row: own.row, kind: 0 }),
        })
  }
  run.log?.read({
    entry(at, request, row, kind, _traveller, batch, why, gate) {
      if (kind > 1) return
      waiting.delete(request)
      const moved = !batch && why === FOR_THREAD ? after(run, run.requests.flow[request], row) : row
      steps[request].push({ at, row: moved, kind: why === FOR_NOTHING ? 1 : 0 })
      if (!batch && why === FOR_COMPANY) waiting.set(request, { gate, row })
      if (batch) batches.set(gate, { row, kind: why === FOR_NOTHING ? 1 : 0 })
      if (batch || why === FOR_COMPANY) follows(at, gate)
    },
    note(at, what, _traveller, gate) {
      if (what !== BATCH_OVER) return
      batches.delete(gate)
      follows(at, gate)
    },
  })
  return steps
}
