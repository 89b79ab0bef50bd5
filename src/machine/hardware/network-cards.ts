/** Network cards, by line rate; and what a frame is. */
import type { DeviceCard } from './device-card.ts'
import type { PcieLink } from './pcie.ts'

/** Largest frame without its check sum, and TCP payload of one (20 bytes of IP, 32 of TCP with time stamps). Bytes. */
export const FRAME = 1514
export const SEGMENT = 1448
/** Ethernet, IP and TCP header of one frame. Bytes. */
const HEADERS = FRAME - SEGMENT
/** Overhead on the wire that no guest sees: preamble, start, check sum, gap. Bytes. */
const OVERHEAD = 24
/** Largest unit that segmentation offload takes: TCP's 64 KiB. */
export const LARGEST_UNIT = 65_536

/** Frames of one packet, or of one unit of TCP payload that is cut into frames. */
export function framesOf(bytes: number): number {
  return bytes <= FRAME ? 1 : Math.ceil(bytes / SEGMENT)
}

/** Bytes on the wire. */
export function wireBytes(bytes: number): number {
  return bytes <= FRAME ? bytes + OVERHEAD : bytes + framesOf(bytes) * (HEADERS + OVERHEAD)
}

function card(
  model: DeviceCard['model'],
  title: string,
  gigabits: number,
  queue: number,
  queues: number,
  pcie: PcieLink,
): DeviceCard {
  return {
    model,
    title,
    kind: 'nic',
    read: 0,
    readNext: 0,
    write: 0,
    // Reads of memory that the card has under way.
    channels: 32,
    bandwidth: gigabits * 0.125e9,
    largest: FRAME,
    segments: 8,
    queue,
    queues,
    nvme: false,
    pcie,
    source: 'line rate; 24 bytes of preamble, gap and check sum a frame; usual PCIe link of such a card',
  }
}

export const NETWORK_CARDS = {
  'nic-100m': card('nic-100m', '100 Mb/s network card', 0.1, 64, 1, {
    generation: 1,
    lanes: 1,
    simple: true,
  }),
  'nic-1g': card('nic-1g', '1 GbE network card', 1, 256, 8, { generation: 1, lanes: 4, simple: true }),
  'nic-10g': card('nic-10g', '10 GbE network card', 10, 512, 64, { generation: 2, lanes: 8 }),
  'nic-25g': card('nic-25g', '25 GbE network card', 25, 1024, 64, { generation: 3, lanes: 8 }),
  'nic-40g': card('nic-40g', '40 GbE network card', 40, 1024, 64, { generation: 3, lanes: 8 }),
  'nic-100g': card('nic-100g', '100 GbE network card', 100, 1024, 128, { generation: 3, lanes: 16 }),
  'nic-400g': card('nic-400g', '400 GbE network card', 400, 1024, 128, { generation: 5, lanes: 16 }),
} as const satisfies Partial<Record<DeviceCard['model'], DeviceCard>>
