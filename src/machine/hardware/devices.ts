/** Models of real hardware: what stands at the end of every path. */

import type { Device, DeviceKind, DeviceModel, Operation, WriteCache } from '../host/host.ts'
import type { Nanos } from '../units.ts'
import { KIB, MIB } from '../units.ts'
import type { DeviceCard, StoreCard } from './device-card.ts'
import { DISK_CARDS } from './disk-cards.ts'
import { framesOf, NETWORK_CARDS, wireBytes } from './network-cards.ts'
import { pcieBytes, pcieNanos } from './pcie.ts'

export type { DeviceCard, StoreCard } from './device-card.ts'

const FIXED: DeviceCard = {
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
}

const CARDS: Readonly<Record<DeviceModel, DeviceCard>> = {
  ...DISK_CARDS,
  ...NETWORK_CARDS,
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
  fixed: FIXED,
  // QEMU's null-co with a latency, which stood behind the trap counts.
  'null-co': { ...FIXED, model: 'null-co', title: 'no device, a timer (null-co)', ends: 'timer' },
}

export const DEVICE_MODELS = Object.keys(CARDS) as DeviceModel[]

export function deviceCard(model: DeviceModel): DeviceCard {
  return CARDS[model]
}

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

/** What a model is: a disk, a network card or a display. */
export function deviceKind(model: DeviceModel): DeviceKind {
  return CARDS[model].kind
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
  const onWire = card.kind === 'nic' ? wireBytes(bytes) : bytes
  return Math.round((onWire * 1e9) / card.bandwidth)
}

/** Time of one packet or unit on a network card's PCIe link, in one direction; a received unit comes frame by frame. Nanoseconds. */
export function busNanos(
  card: DeviceCard,
  op: 'tx' | 'rx',
  way: 'bus-down' | 'bus-up',
  bytes: number,
  polled: boolean,
): Nanos {
  if (card.pcie === undefined) return 0
  const habit = polled ? 'poll' : card.pcie.simple === true ? 'one' : 'kernel'
  const frames = op === 'rx' ? framesOf(bytes) : 1
  const one = pcieBytes(op, Math.ceil(bytes / frames), habit)
  return pcieNanos(card.pcie, frames * (way === 'bus-down' ? one.down : one.up))
}
