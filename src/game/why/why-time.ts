/** Where the time of requests went in this run, as a tree: by kind of step, then step by step. It adds up to the latencies. */
import {
  type FlowTime,
  FOR_NOTHING,
  FOR_STATION,
  type Row,
  type Run,
  type Spent,
} from '../../machine/index.ts'
import { nanosText } from '../../metrics/index.ts'
import { words } from '../../text/ui-words.ts'
import { type CauseKind, folded, grouped, largestFirst, type Part, type Reason } from './why.ts'
import { batchReasons, fartherParts, meanwhile, timesAVisit, walkParts } from './why-because-cores.ts'
import { waitOf } from './why-because-waits.ts'
import {
  backendReasons,
  commandReasons,
  copyReasons,
  deviceReasons,
  exitReasons,
  inFlightReasons,
  interruptReasons,
  iommuReasons,
  type Owner,
  ownerOf,
  wakeReasons,
} from './why-reasons.ts'
import { countText, sizeText } from './why-text.ts'

type Group = Exclude<CauseKind, 'all' | 'poll' | 'spin' | 'bad' | 'contained'>

const OF_ACT: Readonly<Record<Row['act'], Group>> = {
  work: 'guest',
  exit: 'exit',
  model: 'model',
  copy: 'copy',
  dma: 'dma',
  wait: 'device',
  wake: 'wake',
  interrupt: 'interrupt',
  entry: 'interrupt',
  translate: 'translate',
}

/** What kind of step a row is; what works outside of the guest is the host's kernel. */
function groupOf(row: Row): Group {
  const outside = row.place !== 'app' && row.place !== 'os'
  return row.act === 'work' && outside ? 'host' : OF_ACT[row.act]
}

/** Rows of all kinds of a flow, one path after the other: as the log counts them. */
export function rowsOf(run: Run, flow: number): readonly Row[] {
  return run.flows[flow].kinds.flatMap((kind) => kind.path)
}

function groupReasons(group: Group, owner: Owner): readonly Reason[] {
  switch (group) {
    case 'device':
      return [...inFlightReasons(owner), ...deviceReasons(owner)]
    case 'translate':
      return iommuReasons(owner)
    case 'interrupt':
      return interruptReasons(owner)
    case 'model':
      return backendReasons(owner)
    case 'exit':
      return commandReasons(owner)
    case 'guest':
    case 'copy':
    case 'dma':
    case 'host':
    case 'wake':
    case 'wait':
      return []
  }
}

function rowReasons(row: Row, owner: Owner): readonly Reason[] {
  if (row.act === 'exit') return exitReasons(owner, row.counts, row.place)
  if (row.act === 'copy') return copyReasons(owner, row)
  return row.act === 'wake' ? wakeReasons(owner, row) : []
}

/** Of several stretches the longest is the example. */
function exampleOf(flow: string, spent: readonly Spent[]): Part['example'] {
  const longest = spent.reduce((best, one) => (one.longest > best.longest ? one : best))
  return { flow, at: longest.at }
}

/** Parts by a name: their values are of one request, or of all where `per` is 1. */
function partsBy(
  flow: string,
  spent: readonly Spent[],
  per: number,
  kind: Group,
  nameOf: (one: Spent) => string,
  timesOf: (one: Spent) => number,
  reasonsOf: (one: Spent) => readonly Reason[],
  causesOf: (list: readonly Spent[], value: number) => readonly Part[],
): Part[] {
  const byName = grouped(spent, nameOf)
  const total = (list: readonly Spent[]) => list.reduce((sum, one) => sum + one.nanos, 0) / per
  return [...byName].map(([step, list]) => ({
    step,
    kind,
    value: total(list),
    causes: causesOf(list, total(list)),
    times: list.reduce((sum, one) => sum + timesOf(one), 0) / per,
    because: reasonsOf(list[0]),
    example: exampleOf(flow, list),
    ...(kind === 'wait' ? {} : { row: step }),
  }))
}

function single(group: Group, name: string, step: string): string {
  if (group === 'dma' || group === 'copy') return step
  return group === 'wait' ? `${words.why.waiting}: ${step}` : `${name}: ${step}`
}

/** Whose time is told. */
interface Told {
  readonly run: Run
  readonly owner: Owner | undefined
  readonly rows: readonly Row[]
  readonly flow: string
  readonly time: FlowTime
  /** What values are divided by. */
  readonly per: number
}

/** Of the whole; what waits less is not asked what it waited for. */
const WORTH = 0.05

