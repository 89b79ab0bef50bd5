/**
 * From the model of a disk through the host's file layer to the real device, and back to the thread that completes it.
 *
 * Cache modes are QEMU's: none and directsync pass the page cache by, writethrough and directsync flush after every write
 * (and the guest, which sees no write cache, sends none), unsafe ignores the guest's flushes.
 *
 * An event loop that takes requests from a ring submits all that it has found there by one system call.
 */

import { readAhead } from '../memory/page-cache.ts'
import type { Step } from '../path/itinerary.ts'
import { PAGE } from '../units.ts'
import { PAST_FILES, type Shape, safeAtOnce } from './datasheet.ts'
import { hostMapsBuffer, hostUnmapsBuffer } from './dma-api.ts'
import { asksReach, comesBack, goesBelow } from './narrow.ts'
import { applicationAsks, backendWoken, copy, type Thread, VMM_WOKEN, work } from './parts.ts'
import { throughIommu } from './through-iommu.ts'

/** Who runs the model, who makes calls that block, and who completes. */
interface Route {
  readonly on: Thread
  readonly file: Exclude<Thread, 'vcpu'>
  readonly back: 'vmm' | 'backend'
  /** The loop takes from a ring as long as there is something, and then submits all of it. */
  readonly together: boolean
}

const HOST_INTERRUPT: Step = work('core', 'host', 'interrupt', 'host-interrupt', 'interrupt, to the host')

const TAKEN: Readonly<Record<Shape['writeCache'], string>> = {
  none: 'in its medium',
  volatile: 'in its buffer, until the power goes',
  protected: 'in its buffer, kept by a battery',
  lying: 'in its buffer, and called safe',
}

/** The device has taken a write: where it lies now. */
export function deviceTook(shape: Shape, bytes: number): Step {
  return { do: 'ask', table: 'store', place: 'dev', bytes, text: TAKEN[shape.writeCache] }
}

/** The device looks for what is read: in a cache of its own, if it has one, and in its medium. */
export function deviceFinds(shape: Shape, bytes: number): readonly Step[] {
  const text = 'device reads'
  if ((shape.device.store?.blocks ?? 0) === 0) return [work('device', 'dev', 'wait', 'device-read', text)]
  return [
    { do: 'ask', table: 'blocks', place: 'dev', bytes, text: "the device's own cache, asked" },
    work('device', 'dev', 'wait', 'device-hit', 'answered from its cache'),
    work('device', 'dev', 'wait', 'device-read', text, { times: { answer: 'medium' } }),
  ]
}

/** No device is asked and no cache: a timer of the loop that plays the controller runs. */
function timed(shape: Shape): Step {
  // Only the main loop rounds up.
  const on = shape.backend === 'loop' ? 'timer' : 'moment'
  const cost = shape.op === 'write' ? 'device-write' : 'device-read'
  return work(on, 'vmm', 'wait', cost, 'timer, of the loop')
}

/** A RAM disk is the work of whoever asks, and over when the call returns. */
function memoryServes(shape: Shape, on: Thread, bytes: number): readonly Step[] {
  const write = shape.op === 'write'
  return [
    work(on, 'host', 'work', write ? 'device-write' : 'device-read', 'RAM disk, finds the pages'),
    copy(on, 'host', bytes, write ? 'copy, into the RAM disk' : 'copy, out of the RAM disk'),
    ...(write ? [deviceTook(shape, bytes)] : []),
  ]
}

/** The device says that it is done, unless it is none. */
function told(shape: Shape): readonly Step[] {
  return shape.device.ends === 'call' ? [] : [HOST_INTERRUPT]
}

