/**
 * A datasheet's list as a confidential guest goes through it: no device reaches its memory, so each buffer has a place in the
 * memory that it shares (memory/swiotlb.ts). What goes out is copied there before the device is told, what comes in is copied
 * out of it by the handler.
 */
import type { Shape } from '../controllers/datasheet.ts'
import { copy, hold } from '../controllers/parts.ts'
import type { Step } from './itinerary.ts'

/** The list with the copies in it. */
export function bounced(steps: readonly Step[], shape: Shape, bytes = shape.bytes): readonly Step[] {
  const through = steps.map((step) => bouncedStep(step, shape, bytes))
  // An answer that no ring is held for.
  return comesIn(shape) ? handled(through, outOfPool(bytes)) : through
}

function comesIn({ op }: Shape): boolean {
  return op === 'read' || op === 'rx' || op === 'rr'
}

function outOfPool(bytes: number): Step {
  return copy('vcpu', 'os', bytes, 'copy, out of the shared pool')
}

function bouncedStep(step: Step, shape: Shape, bytes: number): Step {
  switch (step.do) {
    case 'hold':
      return step.what === 'ring' || step.what === 'queue'
        ? { ...step, steps: [hold('swiotlb', throughPool(step.steps, shape, bytes))] }
        : { ...step, steps: bounced(step.steps, shape, bytes) }
    case 'each':
      return {
        ...step,
        commands: step.commands.map((group) => ({
          ...group,
          steps: bounced(group.steps, shape, group.bytes),
        })),
      }
    case 'work':
    case 'ask':
    case 'post':
    case 'attempt':
    case 'gather':
    case 'return':
      return step
  }
}

function throughPool(steps: readonly Step[], shape: Shape, bytes: number): readonly Step[] {
  const within = comesIn(shape) ? handled(steps, outOfPool(bytes)) : steps
  const goesOut = shape.op === 'write' || shape.op === 'tx' || shape.op === 'rr'
  return goesOut ? [copy('vcpu', 'os', bytes, 'copy, into the shared pool'), ...within] : within
}

/** The handler copies before it completes; a driver that polls does when it has found the answer. */
function handled(steps: readonly Step[], out: Step): readonly Step[] {
  const found = steps.findLastIndex(
    (step) => step.do === 'post' && step.to === 'vcpu' && step.wake === 'none',
  )
  if (found >= 0) return [...steps.slice(0, found + 1), out, ...steps.slice(found + 1)]
  const last = steps.findLastIndex((step) => step.do === 'gather' && step.at === 'completion')
  return steps.map((step, index) =>
    index === last && step.do === 'gather' ? { ...step, member: [out, ...step.member] } : step,
  )
}