function waitParts({ run, owner, rows, flow, time, per }: Told, spent: readonly Spent[]): Part[] {
  const causesOf = ([first]: readonly Spent[], value: number): readonly Part[] => {
    if (owner === undefined || value * per < time.nanos * WORTH) return []
    const served = time.spent.find(({ row, why }) => row === first.row && why === FOR_NOTHING)
    return first.why === FOR_STATION
      ? walkParts(run, owner, rows[first.row], served, value)
      : meanwhile(run, owner, rows, first, value)
  }
  return partsBy(
    flow,
    spent,
    per,
    'wait',
    (one) => waitOf(run, rows, one).text,
    (one) => one.times,
    (one) => (owner === undefined ? [] : waitOf(run, rows, one).because(owner)),
    causesOf,
  )
}

function servedParts(
  { run, owner, rows, flow, time, per }: Told,
  group: Group,
  spent: readonly Spent[],
): Part[] {
  const reasonsOf = ({ row }: Spent): readonly Reason[] =>
    owner === undefined
      ? []
      : [...rowReasons(rows[row], owner), ...batchReasons(run, owner, rows[row], row, time.visits)]
  return partsBy(
    flow,
    spent,
    per,
    group,
    (one) => rows[one.row].text,
    (one) => one.times * timesAVisit(rows[one.row]),
    reasonsOf,
    (list) => (owner === undefined ? [] : fartherParts(run, owner, rows, list, per, group)),
  )
}

function groupPart(told: Told, group: Group, spent: readonly Spent[]): Part {
  const { owner, flow } = told
  const parts = group === 'wait' ? waitParts(told, spent) : servedParts(told, group, spent)
  const value = parts.reduce((sum, part) => sum + part.value, 0)
  const reasons = owner === undefined ? [] : groupReasons(group, owner)
  const model = owner?.host.devices[owner.device.backing]?.model ?? ''
  const name = words.why.groups[group]
  const step = typeof name === 'string' ? name : name(model)
  const [only] = parts
  // One step is its group.
  if (parts.length === 1)
    return { ...only, step: single(group, step, only.step), because: [...only.because, ...reasons] }
  return {
    step,
    kind: group,
    value,
    because: reasons,
    causes: largestFirst(parts),
    example: exampleOf(flow, spent),
  }
}

/** A smaller share of its time that waits for others does not count. */
const LEAST_WAIT = 0.005

/** Whose flow it is, and whether parts of it wait for each other or for others. */
function ownerIn(run: Run, index: number, { spent, nanos }: FlowTime): Owner | undefined {
  const owner = ownerOf(run.host, run.flows[index])
  const waited = spent.reduce((sum, one) => (one.why === FOR_NOTHING ? sum : sum + one.nanos), 0)
  return owner && { ...owner, waits: waited > nanos * LEAST_WAIT }
}

/** What a flow's time was spent on, by kind, the largest first. @param per what the values are divided by */
export function timeParts(run: Run, index: number, time: FlowTime, per: number): Part[] {
  const rows = rowsOf(run, index)
  const flow = run.flows[index]
  const owner = ownerIn(run, index, time)
  const groups = grouped(
    time.spent,
    (one): Group => (one.why === FOR_NOTHING ? groupOf(rows[one.row]) : 'wait'),
  )
  const told = { run, owner, rows, flow: flow.id, time, per }
  const parts = [...groups].map(([group, spent]) => groupPart(told, group, spent))
  return folded(parts, time.nanos / per, words.why.rest)
}

/** `read of 128 KiB` */
export function whatOf(run: Run, index: number): string {
  const { op, bytes } = run.flows[index]
  return words.why.ops[op](sizeText(bytes))
}

/** The time of one request of a flow, of its mean. @param step what the whole is called */
export function flowTree(run: Run, index: number, time: FlowTime, step?: string): Part {
  const per = Math.max(1, time.requests)
  const value = time.nanos / per
  const owner = ownerIn(run, index, time)
  return {
    step: step ?? words.why.root.one(whatOf(run, index), nanosText(value)),
    kind: 'all',
    value,
    times: 1,
    because: owner === undefined ? [] : inFlightReasons(owner),
    causes: timeParts(run, index, time, per),
  }
}

/** The time of several flows together: sums over the whole run. */
export function flowsTree(run: Run, indices: readonly number[], times: readonly FlowTime[]): Part {
  const value = indices.reduce((sum, index) => sum + times[index].nanos, 0)
  const requests = indices.reduce((sum, index) => sum + times[index].requests, 0)
  const causes = indices.map((index): Part => {
    const { requests: count, nanos } = times[index]
    const owner = ownerIn(run, index, times[index])
    return {
      step: words.why.root.flow(run.flows[index].id, countText(count)),
      kind: 'all',
      value: nanos,
      times: count,
      because: owner === undefined ? [] : inFlightReasons(owner),
      causes: timeParts(run, index, times[index], 1),
    }
  })
  return {
    step: words.why.root.all(countText(requests)),
    kind: 'all',
    value,
    times: requests,
    because: [],
    causes: largestFirst(causes),
  }
}
