/**
 * IOMMU groups: which functions the host must take for one, since it cannot keep their DMA apart. Computed as Linux does
 * (drivers/iommu, pci_device_group, as of 6.1): requester IDs that a bridge puts in place of its own devices', a path
 * without ACS, functions of one device without ACS. The device quirks of Linux are not here.
 *
 * A group is what Linux can know. Two switch ports without ACS get a group each and still talk to each other (peers.ts).
 */
import type { Host } from '../host/host.ts'
import { type PciFunction, type PciTree, pciTree } from './functions.ts'

type Grouped = Pick<Host, 'devices' | 'bridges' | 'acsOverride'>

class Grouping {
  private readonly tree: PciTree
  /** The kernel was told to take ACS for granted. */
  private readonly assumed: boolean
  private readonly groups = new Map<string, number>()
  private count = 0

  constructor(host: Grouped) {
    this.tree = pciTree(host)
    this.assumed = host.acsOverride
    for (const one of inProbingOrder(this.tree.functions)) this.groups.set(one.address, this.groupOf(one))
  }

  /** Groups in the order in which they were made; members in the order of their addresses. */
  lists(): readonly (readonly PciFunction[])[] {
    const lists: PciFunction[][] = Array.from({ length: this.count }, () => [])
    for (const one of inOrder(this.tree.functions)) lists[this.groups.get(one.address) as number].push(one)
    return lists
  }

  private groupOf(one: PciFunction): number {
    let topmost = one
    for (const alias of this.aliases(one)) {
      const known = this.groups.get(alias.address)
      if (known !== undefined) return known
      topmost = alias
    }
    for (let port = this.tree.above(topmost); port !== undefined; port = this.tree.above(port)) {
      if (this.pathIsolates(port)) break
      topmost = port
      const known = this.groups.get(port.address)
      if (known !== undefined) return known
    }
    return this.ofSiblings(topmost) ?? this.count++
  }

  /** Bridges to conventional PCI on the way up: their requester ID stands for everything below. */
  private aliases(one: PciFunction): readonly PciFunction[] {
    const found: PciFunction[] = []
    for (let port = this.tree.above(one); port !== undefined; port = this.tree.above(port))
      if (port.kind === 'pcie-to-pci') found.push(port)
    return found
  }

  /** Whether what comes from below this port is sent up to the root complex, all the way. */
  private pathIsolates(port: PciFunction): boolean {
    for (let one: PciFunction | undefined = port; one !== undefined; one = this.tree.above(one))
      if (!this.isolates(one)) return false
    return true
  }

  private isolates(one: PciFunction): boolean {
    if (!one.express || one.kind === 'pcie-to-pci') return false
    if (one.kind === 'root-port' || one.kind === 'switch-down') return one.acs || this.assumed
    return this.tree.siblings(one).length === 0 || one.virtual || one.acs || this.assumed
  }

  /** A group that another function of the same device has, where neither keeps to itself. */
  private ofSiblings(one: PciFunction): number | undefined {
    const siblings = this.tree.siblings(one)
    if (one.virtual || siblings.length === 0 || this.isolates(one)) return undefined
    for (const other of siblings) {
      if (this.isolates(other)) continue
      const known = this.groups.get(other.address)
      if (known !== undefined) return known
    }
    return undefined
  }
}

function inOrder(functions: readonly PciFunction[]): readonly PciFunction[] {
  return [...functions].sort((one, other) =>
    one.address < other.address ? -1 : Number(one.address > other.address),
  )
}

/** Virtual functions are made after everything else. */
function inProbingOrder(functions: readonly PciFunction[]): readonly PciFunction[] {
  const sorted = inOrder(functions)
  return [...sorted.filter((one) => !one.virtual), ...sorted.filter((one) => one.virtual)]
}

/** Every group of the host: its bridges and devices. */
export function groupsOf(host: Grouped): readonly (readonly PciFunction[])[] {
  return new Grouping(host).lists()
}
