/**
 * Peer-to-peer: where a write to another function's registers (its BAR) goes. Bridges route by address and know no
 * owner. Below one switch it goes straight across unless the port redirects it (ACS), and then no IOMMU ever sees it.
 * This is about the wires: what Linux was told to assume changes nothing here.
 */
import type { Host } from '../host/host.ts'
import { cardOf } from './card-switch.ts'
import { type PciFunction, type PciTree, pciTree } from './functions.ts'

/** Windows of registers lie here in real addresses, above all memory, where nothing else is said. Bytes. */
const WINDOWS = 2 ** 45
const WINDOW_BYTES = 16 * 1024 * 1024

/** Registers of a device: first address and length. */
export function windowOf(host: Pick<Host, 'devices'>, name: string): { from: number; bytes: number } {
  const { bar } = host.devices[name]
  return (
    bar ?? { from: WINDOWS + Object.keys(host.devices).indexOf(name) * WINDOW_BYTES, bytes: WINDOW_BYTES }
  )
}

/** From a function up to its root bus, itself first. */
function wayUp(tree: PciTree, one: PciFunction): PciFunction[] {
  const way = [one]
  for (let port = tree.above(one); port !== undefined; port = tree.above(port)) way.push(port)
  return way
}

function same(one: PciFunction, other: PciFunction): boolean {
  return one.segment === other.segment && one.below === other.below && one.address === other.address
}

/** Whether a write of one device to another's registers gets there without passing the IOMMU. */
export function goesStraight(host: Pick<Host, 'devices' | 'bridges'>, from: string, to: string): boolean {
  const tree = pciTree(host)
  const named = (name: string): PciFunction =>
    tree.functions.find((one) => one.kind === 'endpoint' && one.name === name) as PciFunction
  const [one, other] = [named(from), named(to)]
  // Functions made by one device are kept apart by it; to all others they are devices as any.
  if ((one.virtual || other.virtual) && cardOf(host, from) === cardOf(host, to))
    return sharesBus(tree, one, other)
  const theirs = wayUp(tree, other)
  let last = one
  for (const step of wayUp(tree, one)) {
    if (theirs.some((port) => same(port, step))) return crosses(step, last)
    last = step
  }
  // They meet at the root complex.
  if (last.kind === 'root-port') return !last.acs
  return tree.siblings(one).includes(other) && !one.acs
}

function sharesBus(tree: PciTree, one: PciFunction, other: PciFunction): boolean {
  const [above, theirs] = [tree.above(one), tree.above(other)]
  return above?.kind === 'pcie-to-pci' && theirs !== undefined && same(above, theirs)
}

/** @param meeting the lowest bridge above both, `from` the way that the write came */
function crosses(meeting: PciFunction, from: PciFunction): boolean {
  if (meeting.kind === 'pcie-to-pci') return true
  return !from.acs
}
