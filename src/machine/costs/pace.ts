/**
 * Another machine of the same era: groups of costs, each so many times as long as the table has it. What a timer or a rule
 * of some source sets, what a wire carries and how deep a core sleeps is the same on every machine.
 */
import { type Host, PACE_GROUPS, type PaceGroup } from '../host/host.ts'
import { BACKEND_COSTS } from './backend-costs.ts'
import { type CostId, type CostSheet, costSheet } from './costs.ts'
import { HOST_COSTS } from './host-costs.ts'
import { IOMMU_COSTS } from './iommu-costs.ts'
import { MODEL_COSTS } from './model-costs.ts'

type Factors = Partial<Record<CostId, number>>

const ids = (costs: object, ...others: CostId[]): readonly CostId[] =>
  (Object.keys(costs) as CostId[]).filter((id) => !others.includes(id))

/** Each cost is in one group at most. */
export const PACED: Readonly<Record<PaceGroup, readonly CostId[]>> = {
  guest: [
    'guest-submit',
    'guest-command',
    'guest-segment',
    'guest-complete',
    'guest-packet',
    'guest-ack',
    'guest-frame',
    'guest-draw',
    'guest-tick',
    'guest-interrupt',
    'packet-clean',
    'posted-entry',
    'posted-handler',
  ],
  exits: [
    'exit-kernel',
    'exit-user',
    'exit-interrupt',
    'exit-eoi',
    'world-switch',
    'vmm-port',
    'vmm-index',
    'vmm-pic',
  ],
  wakes: ['wake-thread', 'wake-vcpu', 'wake-polled', 'context-switch'],
  host: [
    ...ids(HOST_COSTS, 'migrate-state'),
    ...ids(MODEL_COSTS, 'lsi-pause'),
    ...ids(BACKEND_COSTS, 'tap-bytes'),
    'tap-write',
    'tap-read',
    'lance-model',
    'vmnet',
    'vmapp-select',
  ],
  copies: ['guest-copy', 'guest-bytes', 'copy-cold', 'copy-hot', 'remote-copy', 'tap-bytes'],
  device: ['device-read', 'device-write', 'device-hit', 'device-flush'],
  bus: ['doorbell', 'pcie-read'],
  iommu: [...ids(IOMMU_COSTS), 'remote-walk'],
}

/** How many times as long as in the table a cost is on this host. */
export function paceOf({ pace }: Pick<Host, 'pace'>, id: CostId): number {
  if (pace === undefined) return 1
  const group = PACE_GROUPS.find((one) => PACED[one].includes(id))
  return (group && pace[group]) ?? 1
}

/** The factors of a trial on this host; where the host says nothing of its pace, those of the trial themselves. */
export function factorsOf(host: Pick<Host, 'pace'>, factors: Factors = {}): Factors {
  const { pace } = host
  if (pace === undefined) return factors
  const all: Factors = { ...factors }
  for (const group of PACE_GROUPS) {
    const factor = pace[group] ?? 1
    if (factor !== 1) for (const id of PACED[group]) all[id] = (factors[id] ?? 1) * factor
  }
  return all
}

/** The times of a host. @param factors multiplies single costs */
export function hostCosts(host: Pick<Host, 'era' | 'pace'>, factors?: Factors): CostSheet {
  return costSheet(host.era, factorsOf(host, factors))
}
