/** The door of the machine: what other rooms use. */
export { Fnv64 } from '../sim/hash.ts'
export { type ControllerCard, catalogue } from './controllers/index.ts'
export {
  COSTS,
  type CostId,
  type CostRow,
  clockOf,
  ERAS,
  type Grade,
  type Subject,
  subjectOf,
} from './costs/costs.ts'
export { paceOf } from './costs/pace.ts'
export { prepare, type Simulation, simulate } from './engine/simulate.ts'
export { type Vector, vectorsOf } from './engine/vectors.ts'
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
export { PACE_GROUPS } from './host/host.ts'
export { drawsLuck } from './host/luck.ts'
export { nodeOfCore } from './host/nodes.ts'
export { type KnobCard, knobCards, readKnob, setKnob } from './knobs/knobs.ts'
export { type DeviceReach, guestDrives, reachOf } from './memory/device-reach.ts'
export { EXITS as EXIT_REASON_OF } from './path/codes.ts'
export type { Row } from './path/itinerary.ts'
export { pathAtRest } from './path/path-at-rest.ts'
export { POOLS as POOL_NAMES } from './path/program.ts'
export { type RequestAnswer, type RequestQuestion, requestAlone } from './path/request.ts'
export { type HostProblem, hostProblems } from './problems/problems.ts'
export { type MappedNow, mappedAt, type Piece } from './record/mappings-at.ts'
export {
  FLAG_DROPPED,
  FLAG_SOCKET,
  FOR_COMPANY,
  FOR_NOTHING,
  FOR_POOL,
  FOR_ROOM,
  FOR_STATION,
  FOR_STORE,
  FOR_THREAD,
  FOR_WRITING,
  TAKEN_AWAY,
  TAKEN_BY_GUEST,
  TAKEN_BY_HOST,
} from './record/marks.ts'
export type { Gauge, Occupancy, TranslationUse, VectorUse } from './record/occupancy.ts'
export * from './record/playback.ts'
export { type Placed, type Positions, positionsAt } from './record/positions.ts'
export * from './record/run.ts'
export { type FlowTime, type Spent, timeSpent } from './record/time-spent.ts'
export type { PciFunction } from './topology/functions.ts'
export { type TreeRow, treeRows } from './topology/rows.ts'
export * from './units.ts'
