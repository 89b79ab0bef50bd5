/**
 * Pieces that every path of packets shares: what the guest's network stack does, the wire, acknowledgements, and the far
 * side of a conversation.
 *
 * A unit is what goes through the stack at once: a frame, or with segmentation offload up to 64 KiB of TCP payload. Costs
 * of a packet contain the copies of its first frame; what is beyond is paid for by bytes and by frames.
 */
import { FRAME, framesOf, LARGEST_UNIT } from '../hardware/network-cards.ts'
import type { Role, Step } from '../path/itinerary.ts'
import type { Shape } from './datasheet.ts'
import { hold, work } from './parts.ts'

/** Largest frame, and the elements of its scatter list. */
export const SEGMENTS = 17
export { FRAME, LARGEST_UNIT }
/** An acknowledgement, and the smallest frame. Bytes. */
export const ACK = 64

/** Bytes of a unit beyond its first frame. */
function beyond(bytes: number): number {
  return Math.max(0, bytes - FRAME)
}

/** A step for what is beyond the first frame, if anything is. */
export function more(bytes: number, step: (rest: number) => Step): readonly Step[] {
  return bytes > FRAME ? [step(beyond(bytes))] : []
}

/** What a tap holds of a unit beyond its first frame is read out of it. */
export function outOfTap(on: 'vmm' | 'backend', bytes: number): readonly Step[] {
  return more(bytes, (rest) =>
    work(on, 'host', 'copy', 'tap-bytes', 'copy, the rest of the unit', { bytes: rest }),
  )
}

/** Carries what is beyond the first frame between application and kernel; nothing for a frame. */
function carries(bytes: number, text: string): readonly Step[] {
  if (bytes <= FRAME) return []
  return [
    work('vcpu', 'os', 'work', 'guest-frame', 'pieces of the unit', { times: framesOf(bytes) - 1 }),
    work('vcpu', 'os', 'work', 'guest-bytes', text, { bytes: beyond(bytes) }),
  ]
}

/** The application sends, and its kernel makes a unit of it. */
export function guestSends(shape: Shape): readonly Step[] {
  return [
    work('vcpu', 'app', 'work', 'application', 'sends'),
    work('vcpu', 'os', 'work', 'guest-packet', 'protocols, driver'),
    ...carries(shape.bytes, 'from the application'),
  ]
}

/** The guest's stack takes a unit, and the application reads it. */
export function guestReceives(shape: Shape, text = 'receives'): readonly Step[] {
  return [
    work('vcpu', 'os', 'work', 'guest-packet', 'driver, protocols'),
    ...carries(shape.bytes, 'to the application'),
    work('vcpu', 'app', 'work', 'application', text),
  ]
}

/** A unit on the wire, out or in; `back` is the way that its answer takes. */
export function wire(shape: Shape, on: 'link' | 'back', out: boolean, bytes = shape.bytes): Step {
  return work(on, 'dev', 'wait', 'device-link', out ? 'on the wire' : 'from the wire', { bytes })
}

/** The host's card hands a unit over: its interrupt, and its frames joined (GRO). */
export function hostReceives(shape: Shape): readonly Step[] {
  const interrupt = work('core', 'host', 'interrupt', 'host-interrupt', 'interrupt, to the host')
  if (shape.bytes <= FRAME) return [interrupt]
  const joins = work('core', 'host', 'work', 'gro-frame', 'frames, joined', {
    times: framesOf(shape.bytes) - 1,
  })
  return [interrupt, joins]
}

/** TCP tells the sender of each unit that it has come; nobody waits for it. */
export function acknowledged(shape: Shape, steps: readonly Step[]): readonly Step[] {
  if (shape.bytes <= FRAME) return []
  return [
    {
      do: 'gather',
      at: 'acknowledge',
      wait: false,
      member: [],
      text: 'acknowledged, each unit',
      steps,
    },
  ]
}

/** A received packet waits at the socket for its application; there is room for so many, and the next are lost. */
export function atSocket(steps: readonly Step[]): Step {
  return hold('socket', steps, 'drop')
}

/** The same at the far side, where everybody sleeps: no thread of this host is busy with it. */
export function farSide(steps: readonly Step[]): readonly Step[] {
  return steps.flatMap(atFarSide)
}

function atFarSide(step: Step): readonly Step[] {
  switch (step.do) {
    case 'work': {
      const times = typeof step.times === 'object' ? Number(step.times.answer === 'asleep') : step.times
      return times === 0 ? [] : [far(step.cost, `far side: ${step.text}`, times, step.bytes)]
    }
    case 'post':
      return [...farSide(step.kick), far(step.wake, `far side: ${step.text}`)]
    case 'hold':
    case 'attempt':
      return farSide(step.steps)
    case 'gather':
      return step.wait ? farSide([...step.steps, ...step.member]) : []
    case 'each':
      return step.commands.flatMap((group) => farSide(group.steps))
    case 'ask':
    case 'return':
      return []
  }
}

function far(
  cost: Extract<Step, { do: 'work' }>['cost'],
  text: string,
  times?: number,
  bytes?: number,
): Step {
  const on: Role = 'far'
  return work(on, 'dev', 'wait', cost, text, { times, bytes })
}
