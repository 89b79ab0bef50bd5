/** What a controller's file offers, and what it is asked. */
import type { CostId } from '../costs/costs.ts'
import type { DeviceCard } from '../hardware/devices.ts'
import type { DriverHabits } from '../hardware/drivers.ts'
import type {
  Backend,
  CacheMode,
  ControllerId,
  Delivery,
  DeviceKind,
  Driver,
  GuestIommuModel,
  Host,
  InterruptKind,
  Operation,
  WriteCache,
} from '../host/host.ts'
import type { MappingMode } from '../iommu/mapping-mode.ts'
import type { Step } from '../path/itinerary.ts'
import { PAGE } from '../units.ts'

/** Backends that leave the host's files out. */
export const PAST_FILES: readonly Backend[] = ['vhost', 'vhost-user', 'nvme-user']

/** Every write is safe when it is answered. */
export function safeAtOnce(cache: CacheMode): boolean {
  return cache === 'writethrough' || cache === 'directsync'
}

/** Everything that decides the path of one request. */
export interface Shape {
  readonly op: Operation | 'flush'
  readonly bytes: number
  readonly contiguous: boolean
  readonly sequential: boolean
  readonly cache: CacheMode
  readonly interrupt: InterruptKind
  readonly delivery: Delivery
  readonly addressing: 'lba28' | 'lba48'
  readonly backend: Backend
  readonly transport: 'pci' | 'mmio'
  readonly ringFormat: 'split' | 'packed'
  readonly eventIndex: boolean
  readonly driver: Driver
  readonly doorbellBatch: boolean
  readonly framebuffer: 'trapped' | 'mapped'
  readonly offload: boolean
  /** A string instruction on a port: kvm counts what KVM does, tcg every element. */
  readonly accel: 'kvm' | 'tcg'
  /** End of interrupt without an exit. */
  readonly apicv: boolean
  /** Year of the VMM that plays it. */
  readonly vmmYear: number
  /** Host and guest share a word for it. */
  readonly pvEoi: boolean
  /** A hosted VMM of 2001 plays it, with these settings. */
  readonly hosted?: Pick<Host, 'lancePorts' | 'sendCombining' | 'irqNotify'>
  /** What the guest's drivers do in their own way. */
  readonly habits: DriverHabits
  /** Real devices that interrupt by the same line, and are asked each time. 0 with messages. */
  readonly sharers: number
  /** What its driver maps around each request; none: nothing, or all of memory for good. */
  readonly mapping: MappingMode
  /** How its unit is told to forget. */
  readonly unit: GuestIommuModel
  /** The device does not reach all that its driver hands over; left out: it does. */
  readonly narrow?: boolean
  /** The device remembers translations itself; left out: it does not. */
  readonly ats?: boolean
  /** It copies through buffers that stay mapped. */
  readonly bounce: boolean
  /** The driver is a guest's, and so is the IOMMU that it sees. */
  readonly nested: boolean
  /** Its guest is to move: who writes memory is written down. Default false. */
  readonly logged?: boolean
  /** Its guest's memory is sealed: each buffer is copied through memory that it shares. */
  readonly confidential: boolean
  /** Where the real disk keeps what it has taken. */
  readonly writeCache: WriteCache
  readonly device: DeviceCard
  /** One system call submits several requests: their driver rings once for all that it is handed together. */
  readonly plugged: boolean
}

export interface Datasheet {
  readonly id: ControllerId
  readonly title: string
  /** any: whatever stands behind it, as the device itself is shown. */
  readonly kind: DeviceKind | 'any'
  /** One or two sentences for the bench. */
  readonly about: string
  /** Largest command. Bytes. */
  readonly largest: number
  /** Most scatter elements of one command. */
  readonly segments: number
  /** Commands at once. */
  readonly queue: number
  /** Points: what it takes to write and keep this model (1 simple … 5). */
  readonly effort: number
  readonly interrupts: readonly InterruptKind[]
  /** Whether the guest reaches the real device itself. */
  readonly direct: boolean
  /** Who may take requests out of its rings; left out: the VMM, by registers. */
  readonly backends?: readonly Backend[]
  /** Drivers that there are for it; left out: the one that waits for interrupts. */
  readonly drivers?: readonly Driver[]
  /** Operations in which it takes units of many frames at once; left out: none. */
  readonly offload?: readonly Operation[]
  /** Queues that it may have at most; left out: one, or as many as the real device has. */
  readonly queues?: number
  /** It raises its interrupts so far apart at least; left out: whenever there is a cause. */
  readonly throttle?: CostId
  /** … and once more when that time ends, whether there is a cause or not. */
  readonly echoes?: boolean
  readonly notModelled: readonly string[]
  path(shape: Shape): readonly Step[]
  /** A disk that can be told to make safe what it has answered; asked with 0 bytes. */
  flush?(shape: Shape): readonly Step[]
}

/** Sizes of the commands that a request is split into: by the largest transfer and, where pages are scattered, by the segment count. */
export function splitBytes(
  bytes: number,
  contiguous: boolean,
  largest: number,
  segments: number,
): readonly number[] {
  const limit = contiguous ? largest : Math.min(largest, segments * PAGE)
  const sizes: number[] = []
  for (let left = bytes; left > 0; left -= limit) sizes.push(Math.min(left, limit))
  return sizes
}

/** Pages that so many bytes touch when every page lies elsewhere; one run when contiguous. */
export function segmentsOf(bytes: number, contiguous: boolean): number {
  return contiguous ? 1 : Math.ceil(bytes / PAGE)
}

/** Neighbouring equal sizes joined, for `each`. */
export function groupSizes(sizes: readonly number[]): readonly { times: number; bytes: number }[] {
  const groups: { times: number; bytes: number }[] = []
  for (const bytes of sizes) {
    const last = groups.at(-1)
    if (last?.bytes === bytes) last.times++
    else groups.push({ times: 1, bytes })
  }
  return groups
}
