/**
 * The PCI tree as one reads it: from the root down, every function with its group and with whoever holds it. The groups are
 * those that the kernel makes (groups.ts); what really reaches what is another question (peers.ts).
 */
import type { Device, Host } from '../host/host.ts'
import { type PciFunction, type PciTree, pciTree } from './functions.ts'
import { groupsOf } from './groups.ts'
import { holdersOf } from './holders.ts'

/** Before the name of what stands for an empty slot; no device is called so. */
const EMPTY = ' '

export interface TreeRow {
  readonly one: PciFunction
  /** For each bridge above it, from the root, and for itself: the last one on its bus. */
  readonly lasts: readonly boolean[]
  /** One of several functions of its device. */
  readonly shared: boolean
  /** -1: a port that nobody wrote down, alone in a group of its own. */
  readonly group: number
  /** A guest that has it whole, or `host`; undefined: nobody uses it, or a bridge. */
  readonly holder: string | undefined
  /** Name of the slot that it is plugged into. */
  readonly slot: string | undefined
  /** A slot in which nothing is. */
  readonly empty: boolean
}

/** All functions, each below the bridge that it hangs on; on a bus by address. */
export function treeRows(host: Host): readonly TreeRow[] {
  const free = emptySlots(host)
  const tree = pciTree({ ...host, devices: { ...host.devices, ...free } })
  const holders = holdersOf(host)
  const groups = groupsOf(host)
  const slotAt = (address: string) =>
    Object.keys(host.slots).find((name) => host.slots[name].address === address)
  const row = (one: PciFunction, lasts: readonly boolean[]): TreeRow => ({
    one,
    lasts,
    shared: !one.virtual && tree.siblings(one).length > 0,
    group: groups.findIndex((group) => group.some(({ address }) => address === one.address)),
    holder: one.kind === 'endpoint' ? holders.get(one.name) : undefined,
    slot: slotAt(one.address),
    empty: one.name.startsWith(EMPTY),
  })
  const below = (bus: readonly PciFunction[], lasts: readonly boolean[]): readonly TreeRow[] =>
    bus.flatMap((one, place) => {
      const own = [...lasts, place === bus.length - 1]
      return [row(one, own), ...below(hangingOn(tree, one), own)]
    })
  return below(roots(tree), [])
}

/** Slots in which nothing is, as devices of their names: of a kind that nobody has, in no group. */
function emptySlots({ slots, devices }: Host): Record<string, Device> {
  const taken = new Set(Object.values(devices).map(({ address }) => address))
  const free = Object.entries(slots).filter(([, { address }]) => !taken.has(address))
  return Object.fromEntries(
    free.map(([name, { address }]): [string, Device] => [`${EMPTY}${name}`, { model: 'null-co', address }]),
  )
}

/** What stands on root buses: written down, and then ports that nobody wrote down, by their buses. */
function roots(tree: PciTree): readonly PciFunction[] {
  const implied = new Map<string, PciFunction>()
  for (const one of tree.functions) {
    const port = tree.above(one)
    if (port?.address === '') implied.set(`${port.segment}:${port.below}`, port)
  }
  return [
    ...tree.functions.filter((one) => tree.above(one) === undefined).sort(byPlace),
    ...[...implied.values()].sort((one, other) => one.segment - other.segment || one.below - other.below),
  ]
}

function hangingOn(tree: PciTree, port: PciFunction): readonly PciFunction[] {
  if (port.kind === 'endpoint') return []
  return tree.functions
    .filter((one) => {
      const above = tree.above(one)
      return above?.address === port.address && above.segment === port.segment && above.below === port.below
    })
    .sort(byPlace)
}

function byPlace(one: PciFunction, other: PciFunction): number {
  return one.address < other.address ? -1 : Number(one.address > other.address)
}
