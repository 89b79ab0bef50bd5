/** Models of real hardware: what stands at the end of every path. */

import type { Nanos } from '../units.ts'
import { KIB } from '../units.ts'
import type { DeviceKind, DeviceModel, Operation } from './host.ts'

export interface DeviceCard {
  readonly model: DeviceModel
  readonly title: string
  readonly kind: DeviceKind
  /** Time until data is found; random and sequential. Nanoseconds. */
  readonly read: Nanos
  readonly readNext: Nanos
  readonly write: Nanos
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
    write: 40_000,
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
    write: 20_000,
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

/** Time in the device itself. Nanoseconds. */
export function deviceNanos(card: DeviceCard, op: Operation, sequential: boolean, latency?: Nanos): Nanos {
  if (latency !== undefined) return latency
  if (op === 'write') return card.write
  if (op === 'read') return sequential ? card.readNext : card.read
  return 0
}

/** Time of so many bytes on the device's interface. Nanoseconds. */
export function linkNanos(card: DeviceCard, bytes: number): Nanos {
  if (card.bandwidth === 0) return 0
  const onWire = card.kind === 'nic' ? bytes + FRAME_OVERHEAD : bytes
  return Math.round((onWire * 1e9) / card.bandwidth)
}
