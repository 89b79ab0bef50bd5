/** What a kind of event does, and what it may touch: the tables and parts of the running machine, never a result. */
import type { Kernel } from '../../sim/kernel.ts'
import type { Cores } from '../cpu/cores.ts'
import type { Machine } from '../engine/interpret.ts'
import type { FlowParts } from '../engine/plant.ts'
import type { Workloads } from '../engine/workload.ts'
import type { Host, HostEvent } from '../host/host.ts'
import type { InterruptTable } from '../iommu/interrupt-table.ts'
import type { Domain, Iommu } from '../iommu/iommu.ts'
import type { Dma } from '../memory/dma.ts'
import type { MemoryMap } from '../memory/memory.ts'
import type { Recorder } from '../record/recorder.ts'
import type { Migration } from '../record/run.ts'
import type { Nanos } from '../units.ts'

/** Threads that work for events, and where what they do begins: a neighbour's work, sending many pages, sending one. */
export interface Neighbours {
  readonly start: number
  readonly sendingMany: number
  readonly sendingOne: number
  threadOf(event: HostEvent): number
}

export interface Scene {
  readonly host: Host
  readonly kernel: Kernel
  readonly machine: Machine
  readonly workloads: Workloads
  readonly flows: readonly FlowParts[]
  readonly memory: MemoryMap
  readonly iommu: Iommu
  readonly dma: Dma
  readonly interrupts: InterruptTable
  /** The domain of a guest's devices; undefined: nothing translates. */
  domainOf(guest: string): Domain | undefined
  readonly recorder: Recorder
  readonly neighbours: Neighbours
  readonly cores: Cores
  /** What is in a guest's vCPUs and in the models of its devices takes so long to go over. */
  readonly stateNanos: Nanos
  readonly migrations: Migration[]
}

export type EventOf<Kind extends HostEvent['kind']> = Extract<HostEvent, { readonly kind: Kind }>

export interface EventRule<Kind extends HostEvent['kind']> {
  /** Before anything has happened. */
  prepares?(event: EventOf<Kind>, scene: Scene): void
  /** At its time, before everything else of that time. */
  happens?(event: EventOf<Kind>, scene: Scene): void
}

/** The flow that an event names. Throws where it is not there: host/event-problems.ts refuses such a host. */
export function flowNamed(
  scene: Scene,
  event: { readonly guest: string; readonly device: string },
): FlowParts {
  const flow = scene.flows.find((one) => one.id === `${event.guest}.${event.device}`)
  if (flow === undefined) throw new Error(`an event names ${event.guest}.${event.device}, which is not there`)
  return flow
}
