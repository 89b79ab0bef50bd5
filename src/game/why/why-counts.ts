/** What counted numbers are made of: exits by reason and row, copied bytes by row, interrupts, drops, translations. */
import {
  EXIT_REASON_OF,
  EXIT_REASONS,
  type ExitReason,
  type Flow,
  type FlowTime,
  type Row,
  type Run,
} from '../../machine/index.ts'
import { words } from '../../text/ui-words.ts'
import { largestFirst, type Part, withRest } from './why.ts'
import { timesAVisit } from './why-because-cores.ts'
import { coreParts } from './why-cores.ts'
import {
  commandReasons,
  copyReasons,
  exitReasons,
  interruptReasons,
  iommuReasons,
  type Owner,
  ownerOf,
  reason,
} from './why-reasons.ts'
import { countText, sizeText } from './why-text.ts'
import { rowsOf } from './why-time.ts'

export interface Counted {
  readonly run: Run
  /** Indices of the flows that were asked after. */
  readonly flows: readonly number[]
  readonly times: readonly FlowTime[]
}

function sum<One>(list: readonly One[], of: (one: One) => number): number {
  return list.reduce((total, one) => total + of(one), 0)
}

/** Why the guest is stopped in this row; undefined: it is not. */
export function exitReasonOf(row: Row): ExitReason | undefined {
  return row.act === 'exit' && row.counts !== undefined ? EXIT_REASON_OF[row.counts] : undefined
}

/** Reasons as a row counts them. */
const OF_REASON: Readonly<Record<string, Row['counts']>> = Object.fromEntries(
  Object.entries(EXIT_REASON_OF).map(([counts, reason]) => [reason, counts as Row['counts']]),
)

/** Steps of a flow with how often they happened, or how much they moved; equal texts together. */
function rowParts(
  { run, times }: Counted,
  index: number,
  wanted: (row: Row) => boolean,
  each: (row: Row) => number,
  kind: Part['kind'],
): Part[] {
  const byText = new Map<string, Part>()
  for (const [at, row] of rowsOf(run, index).entries()) {
    const visits = times[index].visits[at] ?? 0
    if (!wanted(row) || visits === 0) continue
    const known = byText.get(row.text)
    byText.set(row.text, {
      step: row.text,
      kind,
      value: (known?.value ?? 0) + visits * each(row),
      times: (known?.times ?? 0) + visits,
      because: [],
    })
  }
  return largestFirst([...byText.values()].filter((part) => part.value > 0))
}

function haltReasons(owner: Owner | undefined, why: string) {
  const say = words.why.because
  if (owner === undefined) return []
  if (why === 'halt') return [reason(owner.host, say.halt, `${owner.guest.id}.haltPoll`)]
  return why === 'pause' ? [reason(owner.host, say.pause, `${owner.guest.id}.ple`)] : []
}

function exitsOfFlow(counted: Counted, index: number, only: string | undefined): Part[] {
  const flow = counted.run.flows[index]
  const owner = ownerOf(counted.run.host, flow)
  return EXIT_REASONS.flatMap((why, at): Part[] => {
    const count = flow.exits[at]
    if (count === 0 || (only !== undefined && only !== why)) return []
    const ofRow = (row: Row) => exitReasonOf(row) === why
    const rows = rowParts(counted, index, ofRow, timesAVisit, 'exit')
    const place = rowsOf(counted.run, index).find(ofRow)?.place ?? 'vmm'
    const because = owner === undefined ? [] : exitReasons(owner, OF_REASON[why], place)
    const causes = rows.length === 0 ? [] : withRest(rows, count, words.why.underWay, 'exit')
    return [
      {
        step: words.why.exitReasons[why],
        kind: 'exit',
        value: count,
        because: [...because, ...haltReasons(owner, why)],
        causes,
      },
    ]
  })
}

/** Flows side by side, or the only one's own parts. */
function byFlow(
  { run, flows }: Counted,
  whole: string,
  kind: Part['kind'],
  amountOf: (flow: Flow) => number,
  partsOf: (index: number) => Part[],
  reasonsOf: (owner: Owner) => Part['because'],
): Part {
  const value = sum(flows, (index) => amountOf(run.flows[index]))
  const because = (index: number) => {
    const owner = ownerOf(run.host, run.flows[index])
    return owner === undefined ? [] : reasonsOf(owner)
  }
  if (flows.length === 1)
    return {
      step: whole,
      kind: 'all',
      value,
      because: because(flows[0]),
      causes: largestFirst(partsOf(flows[0])),
    }
  const causes = flows.map((index): Part => {
    const flow = run.flows[index]
    return {
      step: words.why.root.flow(flow.id, countText(flow.requests)),
      kind,
      value: amountOf(flow),
      because: because(index),
      causes: largestFirst(partsOf(index)),
    }
  })
  return { step: whole, kind: 'all', value, because: [], causes: largestFirst(causes) }
}

