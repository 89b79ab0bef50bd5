/**
 * The itinerary: what happens to one request, as plain data. A datasheet (controllers/) writes it, the simulation
 * executes it, the bench draws it, `why` cites it, and the law "alone takes exactly the sum" adds it up.
 *
 * Seven kinds of step, no conditions: an `ask` (or `post`) leaves a number under a name, and later steps happen that
 * many times; 0 is not at all.
 */
import type { CostId } from '../costs/costs.ts'

/** A column of the drawing, from the application to the device. */
export type Place = 'app' | 'os' | 'kvm' | 'vmm' | 'host' | 'dev'
/** What kind of thing happens; decides the node of the drawing and the share of a core it counts under. */
export type Act =
  | 'work'
  | 'exit'
  | 'model'
  | 'copy'
  | 'dma'
  | 'wait'
  | 'wake'
  | 'interrupt'
  | 'entry'
  | 'translate'
/** Who serves by itself: a device, its link (a network card's in the direction of the operation, `back` the other way), the
 * PCIe link of a network card from the host and to it, the IOMMU's walker, the far side of a conversation, a device's reads
 * of its commands (`fetch`); nobody while a timer runs, of the main loop's block layer (`timer`) or a more exact one (`moment`). */
export type StationRole =
  | 'device'
  | 'link'
  | 'back'
  | 'bus-down'
  | 'bus-up'
  | 'walker'
  | 'far'
  | 'fetch'
  | 'timer'
  | 'moment'
/** Who is busy. `vcpu` is the request's own, `vmm` its process's main loop, `worker` that process's helper for
 * file requests, `backend` the thread that serves the request's queue, `core` the interrupt context of a core. */
export type Role = 'vcpu' | 'vmm' | 'worker' | 'backend' | StationRole | 'core'
/** How the connector to this step passes the wall between guest and host. */
export type Wall = 'exit' | 'entry' | 'open'
/** What a step adds to the counters of its request. */
export type Counted =
  | 'trap-read'
  | 'trap-write'
  | 'string'
  | 'interrupt-exit'
  | 'eoi'
  | 'interrupt'
  | 'invalidation'
  | 'world-switch'
  | 'page-fault'
  | 'irqchip'
/** What an access to a register is for: one that only holds a number, one that says or clears a status, one that starts I/O. */
export type Port = 'index' | 'status' | 'start'
/** Numbers that a step leaves for later steps of the same traveller. */
export type Answer =
  | 'awake'
  | 'asleep'
  | 'missing'
  | 'misses'
  | 'flushes'
  | 'medium'
  | 'pages'
  | 'asked'
  | 'beyond'
  | 'refill'
  | 'pauses'
export type Times = number | { readonly answer: Answer }
/** Holding one of these is a scope; the rank in this order is the only order in which they may be taken. */
export type Pool = 'ring' | 'queue' | 'swiotlb' | 'bus' | 'lock' | 'backend' | 'invalidation' | 'socket'

/**
 * Who is asked. iommu: translate every page of the command's buffer, answers `misses`, and 1 or 0 to whether a device that
 * remembers translations had to ask (`asked`); may fault. memory: does the process
 * find the buffer in its guest's memory? may fault. cache: bytes not in the page cache, in pieces: `missing`.
 * room: may so many bytes more be dirty? waits until they may. sync: waits until all that is dirty now has been written back.
 * blocks: 1 where the device's own cache lacks some of it: `medium`. store: the device has taken a write; waits for room in
 * its buffer. settled: waits until all that the device has taken is in its medium. map: takes I/O addresses for the buffer.
 * unmap: gives them back; `flushes` is 1 where everything is invalidated now. frame: pages of a frame buffer
 * that become dirty, answers `misses`; dirty: those that are, and that are then clean.
 * log: pages of the buffer that the guest writes for the first time since they were sent elsewhere, answers `misses`.
 * reach: pages of the buffer that the device does not reach: `beyond`. refill: 1 for each so-many-th of the flow (`every`): `refill`.
 * script: a script of the card runs so many instructions (`every`; 0: it hands over), in a row with those before unless bytes is 1:
 * how often it stops for a while meanwhile, `pauses`.
 */
export type Table =
  | 'iommu'
  | 'cache'
  | 'memory'
  | 'room'
  | 'sync'
  | 'blocks'
  | 'store'
  | 'settled'
  | 'map'
  | 'unmap'
  | 'frame'
  | 'dirty'
  | 'log'
  | 'reach'
  | 'refill'
  | 'script'

