/** Models of real hardware: what stands at the end of every path. */

import type { Nanos } from '../units.ts'
import { KIB, MIB } from '../units.ts'
import type { Device, DeviceKind, DeviceModel, Operation, WriteCache } from './host.ts'

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
  readonly source: string
}

const CARDS: Readonly<Record<DeviceModel, DeviceCard>> = {
  'sata-disk': {
    model: 'sata-disk',
    title: 'SATA disk, 7,200 rpm',
    kind: 'disk',
    read: 8_500_000,
    readNext: 60_000,
    write: 8_500_000,
    store: {
      writeCache: 'none',
      accept: 100_000,
      buffer: 64 * MIB,
      settle: 4_200_000,
      settleNext: 60_000,
      settleRate: 120e6,
      program: 0,
      blocks: 0,
      hit: 0,
    },
    channels: 1,
    bandwidth: 120e6,
    largest: 1024 * KIB,
    segments: 168,
    queue: 32,
    queues: 1,
    nvme: false,
    source: 'model value: seek and half a turn',
  },
  'sata-ssd': {
    model: 'sata-ssd',
    title: 'SATA SSD',
    kind: 'disk',
    read: 90_000,
    readNext: 50_000,
    write: 740_000,
    store: {
      writeCache: 'volatile',
      accept: 40_000,
      buffer: 32 * MIB,
      settle: 0,
      settleNext: 0,
      settleRate: 500e6,
      program: 700_000,
      blocks: 0,
      hit: 0,
    },
    channels: 8,
    bandwidth: 500e6,
    largest: 1024 * KIB,
    segments: 168,
    queue: 32,
    queues: 1,
    nvme: false,
    source: 'model value, about the SSD of the vhost-blk rows (95.8 k reads a second at depth 128)',
  },
  nvme: {
    model: 'nvme',
    title: 'NVMe SSD',
    kind: 'disk',
    read: 78_000,
    readNext: 78_000,
    write: 720_000,
    store: {
      writeCache: 'protected',
      accept: 20_000,
      buffer: 64 * MIB,
      settle: 0,
      settleNext: 0,
      settleRate: 3.2e9,
      program: 700_000,
      blocks: 0,
      hit: 0,
    },
    channels: 48,
    bandwidth: 3.2e9,
    largest: 512 * KIB,
    segments: 127,
    queue: 1023,
    queues: 64,
    nvme: true,
    source: 'model value; largest command and segments as reported by the Linux driver',
  },
  screen: {
    model: 'screen',
    title: 'screen',
    kind: 'display',
    read: 0,
    readNext: 0,
    write: 0,
    channels: 1,
    bandwidth: 0,
    largest: 4 * 1024 * KIB,
    segments: 1,
    queue: 1,
    queues: 1,
    nvme: false,
    source: 'by definition: whoever looks takes no time',
  },
  array: {
    model: 'array',
    title: 'disk array, 256 MiB of cache',
    kind: 'disk',
    read: 6_000_000,
    readNext: 100_000,
    write: 8_500_000,
    store: {
      writeCache: 'protected',
      accept: 80_000,
      buffer: 256 * MIB,
      settle: 2_000_000,
      settleNext: 20_000,
      settleRate: 600e6,
      program: 0,
      blocks: 256 * MIB,
      hit: 80_000,
    },
    channels: 8,
    bandwidth: 600e6,
    largest: 1024 * KIB,
    segments: 128,
    queue: 254,
    queues: 1,
    nvme: false,
    source:
      'model value: eight mirrored disks of 7,200 rpm behind an adapter with a battery; a hit is the time of such adapters, 50 to 150 us',
  },
  'nic-100m': {
    model: 'nic-100m',
    title: '100 Mb/s network card',
    kind: 'nic',
    read: 0,
    readNext: 0,
    write: 0,
    channels: 1,
    bandwidth: 12.5e6,
    largest: 1514,
    segments: 8,
    queue: 64,
    queues: 1,
    nvme: false,
    source: 'line rate; 24 bytes of preamble, gap and check sum a frame',
  },
  'nic-1g': {
    model: 'nic-1g',
    title: '1 GbE network card',
    kind: 'nic',
    read: 0,
    readNext: 0,
    write: 0,
    channels: 1,
    bandwidth: 125e6,
    largest: 1514,
    segments: 8,
    queue: 256,
    queues: 8,
    nvme: false,
    source: 'line rate; 24 bytes of preamble, gap and check sum a frame',
  },
  fixed: {
    model: 'fixed',
    title: 'fixed time',
    kind: 'disk',
    read: 100_000,
    readNext: 100_000,
    write: 100_000,
    store: {
      writeCache: 'none',
      accept: 100_000,
      buffer: 64 * MIB,
      settle: 100_000,
      settleNext: 100_000,
      settleRate: 0,
      program: 0,
      blocks: 0,
      hit: 0,
    },
    channels: 256,
    bandwidth: 0,
    largest: 512 * KIB,
    segments: 127,
    queue: 1023,
    queues: 64,
    nvme: true,
    source: 'the null device of the trap counts: 100 us, whatever is asked',
  },
}

export const DEVICE_MODELS = Object.keys(CARDS) as DeviceModel[]

export function deviceCard(model: DeviceModel): DeviceCard {
  return CARDS[model]
}

/** Frame overhead on the wire that no guest sees: preamble, start, check sum, gap. Bytes. */
const FRAME_OVERHEAD = 24

const KEEPS_NOTHING: StoreCard = {
  writeCache: 'none',
  accept: 0,
  buffer: 0,
  settle: 0,
  settleNext: 0,
  settleRate: 0,
  program: 0,
  blocks: 0,
  hit: 0,
}

export function storeOf(card: DeviceCard): StoreCard {
  return card.store ?? KEEPS_NOTHING
}

/** How this device treats what it has taken. */
export function writeCacheOf(device: Pick<Device, 'writeCache'>, card: DeviceCard): WriteCache {
  return device.writeCache ?? storeOf(card).writeCache
}

/** Time in the device itself. Nanoseconds. */
export function deviceNanos(
  card: DeviceCard,
  op: Operation,
  sequential: boolean,
  device: Pick<Device, 'latency' | 'writeCache'> = {},
): Nanos {
  if (device.latency !== undefined) return device.latency
  if (op === 'write') return writeCacheOf(device, card) === 'none' ? card.write : storeOf(card).accept
  if (op === 'read') return sequential ? card.readNext : card.read
  return 0
}

/** Time from the buffer into the medium, during which no other write goes there. Nanoseconds. */
export function settleNanos(card: StoreCard, bytes: number, sequential: boolean): number {
  const move = card.settleRate === 0 ? 0 : (bytes * 1e9) / card.settleRate
  return (sequential ? card.settleNext : card.settle) + move
}

/** Time of so many bytes on the device's interface. Nanoseconds. */
export function linkNanos(card: DeviceCard, bytes: number): Nanos {
  if (card.bandwidth === 0) return 0
  const onWire = card.kind === 'nic' ? bytes + FRAME_OVERHEAD : bytes
  return Math.round((onWire * 1e9) / card.bandwidth)
}
