/**
 * The usual case of an access, told without an address: one beyond 2 GiB that goes from one function to another would be allocated.
 * Whatever is not told to be well here is looked at closely in dma.ts.
 */
import type { FlowParts } from '../engine/plant.ts'
import type { Mapping } from '../iommu/iommu.ts'
import { PAGE } from '../units.ts'

/** Whether a page that a flow's device asks for lies in its own guest's memory. */
export function landsWell(flow: FlowParts, number: number, mapping: Mapping | undefined): boolean {
  const { base, domain, mappings, guest } = flow
  let real = number * PAGE
  if (mappings !== undefined) {
    const page = mappings.behind(number)
    if (page < 0) return false
    real = base + page * PAGE
  } else if (domain !== undefined) {
    if (mapping === undefined) return false
    real = mapping.hpa + (number * PAGE - mapping.iova)
  }
  return real >= base && real < base + guest.memory - guest.balloon
}
