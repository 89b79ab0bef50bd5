/**
 * Network cards played by the VMM, with a tap device behind: they differ in the registers that hand a packet over, in
 * how its bytes reach the model, and in what their interrupts want.
 *
 * Not modelled by any of them: jumbo frames, link changes; segmentation offload but by VMXNET3. A sent packet's descriptor comes back when
 * the frame is on the wire; the models give it back a little earlier.
 */
import type { Step } from '../path/itinerary.ts'
import type { Datasheet, Shape } from './datasheet.ts'
import { leavesHost, reachesHost } from './host-nic.ts'
import { emulatedInterrupt } from './interrupts.ts'
import {
  FRAME,
  farSide,
  guestReceives,
  guestSends,
  hostReceives,
  more,
  outOfTap,
  SEGMENTS,
} from './packets.ts'
import { copy, findBuffer, hold, registers, VMM_WOKEN, work } from './parts.ts'

export type NetworkCard = Omit<Datasheet, 'kind' | 'direct' | 'path' | 'largest' | 'segments'> & {
  /** From the driver until the model holds the packet: registers, port or ring, and its copy if it makes one. */
  hands(shape: Shape): readonly Step[]
  /** In each interrupt of a sent packet; one list for each interrupt. */
  sent(shape: Shape): readonly (readonly Step[])[]
  /** From the model's buffer into the guest, on the VMM's loop. */
  stores(shape: Shape): readonly Step[]
  /** In each interrupt of a received packet. */
  received(shape: Shape): readonly (readonly Step[])[]
  /** Of a card that echoes: what the handler does then, by direction. */
  readonly echo?: { readonly sent: readonly Step[]; readonly received: readonly Step[] }
  /** Its driver posts so many buffers at a time, by one write. */
  readonly refills?: number
  /** … and for each packet that such an interrupt brings. */
  takes?(shape: Shape): readonly Step[]
}

function interrupts(
  shape: Shape,
  handlers: readonly (readonly Step[])[],
  { each, echo }: { each?: readonly Step[]; echo?: readonly Step[] } = {},
): readonly Step[] {
  return handlers.flatMap((handler) => [...VMM_WOKEN, emulatedInterrupt(shape, handler, { each, echo })])
}

export function networkCard(card: NetworkCard): Datasheet {
  return {
    ...card,
    kind: 'nic',
    direct: false,
    largest: FRAME,
    segments: SEGMENTS,
    path: (shape) => PATHS[shape.op as keyof typeof PATHS](shape, card),
  }
}

function sends(shape: Shape, card: NetworkCard): readonly Step[] {
  return [
    ...guestSends(shape),
    hold('ring', [
      ...card.hands(shape),
      ...leavesHost(shape, 'vcpu'),
      ...interrupts(shape, card.sent(shape), { echo: card.echo?.sent }),
    ]),
  ]
}

/** From the host's tap through the model to the guest's stack. */
function reaches(shape: Shape, card: NetworkCard): readonly Step[] {
  return [
    ...VMM_WOKEN,
    work('vmm', 'host', 'copy', 'tap-read', 'copy, from host (tap)', {
      bytes: Math.min(shape.bytes, FRAME),
    }),
    ...outOfTap('vmm', shape.bytes),
    findBuffer(shape.bytes),
    ...card.stores(shape),
    ...interrupts(shape, card.received(shape), { each: card.takes?.(shape), echo: card.echo?.received }),
    ...refills(card),
  ]
}

/** The packet that it falls to does not wait for it. */
const GIVEN_BACK: Step = {
  do: 'gather',
  at: 'acknowledge',
  wait: false,
  member: [],
  text: 'descriptors, given back',
  steps: [registers('write', 1, 'descriptors back')],
}

/** Buffers go back to the card, so many by one write. */
function refills({ refills: every }: NetworkCard): readonly Step[] {
  if (every === undefined) return []
  return [
    { do: 'ask', table: 'refill', place: 'os', bytes: 0, every, text: 'buffers, enough for a write' },
    {
      do: 'each',
      window: 1,
      text: 'for one of many packets',
      commands: [{ times: { answer: 'refill' }, bytes: 0, steps: [GIVEN_BACK] }],
    },
  ]
}

function receives(shape: Shape, card: NetworkCard): readonly Step[] {
  return [...reachesHost(shape, 'link'), hold('ring', reaches(shape, card), 'drop'), ...guestReceives(shape)]
}

/** A small request and its answer. */
function converses(shape: Shape, card: NetworkCard): readonly Step[] {
  const comes = reaches(shape, card)
  const far = [...hostReceives(shape), ...comes, ...guestReceives(shape), ...guestSends(shape)]
  return [
    ...guestSends(shape),
    hold('ring', [{ do: 'attempt', steps: [...card.hands(shape), ...leavesHost(shape, 'vcpu')] }]),
    ...farSide([...far, ...card.hands(shape)]),
    ...reachesHost(shape, 'back'),
    ...comes,
    ...guestReceives(shape),
  ]
}

const PATHS = { tx: sends, rx: receives, rr: converses } as const

/** The host takes a packet from the model: one system call that copies it. */
export function toTap(on: 'vcpu' | 'vmm', bytes: number): Step {
  return work(on, 'host', 'copy', 'tap-write', 'copy, to the host (tap)', { bytes: Math.min(bytes, FRAME) })
}

/** … and what a unit has beyond its first frame. */
export function restToTap(on: 'vcpu' | 'vmm', bytes: number): readonly Step[] {
  return more(bytes, (rest) => copy(on, 'host', rest, 'copy, the rest of the unit', true))
}
