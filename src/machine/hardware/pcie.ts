/**
 * What a packet costs on the PCIe link of a network card, beside its own bytes: headers of transactions, descriptors read
 * and written back, doorbells, interrupts, head pointers. After Neugebauer et al. (SIGCOMM 2018) and their published model
 * of an 82599: 256 bytes of payload and 512 bytes of read request at most, 64-bit addresses.
 *
 * Their code leaves out the read request for a receive descriptor; here it is counted, in groups where the card makes groups.
 */
import type { Nanos } from '../units.ts'

export interface PcieLink {
  readonly generation: 1 | 2 | 3 | 4 | 5
  readonly lanes: 1 | 4 | 8 | 16
  /** A simple card: it fetches and writes back descriptors one by one. */
  readonly simple?: boolean
}

/** Gigabits a second of one lane, after its line code. */
const LANE: Readonly<Record<PcieLink['generation'], number>> = {
  1: 2,
  2: 4,
  3: (8 * 128) / 130,
  4: (16 * 128) / 130,
  5: (32 * 128) / 130,
}
/** What acknowledgements, flow control and clock compensation leave of it. */
const USABLE = 0.9186

/** Bytes of a transaction beside its payload: memory write, memory read, completion with data. */
const WRITE = 24
const READ = 24
const COMPLETION = 20
const MOST_PAYLOAD = 256
const MOST_READ = 512

const DESCRIPTOR = 16
const POINTER = 4
const MESSAGE = 4

/** How often, in packets, a driver and its card do each thing. 0: never. */
interface Habits {
  /** Tail written, descriptors fetched, written back. */
  readonly tail: number
  readonly fetch: number
  readonly writeBack: number
  readonly freeList: number
  readonly freeFetch: number
  readonly interrupt: number
  /** Head pointer read, in both directions. */
  readonly sentHead: number
  readonly receivedHead: number
}

/** one: everything for each packet, as simple cards have it; kernel and poll: an 82599 and its two kinds of driver. */
export type PcieHabit = 'one' | 'kernel' | 'poll'

const HABITS: Readonly<Record<PcieHabit, Habits>> = {
  one: {
    tail: 1,
    fetch: 1,
    writeBack: 0,
    freeList: 1,
    freeFetch: 1,
    interrupt: 1,
    sentHead: 1,
    receivedHead: 1,
  },
  kernel: {
    tail: 1,
    fetch: 40,
    writeBack: 8,
    freeList: 32,
    freeFetch: 8,
    interrupt: 32,
    sentHead: 1,
    receivedHead: 8,
  },
  poll: {
    tail: 32,
    fetch: 40,
    writeBack: 8,
    freeList: 32,
    freeFetch: 8,
    interrupt: 0,
    sentHead: 0,
    receivedHead: 0,
  },
}

/** Bytes from the host to the card, and from the card to the host. */
export interface PcieBytes {
  readonly down: number
  readonly up: number
}

function share(bytes: number, every: number): number {
  return every === 0 ? 0 : bytes / every
}

function split(bytes: number, most: number, header: number): number {
  return Math.ceil(bytes / most) * header
}

/** One packet, or one unit that the card cuts into packets. */
export function pcieBytes(op: 'tx' | 'rx', bytes: number, habit: PcieHabit): PcieBytes {
  const h = HABITS[habit]
  if (op === 'tx') {
    const fetched = DESCRIPTOR * h.fetch
    const written = DESCRIPTOR * h.writeBack
    return {
      down:
        share(POINTER + WRITE, h.tail) +
        share(split(fetched, MOST_PAYLOAD, COMPLETION) + fetched, h.fetch) +
        split(bytes, MOST_PAYLOAD, COMPLETION) +
        bytes +
        share(READ, h.sentHead),
      up:
        share(split(fetched, MOST_READ, READ), h.fetch) +
        split(bytes, MOST_READ, READ) +
        share(split(written, MOST_PAYLOAD, WRITE) + written, h.writeBack) +
        share(MESSAGE + WRITE, h.interrupt) +
        share(POINTER + COMPLETION, h.sentHead),
    }
  }
  const fetched = DESCRIPTOR * h.freeFetch
  return {
    down:
      share(POINTER + WRITE, h.freeList) +
      share(split(fetched, MOST_PAYLOAD, COMPLETION) + fetched, h.freeFetch) +
      share(READ, h.receivedHead),
    up:
      share(split(fetched, MOST_READ, READ), h.freeFetch) +
      split(bytes, MOST_PAYLOAD, WRITE) +
      bytes +
      DESCRIPTOR +
      WRITE +
      share(MESSAGE + WRITE, h.interrupt) +
      share(POINTER + COMPLETION, h.receivedHead),
  }
}

/** Gigabits a second that transactions may fill, in each direction. */
export function pcieGigabits({ generation, lanes }: PcieLink): number {
  return LANE[generation] * lanes * USABLE
}

export function pcieNanos(link: PcieLink, bytes: number): Nanos {
  return Math.round((bytes * 8) / pcieGigabits(link))
}
