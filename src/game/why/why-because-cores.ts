/** What a guest's cores did while requests waited for them, what distance costs, and who shares one service. */
import {
  CORE_KINDS,
  COSTS,
  type CoreKind,
  EXIT_REASONS,
  FOR_THREAD,
  nodeOfCore,
  paceOf,
  type Row,
  type Run,
  type Spent,
  TAKEN_AWAY,
} from '../../machine/index.ts'
import { words } from '../../text/ui-words.ts'
import { type CauseKind, largestFirst, type Part, type Reason } from './why.ts'
import { exitReasons, type Owner, ownerOf, reason } from './why-reasons.ts'
import { countText } from './why-text.ts'

const KIND_OF: Readonly<Record<CoreKind, CauseKind>> = {
  guest: 'guest',
  exit: 'exit',
  copy: 'copy',
  model: 'model',
  host: 'host',
  poll: 'poll',
  spin: 'spin',
}
/** Less than this of a whole is no part of its own. */
const LEAST = 0.005

/** Times that a row's step happens at one visit. */
export function timesAVisit(row: Row): number {
  return row.visits === undefined || row.visits === 0 || row.times === 0 ? 1 : row.times / row.visits
}

/** Cores on which vCPUs of the guest ran. */
export function guestCores(run: Run, { guest }: Owner): readonly number[] {
  const own = new RegExp(`^${guest.id} v?CPU `)
  return run.cores.flatMap(({ threads }, core) => (threads.some((name) => own.test(name)) ? [core] : []))
}

/** What sends interrupts of the host to these cores. */
function interruptKnobs({ host, device, flow }: Owner): readonly Reason[] {
  const say = words.why.because
  const direct = device.controller === 'vfio-pci'
  const cores = device.irqCores.length > 0
  const key = cores ? `${flow.id}.irqCores` : `${flow.id}.irqCore`
  const chosen = cores || device.irqCore >= 0
  return [
    ...(host.irqBalance ? [reason(host, say.irqBalance, 'host.irqBalance')] : []),
    ...(chosen || host.irqBalance ? [reason(host, say.irqCores, key)] : []),
    ...(direct ? [reason(host, say.delivered(device.delivery), `${flow.id}.delivery`)] : []),
  ]
}

/** Interrupts that the host took on the guest's cores, and what sends them there. */
export function hostInterruptReasons(run: Run, owner: Owner): readonly Reason[] {
  const cores = guestCores(run, owner)
  const vectors = run.occupancy?.vectors ?? []
  return run.flows.flatMap((flow, index) => {
    const whose = ownerOf(run.host, flow)
    const count = vectors
      .filter((vector) => vector.flow === index)
      .reduce((sum, { called }) => sum + cores.reduce((all, core) => all + called[core], 0), 0)
    if (count === 0 || whose === undefined) return []
    const text = words.why.because.hostInterrupts(countText(count), flow.id, coresText(cores))
    return [{ text }, ...interruptKnobs(whose)]
  })
}

/** The most frequent reasons of exits of a guest, with their settings. */
function exitsOf(run: Run, { guest }: Owner): readonly Reason[] {
  return run.flows
    .filter((flow) => flow.guest === guest.id)
    .flatMap((flow) => {
      const whose = ownerOf(run.host, flow)
      const most = [...flow.exits.entries()]
        .filter(([, count]) => count > 0)
        .sort(([, one], [, other]) => other - one)
        .slice(0, 2)
      return most.flatMap(([at]): readonly Reason[] => {
        const why = EXIT_REASONS[at]
        if (whose === undefined || why === 'halt' || why === 'pause') return []
        return exitReasons(whose, why === 'interrupt' ? 'interrupt-exit' : why, 'vmm')
      })
    })
}

