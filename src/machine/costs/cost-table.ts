/** How long each act takes: one table of every subject, one column an era of hardware. */
import { BACKEND_COSTS } from './backend-costs.ts'
import { COPY_COSTS } from './copy-costs.ts'
import type { Cost } from './cost-value.ts'
import { DEVICE_COSTS } from './device-costs.ts'
import { DISTANCE_COSTS } from './distance-costs.ts'
import { EXIT_COSTS } from './exit-costs.ts'
import { GUEST_COSTS } from './guest-costs.ts'
import { HOST_COSTS } from './host-costs.ts'
import { HOSTED_COSTS } from './hosted-costs.ts'
import { IDLE_COSTS } from './idle-costs.ts'
import { IOMMU_COSTS } from './iommu-costs.ts'
import { MODEL_COSTS } from './model-costs.ts'
import { THREAD_COSTS } from './thread-costs.ts'

export const COST_TABLE = {
  ...GUEST_COSTS,
  ...EXIT_COSTS,
  ...THREAD_COSTS,
  ...IDLE_COSTS,
  ...HOST_COSTS,
  ...MODEL_COSTS,
  ...BACKEND_COSTS,
  ...COPY_COSTS,
  ...DEVICE_COSTS,
  ...IOMMU_COSTS,
  ...HOSTED_COSTS,
  ...DISTANCE_COSTS,
} as const satisfies Readonly<Record<string, Cost>>

/** The same table by subject. */
export const SUBJECTS = {
  guest: GUEST_COSTS,
  exits: EXIT_COSTS,
  threads: THREAD_COSTS,
  idle: IDLE_COSTS,
  host: HOST_COSTS,
  models: MODEL_COSTS,
  backends: BACKEND_COSTS,
  copies: COPY_COSTS,
  devices: DEVICE_COSTS,
  iommu: IOMMU_COSTS,
  hosted: HOSTED_COSTS,
  distance: DISTANCE_COSTS,
} as const
