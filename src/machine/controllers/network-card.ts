/**
 * Network cards played by the VMM, with a tap device behind: they differ in the registers that hand a packet over, in
 * how its bytes reach the model, and in what their interrupts want.
 *
 * Not modelled by any of them: segmentation offload, jumbo frames, link changes. A sent packet's descriptor comes back when
 * the frame is on the wire; the models give it back a little earlier.
 */
import type { Step } from '../path/itinerary.ts'
import type { Datasheet, Shape } from './datasheet.ts'
import { emulatedInterrupt } from './interrupts.ts'
import { applicationAsks, findBuffer, hold, VMM_WOKEN, work } from './parts.ts'

export const FRAME = 1514
export const SEGMENTS = 8

export type NetworkCard = Omit<Datasheet, 'kind' | 'direct' | 'path' | 'largest' | 'segments'> & {
  /** From the driver until the model holds the packet: registers, port or ring, and its copy if it makes one. */
  hands(shape: Shape): readonly Step[]
  /** In each interrupt of a sent packet; one list for each interrupt. */
  sent(shape: Shape): readonly (readonly Step[])[]
  /** From the model's buffer into the guest, on the VMM's loop. */
  stores(shape: Shape): readonly Step[]
  /** In each interrupt of a received packet. */
  received(shape: Shape): readonly (readonly Step[])[]
  /** … and for each packet that such an interrupt brings. */
  takes?(shape: Shape): readonly Step[]
}

function interrupts(
  shape: Shape,
  handlers: readonly (readonly Step[])[],
  each: readonly Step[] = [],
): readonly Step[] {
  return handlers.flatMap((handler) => [...VMM_WOKEN, emulatedInterrupt(shape, handler, { each })])
}

export function networkCard(card: NetworkCard): Datasheet {
  const { hands, sent, stores, received, takes, ...sheet } = card
  return {
    ...sheet,
    kind: 'nic',
    direct: false,
    largest: FRAME,
    segments: SEGMENTS,
    path: (shape) =>
      shape.op === 'tx'
        ? [
            ...applicationAsks(shape),
            hold('ring', [
              ...hands(shape),
              work('link', 'dev', 'wait', 'device-link', 'on the wire', { bytes: shape.bytes }),
              ...interrupts(shape, sent(shape)),
            ]),
          ]
        : [
            work('link', 'dev', 'wait', 'device-link', 'from the wire', { bytes: shape.bytes }),
            work('core', 'host', 'interrupt', 'host-interrupt', 'interrupt, to the host'),
            hold(
              'ring',
              [
                ...VMM_WOKEN,
                work('vmm', 'host', 'copy', 'tap-read', 'copy, from host (tap)', { bytes: shape.bytes }),
                findBuffer(shape.bytes),
                ...stores(shape),
                ...interrupts(shape, received(shape), takes?.(shape)),
              ],
              'drop',
            ),
            work('vcpu', 'os', 'work', 'guest-packet', 'driver, protocols'),
            work('vcpu', 'app', 'work', 'application', 'receives'),
          ],
  }
}

/** The host takes a packet from the model: one system call that copies it. */
export function toTap(on: 'vcpu' | 'vmm', bytes: number): Step {
  return work(on, 'host', 'copy', 'tap-write', 'copy, to the host (tap)', { bytes })
}