function kindReasons(run: Run, owner: Owner, kind: CoreKind): readonly Reason[] {
  const { host, guest } = owner
  switch (kind) {
    case 'guest': {
      const siblings = host.smt === 2 && guest.pin >= 0 && guest.pinStep === 1 && guest.vcpus > 1
      return siblings ? [reason(host, words.why.because.siblings, `${guest.id}.pinStep`)] : []
    }
    case 'exit':
      return exitsOf(run, owner)
    case 'host':
      return hostInterruptReasons(run, owner)
    case 'copy':
    case 'model':
    case 'poll':
    case 'spin':
      return []
  }
}

/** What the cores of its vCPUs did meanwhile, by kind, as over the whole run; of a wait for one of them. */
export function meanwhile(
  run: Run,
  owner: Owner,
  rows: readonly Row[],
  { row, why }: Spent,
  value: number,
): readonly Part[] {
  const thread = why === FOR_THREAD || why === TAKEN_AWAY
  const { place, scope } = rows[row]
  const onVcpu = scope === 'interrupt' || (place !== 'vmm' && place !== 'host')
  if (!thread || !onVcpu) return []
  const cores = guestCores(run, owner)
  const of = (kind: number, list: (core: number) => Float64Array | undefined) =>
    cores.reduce((sum, core) => sum + (list(core)?.[kind] ?? 0), 0)
  const nanos = CORE_KINDS.map((_, kind) => of(kind, (core) => run.cores[core].nanos))
  const busy = nanos.reduce((sum, one) => sum + one, 0)
  if (busy === 0) return []
  const parts = CORE_KINDS.flatMap((kind, at): Part[] => {
    if (nanos[at] === 0) return []
    const far = of(at, (core) => run.extra?.far[core])
    const crowded = of(at, (core) => run.extra?.crowded[core])
    const part = {
      step: words.why.meanwhile[kind],
      kind: KIND_OF[kind],
      value: (value * nanos[at]) / busy,
      because: kindReasons(run, owner, kind),
    }
    return [
      {
        ...part,
        causes: split(
          run,
          owner,
          part,
          far / nanos[at],
          crowded / nanos[at],
          kind === 'host' ? 'interrupt' : 'copy',
        ),
      },
    ]
  })
  return largestFirst(parts)
}

/** A part, and what of it distance and crowd make; nothing where they make nothing. */
function split(
  run: Run,
  owner: Owner,
  { value, kind }: Pick<Part, 'value' | 'kind'>,
  far: number,
  crowded: number,
  of: FarWork,
): readonly Part[] {
  if (far < LEAST && crowded < LEAST) return []
  const say = words.why.farther
  return largestFirst(
    [
      { step: say.near, kind, value: value * Math.max(0, 1 - far - crowded), because: [] },
      { step: say.far, kind, value: value * far, because: farReasons(run, owner, of) },
      { step: say.crowded, kind, value: value * crowded, because: [{ text: say.bandwidth }] },
    ].filter((one) => one.value > 0),
  )
}

/** walk: a device reads memory; interrupt: a core takes a device's; copy: a core moves memory. */
type FarWork = 'walk' | 'interrupt' | 'copy'

/** Which nodes things are on, with the knobs that put them there. */
function farReasons({ host, cores }: Run, owner: Owner, of: FarWork): readonly Reason[] {
  const { guest, device, flow } = owner
  const say = words.why.farther
  const real = host.devices[device.backing]
  const hangs = reason(host, say.device(real?.node ?? 0), `host.${device.backing}.slot`)
  const memory = guest.numa >= 0 ? guest.numa : guest.pin < 0 ? 0 : nodeOfCore(host, guest.pin)
  const own = new RegExp(`^${guest.id} v?CPU `)
  const nodes = new Set(
    cores.flatMap(({ threads }, core) =>
      threads.some((name) => own.test(name)) ? [nodeOfCore(host, core)] : [],
    ),
  )
  const vcpus = reason(host, say.vcpus([...nodes].join(', ')), `${guest.id}.pin`)
  const lies = reason(host, say.memory(memory), `${guest.id}.${guest.numa >= 0 ? 'numa' : 'pin'}`)
  if (of === 'walk') return [lies, hangs]
  if (of === 'copy') return [lies, vcpus]
  return [
    hangs,
    device.irqCores.length > 0 || device.irqCore >= 0 ? reason(host, say.irq, `${flow.id}.irqCore`) : vcpus,
  ]
}

