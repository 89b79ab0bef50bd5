/** The parts of one flow, ready to run: what assemble.ts builds and interpret.ts uses. */

import type { Buffers } from './buffers.ts'
import type { Gate, Pool } from './gate.ts'
import type { Guest, VirtualDevice } from './host.ts'
import type { Domain } from './iommu.ts'
import type { Program } from './program.ts'
import type { Stop } from './stop.ts'
import type { Thread } from './thread.ts'
import type { Nanos } from './units.ts'

export interface FlowParts {
  readonly index: number
  readonly id: string
  readonly guest: Guest
  readonly device: VirtualDevice
  /** Requester ID of the real device. */
  readonly requester: string
  /** The device writes guest memory by itself. */
  readonly direct: boolean
  readonly program: Program
  readonly vcpus: readonly Thread[]
  readonly vmm: Thread
  readonly worker: Thread
  /** By program.STATIONS. */
  readonly stations: readonly Stop[]
  /** By program.POOLS. */
  readonly pools: readonly Pool[]
  /** Completion: one for each vCPU, or one for all. */
  readonly completion: readonly Gate[]
  readonly writeback: Gate
  /** Undefined: addresses pass unchanged. */
  readonly domain: Domain | undefined
  readonly domainNumber: number
  readonly buffers: Buffers
  /** Bytes that a miss of the page cache fetches at least. */
  readonly readAhead: number
  /** Which file of the page cache. */
  readonly file: number
  readonly boots: boolean
  /** What an exit for an interrupt from outside costs, and a wake-up that is still polled for. */
  readonly interruptExit: Nanos
  readonly polledWake: Nanos
}
