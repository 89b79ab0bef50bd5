/**
 * A device that reaches only the lower 4 GiB (`dmaBits: 32`), whose addresses no unit translates: pages of a buffer that lie
 * beyond are copied through a pool below (Linux, kernel/dma/swiotlb.c), out of the guest's or the host's memory before the device
 * is told, and back when it has answered. The kernel that drives the device copies: the guest's own where it is given whole.
 * Where each request is mapped, its addresses lie below, and nothing is copied.
 *
 * Not modelled: finding a place in the pool, and a pool that is full; buffers of the host itself (page cache, packets), which lie
 * at the bottom of its memory; a host's driver that splits what its guests asked for at once; drivers in processes.
 */
import type { Role, Step } from '../path/itinerary.ts'
import { PAGE } from '../units.ts'
import type { Shape } from './datasheet.ts'
import { work } from './parts.ts'

function place(shape: Shape): 'os' | 'host' {
  return shape.nested ? 'os' : 'host'
}

/** How many pages of the buffer lie beyond. */
export function asksReach(shape: Shape, bytes: number): readonly Step[] {
  if (shape.narrow !== true) return []
  return [{ do: 'ask', table: 'reach', place: place(shape), bytes, text: 'pages, above 4 GiB' }]
}

/** They are copied, where there are any. */
function copied(shape: Shape, bytes: number, on: Role, text: string): Step {
  const copy = work(on, place(shape), 'copy', 'copy-cold', text, {
    bytes: Math.round(bytes / Math.ceil(bytes / PAGE)),
    times: { answer: 'beyond' },
  })
  return {
    do: 'each',
    window: 1,
    commands: [{ times: { answer: 'beyond' }, bytes: 0, steps: [copy] }],
    text: 'only what lies beyond',
  }
}

/** Before the device is told. */
export function goesBelow(shape: Shape, bytes: number, on: Role): readonly Step[] {
  const out = shape.op === 'write' || shape.op === 'tx' || shape.op === 'rr'
  return shape.narrow === true && out ? [copied(shape, bytes, on, 'copy, to below 4 GiB')] : []
}

/** When it has answered. */
export function comesBack(shape: Shape, bytes: number, on: Role): readonly Step[] {
  const inward = shape.op === 'read' || shape.op === 'rx'
  return shape.narrow === true && inward ? [copied(shape, bytes, on, 'copy, from below 4 GiB')] : []
}
