/**
 * What a driver does around each request where its device may reach only what is mapped for it: map before, take back
 * after. On the bare host the kernel does it for its own devices; in a guest with an IOMMU of its own the guest does, and
 * its queue of invalidations is played by the VMM. Every invalidation goes through one queue behind one lock.
 *
 * A disk's driver maps the whole scatter list of a command at once. A network card's maps each fragment of a page that is
 * sent, and each frame's own buffer for receiving; that of a card of 100 Gb/s or more maps a buffer of many pages at once.
 *
 * Not modelled: searching for free I/O addresses, which was slow before 2015; the timer's own flush takes no CPU time.
 */

import type { DeviceCard } from '../hardware/devices.ts'
import type { Role, Step } from '../path/itinerary.ts'
import { PAGE } from '../units.ts'
import type { Shape } from './datasheet.ts'
import { asksReach, comesBack, goesBelow } from './narrow.ts'
import { copy, hold, registers, type Thread, work } from './parts.ts'

/** Bytes of a received frame, which has a buffer of its own. */
const FRAME = 1514
/** Cards from 100 Gb/s on receive into buffers of many pages, which their drivers map at once. Bytes a second. */
const MANY_PAGES_FROM = 12.5e9

/** Entries of the queue that one command's buffer takes. */
export function mappingsOf(op: Shape['op'], bytes: number, card: DeviceCard): number {
  if (op === 'rx') return card.bandwidth >= MANY_PAGES_FROM ? 1 : Math.ceil(bytes / FRAME)
  return op === 'tx' ? Math.ceil(bytes / PAGE) : 1
}

/** Naturally aligned pieces, each a power of two, that so many pages are invalidated in. */
export function piecesOf(pages: number): number {
  let count = 0
  for (let left = pages; left > 0; left = Math.floor(left / 2)) count += left % 2
  return count
}

/** Commands to the unit that forget so many mappings of together so many pages: AMD's names a power of two of pages. */
function commandsTo(shape: Shape, mappings: number, bytes: number): number {
  return shape.unit === 'amd' && mappings === 1 ? piecesOf(Math.ceil(bytes / PAGE)) : mappings
}

/** The device fills the buffer. */
function inward(shape: Shape): boolean {
  return shape.op === 'read' || shape.op === 'rx'
}

function place(shape: Shape): 'os' | 'host' {
  return shape.nested ? 'os' : 'host'
}

/**
 * One command to the queue for each of so many, and the wait until the unit forgot; nobody else comes in between. Intel's
 * driver hands a command and the wait for it over together; AMD's rings for each command, and for the wait by itself.
 * `forgets`: a mapping was taken back, and no new one is told of.
 */
function invalidates(shape: Shape, mappings: number, bytes: number, forgets: boolean, on: Thread): Step {
  const amd = shape.unit === 'amd'
  const commands = commandsTo(shape, mappings, bytes)
  const waits = work(on, 'host', 'work', 'iommu-invalidate', 'waits until the unit forgot', {
    times: mappings,
    counts: 'invalidation',
  })
  const traps: readonly Step[] = shape.nested
    ? [
        registers('write', amd ? commands + mappings : commands, 'invalidation queue, trapped'),
        work('vcpu', 'host', 'work', 'host-syscall', 'VMM, asks the host', { times: commands }),
      ]
    : []
  const device = forgets ? deviceForgets(shape, on, mappings) : []
  return { do: 'hold', what: 'invalidation', short: 'spin', steps: [...traps, waits, ...device] }
}

/** A device that remembers translations itself is told after the unit, and answers: the host waits for that as well. */
function deviceForgets({ ats }: Shape, on: Role, mappings = 1): readonly Step[] {
  if (ats !== true) return []
  return [
    work(on, 'host', 'work', 'ats-invalidate', 'waits until the device forgot', {
      times: mappings,
      counts: 'invalidation',
    }),
  ]
}

/** The host pins, or lets go, the pages that a guest's unit maps: only where the guest tells it of each. */
function follows(
  shape: Shape,
  bytes: number,
  cost: 'page-pin' | 'page-unpin',
  text: string,
): readonly Step[] {
  return shape.nested && shape.mapping === 'caching'
    ? [work('vcpu', 'host', 'work', cost, text, { times: Math.ceil(bytes / PAGE) })]
    : []
}

