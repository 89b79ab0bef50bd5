/** The picture of the host as data: a lane for each flow, or for several alike, and where in it the requests stand. */
import type { Flow, Positions, Row, Run } from '../../machine/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'

/** From the guest's program down to the device. `wall`: between device and memory; what is on its way through memory stands there. */
export const BANDS = ['app', 'os', 'kvm', 'vmm', 'host', 'interrupt', 'wall', 'dev'] as const
export type Band = (typeof BANDS)[number]

/** Requests of a lane in a band, on their way to the device (0) and back (1). */
export interface Standers {
  served: number
  waiting: number
}
export type LaneCounts = readonly (readonly [Standers, Standers])[]

export interface Lane {
  /** Indices into Run.flows. */
  readonly flows: readonly number[]
  readonly title: string
  /** The same in two lines: whose, and which device. */
  readonly owner: string
  readonly device: string
  /** What its guests see. */
  readonly controller: string
  /** By BANDS: whether any request passes through it on its way there, and back. */
  readonly touched: readonly (readonly [boolean, boolean])[]
  /** Its accesses to memory are translated; else they go through the wall as they are. */
  readonly translated: boolean
}

/** A step of a path in the picture: its band, and whether it comes after the device. */
interface Spot {
  readonly band: number
  readonly back: 0 | 1
  /** It leaves the guest, or comes back into it: through KVM, wherever it goes from there. */
  readonly exits: boolean
  /** Somebody does something there, and not only looks something up. */
  readonly real: boolean
}

function bandOf({ act, place }: Row): Band {
  if (act === 'dma' || act === 'translate') return 'wall'
  return act === 'interrupt' && place === 'host' ? 'interrupt' : place
}

/** The last step that the device itself does; from there on it goes back. Without one, the first interrupt is where it turns. */
function turnOf(path: readonly Row[]): number {
  const device = path.findLastIndex((row) => bandOf(row) === 'dev')
  if (device >= 0) return device
  const interrupt = path.findIndex((row) => row.act === 'interrupt')
  return interrupt < 0 ? path.length : interrupt - 1
}

function spotsOf(flow: Flow): Spot[] {
  return flow.kinds.flatMap(({ path }) => {
    const turn = turnOf(path)
    return path.map((row, index): Spot => {
      const exits = row.crosses === 'exit' || row.crosses === 'entry'
      const real = row.nanos > 0 || row.act !== 'work' || row.place === 'app'
      return { band: BANDS.indexOf(bandOf(row)), back: index > turn ? 1 : 0, exits, real }
    })
  })
}

const spots = new WeakMap<Run, readonly (readonly Spot[])[]>()

function spotsOfRun(run: Run): readonly (readonly Spot[])[] {
  const known = spots.get(run) ?? run.flows.map(spotsOf)
  spots.set(run, known)
  return known
}

/** The device of a flow, as its host has it. */
export function deviceOf(run: Run, { guest, device }: Flow) {
  return run.host.guests.find(({ id }) => id === guest)?.devices.find(({ id }) => id === device)
}

function touchedBy(run: Run, flows: readonly number[]): Lane['touched'] {
  const all = flows.flatMap((flow) => spotsOfRun(run)[flow]).filter(({ real }) => real)
  return BANDS.map((_, band) => {
    const here = all.filter((spot) => spot.band === band || (spot.exits && BANDS[band] === 'kvm'))
    return [here.some(({ back }) => back === 0), here.some(({ back }) => back === 1)] as const
  })
}

function laneOf(run: Run, flows: readonly number[], title: string, owner: string, device: string): Lane {
  const controllers = new Set(flows.map((flow) => deviceOf(run, run.flows[flow])?.controller ?? ''))
  const [first] = controllers
  return {
    flows,
    title,
    owner,
    device,
    controller: controllers.size === 1 ? first : words.pictures.several,
    touched: touchedBy(run, flows),
    translated: flows.some((flow) =>
      run.flows[flow].kinds.some(({ path }) => path.some(({ iommu }) => iommu === 'translated')),
    ),
  }
}

/** Flows that are drawn as one where there is no room for all: the same things happen to their requests in the same places. */
function kindOf(run: Run, flow: Flow): string {
  const device = deviceOf(run, flow)
  return [flow.device, device?.controller, device?.backend, device?.delivery, device?.guestIommu].join(' ')
}

/**
 * At most so many lanes. Where there are more flows, those alike share one; then what is left after the first ones. The flow in
 * hand keeps a lane of its own as long as there are two.
 */
export function lanesOf(run: Run, inHand: number, most: number): Lane[] {
  const all = run.flows.map((_, index) => index)
  const alone = (flow: number) => {
    const { id, guest, device } = run.flows[flow]
    return laneOf(run, [flow], plainLine(id), plainLine(guest), plainLine(device))
  }
  if (all.length <= most) return all.map(alone)
  const groups = new Map<string, number[]>()
  for (const flow of all) {
    const kind = flow === inHand ? 'in hand' : kindOf(run, run.flows[flow])
    groups.set(kind, [...(groups.get(kind) ?? []), flow])
  }
  const own = groups.get('in hand') ?? []
  const sorted = [own, ...[...groups].flatMap(([kind, flows]) => (kind === 'in hand' ? [] : [flows]))]
  const shown = sorted.filter((flows) => flows.length > 0)
  const kept = shown.length <= most ? shown : shown.slice(0, Math.max(0, most - 1))
  const rest = shown.slice(kept.length).flat()
  const lanes = kept.map((flows) => {
    if (flows.length === 1) return alone(flows[0])
    const device = plainLine(run.flows[flows[0]].device)
    const title = words.pictures.alike(flows.length, device)
    return laneOf(run, flows, title, words.pictures.many(flows.length), device)
  })
  if (rest.length === 0) return lanes
  const others = words.pictures.others(rest.length)
  return [...lanes, laneOf(run, rest, others, others, '')]
}

/** How many requests of each lane stand in which band. */
export function standing(run: Run, lanes: readonly Lane[], { standing: all }: Positions): LaneCounts[] {
  const counts = lanes.map(() =>
    BANDS.map((): [Standers, Standers] => [
      { served: 0, waiting: 0 },
      { served: 0, waiting: 0 },
    ]),
  )
  const laneOfFlow = run.flows.map((_, flow) => lanes.findIndex((lane) => lane.flows.includes(flow)))
  for (const { flow, row, waiting, count } of all) {
    const known = spotsOfRun(run)[flow]
    const spot = known[Math.min(row, known.length - 1)] ?? { band: 0, back: 0 as const }
    const place = counts[laneOfFlow[flow]]?.[spot.band][spot.back]
    if (place === undefined) continue
    if (waiting) place.waiting += count
    else place.served += count
  }
  return counts
}
