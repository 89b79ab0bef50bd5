/** What a model of real hardware states of itself. */

import type { DeviceKind, DeviceModel, WriteCache } from '../host/host.ts'
import type { Nanos } from '../units.ts'
import type { PcieLink } from './pcie.ts'

/** Where a disk keeps what it has taken. */
export interface StoreCard {
  readonly writeCache: WriteCache
  /** Time until a write is in the buffer. Nanoseconds. */
  readonly accept: Nanos
  /** Bytes of the buffer. */
  readonly buffer: number
  /** Emptying it: time of one write, random and sequential, bytes a second (0: no limit), and how long a write is under way then. */
  readonly settle: Nanos
  readonly settleNext: Nanos
  readonly settleRate: number
  readonly program: Nanos
  /** Bytes that its own cache remembers, for reads, and the time to answer from it. */
  readonly blocks: number
  readonly hit: Nanos
}

export interface DeviceCard {
  readonly model: DeviceModel
  readonly title: string
  readonly kind: DeviceKind
  /** Time until data is found; random and sequential. Nanoseconds. */
  readonly read: Nanos
  readonly readNext: Nanos
  /** Until a write is in its medium. */
  readonly write: Nanos
  /** Absent: it keeps nothing, as a network card. */
  readonly store?: StoreCard
  /** Accesses that it works on at once. */
  readonly channels: number
  /** Bytes a second through its interface; 0: takes no time. */
  readonly bandwidth: number
  /** Largest command of the real device, and its most segments. */
  readonly largest: number
  readonly segments: number
  /** Commands that one of its queues holds, and queues that its driver may have. */
  readonly queue: number
  readonly queues: number
  /** Commands as NVMe has them. */
  readonly nvme: boolean
  /** Link of a network card; a packet takes more of it than its bytes. */
  readonly pcie?: PcieLink
  /** There is no device: a timer of the thread that plays the controller says that an access is over, or the call that asks for
   * it returns. Absent: an interrupt does. */
  readonly ends?: 'timer' | 'call'
  readonly source: string
}