/** More that a device's read or walk of another node takes, at each time. Nanoseconds. */
function farEach({ host }: Run, { guest, device }: Owner, row: Row): number {
  const memory = guest.numa >= 0 ? guest.numa : guest.pin < 0 ? 0 : nodeOfCore(host, guest.pin)
  if ((host.devices[device.backing]?.node ?? 0) === memory) return 0
  const cost = row.cost === 'iommu-walk' ? 'remote-walk' : row.cost === 'pcie-read' ? 'remote-dma' : undefined
  return cost === undefined
    ? 0
    : (COSTS.find((one) => one.id === cost && one.era === host.era)?.value ?? 0) * paceOf(host, cost)
}

/** Of time served at rows of one name: what distance and crowd make of it. */
export function fartherParts(
  run: Run,
  owner: Owner,
  rows: readonly Row[],
  spent: readonly Spent[],
  per: number,
  kind: CauseKind,
): readonly Part[] {
  const extra = run.extra?.flows[run.flows.indexOf(owner.flow)]
  if (extra === undefined) return []
  const all = spent.reduce((sum, one) => sum + one.nanos, 0)
  const shareOf = (list: Float64Array) =>
    spent.reduce((sum, { row, nanos }) => {
      const worked = extra.worked[row] ?? 0
      return worked === 0 ? sum : sum + (nanos * (list[row] ?? 0)) / worked
    }, 0) / all
  const devices = spent.reduce((sum, { row, times, nanos }) => {
    const far = farEach(run, owner, rows[row])
    return sum + Math.min(nanos, far * walksIn(rows[row], times))
  }, 0)
  const far = Math.min(1, shareOf(extra.far) + devices / all)
  const { act, on } = rows[spent[0].row]
  const work = act === 'interrupt' ? 'interrupt' : on === undefined ? 'copy' : 'walk'
  return split(run, owner, { value: all / per, kind }, far, shareOf(extra.crowded), work)
}

/** Who waits for the walker waits for walks like its own. @param served what was served at the same row, where anything was */
export function walkParts(
  run: Run,
  owner: Owner,
  row: Row,
  served: Spent | undefined,
  value: number,
): readonly Part[] {
  if (row.on !== 'walker' || served === undefined) return []
  const far = Math.min(1, (farEach(run, owner, row) * walksIn(row, served.times)) / served.nanos)
  return split(run, owner, { value, kind: 'translate' }, far, 0, 'walk')
}

function walksIn(row: Row, times: number): number {
  return times * timesAVisit(row)
}

/** A batch works on several at once: each is there for the time of all. */
export function batchReasons(
  run: Run,
  { flow }: Owner,
  row: Row,
  at: number,
  visits: Float64Array,
): readonly Reason[] {
  const worked = run.extra?.flows[run.flows.indexOf(flow)].worked[at] ?? 0
  if (row.scope !== 'interrupt' || row.times === 0 || row.nanos === 0 || visits[at] === 0) return []
  const members = worked / (visits[at] * timesAVisit(row)) / (row.nanos / row.times)
  return members < 1.2 ? [] : [{ text: words.why.because.together(members.toFixed(1)) }]
}

/** `core 0`, `cores 0–15` */
function coresText(cores: readonly number[]): string {
  const [first] = cores
  const last = cores[cores.length - 1]
  if (cores.length < 2) return words.why.cores.core(first)
  const whole = last - first === cores.length - 1 && cores.length > 2
  return words.why.cores.several(whole ? `${first}–${last}` : cores.join(', '))
}
