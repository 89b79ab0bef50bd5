/**
 * The IOMMU: a device table by requester ID, a domain with an I/O page table for each owner, and an IOTLB that remembers
 * translations. What lands where follows from these tables alone: an address of a device without a domain, or with the
 * unit off, goes to real memory as it is.
 *
 * Where devices may remember translations themselves (ATS), theirs are asked first, and what they find there never comes to the unit.
 *
 * Not modelled: device tables in memory and their cache, permissions by direction (a mapping allows both), requests for several
 * translations as transactions on the link, pages that are made present when a device asks for them (PRI).
 */
import { IOMMU_DEFAULTS } from '../host/defaults.ts'
import type { Host, IommuMode, PageSize } from '../host/host.ts'
import { GIB, type Hpa, type Iova, KIB, MIB, type Nanos, PAGE } from '../units.ts'
import { FaultLog } from './fault-log.ts'
import { Iotlb } from './iotlb.ts'

const LEAF_BYTES: Readonly<Record<PageSize, number>> = { '4K': 4 * KIB, '2M': 2 * MIB, '1G': GIB }

/** Where look-ups are counted. */
interface Looked {
  iotlbLookups: number
  deviceTlbLookups: number
  deviceTlbMisses: number
}

/** A piece of an I/O address space, in leaves of so many bytes. */
export interface Mapping {
  readonly iova: number
  readonly hpa: number
  readonly bytes: number
  readonly leaf: number
}

/** One I/O address space. Sorted, disjoint mappings. */
export class Domain {
  readonly number: number
  private readonly mappings: Mapping[] = []

  constructor(number: number) {
    this.number = number
  }

  /** Maps bytes from `iova` on to real memory from `hpa` on, in leaves of one size. Throws where something is mapped already. */
  map(iova: Iova, hpa: Hpa, bytes: number, pages: PageSize): void {
    const overlaps = this.mappings.some((one) => iova < one.iova + one.bytes && one.iova < iova + bytes)
    if (overlaps) throw new Error(`domain ${this.number} maps 0x${iova.toString(16)} already`)
    this.mappings.push({ iova, hpa, bytes, leaf: LEAF_BYTES[pages] })
    this.mappings.sort((a, b) => a.iova - b.iova)
  }

  /** Real address, or -1 where nothing is mapped. */
  translate(iova: number): number {
    for (const one of this.mappings)
      if (iova >= one.iova && iova < one.iova + one.bytes) return one.hpa + (iova - one.iova)
    return -1
  }

  /** What maps a page, by its number; undefined: nothing does. */
  mappingOf(page: number): Mapping | undefined {
    const iova = page * PAGE
    for (const one of this.mappings) if (iova >= one.iova && iova < one.iova + one.bytes) return one
    return undefined
  }

  /** Bytes of the leaf that maps this address; 0 where nothing does. */
  leafAt(iova: number): number {
    for (const one of this.mappings) if (iova >= one.iova && iova < one.iova + one.bytes) return one.leaf
    return 0
  }
}

/** Whether a table says which device may send which interrupt. An entry of it may also say to whom one is posted. */
export function remaps({ mode, remapping = IOMMU_DEFAULTS.remapping }: Host['iommu']): boolean {
  return mode !== 'off' && remapping
}

/**
 * Whether a device's message can go straight to a running guest: an entry of the table says to whom, and the processor keeps the
 * guest's interrupt controller itself. Linux, arch/x86/kvm/vmx/posted_intr.c, vmx_can_use_vtd_pi; AMD's unit wants kvm-amd.avic=1
 * for it (Documentation/admin-guide/kernel-parameters.txt, amd_iommu_intr=vapic). A bare host has its messages posted to itself
 * (posted_msi), for which the table is enough.
 */
export function posts({ iommu, apicv }: Pick<Host, 'iommu' | 'apicv'>, toGuest: boolean): boolean {
  return remaps(iommu) && (apicv || !toGuest)
}

export class Iommu {
  readonly mode: IommuMode
  readonly iotlb: Iotlb
  readonly faults: FaultLog
  /** A table says which device may send which interrupt. */
  readonly remaps: boolean
  /** Devices that say they translated an address themselves (ATS) are believed. */
  readonly believes: boolean
  /** 1 where a device has had to ask for a translation since somebody made this 0. */
  asked = 0
  /** Requester ID → domain. */
  private readonly devices = new Map<string, Domain>()
  private readonly domains: Domain[] = []

  /** @param handling until the records of a fault are free again, nanoseconds */
  constructor(unit: Host['iommu'], handling: Nanos = 0) {
    const { mode, entries, ways, ats, faultRecords } = { ...IOMMU_DEFAULTS, ...unit }
    this.mode = mode
    this.iotlb = new Iotlb(entries, ways)
    this.remaps = remaps(unit)
    this.believes = mode === 'translated' && ats
    this.faults = new FaultLog(faultRecords, handling)
  }

  newDomain(): Domain {
    const domain = new Domain(this.domains.length + 1)
    this.domains.push(domain)
    return domain
  }

  attach(requester: string, domain: Domain): void {
    this.devices.set(requester, domain)
  }

  /**
   * Looks up a leaf of a domain: in what the device remembers itself, if it does, then in the IOTLB. 1: the unit has to walk.
   * @param again it is the one that was looked up last
   */
  looksUp(own: Iotlb | undefined, domain: number, leaf: number, again: boolean, sums: Looked): 0 | 1 {
    if (own !== undefined) {
      sums.deviceTlbLookups++
      if (again || own.touch(domain, leaf)) return 0
      sums.deviceTlbMisses++
      this.asked = 1
    }
    sums.iotlbLookups++
    return again || this.iotlb.touch(domain, leaf) ? 0 : 1
  }

  /** The domain that translates this device's addresses; undefined: they pass unchanged. */
  domainOf(requester: string): Domain | undefined {
    return this.mode === 'translated' ? this.devices.get(requester) : undefined
  }
}

/** Bytes that one translation of this page size covers. */
export function leafBytes(pages: PageSize): number {
  return LEAF_BYTES[pages]
}