/** @param only one reason of EXIT_REASONS */
export function exitsTree(counted: Counted, whole: string, only: string | undefined): Part {
  const at = (EXIT_REASONS as readonly string[]).indexOf(only ?? '')
  const amountOf = (flow: Flow) =>
    at >= 0 ? flow.exits[at] : flow.exits.reduce((total, one) => total + one, 0)
  return byFlow(
    counted,
    whole,
    'exit',
    amountOf,
    (index) => exitsOfFlow(counted, index, only),
    commandReasons,
  )
}

/** Bytes that CPUs moved, step by step. */
export function copiesTree(counted: Counted, whole: string): Part {
  const { run } = counted
  const partsOf = (index: number): Part[] => {
    const rows = rowsOf(run, index)
    const owner = ownerOf(run.host, run.flows[index])
    const isCopy = (row: Row) => row.act === 'copy'
    const each = (row: Row) =>
      row.visits === undefined || row.visits === 0 ? row.bytes : row.bytes / row.visits
    const parts = rowParts(counted, index, isCopy, each, 'copy').map((part): Part => {
      const row = rows.find((one) => isCopy(one) && one.text === part.step)
      return {
        ...part,
        times: undefined,
        because: owner === undefined || row === undefined ? [] : copyReasons(owner, row),
      }
    })
    return withRest(parts, run.flows[index].copied, words.why.underWay, 'copy')
  }
  return byFlow(
    counted,
    whole,
    'copy',
    (flow) => flow.copied,
    partsOf,
    ({ flow }) => [{ text: words.why.counts.payload(sizeText(flow.payload)) }],
  )
}

export function interruptsTree(counted: Counted, whole: string): Part {
  return byFlow(
    counted,
    whole,
    'interrupt',
    (flow) => flow.interrupts,
    () => [],
    interruptReasons,
  )
}

/** @param where which of them; all where it is not said */
export function dropsTree(counted: Counted, whole: string, where: 'ring' | 'socket' | undefined): Part {
  const say = words.why.counts
  const { run } = counted
  const ringOf = (flow: Flow) => flow.dropped - flow.droppedAtSocket
  const amountOf = (flow: Flow) =>
    where === 'ring' ? ringOf(flow) : where === 'socket' ? flow.droppedAtSocket : flow.dropped
  const partsOf = (index: number): Part[] => {
    const flow = run.flows[index]
    const owner = ownerOf(run.host, flow)
    const ring =
      owner === undefined
        ? []
        : [reason(run.host, words.why.because.ring(owner.device.ring), `${flow.id}.ring`)]
    const parts: Part[] = [
      ...(where === 'socket'
        ? []
        : [{ step: say.ring, kind: 'bad' as const, value: ringOf(flow), because: ring }]),
      ...(where === 'ring'
        ? []
        : [{ step: say.socket, kind: 'bad' as const, value: flow.droppedAtSocket, because: [] }]),
    ].filter((part) => part.value > 0)
    return parts.map((part) => ({ ...part, because: [...part.because, ...drainReasons(run, flow)] }))
  }
  return byFlow(counted, whole, 'bad', amountOf, partsOf, () => [])
}

/** What the cores did that should have emptied ring and socket. */
function drainReasons(run: Run, flow: Flow): Part['because'] {
  return run.cores.flatMap((core, index) =>
    core.threads.some((thread) => thread.startsWith(`${flow.guest} `))
      ? [{ text: `${words.why.counts.drained(words.why.cores.core(index))}: ${coreParts(run, index)}` }]
      : [],
  )
}

/** Look-ups in the IOTLB, or in a device's own: found and not. */
export function lookupsTree(counted: Counted, whole: string, own: boolean): Part {
  const say = words.why.counts
  const lookups = (flow: Flow) => (own ? flow.deviceTlbLookups : flow.iotlbLookups)
  const misses = (flow: Flow) => (own ? flow.deviceTlbMisses : flow.iotlbMisses)
  const partsOf = (index: number): Part[] => {
    const flow = counted.run.flows[index]
    const parts: Part[] = [
      { step: own ? say.missedDevice : say.missed, kind: 'bad', value: misses(flow), because: [] },
      {
        step: own ? say.foundDevice : say.found,
        kind: 'translate',
        value: lookups(flow) - misses(flow),
        because: [],
      },
    ]
    return parts.filter((part) => part.value > 0)
  }
  return byFlow(counted, whole, 'translate', lookups, partsOf, (owner) => [
    ...(lookups(owner.flow) === 0 ? [{ text: say.noneAsked }] : []),
    ...iommuReasons(owner),
  ])
}
