/** The parts of one flow, ready to run: what assemble.ts builds and interpret.ts uses. */

import type { Thread } from '../cpu/thread.ts'
import type { Guest, VirtualDevice } from '../host/host.ts'
import type { Domain } from '../iommu/iommu.ts'
import type { Iotlb } from '../iommu/iotlb.ts'
import type { Mappings } from '../iommu/mappings.ts'
import type { Buffers } from '../memory/buffers.ts'
import type { Dirty } from '../memory/dirty.ts'
import type { DirtyLog } from '../memory/dirty-log.ts'
import type { FrameBuffer } from '../memory/frame-buffer.ts'
import type { Ledger } from '../memory/ledger.ts'
import type { Store } from '../memory/store.ts'
import type { Kinds } from '../path/kinds.ts'
import type { Program } from '../path/program.ts'
import type { ScriptRun } from '../path/script-run.ts'
import type { Hpa, Nanos } from '../units.ts'
import type { Gate, Pool } from './gate.ts'
import type { LoopTimer } from './loop-timer.ts'
import type { Stop } from './stop.ts'

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
  readonly kinds: Kinds
  readonly vcpus: readonly Thread[]
  readonly vmm: Thread
  readonly worker: Thread
  /** Who takes requests out of its queues: one for each, or one for all. */
  readonly backends: readonly Thread[]
  /** Queue of each vCPU. */
  readonly queueOf: Int32Array
  /** Core that takes the interrupt of each queue, or of all; -1: wherever the vCPU last ran. */
  readonly irqCores: Int32Array
  /** By program.STATIONS. */
  readonly stations: readonly (Stop | LoopTimer)[]
  /** By program.POOLS; then ring and queue of the second queue, and so on. */
  readonly pools: readonly Pool[]
  /** Completion: one for each queue, or one for all. */
  readonly completion: readonly Gate[]
  readonly writeback: Gate
  /** Requests of a system call that their driver has not got, and by queue those that the other side has not looked at. */
  readonly plug: Gate
  readonly doorbells: readonly Gate[]
  /** Changes of a screen, until it is drawn anew. */
  readonly refresh: Gate
  /** Commands that wait for one tail or one system call, by queue. */
  readonly tails: readonly Gate[]
  /** Counts acknowledgements under way. */
  readonly acknowledge: Gate
  readonly frame: FrameBuffer
  /** Packets that a hosted VMM holds back. */
  readonly send: Gate
  /** Undefined: addresses pass unchanged. */
  readonly domain: Domain | undefined
  readonly domainNumber: number
  /** What its real device remembers of translations itself; undefined: nothing. */
  readonly deviceTlb: Iotlb | undefined
  /** Mappings made for each request; undefined: what is mapped is mapped for good. */
  readonly mappings: Mappings | undefined
  /** Whose domain its device is in since it was handed on, with old requests still in its queues. */
  heir: Domain | undefined
  /** Where its guest's memory begins. */
  readonly base: Hpa
  readonly buffers: Buffers
  /** Guest pages below this one have addresses of 32 bits for its driver. */
  readonly pagesInReach: number
  /** Its requests follow each other on disk. */
  readonly sequential: boolean
  /** Bytes that a miss of the page cache fetches at least. */
  readonly readAhead: number
  /** Which file of the page cache. */
  readonly file: number
  /** What of it is dirty there. */
  readonly dirty: Dirty
  /** Where the real disk keeps what it has taken. */
  readonly store: Store
  /** Where each write lies; kept only where the power will be cut. */
  readonly ledger: Ledger | undefined
  /** Pages that its guest has written; only where it is to move. */
  readonly log: DirtyLog | undefined
  readonly boots: boolean
  /** NUMA nodes of its guest's memory, and of its device. */
  readonly memoryNode: number
  readonly deviceNode: number
  /** What runs on the model of its card, where that has a script. */
  readonly script: ScriptRun
  /** Packets for which its driver had to post another buffer. */
  refilled: number
  /** Until a device that is given whole has been reset, when it is handed over. */
  readonly reset: Nanos
  /** What an exit for an interrupt from outside costs, and a wake-up that is still polled for. */
  readonly interruptExit: Nanos
  /** … what the first counts as, by EXIT_REASONS. */
  readonly interruptReason: number
  /** … and one because a vCPU has spun for too long. */
  readonly pauseExit: Nanos
  readonly polledWake: Nanos
  /** Until a thread that looks around for a while before it sleeps finds its work. */
  readonly pickup: Nanos
}