/** The piece of I/O address space, and its entries in the table; where nothing is mapped, what the device reaches. */
export function takesPiece(shape: Shape, bytes: number): readonly Step[] {
  if (shape.mapping === 'none') return asksReach(shape, bytes)
  return [{ do: 'ask', table: 'map', place: place(shape), bytes, text: 'I/O addresses, for the buffer' }]
}

/** The host's kernel drives the disk or the card behind a guest's: it maps on the thread that submits, and takes back in its interrupt. */
export function hostMapsBuffer(shape: Shape, on: Role, bytes: number): readonly Step[] {
  return [...takesPiece(shape, bytes), maps(shape, on, bytes)]
}

/** The host's driver enters a buffer into its table. */
export function maps(shape: Shape, on: Role, bytes: number): Step {
  const times = mappingsOf(shape.op, bytes, shape.device)
  return work(on, 'host', 'work', 'iommu-map', 'maps the buffer', { times })
}

export function hostUnmapsBuffer(shape: Shape, bytes: number): readonly Step[] {
  const times = mappingsOf(shape.op, bytes, shape.device)
  const lazy = shape.mapping === 'lazy'
  const unmaps = work('core', 'host', 'work', 'iommu-unmap', 'takes the mapping back', { times })
  const waits = hold('invalidation', [
    work('core', 'host', 'work', 'iommu-invalidate', 'waits until the unit forgot', {
      times: lazy ? 1 : times,
      counts: 'invalidation',
    }),
    ...deviceForgets(shape, 'core', lazy ? 1 : times),
  ])
  const back = givesBack(shape, bytes, times)
  return lazy ? [unmaps, back, whereManyWait(waits)] : [unmaps, waits, back]
}

function givesBack(shape: Shape, bytes: number, mappings: number): Step {
  return {
    do: 'ask',
    table: 'unmap',
    place: place(shape),
    bytes,
    mappings,
    text: 'I/O addresses, given back',
  }
}

/** Of lazy mappings: the unit is told to forget when there are enough of them, or they have waited long enough. */
function whereManyWait(tells: Step): Step {
  return {
    do: 'each',
    window: 1,
    commands: [{ times: { answer: 'flushes' }, bytes: 0, steps: [tells] }],
    text: 'only where many wait',
  }
}

/** Before the device is told of a buffer. @param on who drives it */
export function mapsBuffer(shape: Shape, bytes: number, on: Thread = 'vcpu'): readonly Step[] {
  if (shape.mapping === 'none') return goesBelow(shape, bytes, on)
  if (shape.bounce) return inward(shape) ? [] : [copy(on, place(shape), bytes, 'copy, into a bounce buffer')]
  const count = mappingsOf(shape.op, bytes, shape.device)
  const maps = work(on, place(shape), 'work', 'iommu-map', 'maps the buffer', { times: count })
  if (shape.mapping === 'optimistic')
    return [
      work(on, place(shape), 'work', 'iommu-keep', 'still mapped?', { times: count }),
      {
        do: 'each',
        window: 1,
        commands: [{ times: { answer: 'missing' }, bytes: 0, steps: [maps] }],
        text: 'only what is not',
      },
    ]
  return [
    maps,
    ...(shape.mapping === 'caching' ? [invalidates(shape, count, bytes, false, on)] : []),
    ...follows(shape, bytes, 'page-pin', 'pins, for the guest'),
  ]
}

/** After the device has answered. */
export function unmapsBuffer(shape: Shape, bytes: number, on: Thread = 'vcpu'): readonly Step[] {
  if (shape.mapping === 'none') return comesBack(shape, bytes, on)
  const count = mappingsOf(shape.op, bytes, shape.device)
  const back = givesBack(shape, bytes, commandsTo(shape, count, bytes))
  if (shape.bounce)
    return [...(inward(shape) ? [copy(on, place(shape), bytes, 'copy, out of a bounce buffer')] : []), back]
  if (shape.mapping === 'optimistic')
    return [work(on, place(shape), 'work', 'iommu-keep', 'leaves it mapped', { times: count }), back]
  const unmaps = work(on, place(shape), 'work', 'iommu-unmap', 'takes the mapping back', { times: count })
  if (shape.mapping !== 'lazy')
    return [
      unmaps,
      invalidates(shape, count, bytes, true, on),
      back,
      ...follows(shape, bytes, 'page-unpin', 'lets go, for the guest'),
    ]
  return [unmaps, back, whereManyWait(invalidates(shape, 1, PAGE, true, on))]
}