/** The real device works, moves the bytes by DMA, and interrupts the host, unless somebody polls it. @param on who asked it */
function deviceWorks(shape: Shape, on: Thread, bytes: number, polled = false): readonly Step[] {
  if (shape.device.ends === 'call') return memoryServes(shape, on, bytes)
  const mapped = shape.mapping !== 'none'
  const moves = [
    ...(mapped ? throughIommu(shape, bytes) : []),
    work('link', 'host', 'dma', 'device-link', 'DMA, no CPU', { bytes }),
  ]
  const done: readonly Step[] =
    shape.op === 'write'
      ? [...moves, work('device', 'dev', 'wait', 'device-write', 'device writes'), deviceTook(shape, bytes)]
      : [...deviceFinds(shape, bytes), ...moves]
  if (polled) return done
  if (!mapped)
    return [
      ...asksReach(shape, bytes),
      ...goesBelow(shape, bytes, on),
      ...done,
      HOST_INTERRUPT,
      ...comesBack(shape, bytes, 'core'),
    ]
  return [
    ...hostMapsBuffer(shape, on, bytes),
    { do: 'attempt', steps: done },
    HOST_INTERRUPT,
    ...hostUnmapsBuffer(shape, bytes),
  ]
}

/** The device moves data, or flushes, for whoever drives it without the host's file layer. */
export function deviceServes(shape: Shape, bytes: number, polled = false): readonly Step[] {
  if (shape.op !== 'flush') return deviceWorks(shape, 'backend', bytes, polled)
  return polled ? deviceFlushes() : [...deviceFlushes(), ...told(shape)]
}

/** A disk that keeps nothing in an unsafe place is sent no flush: the block layer drops it. */
function keepsUnsafely(shape: Shape): boolean {
  return shape.writeCache === 'volatile' || shape.writeCache === 'lying'
}

/** The real device is told to make safe what it has answered. */
export function deviceFlushes(): readonly Step[] {
  return [
    work('device', 'dev', 'wait', 'device-flush', 'flush, to the device'),
    { do: 'ask', table: 'settled', place: 'dev', bytes: 0, text: 'until its buffer is empty' },
  ]
}

function block(on: Thread): Step {
  return work(on, 'host', 'work', 'host-block', 'block layer, driver')
}

/** A thread that called, or is to call, goes on: woken where it sleeps. */
function again(to: Exclude<Thread, 'vcpu'>): Extract<Step, { do: 'post' }> {
  return { do: 'post', to, kick: [], wake: 'wake-thread', place: 'host', text: 'file thread, woken' }
}

function submits(on: Thread): Step {
  return work(on, 'host', 'work', 'host-syscall', 'system call')
}

/** From here on it is the host's kernel that has the command. */
function submission({ on, together }: Route): readonly Step[] {
  if (!together) return [submits(on), block(on)]
  return [
    {
      do: 'gather',
      at: 'tail',
      wait: true,
      steps: [submits(on)],
      member: [block(on)],
      text: 'the rest of the ring',
    },
  ]
}

/** A call that blocks: handed to the process's helper, or made by the model's own thread. */
function calls({ on, file }: Route): readonly Step[] {
  return [
    ...(file === on ? [] : [{ ...again(file), kick: [submits(on)] }]),
    work(file, 'host', 'work', 'host-syscall', 'file, host system call'),
  ]
}

function returns({ file, back }: Route): readonly Step[] {
  if (file === back) return [again(back)]
  return back === 'vmm' ? VMM_WOKEN : backendWoken([], true)
}

/** The end of a file's fdatasync, on its thread: the device flushes where it must. */
function flushesDevice(shape: Shape, file: Route['file']): readonly Step[] {
  if (!keepsUnsafely(shape)) return []
  return [block(file), ...deviceFlushes(), ...told(shape), again(file)]
}

/** All that the host has taken of this disk becomes safe (fdatasync). */
function hostFlush(shape: Shape, route: Route): readonly Step[] {
  // Told to be unsafe, the process answers at once.
  if (shape.cache === 'unsafe') return returns(route)
  return [
    ...calls(route),
    { do: 'ask', table: 'sync', place: 'host', bytes: 0, text: 'until its dirty pages are written back' },
    ...flushesDevice(shape, route.file),
    ...returns(route),
  ]
}

/**
 * One command through the host's file layer and the real device, from the thread that runs the model back to the one that
 * completes it. Calls that block are made by the process's helper; a model that blocks for each request makes them itself.
 */
