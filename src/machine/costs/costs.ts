/** Reading the table of costs: one time of one act in nanoseconds. */

import type { Era } from '../host/host.ts'
import type { Nanos } from '../units.ts'
import { COST_TABLE, SUBJECTS } from './cost-table.ts'
import type { CostValue } from './cost-value.ts'
import { TRANSLATED } from './hosted-costs.ts'

export type { Grade } from './cost-value.ts'

/**
 * Clock that turns cycles into time. Hertz / 10⁹. 2001: the Pentium III of the hosted measurements; 2005-07: the Core 2 of a
 * server; 2010-13: the E5-2450 of the measurements; 2.5 stands for the servers of the 2020s.
 */
const GIGAHERTZ: Readonly<Record<Era, number>> = {
  '2001': 0.733,
  '2005-07': 2.66,
  '2010-13': 2.1,
  '2020s': 2.5,
}

/** Eras of hardware, oldest first. */
export const ERAS = Object.keys(GIGAHERTZ) as Era[]

export type CostId = keyof typeof COST_TABLE

export type Subject = keyof typeof SUBJECTS

export interface CostRow extends CostValue {
  readonly id: CostId
  readonly era: Era
}

/** Costs whose value is not in the table but comes with a device or a workload. */
const FROM_ELSEWHERE: ReadonlySet<string> = new Set([
  'device-read',
  'device-write',
  'device-hit',
  'device-link',
  'bus-down',
  'bus-up',
  'application',
  'none',
])

/** Every cost of every era, for `exitless model`. */
export const COSTS: readonly CostRow[] = (Object.keys(COST_TABLE) as CostId[])
  .filter((id) => !FROM_ELSEWHERE.has(id))
  .flatMap((id) => ERAS.map((era) => ({ id, era, ...COST_TABLE[id][era] })))

/** What a cost is about. */
export function subjectOf(id: CostId): Subject {
  return (Object.keys(SUBJECTS) as Subject[]).find((subject) => id in SUBJECTS[subject]) ?? 'guest'
}

/** Cycles in a nanosecond. */
export function clockOf(era: Era): number {
  return GIGAHERTZ[era]
}

/** Nanoseconds of one time (`bytes` only where the cost is a rate), not yet rounded. */
export function costOf(era: Era, id: CostId, bytes: number): number {
  const cost: CostValue = COST_TABLE[id][era]
  switch (cost.unit) {
    case 'ns':
      return cost.value
    case 'cycles':
      return cost.value / GIGAHERTZ[era]
    case 'GB/s':
      return bytes / cost.value
  }
}

/**
 * An interpreted guest (QEMU's TCG) runs its own code so many times slower; the host beside it does not. One number for all,
 * M, 8 to 30: every trap count that is whole comes out in that range. It agrees with the time that a request of 4 KiB took
 * where the counts were taken, about 1.1 ms (from flushes every 10 ms, 0.11 a request): 1 ms of it is the loop's timer.
 */
const INTERPRETED = 10
const KERNEL_COSTS = [
  'guest-submit',
  'guest-command',
  'guest-segment',
  'guest-complete',
  'guest-packet',
  'guest-draw',
  'guest-interrupt',
  'guest-tick',
] as const

export const INTERPRETED_FACTORS: Partial<Record<CostId, number>> = Object.fromEntries(
  KERNEL_COSTS.map((id) => [id, INTERPRETED]),
)

/** A hosted VMM translates the guest's kernel. */
export const TRANSLATED_COSTS: Partial<Record<CostId, number>> = Object.fromEntries(
  KERNEL_COSTS.map((id) => [id, TRANSLATED]),
)

/** A table of times for one era, with single costs replaced: the doubling law and `what if` use it. */
export type CostSheet = (id: CostId, bytes: number) => Nanos

/** @param factors multiplies single costs; 1 elsewhere */
export function costSheet(era: Era, factors: Partial<Record<CostId, number>> = {}): CostSheet {
  return (id, bytes) => Math.round(costOf(era, id, bytes) * (factors[id] ?? 1))
}