export type Step =
  | {
      readonly do: 'work'
      readonly on: Role
      readonly place: Place
      readonly act: Act
      readonly cost: CostId
      readonly times?: Times
      /** Bytes of payload that this step moves, all times together; a cost per byte is taken on them. */
      readonly bytes?: number
      readonly counts?: Counted
      readonly crosses?: Wall
      /** A register that some VMMs answer without leaving for the process (hosted.ts). */
      readonly port?: Port
      readonly text: string
    }
  | {
      readonly do: 'ask'
      readonly table: Table
      readonly place: Place
      readonly bytes: number
      /** unmap: entries that wait for an invalidation from then on. */
      readonly mappings?: number
      /** refill: of how many one is that. */
      readonly every?: number
      readonly text: string
    }
  | {
      readonly do: 'post'
      readonly to: 'vcpu' | 'vmm' | 'worker' | 'backend'
      /** Work of the poster, only where the other sleeps. */
      readonly kick: readonly Step[]
      /** Time until a sleeper runs; nobody is busy meanwhile. */
      readonly wake: CostId
      readonly place: Place
      readonly crosses?: Wall
      readonly urgent?: boolean
      readonly text: string
    }
  | {
      readonly do: 'hold'
      readonly what: Pool
      /** What happens where none is free. spin: its processor burns time until it gets one, and no interrupt comes between. */
      readonly short: 'wait' | 'drop' | 'spin'
      readonly steps: readonly Step[]
    }
  | {
      readonly do: 'each'
      /** One entry a command (equal neighbours share one with `times`). A single entry may happen 0 or 1 times, by answer. */
      readonly commands: readonly {
        readonly times: Times
        readonly bytes: number
        readonly steps: readonly Step[]
      }[]
      /** At most so many at once. */
      readonly window: number
      readonly text: string
    }
  | {
      readonly do: 'gather'
      /** send: a hosted VMM holds packets back while an interrupt is awaited that will take them along. */
      /** refresh: a screen is drawn anew some time after its first change. */
      /** acknowledge: the stack answers a unit, and nobody waits for it. plug: requests of one system call, before their
       * driver gets them. doorbell: what is handed over before the other side has looked goes along.
       * tail: a driver that polls, or an event loop, goes through all that it has to do, and then hands over at once what it has
       * prepared. */
      readonly at:
        | 'completion'
        | 'writeback'
        | 'send'
        | 'refresh'
        | 'acknowledge'
        | 'plug'
        | 'doorbell'
        | 'tail'
      /** Of a completion: no interrupt before as many have ended as the driver wants. Of a plug or doorbell: not before the one who asks has nothing else to do (a system call that submits several requests). */
      readonly held?: boolean
      /** false: counted, and the traveller goes on at once. */
      readonly wait: boolean
      /** Where nobody waits: bytes that this traveller leaves dirty. The batch finds its own number of `pages`. */
      readonly bytes?: number
      /** What the batch does once. */
      readonly steps: readonly Step[]
      /** What the batch then does for every member, in waves, until nobody new has come. */
      readonly member: readonly Step[]
      /** Of a completion that a card holds back (datasheet: throttle): what comes once more when that time ends, whether anything
       * has happened or not. */
      readonly echo?: readonly Step[]
      readonly text: string
    }
  | {
      /** send: somebody whom a gate waited for is back: who waits there goes on now. completion: the driver comes by with the
       * next one; what has ended goes on with it, and an interrupt is wanted when three quarters of the rest have. */
      readonly do: 'return'
      readonly to: 'send' | 'completion'
    }
  | { readonly do: 'attempt'; readonly steps: readonly Step[] }

/** One row of the drawing: a step with its count and time at rest. */
export interface Row {
  readonly place: Place
  readonly act: Act
  /** The station that serves it; left out: a thread or a core does. */
  readonly on?: StationRole
  /** The cost that its time is taken from; a question to a table has none. */
  readonly cost?: CostId
  /** How often in one request at rest. */
  readonly times: number
  /** Nanoseconds of all times together, at rest. */
  readonly nanos: number
  readonly bytes: number
  /** How often one request at rest comes to this row; each time all that it does there at once is one entry of the log. */
  readonly visits?: number
  readonly counts?: Counted
  readonly crosses?: Wall
  /** Wall 2, between host and device: how this row's access passes it. */
  readonly iommu?: 'translated' | 'open' | 'blocked'
  /** command: repeated for each command; interrupt: once for each interrupt; background: not waited for. */
  readonly scope: 'request' | 'command' | 'interrupt' | 'background'
  readonly text: string
}