export function hostStorage(
  shape: Shape,
  on: Thread,
  bytes: number,
  { back = 'vmm', file = 'worker', together = false }: Partial<Route> = {},
): readonly Step[] {
  const route: Route = { on, file, back, together }
  if (shape.device.ends === 'timer') return [timed(shape), ...returns(route)]
  if (shape.op === 'flush') return hostFlush(shape, route)
  if (shape.cache === 'none' || shape.cache === 'directsync') {
    const direct = [...submission(route), ...deviceWorks(shape, on, bytes), ...returns(route)]
    const flushes = shape.cache === 'directsync' && shape.op === 'write'
    return flushes ? [...direct, ...hostFlush(shape, { ...route, on: back })] : direct
  }
  // The page cache is the host's own memory.
  const cached: Shape = { ...shape, narrow: false }
  return [
    ...calls(route),
    work(file, 'host', 'work', 'cache-lookup', 'page cache, asked'),
    { do: 'ask', table: 'cache', place: 'host', bytes, text: 'missing pages' },
    ...(shape.op === 'read' ? throughCache(cached, file, bytes) : intoCache(cached, file, bytes)),
    ...returns(route),
  ]
}

function throughCache(shape: Shape, file: Route['file'], bytes: number): readonly Step[] {
  const stretch = readAhead(shape.sequential)
  const fetched = Math.ceil(bytes / stretch) * stretch
  return [
    {
      do: 'each',
      window: 1,
      commands: [
        {
          times: { answer: 'missing' },
          bytes,
          steps: [block(file), ...deviceWorks(shape, file, fetched), again(file)],
        },
      ],
      text: 'only what the cache lacks',
    },
    copy(file, 'host', bytes, 'copy, out of page cache'),
  ]
}

function intoCache(shape: Shape, file: Route['file'], bytes: number): readonly Step[] {
  const copied = copy(file, 'host', bytes, 'copy, into page cache')
  if (shape.cache === 'writethrough')
    return [
      copied,
      block(file),
      ...deviceWorks(shape, file, bytes),
      again(file),
      ...flushesDevice(shape, file),
    ]
  return [
    { do: 'ask', table: 'room', place: 'host', bytes, text: 'too much dirty? then it waits' },
    copied,
    writeBack(shape, bytes),
  ]
}

/** Dirty pages go to the device later, neighbours together; nobody waits for it. */
function writeBack(shape: Shape, bytes: number): Step {
  const moves = work('link', 'host', 'dma', 'device-link', 'DMA, no CPU', {
    bytes: PAGE,
    times: { answer: 'pages' },
  })
  return {
    do: 'gather',
    at: 'writeback',
    wait: false,
    bytes,
    member: [],
    text: 'dirty pages, later',
    steps: [
      moves,
      work('device', 'dev', 'wait', 'device-write', 'device writes'),
      deviceTook(shape, 0),
      ...told(shape),
    ],
  }
}

/** Its requests pass the host's file layer; else a kernel's worker or a driver in a process stands before the device itself. */
function passesFiles(shape: Shape, direct: boolean): boolean {
  return !direct && !PAST_FILES.includes(shape.backend)
}

/** Every write is safe when it is answered, so the guest is told of no write cache. */
export function flushesEachWrite(shape: Shape, direct: boolean): boolean {
  return passesFiles(shape, direct) && safeAtOnce(shape.cache)
}

/** Whether the guest is shown a disk whose write cache it has to flush. */
function showsWriteCache(shape: Shape, direct: boolean): boolean {
  return passesFiles(shape, direct) ? !flushesEachWrite(shape, direct) : keepsUnsafely(shape)
}

/**
 * The application asks that its writes be safe (fsync). A guest that sees no write cache has nothing to send: its writes
 * were safe when they were answered.
 * @param sends the flush command of the controller
 */
export function flushOf(shape: Shape, sends: readonly Step[], direct = false): readonly Step[] {
  return [...applicationAsks(shape), ...(showsWriteCache(shape, direct) ? sends : [])]
}
