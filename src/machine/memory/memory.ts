/** Who owns which part of real memory: the host at the bottom, above it on each node its guests in their order, the rest free. */
import { locksMemory } from '../hardware/locked-memory.ts'
import type { Guest, Host, VirtualDevice } from '../host/host.ts'
import { firstByteOf, memoryNode } from '../host/nodes.ts'
import { drivenInProcess } from '../iommu/mapping-mode.ts'
import { type Gpa, type Hpa, MIB, PAGE } from '../units.ts'

export interface Region {
  readonly owner: string
  /** First byte (HPA) and length. */
  readonly from: number
  readonly bytes: number
}

export class MemoryMap {
  /** In the order of their addresses; all of memory. */
  readonly regions: readonly Region[]
  private readonly sealed: ReadonlySet<string>

  constructor(host: Host) {
    const regions: Region[] = [{ owner: 'host', from: 0, bytes: host.hostMemory }]
    let from = host.hostMemory
    for (let node = 0; node < host.numaNodes; node++) {
      for (const guest of host.guests) {
        if (memoryNode(host, guest) !== node) continue
        const bytes = guest.memory - guest.balloon
        regions.push({ owner: guest.id, from, bytes })
        from += bytes
      }
      const end = firstByteOf(host, node + 1)
      if (from < end) regions.push({ owner: '-', from, bytes: end - from })
      from = Math.max(from, end)
    }
    this.regions = regions
    this.sealed = new Set(host.guests.filter((guest) => guest.confidential).map((guest) => guest.id))
  }

  /** Whether this owner's memory is sealed: a device reads nothing there, and writes nothing. */
  seals(owner: string): boolean {
    return this.sealed.has(owner)
  }

  /** Owner of an address; `-` for free memory and for addresses where no memory is. */
  ownerOf(address: Hpa): string {
    for (const region of this.regions)
      if (address >= region.from && address < region.from + region.bytes) return region.owner
    return '-'
  }

  /** Where a guest's memory begins. Throws for an unknown guest. */
  baseOf(guest: string): Hpa {
    const region = this.regions.find((one) => one.owner === guest)
    if (region === undefined) throw new Error(`no memory belongs to ${guest}`)
    return region.from as Hpa
  }

  /** Where the guest means this address to lie; -1 outside its memory. */
  meant(guest: Guest, address: Gpa): Hpa {
    return (address < guest.memory - guest.balloon ? this.baseOf(guest.id) + address : -1) as Hpa
  }
}

/** First buffer of a guest's I/O: a little above the middle of its memory, as a booted kernel would hand out. */
export function bufferBase(guest: Guest): Gpa {
  const step = 2 * MIB
  return (Math.floor((guest.memory * 0.55) / step) * step) as Gpa
}

/** A device that may reach memory, and what its driver mapped at most at once; undefined: all is mapped for good. */
export interface Reach {
  readonly guest: Guest
  readonly device: VirtualDevice
  readonly mappings: { readonly mappedAtMost: number } | undefined
}

/** Bytes of each guest's memory that could not move, at most at once: all that a device may reach at any time, or what was mapped. */
export function pinnedBytes(flows: readonly Reach[]): readonly { guest: string; bytes: number }[] {
  const byGuest = new Map<Guest, number>()
  for (const { guest, device, mappings } of flows) {
    if (!locksMemory(device) && !drivenInProcess(device)) continue
    const bytes = mappings === undefined ? guest.memory : mappings.mappedAtMost * PAGE
    byGuest.set(guest, Math.min(guest.memory, (byGuest.get(guest) ?? 0) + bytes))
  }
  return [...byGuest].map(([guest, bytes]) => ({ guest: guest.id, bytes }))
}
