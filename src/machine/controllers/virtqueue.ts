/**
 * A virtqueue: a ring in guest memory between a driver and whoever serves it. The driver rings only where the other side
 * sleeps, and an interrupt takes along whatever is done by then; without the event index each request is told, and each
 * answer. A backend that polls asks for no doorbell at all.
 *
 * Every request lies behind one descriptor of the ring (an indirect one, as Linux takes for more than one element), so a
 * ring holds as many requests as it has descriptors, whatever their size.
 */
import type { Step } from '../path/itinerary.ts'
import type { Shape } from './datasheet.ts'
import { GUEST_COMPLETES, guestInterrupt } from './interrupts.ts'
import { backendWoken, doorbell, model, registers, work } from './parts.ts'

/** Threads that serve it: the VMM's loop, or the device's own. */
export function server(shape: Shape): 'vmm' | 'backend' {
  return shape.backend === 'loop' ? 'vmm' : 'backend'
}

/** An event loop in a process; else a thread that does nothing but serve its ring. */
export function isLoop(shape: Shape): boolean {
  return shape.backend !== 'vhost' && shape.backend !== 'vhost-user'
}

const RING = work('vcpu', 'kvm', 'exit', 'exit-kernel', 'doorbell, if it sleeps', {
  counts: 'trap-write',
  crosses: 'exit',
})

/** A process that polls finds the request by itself. */
export const POLLED: readonly Step[] = [
  { do: 'post', to: 'backend', kick: [], wake: 'none', place: 'host', text: 'poller, never asleep' },
  work('backend', 'host', 'work', 'poll-pickup', 'finds it'),
]

/** The guest hands a request over. The host kernel handles the exit (ioeventfd). */
export function handsOver(shape: Shape): readonly Step[] {
  if (shape.backend === 'vhost-user') return POLLED
  // Firecracker's block device of 2020 told the driver nothing of when to ring.
  const always = !shape.eventIndex || shape.backend === 'serial'
  const before = always ? [{ ...RING, text: 'doorbell' }] : []
  const kick = always ? [] : [RING]
  const woken = shape.backend === 'loop' ? loopWoken(kick) : backendWoken(kick, isLoop(shape))
  return [...before, ...woken]
}

function loopWoken(kick: readonly Step[]): readonly Step[] {
  const [post, ...more] = doorbell(RING)
  return post.do === 'post' ? [{ ...post, kick }, ...more] : [post, ...more]
}

/** The backend takes one request out of the ring. */
export function takes(shape: Shape, times = 1): Step {
  const packed = shape.ringFormat === 'packed'
  const text = 'ring, takes a request'
  if (isLoop(shape)) return model(server(shape), packed ? 'vmm-submit-packed' : 'vmm-submit', text)
  return work('backend', 'host', 'model', packed ? 'ring-take-packed' : 'ring-take', text, { times })
}

/** It puts an answer back. */
export function puts(shape: Shape): Step {
  const text = 'ring, puts the answer'
  return isLoop(shape)
    ? model(server(shape), 'vmm-complete', text)
    : work('backend', 'host', 'model', 'ring-put', text)
}

/** What an interrupt wants of the device's registers: nothing with messages, a status with a line, and a microVM's line is acknowledged too. */
export function handler(shape: Shape): readonly Step[] {
  if (shape.interrupt === 'msix') return []
  const status = registers('read', 1, 'interrupt status')
  return shape.transport === 'mmio' ? [status, registers('write', 1, 'acknowledge')] : [status]
}

/**
 * The backend tells the guest (irqfd); what completes meanwhile joins the interrupt.
 *
 * @param held the driver takes back what is done when it comes by, and says when it wants to be told
 */
export function tells(shape: Shape, each: readonly Step[] = GUEST_COMPLETES, held = false): readonly Step[] {
  const raise = work(
    server(shape),
    isLoop(shape) ? 'vmm' : 'host',
    'model',
    'vmm-inject',
    'interrupt, raised',
  )
  return [
    ...(shape.eventIndex ? [] : [raise]),
    {
      do: 'gather',
      at: 'completion',
      wait: true,
      held,
      text: 'interrupt',
      steps: [...(shape.eventIndex ? [raise] : []), ...guestInterrupt(shape), ...handler(shape)],
      member: each,
    },
  ]
}
