/** How addresses that a device uses pass the IOMMU. */
import type { Step } from '../path/itinerary.ts'
import { work } from './parts.ts'

/** Addresses of a device pass the IOMMU, or do not: page by page, with a walk for each that it does not remember. */
export function throughIommu(bytes: number): readonly Step[] {
  return [
    { do: 'ask', table: 'iommu', place: 'dev', bytes, text: 'IOMMU, each address' },
    work('walker', 'host', 'translate', 'iommu-walk', 'IOTLB misses, walks', {
      times: { answer: 'misses' },
    }),
  ]
}
