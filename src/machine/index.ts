/** The door of the machine: what other rooms use. */
export { Fnv64 } from '../sim/hash.ts'
export { type ControllerCard, catalogue } from './controllers/index.ts'
export { COSTS, type CostRow, ERAS, type Grade } from './costs/costs.ts'
export { prepare, type Simulation, simulate } from './engine/simulate.ts'
export { isPlayed } from './events/acts.ts'
export { ADDED_DRIVERS } from './hardware/added-drivers.ts'
export { DEVICE_MODELS, deviceKind } from './hardware/devices.ts'
export { OS_IDS } from './hardware/drivers.ts'
export { requestsAsked } from './host/asked.ts'
export {
  DEVICE_DEFAULTS,
  GUEST_DEFAULTS,
  HOST_DEFAULTS,
  IOMMU_DEFAULTS,
  WORKLOAD_DEFAULTS,
} from './host/defaults.ts'
export type * from './host/host.ts'
export { drawsLuck } from './host/luck.ts'
export { type KnobCard, knobCards, readKnob, setKnob } from './knobs/knobs.ts'
export type { Row } from './path/itinerary.ts'
export { type RequestAnswer, type RequestQuestion, requestAlone } from './path/request.ts'
export { type HostProblem, hostProblems } from './problems/problems.ts'
export { FLAG_DROPPED, FLAG_SOCKET } from './record/marks.ts'
export * from './record/playback.ts'
export * from './record/run.ts'
export type { PciFunction } from './topology/functions.ts'
export { type TreeRow, treeRows } from './topology/rows.ts'
export * from './units.ts'
