/** The door of the machine: what other rooms use. */
export { type ControllerCard, catalogue } from './controllers/index.ts'
export { COSTS, type CostRow, ERAS, type Grade } from './costs/costs.ts'
export { prepare, type Simulation, simulate } from './engine/simulate.ts'
export {
  DEVICE_DEFAULTS,
  GUEST_DEFAULTS,
  HOST_DEFAULTS,
  IOMMU_DEFAULTS,
  WORKLOAD_DEFAULTS,
} from './host/defaults.ts'
export { DEVICE_MODELS } from './host/devices.ts'
export { OS_IDS } from './host/drivers.ts'
export type * from './host/host.ts'
export { type KnobCard, knobCards, readKnob, setKnob } from './host/knobs.ts'
export { type HostProblem, hostProblems } from './host/problems.ts'
export type { Row } from './path/itinerary.ts'
export { type RequestAnswer, type RequestQuestion, requestAlone } from './path/request.ts'
export { incidentTimes, type Moment, momentAt, nextMoment, previousMoment } from './record/playback.ts'
export * from './record/run.ts'
export * from './units.ts'
