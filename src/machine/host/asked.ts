/** How much a workload asks for. */
import type { Workload } from './workload.ts'

/** Requests after which it is done; Infinity: it never is. */
export function requestsAsked({ limit, phases }: Workload): number {
  const inPhases = phases?.reduce((sum, phase) => sum + phase.requests, 0)
  return Math.min(limit ?? Number.POSITIVE_INFINITY, inPhases ?? Number.POSITIVE_INFINITY)
}
