/** How addresses that a device uses pass the IOMMU. */
import type { Step } from '../path/itinerary.ts'
import type { Shape } from './datasheet.ts'
import { work } from './parts.ts'

const WALKS: Step = work('walker', 'host', 'translate', 'iommu-walk', 'IOTLB misses, walks', {
  times: { answer: 'misses' },
})

/**
 * Addresses of a device pass the IOMMU, or do not: page by page, with a walk for each that it does not remember. A device with a
 * cache of its own (ATS) asks for what that lacks, all of a command at once: a round trip, and it keeps the answers.
 */
export function throughIommu({ ats }: Shape, bytes: number): readonly Step[] {
  const table = 'iommu'
  if (ats !== true) return [{ do: 'ask', table, place: 'dev', bytes, text: 'IOMMU, each address' }, WALKS]
  return [
    { do: 'ask', table, place: 'dev', bytes, text: "the device's own translations" },
    work('fetch', 'dev', 'translate', 'ats-request', 'asks for those that it lacks', {
      times: { answer: 'asked' },
    }),
    WALKS,
  ]
}
